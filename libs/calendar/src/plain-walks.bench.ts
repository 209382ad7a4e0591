import chineseDays from 'chinese-days';

/**
 * What the library is measured against, written without any of it: its dates, days and windows are all its own. Two
 * windows a day, 08:30–12:00 and 13:30–17:30, and the years 2004–2026.
 */
export const BENCH_WINDOWS = [
  ['08:30', '12:00'],
  ['13:30', '17:30'],
] as const;

export const BENCH_FROM_MS = Date.UTC(2004, 0, 1);
/** Questions start before this, so that what they ask about still lies in 2026. */
export const BENCH_TO_MS = Date.UTC(2026, 9, 1);

const ZONE_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
const WINDOWS_MS = BENCH_WINDOWS.map((window) =>
  window.map((text) => Number(text.slice(0, 2)) * 3_600_000 + Number(text.slice(3)) * 60_000),
) as [number, number][];
const FIRST_DAY = Date.UTC(2003, 11, 1) / DAY_MS;
const LAST_DAY = Date.UTC(2027, 0, 31) / DAY_MS;

const off = new Set<number>();
const madeUp = new Set<number>();

/** Reads the days that the data names; to be called once, before any walk. */
export function readDays(): void {
  for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
    const detail = chineseDays.getDayDetail(new Date(day * DAY_MS).toISOString().slice(0, 10));
    if (detail.name.includes(',')) (detail.work ? madeUp : off).add(day);
  }
}

function isWorked(day: number): boolean {
  if (madeUp.has(day)) return true;
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday !== 0 && weekday !== 6 && !off.has(day);
}

export function walkDue(startMs: number, workingMs: number): number {
  if (workingMs === 0) return startMs;
  let left = workingMs;
  for (let day = Math.floor((startMs + ZONE_MS) / DAY_MS); ; day++) {
    if (!isWorked(day)) continue;
    const midnight = day * DAY_MS - ZONE_MS;
    for (const [from, to] of WINDOWS_MS) {
      const begin = Math.max(midnight + from, startMs);
      const open = midnight + to - begin;
      if (open <= 0) continue;
      if (left <= open) return begin + left;
      left -= open;
    }
  }
}

export function walkWorked(fromMs: number, toMs: number): number {
  let sum = 0;
  for (let day = Math.floor((fromMs + ZONE_MS) / DAY_MS); day * DAY_MS - ZONE_MS < toMs; day++) {
    if (!isWorked(day)) continue;
    const midnight = day * DAY_MS - ZONE_MS;
    for (const [from, to] of WINDOWS_MS) {
      sum += Math.max(0, Math.min(midnight + to, toMs) - Math.max(midnight + from, fromMs));
    }
  }
  return sum;
}

/** The npm peer: chinese-days asked about each day on the way, as its documentation has it. */
export function peerDue(startMs: number, workingMs: number): number {
  let left = workingMs;
  for (let day = Math.floor((startMs + ZONE_MS) / DAY_MS); ; day++) {
    if (!chineseDays.isWorkday(new Date(day * DAY_MS).toISOString().slice(0, 10))) continue;
    const midnight = day * DAY_MS - ZONE_MS;
    for (const [from, to] of WINDOWS_MS) {
      const begin = Math.max(midnight + from, startMs);
      const open = midnight + to - begin;
      if (open <= 0) continue;
      if (left <= open) return begin + left;
      left -= open;
    }
  }
}

export function peerWorked(fromMs: number, toMs: number): number {
  let sum = 0;
  for (let day = Math.floor((fromMs + ZONE_MS) / DAY_MS); day * DAY_MS - ZONE_MS < toMs; day++) {
    if (!chineseDays.isWorkday(new Date(day * DAY_MS).toISOString().slice(0, 10))) continue;
    const midnight = day * DAY_MS - ZONE_MS;
    for (const [from, to] of WINDOWS_MS) {
      sum += Math.max(0, Math.min(midnight + to, toMs) - Math.max(midnight + from, fromMs));
    }
  }
  return sum;
}

const ZONE_S = 28_800;
const DAY_S = 86_400;
const PER_DAY_S = WINDOWS_MS.reduce((sum, [from, to]) => sum + (to - from) / 1000, 0);

/**
 * The bound: tables by day and by second of the day for this one calendar and these windows, whole seconds in 32-bit
 * integers (good until 2038), nothing checked. The library answers for any windows and in fractions of milliseconds.
 */
export class BareTable {
  /** Working seconds before each day. */
  private readonly before = new Int32Array(LAST_DAY - FIRST_DAY + 1);
  /** 0 for a day off, 1 for one that is worked. */
  private readonly worked = new Int32Array(LAST_DAY - FIRST_DAY + 1);
  /** Local midnights of the working days. */
  private readonly midnightAt: Int32Array;
  /** Working seconds of a day before each of its seconds, and the end of each working second. */
  private readonly workedBy = new Int32Array(DAY_S);
  private readonly endOf = new Int32Array(PER_DAY_S);

  constructor() {
    const midnights: number[] = [];
    for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
      this.before[day - FIRST_DAY] = midnights.length * PER_DAY_S;
      if (!isWorked(day)) continue;
      this.worked[day - FIRST_DAY] = 1;
      midnights.push(day * DAY_S - ZONE_S);
    }
    this.midnightAt = Int32Array.from(midnights);
    let sum = 0;
    for (let second = 0; second < DAY_S; second++) {
      this.workedBy[second] = sum;
      if (WINDOWS_MS.some(([from, to]) => second * 1000 >= from && second * 1000 < to)) this.endOf[sum++] = second + 1;
    }
  }

  /** Milliseconds, of which whole seconds count. */
  due(startMs: number, workingMs: number): number {
    // Looks for the last of the working seconds, and answers with its end.
    const last = (this.workedSince((startMs / 1000) | 0) + ((workingMs / 1000) | 0) - 1) | 0;
    const index = (last / PER_DAY_S) | 0;
    return ((this.midnightAt[index]! + this.endOf[last - Math.imul(index, PER_DAY_S)]!) | 0) * 1000;
  }

  /** Milliseconds, of which whole seconds count. */
  workedBetween(fromMs: number, toMs: number): number {
    return ((this.workedSince((toMs / 1000) | 0) - this.workedSince((fromMs / 1000) | 0)) | 0) * 1000;
  }

  private workedSince(instantS: number): number {
    const local = (instantS + ZONE_S) | 0;
    const day = (local / DAY_S) | 0;
    const i = day - FIRST_DAY;
    const today = this.workedBy[local - Math.imul(day, DAY_S)]!;
    return (this.before[i]! + Math.imul(this.worked[i]!, today)) | 0;
  }
}
