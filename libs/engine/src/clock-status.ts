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
  if (met) {
    const onTime = strict ? met.atMs < dueMs : met.atMs <= dueMs;
    return onTime ? MET : { status: 'late', lateSeconds: wholeSeconds(dueMs, met.atMs) };
  }
  return moment.reached(overdueFrom(dueMs, strict))
    ? { status: 'overdue', lateSeconds: wholeSeconds(dueMs, moment.asOfMs) }
    : RUNNING;
}

const MET: ClockState = { status: 'met', lateSeconds: 0 };
const RUNNING: ClockState = { status: 'running', lateSeconds: 0 };
const wholeSeconds = (fromMs: number, toMs: number): number => Math.max(0, Math.floor((toMs - fromMs) / 1000));
