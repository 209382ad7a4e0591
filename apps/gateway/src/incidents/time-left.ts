import { parseInstant } from '@weibao/exchange';
import type { IncidentView } from '@weibao/messages';

/** The order of the wall: the earliest due moment first (so what is overdue longest leads), nothing owed last, drills after what is real. */
export function byTimeLeft(one: IncidentView, other: IncidentView): number {
  if (one.drill !== other.drill) return one.drill ? 1 : -1;
  return (
    dueMs(one) - dueMs(other) || compare(one.contract, other.contract) || compare(one.incident, other.incident) // the same order every time
  );
}

const LAST_MS = 8.64e15; // the last instant that JavaScript knows: differences stay numbers
const dueMs = ({ nextDueAt }: IncidentView): number =>
  nextDueAt === null ? LAST_MS : (parseInstant(nextDueAt) ?? LAST_MS);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
