import { useQuery } from '@tanstack/react-query';
import { openIncidentsQuery } from '../../http/queries.js';
import { useWords } from '../../i18n/language.js';
import { wallWords } from '../../i18n/wall-words.js';
import { useFreshness } from '../../live/freshness.js';
import { useNow } from '../../live/live-provider.js';
import { pageOf } from '../panel/pages.js';
import { Empty, Panel } from '../panel/panel.js';
import { useRoom } from '../panel/use-room.js';
import { useTellPages, useTurning } from '../panel/use-turn.js';
import { forTheWall } from './incident-order.js';
import { IncidentRow } from './incident-row.js';
import './incidents.css';

/** Heights of a row in rem, as incidents.css has them. */
const ROW_REM = 11;
const COMPACT_REM = 5.6;

export function IncidentsPanel() {
  const words = useWords(wallWords);
  const query = useQuery(openIncidentsQuery);
  const freshness = useFreshness(query);
  const nowMs = useNow();
  const { turn } = useTurning();
  const [setList, fitOf] = useRoom(ROW_REM * 5);
  const { pinned, others } = forTheWall(query.data?.incidents ?? [], nowMs);
  // Missed level 1 that would fill the panel are shown on one line each, so that none is hidden and the others still have room.
  const compact = pinned.length >= fitOf(ROW_REM);
  const page = pageOf(pinned, others, fitOf(compact ? COMPACT_REM : ROW_REM), turn);
  useTellPages('incidents', page.pages);

  return (
    <Panel
      name="incidents"
      title={words.openIncidents}
      figure={query.data ? pinned.length + others.length : undefined}
      hint={<span>{words.byTimeLeft}</span>}
      freshness={freshness}
    >
      <ul className="rows" ref={setList}>
        {page.pinned.map((incident) => (
          <IncidentRow key={`${incident.contract} ${incident.incident}`} {...{ incident, nowMs, compact }} pinned />
        ))}
        {page.rows.map((incident) => (
          <IncidentRow
            key={`${incident.contract} ${incident.incident}`}
            {...{ incident, nowMs, compact }}
            pinned={false}
          />
        ))}
        {pinned.length + others.length === 0 && <Empty title={`✓ ${words.noIncidents}`} hint={words.noIncidentsHint} />}
      </ul>
      {page.hiddenPinned > 0 && <p className="missing">■ {words.moreMissed(page.hiddenPinned)}</p>}
    </Panel>
  );
}
