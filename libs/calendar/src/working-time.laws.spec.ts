import fc from 'fast-check';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { makeCalendar } from './calendar.js';
import { dayFromDate } from './days.js';
import type { Windows } from './windows.js';
import { makeWorkingTime } from './working-time.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A plain walk over days, with the platform's dates and the package's data file: nothing of the library in it. */
const data = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as Record<
  'holidays' | 'workdays',
  Record<string, string>
>;
const imported = { holidays: ['2027-01-01', '2027-10-01', '2027-10-04'], workdays: ['2027-01-03', '2027-10-09'] };

function isWorked(localMidnight: number): boolean {
  const utc = new Date(localMidnight + 8 * HOUR);
  const date = utc.toISOString().slice(0, 10);
  if (date in data.workdays || imported.workdays.includes(date)) return true;
  return utc.getUTCDay() % 6 !== 0 && !(date in data.holidays) && !imported.holidays.includes(date);
}

function* openTimes(windows: Windows, fromMs: number): Generator<[number, number]> {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  let midnight = Math.floor((fromMs + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
  for (; ; midnight += DAY) {
    if (!isWorked(midnight)) yield [midnight, midnight];
    else for (const [a, b] of windows) yield [midnight + minutes(a) * 60_000, midnight + minutes(b) * 60_000];
  }
}

function walkDue(windows: Windows, startMs: number, workingMs: number): number {
  if (workingMs === 0) return startMs;
  let left = workingMs;
  for (const [from, to] of openTimes(windows, startMs)) {
    const open = Math.max(0, to - Math.max(from, startMs));
    if (open > 0 && left <= open) return Math.max(from, startMs) + left;
    left -= open;
  }
  throw new Error('days do not end');
}

function walkWorked(windows: Windows, fromMs: number, toMs: number): number {
  let sum = 0;
  for (const [from, to] of openTimes(windows, fromMs)) {
    if (from >= toMs) return sum;
    sum += Math.max(0, Math.min(to, toMs) - Math.max(from, fromMs));
  }
  throw new Error('days do not end');
}

const calendar = makeCalendar([
  {
    year: 2027,
    holidays: imported.holidays.map((date) => dayFromDate(date) as number),
    workdays: imported.workdays.map((date) => dayFromDate(date) as number),
    source: 'notice',
  },
]);
const choices: Windows[] = [
  [['09:00', '18:00']],
  [
    ['08:30', '12:00'],
    ['13:30', '17:30'],
  ],
  [
    ['00:00', '00:01'],
    ['07:59', '08:00'],
    ['08:00', '11:11'],
    ['23:00', '24:00'],
  ],
  [['00:00', '24:00']],
];

const anyWindows = fc.constantFrom(...choices);
const instants = { min: Date.parse('2004-01-01T00:00:00+08:00'), max: Date.parse('2028-06-30T00:00:00+08:00') };
/** To the millisecond, and half of them on a full minute, where windows begin and end. */
const anyInstant = fc.oneof(
  fc.integer(instants),
  fc.integer({ min: instants.min / 60_000, max: instants.max / 60_000 }).map((minute) => minute * 60_000),
);
const anyAmount = fc.oneof(
  fc.integer({ min: 0, max: 300 * HOUR }),
  fc.integer({ min: 0, max: 18_000 }).map((minutes) => minutes * 60_000),
);
const runs = { numRuns: 1_000 };

describe('laws of working time', () => {
  it('due agrees with a plain day walk', () => {
    fc.assert(
      fc.property(anyWindows, anyInstant, anyAmount, (windows, start, amount) => {
        expect(makeWorkingTime(calendar, windows).due(start, amount)).toBe(walkDue(windows, start, amount));
      }),
      runs,
    );
  });

  it('worked agrees with a plain day walk', () => {
    fc.assert(
      fc.property(anyWindows, anyInstant, fc.integer({ min: 0, max: 60 * DAY }), (windows, from, length) => {
        const to = from + length;
        expect(makeWorkingTime(calendar, windows).worked(from, to)).toBe(walkWorked(windows, from, to));
      }),
      runs,
    );
  });

  it('what has been worked until an amount is due is that amount', () => {
    fc.assert(
      fc.property(anyWindows, anyInstant, anyAmount, (windows, start, amount) => {
        const workingTime = makeWorkingTime(calendar, windows);
        expect(workingTime.worked(start, workingTime.due(start, amount))).toBe(amount);
      }),
      runs,
    );
  });

  it('a due instant is the first one at which the amount has been worked', () => {
    fc.assert(
      fc.property(
        anyWindows,
        anyInstant,
        anyAmount.filter((ms) => ms > 0),
        (windows, start, amount) => {
          const workingTime = makeWorkingTime(calendar, windows);
          const due = workingTime.due(start, amount);
          expect(workingTime.worked(start, due - 1)).toBe(amount - 1);
          expect(workingTime.isWorking(due - 1)).toBe(true);
        },
      ),
      runs,
    );
  });

  it('a later start or a greater amount is never due earlier', () => {
    fc.assert(
      fc.property(anyWindows, anyInstant, anyAmount, anyAmount, anyAmount, (windows, start, later, amount, more) => {
        const workingTime = makeWorkingTime(calendar, windows);
        const due = workingTime.due(start, amount);
        expect(workingTime.due(start, amount + more)).toBeGreaterThanOrEqual(due);
        if (amount > 0) expect(workingTime.due(start + later, amount)).toBeGreaterThanOrEqual(due);
      }),
      runs,
    );
  });

  it('worked adds up over a split', () => {
    fc.assert(
      fc.property(anyWindows, fc.tuple(anyInstant, anyInstant, anyInstant), (windows, three) => {
        const [from, between, to] = three.sort((a, b) => a - b) as [number, number, number];
        const { worked } = { worked: (a: number, b: number) => makeWorkingTime(calendar, windows).worked(a, b) };
        expect(worked(from, between) + worked(between, to)).toBe(worked(from, to));
      }),
      runs,
    );
  });

  it('the explanation ends where due says, counts the whole amount, and leaves out no day', () => {
    fc.assert(
      fc.property(
        anyWindows,
        anyInstant,
        anyAmount.filter((ms) => ms > 0),
        (windows, start, amount) => {
          const workingTime = makeWorkingTime(calendar, windows);
          const { dueMs, trail } = workingTime.explainDue(start, amount);
          expect(dueMs).toBe(workingTime.due(start, amount));
          expect(trail.reduce((sum, entry) => sum + entry.countedMs, 0)).toBe(amount);
          expect(trail.at(-1)?.toMs).toBe(dueMs);
          trail.forEach((entry, index) => {
            expect(entry.day).toBe((trail[0]?.day as number) + index);
            expect(entry.kind).toBe(calendar.kindOf(entry.day));
            if (entry.fromMs === undefined || entry.toMs === undefined) expect(entry.countedMs).toBe(0);
            else expect(workingTime.worked(entry.fromMs, entry.toMs)).toBe(entry.countedMs);
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});
