import chineseDays from 'chinese-days';
import { dateFromDay, dayFromCivil } from './days.js';
import type { PublishedYear } from './published-year.js';

/** A spec holds this against the installed package. */
export const BUILT_IN_SOURCE = 'chinese-days 1.5.7';

/**
 * The years for which chinese-days has data. It answers other years with plain weeks and gives no sign of it, so the
 * limits stand here; a spec checks that it knows nothing on either side and all seven holidays in between.
 */
const FIRST_YEAR = 2004;
const LAST_YEAR = 2026;

/** A built-in list also knows what each day off is for, in Chinese. */
export interface BuiltInYear extends PublishedYear {
  names: ReadonlyMap<number, string>;
}

/** chinese-days writes these three without 节, which the regulation on public holidays does not. */
const fullNames: Readonly<Record<string, string>> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };

/**
 * A day of the data carries a name such as `National Day,国庆节,3`, any other day its weekday. We read the names alone:
 * what the package thinks of an unnamed day depends on the zone of the machine (west of Greenwich its weekdays are off
 * by one), while the names do not.
 */
function readYear(year: number): BuiltInYear {
  const holidays: number[] = [];
  const workdays: number[] = [];
  const names = new Map<number, string>();
  const end = dayFromCivil(year + 1, 1, 1);
  for (let day = dayFromCivil(year, 1, 1); day < end; day++) {
    const detail = chineseDays.getDayDetail(dateFromDay(day));
    const name = detail.name.split(',')[1];
    if (name === undefined) continue;
    if (detail.work) {
      workdays.push(day);
    } else {
      holidays.push(day);
      names.set(day, fullNames[name] ?? name);
    }
  }
  return { year, holidays, workdays, source: BUILT_IN_SOURCE, names };
}

/** Reading a year takes 1–2 ms, reading all of them would be felt at the start of a process: a year is read when asked for. */
class YearsReadWhenAsked implements ReadonlyMap<number, BuiltInYear> {
  private readonly read = new Map<number, BuiltInYear>();
  readonly size = LAST_YEAR - FIRST_YEAR + 1;

  has(year: number): boolean {
    return Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  get(year: number): BuiltInYear | undefined {
    if (!this.has(year)) return undefined;
    const known = this.read.get(year);
    if (known !== undefined) return known;
    const list = readYear(year);
    this.read.set(year, list);
    return list;
  }

  forEach(visit: (list: BuiltInYear, year: number, all: ReadonlyMap<number, BuiltInYear>) => void): void {
    for (const [year, list] of this) visit(list, year, this);
  }

  keys() {
    return new Map(Array.from({ length: this.size }, (_, index) => [FIRST_YEAR + index, true])).keys();
  }

  entries() {
    return this.all().entries();
  }

  values() {
    return this.all().values();
  }

  [Symbol.iterator]() {
    return this.all()[Symbol.iterator]();
  }

  private all(): Map<number, BuiltInYear> {
    const lists = new Map<number, BuiltInYear>();
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      const list = this.get(year);
      if (list !== undefined) lists.set(year, list);
    }
    return lists;
  }
}

export const builtInYears: ReadonlyMap<number, BuiltInYear> = new YearsReadWhenAsked();
