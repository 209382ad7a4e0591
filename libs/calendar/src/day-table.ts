import { MS_PER_DAY, dayFromCivil, dayOf, startOfDay, yearOf } from './days.js';
import { DAY_KINDS, FIRST_OFF, type DayKind, type YearLists } from './year-lists.js';

/** A question beyond these years is a fault. Their minutes fit into 32 bits without a sign, which the working time needs. */
const LOWEST_YEAR = 1900;
const HIGHEST_YEAR = 9999;
/** About as many working days as a year has; a guess of how far to grow, which is repeated until it suffices. */
const WORKING_DAYS_A_YEAR = 260;

/**
 * Working days and their ranks. The rank of a day is the number of working days before it, counted from a point that
 * the first question fixes; only differences of ranks mean something. The arrays grow by whole years towards what is
 * asked about, and a rank once given stays. Both directions, day to rank and rank to day, are one read of an array.
 */
export class DayTable {
  /** The instant at which the first day begins, and the time from there to the end of the last; no number before the first question. */
  fromMs = NaN;
  spanMs = NaN;
  /** By day: its rank doubled, plus 1 if it is worked. In one number, because the questions need both and one read is faster. */
  days = new Int32Array(0);
  private kinds = new Uint8Array(0);
  private firstDay = 0;
  /** The working days in order; the first of them has the rank `firstRank`. */
  private workingDays = new Int32Array(0);
  private firstRank = 0;
  /** The years in the arrays: fromYear ≤ year < toYear. */
  private fromYear = 0;
  private toYear = 0;

  constructor(private readonly lists: YearLists) {}

  isWorkingDay(day: number): boolean {
    return ((this.days[day - this.firstDay] ?? this.entryBeyond(day)) & 1) === 1;
  }

  kindOf(day: number): DayKind {
    let kind = this.kinds[day - this.firstDay];
    if (kind === undefined) {
      this.cover(day);
      kind = this.kinds[day - this.firstDay];
    }
    return DAY_KINDS[kind as number] as DayKind;
  }

  rankOf(day: number): number {
    return (this.days[day - this.firstDay] ?? this.entryBeyond(day)) >> 1;
  }

  /** The working day of this rank. */
  dayAt(rank: number): number {
    const day = this.workingDays[rank - this.firstRank];
    return day !== undefined ? day : this.dayBeyond(rank);
  }

  /** Grows to the instant and gives the time from the start of the table to it. */
  reach(ms: number): number {
    this.cover(dayOf(ms));
    return ms - this.fromMs;
  }

  private entryBeyond(day: number): number {
    this.cover(day);
    return this.days[day - this.firstDay] as number;
  }

  private dayBeyond(rank: number): number {
    if (!Number.isSafeInteger(rank)) throw new RangeError(`${rank} is not a whole number of working days`);
    for (;;) {
      const known = this.workingDays[rank - this.firstRank];
      if (known !== undefined) return known;
      const missing =
        rank < this.firstRank ? this.firstRank - rank : rank - this.firstRank - this.workingDays.length + 1;
      const years = Math.ceil(missing / WORKING_DAYS_A_YEAR);
      if (rank < this.firstRank) this.load(this.fromYear - years, this.toYear);
      else this.load(this.fromYear, this.toYear + years);
    }
  }

  private cover(day: number): void {
    if (!Number.isSafeInteger(day)) throw new RangeError(`${day} is not a day number`);
    const year = yearOf(day);
    if (this.fromYear === this.toYear) this.load(year, year + 1);
    else this.load(Math.min(year, this.fromYear), Math.max(year + 1, this.toYear));
  }

  /** Takes the years fromYear ≤ year < toYear, which contain those that are there. */
  private load(fromYear: number, toYear: number): void {
    if (fromYear < LOWEST_YEAR || toYear > HIGHEST_YEAR + 1) {
      throw new RangeError(
        `the calendar has the years ${LOWEST_YEAR} to ${HIGHEST_YEAR}; the question leads beyond them`,
      );
    }
    const firstDay = dayFromCivil(fromYear, 1, 1);
    const kinds = new Uint8Array(dayFromCivil(toYear, 1, 1) - firstDay);
    for (let year = fromYear; year < toYear; year++) {
      if (year >= this.fromYear && year < this.toYear) continue;
      kinds.set(this.lists.kindsOf(year), dayFromCivil(year, 1, 1) - firstDay);
    }
    if (this.kinds.length > 0) kinds.set(this.kinds, this.firstDay - firstDay);

    let workedBefore = 0;
    const daysBefore = this.kinds.length > 0 ? this.firstDay - firstDay : 0;
    for (let i = 0; i < daysBefore; i++) if ((kinds[i] as number) < FIRST_OFF) workedBefore++;
    const firstRank = this.firstRank - workedBefore;
    const days = new Int32Array(kinds.length);
    const workingDays: number[] = [];
    for (let i = 0; i < kinds.length; i++) {
      const worked = (kinds[i] as number) < FIRST_OFF;
      days[i] = (firstRank + workingDays.length) * 2 + (worked ? 1 : 0);
      if (worked) workingDays.push(firstDay + i);
    }

    this.fromYear = fromYear;
    this.toYear = toYear;
    this.firstDay = firstDay;
    this.fromMs = startOfDay(firstDay);
    this.spanMs = kinds.length * MS_PER_DAY;
    this.kinds = kinds;
    this.days = days;
    this.firstRank = firstRank;
    this.workingDays = Int32Array.from(workingDays);
  }
}
