import type { IncidentView } from '@weibao/messages';
import { clockFace } from '../../clocks/clock-face.js';
import { instantMs } from '../../time/moments.js';

const dueMs = (incident: IncidentView) => (incident.nextDueAt === null ? Infinity : instantMs(incident.nextDueAt));

/**
 * Least time left first: an overdue incident's due moment lies furthest back. What has no due moment comes last, the newest report first.
 * Each instant is read once, not once a comparison: with two thousand open incidents this runs every second.
 */
export function inOrder(incidents: readonly IncidentView[]): IncidentView[] {
  return incidents
    .map((incident) => ({ incident, due: dueMs(incident), reported: instantMs(incident.reportedAt) }))
    .sort((a, b) =>
      a.due === b.due
        ? b.reported - a.reported || a.incident.incident.localeCompare(b.incident.incident)
        : a.due < b.due
          ? -1
          : 1,
    )
    .map(({ incident }) => incident);
}

/** A level 1 that missed one of its binding limits: it stays on the wall whatever else there is. */
export function missedLevel1(incident: IncidentView, nowMs: number): boolean {
  if (incident.level !== '1') return false;
  return incident.clocks.some((clock) => {
    const { state } = clockFace(clock, nowMs);
    return clock.firm && (state === 'missed' || state === 'late');
  });
}

/** What the wall shows: no drills, missed level 1 apart, both by time left. */
export function forTheWall(incidents: readonly IncidentView[], nowMs: number) {
  const [pinned, others]: [IncidentView[], IncidentView[]] = [[], []];
  for (const incident of incidents) {
    if (incident.open && !incident.drill) (missedLevel1(incident, nowMs) ? pinned : others).push(incident);
  }
  return { pinned: inOrder(pinned), others: inOrder(others) };
}
