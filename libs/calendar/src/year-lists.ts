import { BUILT_IN_SOURCE, builtInYears } from './built-in-years.js';
import { dayFromCivil, weekdayOf, yearOf } from './days.js';
import { isListYear, type PublishedYear } from './published-year.js';

/** `provisional` is a Monday to Friday of a year without a list: counted as worked until the list is known. */
export type DayKind = 'working' | 'weekend' | 'holiday' | 'provisional';

/** Kinds as bytes for the table; what is worked lies below FIRST_OFF. */
export const DAY_KINDS: readonly DayKind[] = ['working', 'provisional', 'weekend', 'holiday'];
export const FIRST_OFF = 2;
const [WORKING, PROVISIONAL, WEEKEND, HOLIDAY] = [0, 1, 2, 3];

/** A day that a list names though it lies in the year beside its own. */
interface DayBeside {
  listYear: number;
  day: number;
  kind: number;
}

/** The lists in force: an imported one replaces the built-in one of its year, a later import an earlier one. */
export class YearLists {
  private readonly imported = new Map<number, PublishedYear>();
  private readonly beside = new Map<number, DayBeside[]>();
  readonly version: string;

  /** @throws RangeError for a year or day that is none (publishedYearFaults says so beforehand, in sentences). */
  constructor(published: Iterable<PublishedYear>) {
    for (const list of published) {
      if (!isListYear(list.year)) throw new RangeError(`${list.year} is not a year that a holiday list can be for`);
      this.imported.set(list.year, list);
    }
    const sorted = [...this.imported.values()].sort((a, b) => a.year - b.year);
    // In the order of years, so that of two lists naming one day the later notice wins.
    for (const list of sorted) this.noteDaysBeside(list);
    this.version = [BUILT_IN_SOURCE, ...sorted.map((l) => `${l.year} ${l.source} (${fingerprint(l)})`)].join('; ');
  }

  /** The list of the year, if there is one. */
  of(year: number): PublishedYear | undefined {
    return this.imported.get(year) ?? builtInYears.get(year);
  }

  /** The same without reading it. */
  has(year: number): boolean {
    return this.imported.has(year) || builtInYears.has(year);
  }

  /** What the day off is for, in Chinese; imported lists do not say it. */
  nameOf(day: number): string | undefined {
    const year = yearOf(day);
    return this.imported.has(year) ? undefined : builtInYears.get(year)?.names.get(day);
  }

  /** All years about which some list says something. */
  yearsNamed(): Set<number> {
    return new Set([...builtInYears.keys(), ...this.imported.keys(), ...this.beside.keys()]);
  }

  /** One byte a day, an index into DAY_KINDS. Of a list that has a day both ways the workday holds. */
  kindsOf(year: number): Uint8Array {
    const first = dayFromCivil(year, 1, 1);
    const kinds = new Uint8Array(dayFromCivil(year + 1, 1, 1) - first);
    const list = this.of(year);
    const onWeekdays = list === undefined ? PROVISIONAL : WORKING;
    for (let i = 0; i < kinds.length; i++) kinds[i] = weekdayOf(first + i) <= 5 ? onWeekdays : WEEKEND;
    // Days beyond the year fall outside the array, where a write to a typed array does nothing.
    for (const day of list?.holidays ?? []) kinds[day - first] = HOLIDAY;
    for (const day of list?.workdays ?? []) kinds[day - first] = WORKING;
    for (const { listYear, day, kind } of this.beside.get(year) ?? []) {
      // The year's own list is newer than the one of the year before, and knew it.
      if (listYear > year || list === undefined) kinds[day - first] = kind;
    }
    return kinds;
  }

  private noteDaysBeside(list: PublishedYear): void {
    const note = (day: number, kind: number) => {
      if (!Number.isInteger(day)) throw new RangeError(`the list of ${list.year} holds ${day}, which is no day number`);
      const year = yearOf(day);
      if (year === list.year) return;
      if (!isListYear(year)) throw new RangeError(`the list of ${list.year} holds a day of the year ${year}`);
      const days = this.beside.get(year) ?? [];
      days.push({ listYear: list.year, day, kind });
      this.beside.set(year, days);
    };
    for (const day of list.holidays) note(day, HOLIDAY);
    for (const day of list.workdays) note(day, WORKING);
  }
}

/** FNV-1a over the days in order: a corrected list under the same source is another version. */
function fingerprint(list: PublishedYear): string {
  const inOrder = (days: readonly number[]) => [...new Set(days)].sort((a, b) => a - b).join(',');
  let hash = 0x811c9dc5;
  for (const char of `${inOrder(list.holidays)};${inOrder(list.workdays)}`) {
    hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
