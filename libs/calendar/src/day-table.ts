import { dayFromCivil, weekdayOf, yearOf } from './days.js';
import { DAY_KINDS, FIRST_OFF, type DayKind, type YearLists } from './year-lists.js';

/** Without lists a table reaches this far; beyond its ends weeks are plain and are reckoned. */
const TABLE_FROM_YEAR = 1995;
const TABLE_TO_YEAR = 2060;

/** Mondays to Fridays before `day`, counted from a Monday far in either direction. */
function plainRank(day: number): number {
  const week = Math.floor((day + 3) / 7);
  return week * 5 + Math.min(day + 3 - week * 7, 5);
}

function plainDayAt(rank: number): number {
  const week = Math.floor(rank / 5);
  return week * 7 + (rank - week * 5) - 3;
}

/**
 * Working days and their rank: the number of working days before a day, from a point that is fixed by the first
 * question. Both directions are one read of an array; the arrays grow by whole years, towards the day asked about, and
 * ranks once given stay as they are.
 */
export class DayTable {
  private readonly lowestYear: number;
  private readonly highestYear: number;
  /** The years in the arrays: fromYear ≤ year < toYear; none before the first question. */
  private fromYear = 0;
  private toYear = 0;
  private firstDay = 0;
  private kinds = new Uint8Array(0);
  /** One longer than `kinds`: the last entry is the rank of the day after. */
  private ranks = new Int32Array(0);
  private firstRank = 0;
  private workingDays = new Int32Array(0);

  constructor(private readonly lists: YearLists) {
    const years = [TABLE_FROM_YEAR, TABLE_TO_YEAR, ...lists.yearsNamed()];
    this.lowestYear = Math.min(...years);
    this.highestYear = Math.max(...years);
  }

  isWorkingDay(day: number): boolean {
    const kind = this.kinds[day - this.firstDay];
    return kind !== undefined ? kind < FIRST_OFF : this.kindBeyond(day) < FIRST_OFF;
  }

  kindOf(day: number): DayKind {
    return DAY_KINDS[this.kinds[day - this.firstDay] ?? this.kindBeyond(day)] as DayKind;
  }

  /** Working days before `day`, from an unspecified day on: only differences mean something. */
  rankOf(day: number): number {
    const rank = this.ranks[day - this.firstDay];
    return rank !== undefined ? rank : this.rankBeyond(day);
  }

  /** The working day that has `rank` working days before it. */
  dayAt(rank: number): number {
    const day = this.workingDays[rank - this.firstRank];
    return day !== undefined ? day : this.dayBeyond(rank);
  }

  private kindBeyond(day: number): number {
    this.growTowards(day);
    return this.kinds[day - this.firstDay] ?? DAY_KINDS.indexOf(weekdayOf(day) <= 5 ? 'provisional' : 'weekend');
  }

  private rankBeyond(day: number): number {
    this.growTowards(day);
    const known = this.ranks[day - this.firstDay];
    if (known !== undefined) return known;
    const edge = day < this.firstDay ? this.firstDay : this.firstDay + this.kinds.length;
    return (this.ranks[edge - this.firstDay] as number) + plainRank(day) - plainRank(edge);
  }

  private dayBeyond(rank: number): number {
    // A rank was read from this table, or reckoned from one that was: there are years in it.
    if (!Number.isSafeInteger(rank)) throw new RangeError(`${rank} is not a number of working days`);
    while (rank < this.firstRank && this.fromYear > this.lowestYear) this.load(this.fromYear - 1, this.toYear);
    while (rank >= this.firstRank + this.workingDays.length && this.toYear <= this.highestYear) {
      this.load(this.fromYear, this.toYear + 1);
    }
    const known = this.workingDays[rank - this.firstRank];
    if (known !== undefined) return known;
    const edge = rank < this.firstRank ? this.firstDay : this.firstDay + this.kinds.length;
    return plainDayAt(plainRank(edge) + rank - (this.ranks[edge - this.firstDay] as number));
  }

  private growTowards(day: number): void {
    if (!Number.isSafeInteger(day)) throw new RangeError(`${day} is not a day number`);
    const year = Math.min(Math.max(yearOf(day), this.lowestYear), this.highestYear);
    if (this.fromYear === this.toYear) this.load(year, year + 1);
    else if (year < this.fromYear) this.load(year, this.toYear);
    else if (year >= this.toYear) this.load(this.fromYear, year + 1);
  }

  /** Takes the years fromYear ≤ year < toYear, which contain those that are there. */
  private load(fromYear: number, toYear: number): void {
    const fresh = this.fromYear === this.toYear;
    const firstDay = dayFromCivil(fromYear, 1, 1);
    const kinds = new Uint8Array(dayFromCivil(toYear, 1, 1) - firstDay);
    for (let year = fromYear; year < toYear; year++) {
      const start = dayFromCivil(year, 1, 1);
      const have = !fresh && year >= this.fromYear && year < this.toYear;
      const from = start - this.firstDay;
      const ofYear = have
        ? this.kinds.subarray(from, dayFromCivil(year + 1, 1, 1) - this.firstDay)
        : this.lists.kindsOf(year);
      kinds.set(ofYear, start - firstDay);
    }
    // Ranks stay: the day that was first keeps its own.
    const anchor = fresh ? 0 : this.firstDay - firstDay;
    let workedBeforeAnchor = 0;
    let worked = 0;
    for (let i = 0; i < kinds.length; i++) {
      if ((kinds[i] as number) >= FIRST_OFF) continue;
      worked++;
      if (i < anchor) workedBeforeAnchor++;
    }
    const firstRank = this.firstRank - workedBeforeAnchor;
    const ranks = new Int32Array(kinds.length + 1);
    const workingDays = new Int32Array(worked);
    let next = 0;
    for (let i = 0; i < kinds.length; i++) {
      ranks[i] = firstRank + next;
      if ((kinds[i] as number) < FIRST_OFF) workingDays[next++] = firstDay + i;
    }
    ranks[kinds.length] = firstRank + next;
    Object.assign(this, { fromYear, toYear, firstDay, kinds, ranks, firstRank, workingDays });
  }
}
