import type { ClockStatus } from '@weibao/exchange';
import type { Reached } from './incidents.js';
import type { Moment } from './moment.js';

export interface ClockState {
  status: ClockStatus;
  lateSeconds: number;
}

/** The first instant at which an open target is overdue: a `<` target at its due moment, a `≤` target the first whole second after. */
export const overdueFrom = (dueMs: number, strict: boolean): number =>
  strict ? dueMs : (Math.floor(dueMs / 1000) + 1) * 1000;

/** Met, late, running or overdue. Reached exactly on the limit is late for `<` and met for `≤`; late seconds are 0 unless late or overdue. */
export function clockState(dueMs: number, strict: boolean, met: Reached | null, moment: Moment): ClockState {
  const seconds = (ms: number) => Math.max(0, Math.floor((ms - dueMs) / 1000));
  if (met) {
    const onTime = strict ? met.atMs < dueMs : met.atMs <= dueMs;
    return onTime ? { status: 'met', lateSeconds: 0 } : { status: 'late', lateSeconds: seconds(met.atMs) };
  }
  return moment.reached(overdueFrom(dueMs, strict))
    ? { status: 'overdue', lateSeconds: seconds(moment.asOfMs) }
    : { status: 'running', lateSeconds: 0 };
}
