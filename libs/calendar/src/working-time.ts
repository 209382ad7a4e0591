import { tableOf, type Calendar } from './calendar.js';
import type { DayTable } from './day-table.js';
import { traceDue, type DueTrail } from './due-trail.js';
import { DayHours, type Windows } from './windows.js';

/**
 * Working time: the windows of each working day, half-open. Instants and amounts are milliseconds, kept exactly. What
 * is no number, is below 0 or leads beyond the years 1900 to 9999 is a fault and throws a RangeError.
 */
export interface WorkingTime {
  /**
   * The instant at which `workingMs` of working time have passed since `startMs`. An amount that ends exactly with a
   * window is due at that end, not at the next start; nothing (0) is due at `startMs`, inside hours or not.
   */
  due(startMs: number, workingMs: number): number;
  /** Working time in [fromMs, toMs); 0 when `toMs` is not after `fromMs`. */
  worked(fromMs: number, toMs: number): number;
  isWorking(ms: number): boolean;
  /** The same instant as `due`, with each day from the start to it: what it counted, or why it did not. */
  explainDue(startMs: number, workingMs: number): DueTrail;
}

/**
 * Repeated here because an imported constant is read from its module again and again, while a local one becomes part of
 * the machine code: a tenth of the speed.
 */
const MS_PER_MINUTE = 60_000;
const MINUTES_PER_DAY = 1440;
const ZONE_OFFSET_MINUTES = 480;

/** Some 3,000 years of minutes: more cannot be answered, and would leave the 32 bits that the reckoning is done in. */
const MOST_WORKING_MS = 1e14;

/**
 * The questions split an instant into a minute and the rest of it: minutes are 32-bit integers, for which days and times
 * are cheap, and the rest keeps seconds and milliseconds. The tables hold a count and a flag in one entry (count · 2 +
 * flag), and the flags multiply: an amount counts if the minute is a working one on a working day, without a branch.
 * A class, as the calendar is, and for the same reason.
 */
class HoursOnCalendar implements WorkingTime {
  private readonly table: DayTable;
  private readonly hours: DayHours;

  constructor(
    private readonly calendar: Calendar,
    windows: Windows,
  ) {
    this.table = tableOf(calendar);
    this.hours = new DayHours(windows);
  }

  due(startMs: number, workingMs: number): number {
    if (!(workingMs > 0 && workingMs <= MOST_WORKING_MS)) return nothingDue(startMs, workingMs);
    const { table, hours } = this;
    let sinceMs = startMs - table.fromMs;
    if (!(sinceMs >= 0 && sinceMs < table.spanMs)) sinceMs = table.reach(startMs);
    const minute = Math.floor(sinceMs / MS_PER_MINUTE) >>> 0;
    const dayIndex = (minute / MINUTES_PER_DAY) >>> 0;
    const day = table.days[dayIndex] as number;
    const ofDay = hours.minutes[minute - Math.imul(dayIndex, MINUTES_PER_DAY)] as number;

    // Counted from the start of the current minute, and if the day is worked from its first working minute.
    const fromMinuteMs = workingMs + (day & ofDay & 1) * (sinceMs - minute * MS_PER_MINUTE);
    const wholeMinutes = (Math.ceil(fromMinuteMs / MS_PER_MINUTE) - 1) | 0;
    const lastMinute = (wholeMinutes + Math.imul(day & 1, ofDay >> 1)) | 0;
    const wholeDays = (lastMinute / hours.perDay) | 0;
    const dueDay = table.dayAt((day >> 1) + wholeDays);
    const dueMinute = hours.workingMinutes[lastMinute - Math.imul(wholeDays, hours.perDay)] as number;
    const dueFromEpoch = dueDay * MINUTES_PER_DAY - ZONE_OFFSET_MINUTES + dueMinute;
    return dueFromEpoch * MS_PER_MINUTE + (fromMinuteMs - wholeMinutes * MS_PER_MINUTE);
  }

  worked(fromMs: number, toMs: number): number {
    // Written this way round, so that what is no number does not pass for an empty interval.
    if (toMs <= fromMs) return 0;
    return this.workedUntil(toMs) - this.workedUntil(fromMs);
  }

  isWorking(ms: number): boolean {
    let sinceMs = ms - this.table.fromMs;
    if (!(sinceMs >= 0 && sinceMs < this.table.spanMs)) sinceMs = this.table.reach(ms);
    const minute = Math.floor(sinceMs / MS_PER_MINUTE);
    const dayIndex = Math.floor(minute / MINUTES_PER_DAY);
    const day = this.table.days[dayIndex] as number;
    return (day & (this.hours.minutes[minute - dayIndex * MINUTES_PER_DAY] as number) & 1) === 1;
  }

  explainDue(startMs: number, workingMs: number): DueTrail {
    if (!(workingMs > 0 && workingMs <= MOST_WORKING_MS)) {
      return { dueMs: nothingDue(startMs, workingMs), trail: [] };
    }
    return traceDue(this.calendar, this.hours, startMs, workingMs);
  }
  /** Working time before the instant, from the table's point on: only differences mean something. */
  private workedUntil(ms: number): number {
    const { table, hours } = this;
    let sinceMs = ms - table.fromMs;
    if (!(sinceMs >= 0 && sinceMs < table.spanMs)) sinceMs = table.reach(ms);
    const minute = Math.floor(sinceMs / MS_PER_MINUTE) >>> 0;
    const dayIndex = (minute / MINUTES_PER_DAY) >>> 0;
    const day = table.days[dayIndex] as number;
    const ofDay = hours.minutes[minute - Math.imul(dayIndex, MINUTES_PER_DAY)] as number;
    const wholeMinutes = (day >> 1) * hours.perDay + Math.imul(day & 1, ofDay >> 1);
    return wholeMinutes * MS_PER_MINUTE + (day & ofDay & 1) * (sinceMs - minute * MS_PER_MINUTE);
  }
}

function nothingDue(startMs: number, workingMs: number): number {
  if (!Number.isFinite(startMs)) throw new RangeError(`${startMs} is not an instant`);
  if (workingMs === 0) return startMs;
  throw new RangeError(`expected 0 to ${MOST_WORKING_MS} ms of working time, got ${workingMs}`);
}

/** @throws RangeError for windows in which `windowFaults` finds something. */
export function makeWorkingTime(calendar: Calendar, windows: Windows): WorkingTime {
  return new HoursOnCalendar(calendar, windows);
}
