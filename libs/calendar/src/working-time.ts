import type { Calendar } from './calendar.js';
import { MS_PER_DAY, ZONE_OFFSET_MS } from './days.js';
import { traceDue, type DueTrail } from './due-trail.js';
import { DayHours, type Windows } from './windows.js';

/** Working time: the windows of each working day, half-open. Instants and amounts are milliseconds, kept exactly. */
export interface WorkingTime {
  /**
   * The instant at which `workingMs` of working time have passed since `startMs`. An amount that ends exactly with a
   * window is due at that end, not at the next start; nothing (0) is due at `startMs`, inside hours or not.
   * @throws RangeError for an amount below 0 or an instant that is no number
   */
  due(startMs: number, workingMs: number): number;
  /** Working time in [fromMs, toMs); 0 when `toMs` is not after `fromMs`. */
  worked(fromMs: number, toMs: number): number;
  isWorking(ms: number): boolean;
  /** The same instant as `due`, with each day from the start to it: what it counted, or why it did not. */
  explainDue(startMs: number, workingMs: number): DueTrail;
}

/** A class for the reason given at the calendar: one shape for all contracts. */
class HoursOnCalendar implements WorkingTime {
  private readonly hours: DayHours;
  private readonly perDayMs: number;

  constructor(
    private readonly calendar: Calendar,
    windows: Windows,
  ) {
    this.hours = new DayHours(windows);
    this.perDayMs = this.hours.perDayMs;
  }

  due(startMs: number, workingMs: number): number {
    if (!(workingMs > 0)) return nothingDue(startMs, workingMs);
    const localMs = startMs + ZONE_OFFSET_MS;
    const day = Math.floor(localMs / MS_PER_DAY);
    // As if counting had begun with the day: what was over by the start is added, and whole days fall away.
    const countsToday = this.calendar.isWorkingDay(day);
    const total = workingMs + (countsToday ? this.hours.workedBy(localMs - day * MS_PER_DAY) : 0);
    const wholeDays = Math.ceil(total / this.perDayMs) - 1;
    const days = countsToday ? wholeDays : wholeDays + 1;
    const dueDay = days === 0 ? day : this.calendar.addWorkingDays(day, days);
    return dueDay * MS_PER_DAY - ZONE_OFFSET_MS + this.hours.timeAfter(total - wholeDays * this.perDayMs);
  }

  worked(fromMs: number, toMs: number): number {
    if (!(toMs > fromMs)) return 0;
    const fromLocalMs = fromMs + ZONE_OFFSET_MS;
    const toLocalMs = toMs + ZONE_OFFSET_MS;
    const fromDay = Math.floor(fromLocalMs / MS_PER_DAY);
    const toDay = Math.floor(toLocalMs / MS_PER_DAY);
    return (
      this.calendar.workingDaysBetween(fromDay, toDay) * this.perDayMs +
      this.workedOfDay(toDay, toLocalMs) -
      this.workedOfDay(fromDay, fromLocalMs)
    );
  }

  isWorking(ms: number): boolean {
    const localMs = ms + ZONE_OFFSET_MS;
    const day = Math.floor(localMs / MS_PER_DAY);
    const time = localMs - day * MS_PER_DAY;
    return this.calendar.isWorkingDay(day) && this.hours.firstWorkingTime(time) === time;
  }

  explainDue(startMs: number, workingMs: number): DueTrail {
    if (!(workingMs > 0)) return { dueMs: nothingDue(startMs, workingMs), trail: [] };
    if (workingMs === Infinity) throw new RangeError('an endless amount of working time is never due');
    return traceDue(this.calendar, this.hours, startMs, workingMs);
  }

  private workedOfDay(day: number, localMs: number): number {
    return this.calendar.isWorkingDay(day) ? this.hours.workedBy(localMs - day * MS_PER_DAY) : 0;
  }
}

function nothingDue(startMs: number, workingMs: number): number {
  if (workingMs === 0) return startMs;
  throw new RangeError(`working time is counted forward: expected 0 ms or more, got ${workingMs}`);
}

/** @throws RangeError for windows in which `windowFaults` finds something. */
export function makeWorkingTime(calendar: Calendar, windows: Windows): WorkingTime {
  return new HoursOnCalendar(calendar, windows);
}
