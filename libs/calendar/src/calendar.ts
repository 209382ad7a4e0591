import { DayTable } from './day-table.js';
import { findHolidayBlocks, type HolidayBlock } from './holiday-blocks.js';
import type { PublishedYear } from './published-year.js';
import { YearLists, type DayKind } from './year-lists.js';

/**
 * Working days: Monday to Friday, less the statutory days off, plus the make-up workdays. Days are day numbers; a
 * number that is no whole day is a fault and throws a RangeError.
 */
export interface Calendar {
  /** The data package and, by year, the source of each imported list with a fingerprint of its days. */
  readonly version: string;
  /** False: the year is Monday to Friday only, and what rests on it is provisional. */
  isPublished(year: number): boolean;
  /** A make-up workday beats a weekend, a published day off beats a weekday. */
  isWorkingDay(day: number): boolean;
  /** A statutory day off, as published; a mere weekend is none. */
  isHoliday(day: number): boolean;
  /** A make-up Saturday is `working`; a weekend day inside a published holiday is `holiday`. */
  kindOf(day: number): DayKind;
  /** The first working day on or after `day`. */
  nextWorkingDay(day: number): number;
  /** The last working day on or before `day`. */
  previousWorkingDay(day: number): number;
  /** The n-th working day after `day`, which itself does not count; n = 0 is `day`. n ≥ 0. */
  addWorkingDays(day: number, n: number): number;
  /** Working days d with from ≤ d < to; 0 when `to` is not after `from`. */
  workingDaysBetween(from: number, to: number): number;
  /** Blocks whose first day lies in [fromDay, toDay], in order. A year without a list has none. */
  holidayBlocks(fromDay: number, toDay: number): HolidayBlock[];
}

/** A class and not a bag of closures: all calendars share one shape, so call sites stay fast with many contracts. */
class ListedCalendar implements Calendar {
  private readonly lists: YearLists;
  readonly table: DayTable;
  readonly version: string;

  constructor(published: Iterable<PublishedYear>) {
    this.lists = new YearLists(published);
    this.table = new DayTable(this.lists);
    this.version = this.lists.version;
  }

  isPublished(year: number): boolean {
    return this.lists.has(year);
  }

  isWorkingDay(day: number): boolean {
    return this.table.isWorkingDay(day);
  }

  isHoliday(day: number): boolean {
    return this.table.kindOf(day) === 'holiday';
  }

  kindOf(day: number): DayKind {
    return this.table.kindOf(day);
  }

  nextWorkingDay(day: number): number {
    return this.table.dayAt(this.table.rankOf(day));
  }

  previousWorkingDay(day: number): number {
    return this.isWorkingDay(day) ? day : this.table.dayAt(this.table.rankOf(day) - 1);
  }

  addWorkingDays(day: number, n: number): number {
    if (n === 0) return day;
    if (!(n > 0)) throw new RangeError(`working days are counted forward: expected n ≥ 0, got ${n}`);
    // The first working day after a day off has its rank; after a working day, the next one.
    return this.table.dayAt(this.table.rankOf(day) + (this.isWorkingDay(day) ? n : n - 1));
  }

  workingDaysBetween(from: number, to: number): number {
    return to > from ? this.table.rankOf(to) - this.table.rankOf(from) : 0;
  }

  holidayBlocks(fromDay: number, toDay: number): HolidayBlock[] {
    return findHolidayBlocks(this.table, this.lists, fromDay, toDay);
  }
}

/**
 * The calendar with these lists over the built-in ones. Their order matters in one case only: of two lists for the same
 * year the later one holds.
 * @throws RangeError for a list whose year or days are none; `publishedYearFaults` tells beforehand.
 */
export function makeCalendar(published: Iterable<PublishedYear> = []): Calendar {
  return new ListedCalendar(published);
}

/** For the working time, which reads the table itself: a call a day would cost half its speed. */
export function tableOf(calendar: Calendar): DayTable {
  if (calendar instanceof ListedCalendar) return calendar.table;
  throw new TypeError('working time needs a calendar from makeCalendar');
}
