import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { openIncidentsQuery, postureQuery } from '../../http/queries.js';
import { useWords } from '../../i18n/language.js';
import { wallWords } from '../../i18n/wall-words.js';
import type { IncidentView } from '@weibao/messages';
import { useFreshness } from '../../live/freshness.js';
import { useNow } from '../../live/live-provider.js';
import { pageOf } from '../panel/pages.js';
import { Empty, Panel } from '../panel/panel.js';
import { useRoom } from '../panel/use-room.js';
import { useTellPages, useTurning } from '../panel/use-turn.js';
import { inOrder, parted } from './incident-order.js';
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
  const incidents = query.data?.incidents;
  const ordered = useMemo(() => inOrder(incidents ?? []), [incidents]);
  const { pinned, others } = parted(ordered, nowMs);
  const days = useQuery(postureQuery).data?.postures;
  const rest = new Set(days?.flatMap(({ contract, today }) => (today.inHours === false ? [contract] : [])));
  // Missed level 1 that would fill the panel are shown on one line each, so that none is hidden and the others still have room.
  const compact = pinned.length >= fitOf(ROW_REM);
  const page = pageOf(pinned, others, fitOf(compact ? COMPACT_REM : ROW_REM), turn);
  useTellPages('incidents', page.pages);
  const row = (incident: IncidentView) => ({ incident, nowMs, compact, resting: rest.has(incident.contract) });

  return (
    <Panel
      name="incidents"
      title={words.openIncidents}
      figure={query.data ? pinned.length + others.length : undefined}
      hint={
        <>
          {pinned.length > 0 && <b className="alarm">■ {words.missedLevel1(pinned.length)}</b>}
          <span>{words.byTimeLeft}</span>
        </>
      }
      freshness={freshness}
    >
      <ul className="rows" ref={setList}>
        {page.pinned.map((incident) => (
          <IncidentRow key={`${incident.contract} ${incident.incident}`} {...row(incident)} pinned />
        ))}
        {page.rows.map((incident) => (
          <IncidentRow key={`${incident.contract} ${incident.incident}`} {...row(incident)} pinned={false} />
        ))}
        {pinned.length + others.length === 0 && <Empty title={`✓ ${words.noIncidents}`} hint={words.noIncidentsHint} />}
      </ul>
      {page.hiddenPinned > 0 && <p className="missing">■ {words.moreMissed(page.hiddenPinned)}</p>}
    </Panel>
  );
}
