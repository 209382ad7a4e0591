import type { PaperFact } from '@weibao/messages';
import { paperWords } from '../i18n/paper-words.js';
import { useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { instantMs, momentOf } from '../time/moments.js';

/** Each backup that was recorded, with a place for the mark of whoever checks it. */
export function BackupTable({ facts }: { facts: readonly PaperFact[] }) {
  const words = useWords(paperWords);
  const recording = useWords(recordingWords);
  const optionOf = (value: unknown) => (typeof value === 'string' ? (recording.options[value] ?? value) : '');
  const rows = [...facts].sort((a, b) => (String(a['day']) < String(b['day']) ? -1 : 1));
  return (
    <table>
      <thead>
        <tr>
          <th>{recording.fields['day']}</th>
          <th>{recording.fields['kind']}</th>
          <th>{words.finished}</th>
          <th>{recording.fields['locations']}</th>
          <th>{words.result}</th>
          <th>{words.checked}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((fact, index) => (
          <tr key={`${String(fact['day'])} ${index}`}>
            <td>{String(fact['day'])}</td>
            <td>{optionOf(fact['kind'])}</td>
            <td>{momentOf(instantMs(fact.at)).slice(0, 16)}</td>
            <td>{Array.isArray(fact['locations']) ? fact['locations'].map(optionOf).join('、') : ''}</td>
            <td>{fact['ok'] === undefined ? words.unknown : fact['ok'] === true ? words.succeeded : words.failed}</td>
            <td className="tick" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
