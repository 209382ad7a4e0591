import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ClockLine } from '../clocks/clock-line.js';
import { LevelTag } from '../clocks/level-tag.js';
import { openIncidentsQuery } from '../http/queries.js';
import { useWords } from '../i18n/language.js';
import { vendorWords } from '../i18n/vendor-words.js';
import { useNow } from '../live/live-provider.js';
import { Panel } from './panel.js';

/** The open incidents with the clocks that still run or are overdue, by time left as the server orders them. */
export function RunningPanel({ contract }: { contract: string }) {
  const words = useWords(vendorWords);
  const nowMs = useNow();
  const query = useQuery(openIncidentsQuery);
  const running = (query.data?.incidents ?? [])
    .filter((incident) => incident.contract === contract)
    .map((incident) => ({
      incident,
      clocks: incident.clocks.filter(({ status }) => status === 'running' || status === 'overdue'),
    }))
    .filter(({ clocks }) => clocks.length > 0);
  return (
    <Panel name="running" title={words.clocks} query={query}>
      {running.length === 0 && <p className="nothing">✓ {words.noClocks}</p>}
      <ul>
        {running.map(({ incident, clocks }) => (
          <li key={incident.incident} data-incident={incident.incident}>
            <Link to={`/incidents/${contract}/${encodeURIComponent(incident.incident)}`} title={words.toIncident}>
              <LevelTag incident={incident} /> {incident.system} · {incident.incident}
            </Link>
            <div className="clocks">
              {clocks.map((clock) => (
                <ClockLine key={`${clock.clause} ${clock.stage}`} clock={clock} nowMs={nowMs} />
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
