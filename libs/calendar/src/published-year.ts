import { dateFromDay, weekdayOf, yearOf } from './days.js';

/** One year's list as the State Council announces it. Days are day numbers. */
export interface PublishedYear {
  year: number;
  /** Days off, weekend days inside a holiday included or not: both ways of writing a list are in use. */
  holidays: readonly number[];
  /** Weekend days that are worked instead (调休). */
  workdays: readonly number[];
  /** Where the list comes from, such as the number of the notice. */
  source: string;
}

/** Outside these years a list is taken for a mistyped year. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2999;

export function isListYear(year: number): boolean {
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR;
}

/**
 * What is wrong with a list, in sentences; empty if it can be used. A notice may name a few days of the years beside
 * its own: that of 2019 gave 2018-12-31 off and had 2018-12-29 worked.
 */
export function publishedYearFaults(list: PublishedYear): string[] {
  if (!isListYear(list.year)) return [`year: expected a year from ${FIRST_YEAR} to ${LAST_YEAR}, got ${list.year}.`];
  const faults: string[] = [];
  const off = new Set<number>();
  const worked = new Set<number>();
  collect(list, 'holidays', off, faults);
  collect(list, 'workdays', worked, faults);
  if (list.holidays.length === 0) faults.push(`holidays: the list of ${list.year} names no day off; give all of them.`);
  for (const day of worked) {
    if (off.has(day)) faults.push(`workdays: ${dateFromDay(day)} stands under holidays too; keep it in one of them.`);
    if (weekdayOf(day) <= 5) {
      faults.push(`workdays: ${dateFromDay(day)} is no weekend day and is worked anyway; check the date.`);
    }
  }
  return faults;
}

function collect(list: PublishedYear, key: 'holidays' | 'workdays', into: Set<number>, faults: string[]): void {
  for (const day of list[key]) {
    if (!Number.isInteger(day)) {
      faults.push(`${key}: expected whole day numbers, got ${day}.`);
      continue;
    }
    if (Math.abs(yearOf(day) - list.year) > 1) {
      faults.push(`${key}: ${dateFromDay(day)} does not belong to the list of ${list.year}; check the year.`);
    }
    if (into.has(day)) faults.push(`${key}: ${dateFromDay(day)} stands there twice; name each day once.`);
    into.add(day);
  }
}
