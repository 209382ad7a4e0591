import { MS_PER_DAY } from './days.js';

/** Working hours of a working day: `[['09:00','12:00'],['14:00','18:00']]`, in order, not overlapping; `24:00` as an end. */
export type Windows = readonly (readonly [string, string])[];

/** Milliseconds since 00:00; null if the text is not `HH:MM` between 00:00 and 24:00. */
function timeOfDay(text: unknown): number | null {
  if (text === '24:00') return MS_PER_DAY;
  const parts = typeof text === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) : null;
  return parts === null ? null : (Number(parts[1]) * 60 + Number(parts[2])) * 60_000;
}

/** What is wrong with a list of windows, in sentences that name the place; empty if it can be used. */
export function windowFaults(windows: unknown): string[] {
  if (!Array.isArray(windows)) return ['working hours: expected a list such as [["09:00","12:00"],["14:00","18:00"]].'];
  if (windows.length === 0) return ['working hours: the list is empty; give at least one window.'];
  const faults: string[] = [];
  let previousEnd = 0;
  windows.forEach((window: unknown, index) => {
    const place = `working hours[${index}]`;
    if (!Array.isArray(window) || window.length !== 2) {
      faults.push(`${place}: expected a pair such as ["09:00","18:00"].`);
      return;
    }
    const [from, to] = [timeOfDay(window[0]), timeOfDay(window[1])];
    if (from === null || from === MS_PER_DAY) {
      faults.push(`${place}: expected a start between 00:00 and 23:59, got ${JSON.stringify(window[0])}.`);
    }
    if (to === null)
      faults.push(`${place}: expected an end between 00:01 and 24:00, got ${JSON.stringify(window[1])}.`);
    if (from === null || to === null) return;
    if (to <= from) {
      faults.push(`${place}: ends at ${window[1]}, not after its start at ${window[0]}; split what crosses midnight.`);
    } else if (from < previousEnd) {
      faults.push(`${place}: starts at ${window[0]}, before the end of an earlier window; put them in order, apart.`);
    }
    previousEnd = Math.max(previousEnd, to);
  });
  return faults;
}

/** The windows as arithmetic on the milliseconds of a day. */
export class DayHours {
  /** Working milliseconds of one working day. */
  readonly perDayMs: number;
  readonly firstStart: number;
  readonly lastEnd: number;
  private readonly count: number;
  private readonly starts: Float64Array;
  private readonly ends: Float64Array;
  /** Working milliseconds of the day before each window. */
  private readonly before: Float64Array;

  /** @throws RangeError for windows in which windowFaults finds something. */
  constructor(windows: Windows) {
    const faults = windowFaults(windows);
    if (faults.length > 0) throw new RangeError(faults.join(' '));
    this.count = windows.length;
    this.starts = Float64Array.from(windows, ([from]) => timeOfDay(from) as number);
    this.ends = Float64Array.from(windows, ([, to]) => timeOfDay(to) as number);
    this.before = new Float64Array(this.count);
    let sum = 0;
    for (let i = 0; i < this.count; i++) {
      this.before[i] = sum;
      sum += this.end(i) - this.start(i);
    }
    this.perDayMs = sum;
    this.firstStart = this.start(0);
    this.lastEnd = this.end(this.count - 1);
  }

  /** Working time from 00:00 to this time of the day. */
  workedBy(timeMs: number): number {
    if (timeMs <= this.firstStart) return 0;
    // From the last window back to the one that has begun.
    let i = this.count - 1;
    while (timeMs <= this.start(i)) i--;
    return (this.before[i] as number) + Math.min(timeMs, this.end(i)) - this.start(i);
  }

  /** The first time of the day by which `workedMs` have passed, for 0 < workedMs ≤ perDayMs: the end of a window, not the next start. */
  timeAfter(workedMs: number): number {
    let i = this.count - 1;
    while (i > 0 && workedMs <= (this.before[i] as number)) i--;
    return this.start(i) + workedMs - (this.before[i] as number);
  }

  /** The first time of the day, from this one on, that lies inside a window; null after the last. */
  firstWorkingTime(timeMs: number): number | null {
    for (let i = 0; i < this.count; i++) if (timeMs < this.end(i)) return Math.max(timeMs, this.start(i));
    return null;
  }

  private start(i: number): number {
    return this.starts[i] as number;
  }

  private end(i: number): number {
    return this.ends[i] as number;
  }
}
