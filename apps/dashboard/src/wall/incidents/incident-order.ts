import type { IncidentView } from '@weibao/messages';
import { missedFromMs } from '../../clocks/clock-face.js';
import { instantMs } from '../../time/moments.js';

/** An open incident in its place, with the moment from which the wall must never hide it. */
export interface Ordered {
  incident: IncidentView;
  staysFromMs: number; // a level 1 from when it missed one of its binding limits; Infinity where nothing does
}

const dueMs = (incident: IncidentView) => (incident.nextDueAt === null ? Infinity : instantMs(incident.nextDueAt));

/**
 * What the wall shows, no drills, least time left first: an overdue incident's due moment lies furthest back. What has no due moment comes
 * last, the newest report first. Done once for each answer of the server, not each second: there may be two thousand.
 */
export function inOrder(incidents: readonly IncidentView[]): Ordered[] {
  return incidents
    .filter(({ open, drill }) => open && !drill)
    .map((incident) => ({ incident, due: dueMs(incident), reported: instantMs(incident.reportedAt) }))
    .sort((a, b) =>
      a.due === b.due
        ? b.reported - a.reported || a.incident.incident.localeCompare(b.incident.incident)
        : a.due < b.due
          ? -1
          : 1,
    )
    .map(({ incident }) => ({ incident, staysFromMs: staysFromMs(incident) }));
}

/** A level 1 that missed one of its binding limits stays on the wall whatever else there is. */
function staysFromMs({ level, clocks }: IncidentView): number {
  if (level !== '1') return Infinity;
  return Math.min(Infinity, ...clocks.filter(({ firm }) => firm).map(missedFromMs));
}

/** Missed level 1 apart from the others, both in order. */
export function parted(ordered: readonly Ordered[], nowMs: number) {
  const [pinned, others]: [IncidentView[], IncidentView[]] = [[], []];
  for (const { incident, staysFromMs } of ordered) (nowMs >= staysFromMs ? pinned : others).push(incident);
  return { pinned, others };
}
