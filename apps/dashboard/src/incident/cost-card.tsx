import { useQuery } from '@tanstack/react-query';
import type { IncidentDetail } from '@weibao/messages';
import { Refused } from '../frame/refused.js';
import { deductionsQuery } from '../http/queries.js';
import { deductionWords } from '../i18n/deduction-words.js';
import { deskWords } from '../i18n/desk-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';
import { yuan } from '../payments/money.js';

/** What this incident costs by itself, line by line as the outcome has it. What counts over a period stands with the payment. */
export function CostCard({ incident }: { incident: IncidentDetail }) {
  const words = useWords(deskWords);
  const frame = useWords(frameWords);
  const { decision } = useWords(deductionWords);
  const { data, error } = useQuery(deductionsQuery(incident.contract));
  if (error) return <Refused error={error} title={frame.readFailed(words.cost)} />;
  const own = data?.outcome.deductions?.filter(({ subject }) => subject === incident.incident);
  if (!own) return null;
  return (
    <section className="cost" aria-label={words.cost}>
      <h2>{words.cost}</h2>
      {own.length === 0 && <p>{words.noCost}</p>}
      <ul>
        {own.map((line) => (
          <li key={`${line.clause} ${line.breach}`}>
            <b>{line.payable === null ? words.costUnknown : yuan(line.payable)}</b> {decision[line.decision]} ·{' '}
            {line.clause}
          </li>
        ))}
      </ul>
    </section>
  );
}
