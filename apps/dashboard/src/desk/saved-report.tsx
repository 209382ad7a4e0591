import type { IncidentView } from '@weibao/messages';
import { Link } from 'react-router';
import { ClockLine } from '../clocks/clock-line.js';
import { useContractName } from '../http/contract-name.js';
import { frameWords } from '../i18n/frame-words.js';
import { deskWords } from '../i18n/desk-words.js';
import { useWords } from '../i18n/language.js';
import { useNow } from '../live/live-provider.js';
import { mayGrade, useSession } from '../session/session.js';
import { Hotlines } from './hotlines.js';
import { SimilarReports } from './similar-reports.js';

interface SavedReportProps {
  saved: { contract: string; incident: string };
  incident: IncidentView | undefined; // from the open list, a moment after the answer
}

/** What the caller is told before hanging up: the number, and the clocks that run now. */
export function SavedReport({ saved, incident }: SavedReportProps) {
  const words = useWords(deskWords);
  const frame = useWords(frameWords);
  const nowMs = useNow();
  const { role } = useSession();
  const contractName = useContractName();
  return (
    <section className="card saved" role="status" data-saved={saved.incident}>
      <h2>
        ✓{' '}
        <Link to={`/incidents/${saved.contract}/${encodeURIComponent(saved.incident)}`}>
          {words.saved(saved.incident)}
        </Link>
      </h2>
      <p>{words.savedUnder(contractName(saved.contract))}</p>
      <Hotlines contract={saved.contract} system={incident?.system ?? null} />
      <div className="clock-lines">
        {incident ? (
          incident.clocks
            .filter(({ status }) => status !== 'not-owed')
            .map((clock) => <ClockLine key={`${clock.clause} ${clock.stage}`} clock={clock} nowMs={nowMs} />)
        ) : (
          <span>{frame.loading}</span>
        )}
        {incident?.clocks.length === 0 && words.noClocks}
      </div>
      {mayGrade(role) && <SimilarReports contract={saved.contract} incident={saved.incident} />}
    </section>
  );
}
