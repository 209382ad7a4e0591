import { formatInstant, parseInstant, type DutyRecord } from '@weibao/exchange';

/** The day on which a duty falls due, in the contract's zone; null for one without a date. */
export function dueDay(duty: Pick<DutyRecord, 'dueOn' | 'dueAt'>): string | null {
  if (duty.dueOn !== undefined) return duty.dueOn;
  return duty.dueAt === undefined ? null : dayOfInstant(duty.dueAt);
}

export function dayOfInstant(instant: string): string | null {
  const ms = parseInstant(instant);
  return ms === null ? null : formatInstant(ms).slice(0, 10);
}

/** Both days included; a duty without a date is in no limited range. Dates compare as text. */
export function dueWithin(duty: Pick<DutyRecord, 'dueOn' | 'dueAt'>, from?: string, to?: string): boolean {
  if (from === undefined && to === undefined) return true;
  const day = dueDay(duty);
  return day !== null && (from === undefined || day >= from) && (to === undefined || day <= to);
}
