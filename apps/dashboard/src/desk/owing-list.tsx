import { useQueries } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { Link } from 'react-router';
import { ClockLine } from '../clocks/clock-line.js';
import { Refused } from '../frame/refused.js';
import { owingQuery } from '../http/queries.js';
import { deskWords } from '../i18n/desk-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';
import { useNow } from '../live/live-provider.js';

/** Closed, and still a report is owed: on no list of open incidents, and easily forgotten. */
export function OwingList({ contracts }: { contracts: readonly ContractView[] }) {
  const words = useWords(deskWords);
  const frame = useWords(frameWords);
  const nowMs = useNow();
  const answers = useQueries({ queries: contracts.map(({ contract }) => owingQuery(contract)) });
  const failed = answers.find(({ error }) => error)?.error;
  const owing = answers.flatMap(({ data }) => data?.incidents ?? []);
  if (owing.length === 0 && !failed) return null;
  return (
    <section className="card owing" aria-label={words.owing}>
      <h2>
        {words.owing} <em>{owing.length}</em>
      </h2>
      {failed && <Refused error={failed} title={frame.readFailed(words.owing)} />}
      <ul>
        {owing.map((view) => (
          <li key={`${view.contract} ${view.incident}`} data-owing={view.incident}>
            <Link to={`/incidents/${view.contract}/${encodeURIComponent(view.incident)}`}>{view.incident}</Link>{' '}
            {[view.system, view.subsystem].filter(Boolean).join(' · ')}
            <div className="clock-lines">
              {view.clocks
                .filter(({ status }) => status === 'running' || status === 'overdue')
                .map((clock) => (
                  <ClockLine key={`${clock.clause} ${clock.stage}`} clock={clock} nowMs={nowMs} />
                ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
