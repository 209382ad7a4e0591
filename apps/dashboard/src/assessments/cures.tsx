import type { ScorecardView } from '@weibao/messages';
import { assessmentWords } from '../i18n/assessment-words.js';
import { dutyWords } from '../i18n/duty-words.js';
import { useWords } from '../i18n/language.js';
import { LineName } from './line-name.js';

/** What has to be put right after an assessment, with its day. */
export function Cures({ cures }: { cures: ScorecardView['cures'] }) {
  const words = useWords(assessmentWords);
  const states = useWords(dutyWords).states;
  if (cures.length === 0) return null;
  return (
    <article className="card period">
      <h3>{words.cures}</h3>
      <ul>
        {cures.map((duty) => (
          <li key={`${duty.clause} ${duty.subject} ${duty.dueOn}`} data-cure={duty.clause} data-state={duty.status}>
            {duty.status === 'done' ? '✓' : duty.status === 'overdue' || duty.status === 'late' ? '■' : '○'}
            <LineName clause={duty.clause} />
            <span>
              {duty.dueOn !== undefined && `${words.by(duty.dueOn)} · `}
              {states[duty.status]}
            </span>
          </li>
        ))}
      </ul>
    </article>
  );
}
