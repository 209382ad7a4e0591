import {
  addMonths,
  addYears,
  dateFromDay,
  dayOf,
  dayOfMonth,
  endOfDay,
  monthOf,
  startOfDay,
  yearOf,
} from '@weibao/calendar';
import { joined } from './marks.js';

/** A span of whole days, both included, with the label that facts and records use. */
export interface Period {
  label: string;
  firstDay: number;
  lastDay: number;
  /** By which it begins and ends where it does. */
  readings?: readonly string[];
  /** The instant on its last day at which the contract ended, and it with it (decision 0031). */
  endedMs?: number;
}

export const startsAt = (period: Period): number => startOfDay(period.firstDay);
export const endsAt = (period: Period): number => period.endedMs ?? endOfDay(period.lastDay);
export const daysIn = (period: Period): number => period.lastDay - period.firstDay + 1;
export const holds = (period: Period, day: number): boolean => period.firstDay <= day && day <= period.lastDay;
/** Those of the facts that happened in the period. */
export const within = <F extends { atMs: number }>(facts: readonly F[], period: Period): F[] =>
  facts.filter((fact) => holds(period, dayOf(fact.atMs)) && fact.atMs <= (period.endedMs ?? Infinity));

/** The contract's term, its last day included. `years` are the service years, also those of a renewal. */
export interface Term {
  firstDay: number;
  lastDay: number;
  anniversary: boolean; // G-5: the last day is the anniversary itself
  firstTermLastDay: number; // before any renewal
  ends: readonly number[]; // the last day of the first term and of each renewal
  readings: readonly string[]; // by which it starts and ends where it does
  renewedBy: readonly string[]; // by which it was renewed
  endedMs?: number; // when a right ended it, before its last day as agreed
}

/** The readings on which it depends that a day lies in the term: at its end and after it, or everywhere where its start is read in several ways. */
export function coverage(term: Term, day: number): readonly string[] {
  const eve = term.firstTermLastDay - (term.anniversary ? 1 : 0);
  return joined(day > eve ? term.readings : undefined, day > term.firstTermLastDay ? term.renewedBy : undefined);
}

/** The readings by which a term ends when it does; one that a right ended does so by that. */
export const endReadings = (term: Term): readonly string[] =>
  term.endedMs === undefined ? joined(term.readings, term.renewedBy) : [];

/** From when on what outlives the term is owed. */
export const endOfTerm = (term: Term): number => term.endedMs ?? endOfDay(term.lastDay);

/** The term up to the moment at which a right ended it. */
export function endedAt(term: Term, endedMs: number): Term {
  const lastDay = dayOf(endedMs);
  return { ...term, lastDay, ends: [...term.ends.filter((day) => day < lastDay), lastDay], endedMs };
}

/** A period that lies in the term as a whole moves with each of its ends. */
const cutBy = (term: Term, period: Period, moves: boolean): Period => {
  const readings = joined(
    moves ? term.readings : undefined,
    period.lastDay > term.firstTermLastDay ? term.renewedBy : undefined,
  );
  return readings.length > 0 ? { ...period, readings } : period;
};

/** Service years of a term: `year-1` … A last one that the term cuts short stays short. */
export function serviceYears(term: Term): Period[] {
  const years: Period[] = [];
  for (let n = 1, first = term.firstDay; first <= term.lastDay; n += 1) {
    const next = addYears(term.firstDay, n);
    const last = Math.min(term.anniversary ? next : next - 1, term.lastDay);
    years.push(cutBy(term, { label: `year-${n}`, firstDay: first, lastDay: last }, true));
    first = last + 1;
  }
  return years;
}

/** The first day after so many months of the term; a day later where a period ends on the corresponding day itself (G-5). */
export const afterMonths = (term: Term, count: number): number =>
  addMonths(term.firstDay, count) + (term.anniversary && count > 0 ? 1 : 0);

/** Quarters (3) or half-years (6) counted from the term's start; labelled as calendar ones where they are such. */
export function contractPeriods(term: Term, months: 3 | 6 | 12): Period[] {
  const periods: Period[] = [];
  for (let k = 1; ; k += 1) {
    const firstDay = afterMonths(term, months * (k - 1));
    if (firstDay > term.lastDay) return periods;
    const lastDay = Math.min(afterMonths(term, months * k) - 1, term.lastDay);
    const perYear = 12 / months;
    const label =
      calendarLabel(addMonths(term.firstDay, months * (k - 1)), months) ??
      (months === 12 ? `year-${k}` : `year-${Math.ceil(k / perYear)}-${letter(months)}${((k - 1) % perYear) + 1}`);
    periods.push(cutBy(term, { label, firstDay, lastDay }, true));
  }
}

/** Calendar quarters or half-years that the term touches, cut to it. */
export function calendarPeriods(term: Term, months: 3 | 6 | 12): Period[] {
  const periods: Period[] = [];
  let first = addMonths(firstOfMonth(term.firstDay), -((monthOf(term.firstDay) - 1) % months));
  while (first <= term.lastDay) {
    const next = addMonths(first, months);
    periods.push(
      cutBy(
        term,
        {
          label: calendarLabel(first, months) ?? dateFromDay(first),
          firstDay: Math.max(first, term.firstDay),
          lastDay: Math.min(next - 1, term.lastDay),
        },
        first <= term.firstDay || next > term.firstTermLastDay,
      ),
    );
    first = next;
  }
  return periods;
}

/**
 * One list after the other, each from a day on: what had begun by then ends as it was, and where the new cycle has no boundary the old one goes on
 * until it has.
 */
export function inCycles(cycles: readonly { fromDay: number; periods: readonly Period[] }[]): Period[] {
  const [first, ...later] = cycles.filter(
    ({ periods }, index) => index === 0 || periods !== cycles[index - 1]?.periods,
  );
  return later.reduce<Period[]>(
    (before, { fromDay, periods }) => {
      const boundary = periods.find(
        ({ firstDay }) => firstDay >= fromDay && before.some((period) => period.firstDay === firstDay),
      );
      return boundary === undefined
        ? before
        : [
            ...before.filter(({ firstDay }) => firstDay < boundary.firstDay),
            ...periods.filter(({ firstDay }) => firstDay >= boundary.firstDay),
          ];
    },
    [...(first?.periods ?? [])],
  );
}

/** Calendar months; a first or last part-month counts only with at least fifteen days in the term (G-7). */
export function months(term: Term): Period[] {
  const periods: Period[] = [];
  for (let first = firstOfMonth(term.firstDay); first <= term.lastDay; first = addMonths(first, 1)) {
    const period = {
      label: dateFromDay(first).slice(0, 7),
      firstDay: Math.max(first, term.firstDay),
      lastDay: Math.min(addMonths(first, 1) - 1, term.lastDay),
    };
    const touchesAnEnd = first <= term.firstDay || addMonths(first, 1) > term.firstTermLastDay;
    if (daysIn(period) >= 15) periods.push(cutBy(term, period, touchesAnEnd));
  }
  return periods;
}

export const firstOfMonth = (day: number): number => day - dayOfMonth(day) + 1;

const letter = (length: 3 | 6 | 12): string => (length === 3 ? 'Q' : 'H');

function calendarLabel(firstDay: number, length: 3 | 6 | 12): string | null {
  if (dayOfMonth(firstDay) !== 1 || (monthOf(firstDay) - 1) % length !== 0) return null;
  if (length === 12) return null;
  return `${yearOf(firstDay)}-${letter(length)}${(monthOf(firstDay) - 1) / length + 1}`;
}
