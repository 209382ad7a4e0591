import type { IncidentView } from '@weibao/messages';
import { clockFace } from '../../clocks/clock-face.js';
import { instantMs } from '../../time/moments.js';

const dueMs = (incident: IncidentView) => (incident.nextDueAt === null ? Infinity : instantMs(incident.nextDueAt));

/** Least time left first: an overdue incident's due moment lies furthest back. What has no due moment comes last, the newest report first. */
export function byTimeLeft(a: IncidentView, b: IncidentView): number {
  const [first, second] = [dueMs(a), dueMs(b)];
  if (first !== second) return first < second ? -1 : 1;
  return instantMs(b.reportedAt) - instantMs(a.reportedAt) || a.incident.localeCompare(b.incident);
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
  const shown = incidents.filter((incident) => incident.open && !incident.drill).sort(byTimeLeft);
  return {
    pinned: shown.filter((incident) => missedLevel1(incident, nowMs)),
    others: shown.filter((incident) => !missedLevel1(incident, nowMs)),
  };
}
