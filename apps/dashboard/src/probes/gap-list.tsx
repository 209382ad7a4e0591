import type { RecordedFact } from '@weibao/messages';
import { ledgerWords } from '../i18n/ledger-words.js';
import { useWords } from '../i18n/language.js';
import { probeWords } from '../i18n/probe-words.js';
import { instantMs, momentOf } from '../time/moments.js';

/** The stretches in which nobody watched a system, the newest first: neither up nor down in its availability. */
export function GapList({ gaps }: { gaps: readonly RecordedFact[] }) {
  const words = useWords(probeWords);
  const sides = useWords(ledgerWords).sides;
  const known = gaps.flatMap(({ id, by, fact }) =>
    fact.type === 'monitoring.gap' && fact.from !== undefined && fact.to !== undefined
      ? [{ id, by, from: fact.from, to: fact.to }]
      : [],
  );
  if (known.length === 0) return null;
  const moment = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);
  return (
    <details data-gaps={known.length}>
      <summary>? {words.gaps(String(known.length))}</summary>
      <ul className="gaps">
        {known
          .sort((a, b) => instantMs(b.from) - instantMs(a.from))
          .map(({ id, by, from, to }) => (
            <li key={id}>
              {words.gap(moment(from), moment(to))}
              {by !== null && ` · ${sides[by] ?? by}`}
            </li>
          ))}
      </ul>
    </details>
  );
}
