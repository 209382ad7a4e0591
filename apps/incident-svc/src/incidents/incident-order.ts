import { parseInstant } from '@weibao/exchange';
import type { ClockView, IncidentView } from '@weibao/messages';

const OVERDUE = 0;
const RUNNING = 1;
const NOTHING_OWED = 2;

interface Urgency {
  rank: number;
  dueMs: number;
}

/** Of the clocks still owed the one that presses most: an overdue one before a running one, the earlier due before the later. */
function urgencyOf(clocks: readonly Pick<ClockView, 'status' | 'dueAt'>[]): Urgency {
  let most: Urgency = { rank: NOTHING_OWED, dueMs: Number.POSITIVE_INFINITY };
  for (const clock of clocks) {
    if (clock.status !== 'running' && clock.status !== 'overdue') continue;
    const dueMs = clock.dueAt === null ? null : parseInstant(clock.dueAt);
    if (dueMs === null) continue;
    const rank = clock.status === 'overdue' ? OVERDUE : RUNNING;
    if (rank < most.rank || (rank === most.rank && dueMs < most.dueMs)) most = { rank, dueMs };
  }
  return most;
}

/** When the next thing is due: of the overdue clocks the earliest, else of the running ones; null when nothing is owed. */
export function nextDueAt(clocks: readonly Pick<ClockView, 'status' | 'dueAt'>[]): string | null {
  const { dueMs } = urgencyOf(clocks);
  return clocks.find((clock) => clock.dueAt !== null && parseInstant(clock.dueAt) === dueMs)?.dueAt ?? null;
}

/** Open incidents as the wall shows them: by time left, overdue first; those that owe nothing by their report; drills apart, at the end. */
export function byTimeLeft(a: IncidentView, b: IncidentView): number {
  if (a.drill !== b.drill) return a.drill ? 1 : -1;
  const [left, right] = [urgencyOf(a.clocks), urgencyOf(b.clocks)];
  if (left.rank !== right.rank) return left.rank - right.rank;
  if (left.dueMs !== right.dueMs) return left.dueMs - right.dueMs;
  return byReport(a, b);
}

/** Earliest report first; equal ones by their number. */
export function byReport(a: IncidentView, b: IncidentView): number {
  const difference = (parseInstant(a.reportedAt) ?? 0) - (parseInstant(b.reportedAt) ?? 0);
  if (difference) return difference;
  return a.incident < b.incident ? -1 : a.incident > b.incident ? 1 : 0;
}
