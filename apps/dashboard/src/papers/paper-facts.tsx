import type { PaperFact } from '@weibao/messages';
import { ledgerWords } from '../i18n/ledger-words.js';
import { paperWords } from '../i18n/paper-words.js';
import { useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { instantMs, momentOf } from '../time/moments.js';

/** Fields that are told by a column of their own, or say nothing on paper. */
const untold = new Set([
  'id',
  'type',
  'at',
  'recordedAt',
  'by',
  'inspection',
  'incident',
  'evidence',
  'fileName',
  'drill',
]);

/** What happened, as it stands on record, line by line. */
export function PaperFacts({ facts }: { facts: readonly PaperFact[] }) {
  const words = useWords(paperWords);
  const recording = useWords(recordingWords);
  const sides = useWords(ledgerWords).sides;
  return (
    <table>
      <thead>
        <tr>
          <th>{words.time}</th>
          <th>{words.what}</th>
          <th>{words.said}</th>
          <th>{words.by}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact, index) => (
          <tr key={`${fact.type} ${index}`}>
            <td>{momentOf(instantMs(fact.at))}</td>
            <td>{recording.types[fact.type] ?? words.events[fact.type] ?? fact.type}</td>
            <td>{saidOf(fact)}</td>
            <td>{fact.by === undefined ? '' : (sides[fact.by] ?? fact.by)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );

  function saidOf(fact: PaperFact): string {
    return Object.entries(fact)
      .filter(([field, value]) => !untold.has(field) && ['string', 'number', 'boolean'].includes(typeof value))
      .map(([field, value]) => {
        const label = recording.fields[field] ?? words.fields[field] ?? field;
        const text = value === true ? recording.yes : value === false ? recording.no : String(value);
        return `${label}：${recording.options[text] ?? text}`;
      })
      .join('；');
  }
}
