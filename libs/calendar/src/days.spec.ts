import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MS_PER_DAY,
  addMonths,
  addYears,
  dateFromDay,
  dayFromDate,
  dayOf,
  dayOfMonth,
  endOfDay,
  monthOf,
  startOfDay,
  weekdayOf,
  yearOf,
} from './days.js';

const day = (date: string) => dayFromDate(date) as number;

/** Days of the years 1600 to 2400, leap years and the years of 1700, 1800, 1900 that are none among them. */
const anyDay = fc.integer({ min: -135_140, max: 157_400 });

describe('days of the zone +08:00', () => {
  it('starts a day at 16:00 UTC of the day before', () => {
    // 1970-01-01T00:00+08:00 is eight hours before the epoch.
    expect(startOfDay(0)).toBe(-8 * 3_600_000);
    expect(startOfDay(day('2025-10-01'))).toBe(Date.parse('2025-10-01T00:00:00+08:00'));
  });

  it('gives the last millisecond to a day and 24:00 to the next', () => {
    const midnight = Date.parse('2025-10-01T00:00:00+08:00');
    expect(dateFromDay(dayOf(midnight - 1))).toBe('2025-09-30');
    expect(dateFromDay(dayOf(midnight))).toBe('2025-10-01');
    expect(endOfDay(day('2025-09-30'))).toBe(midnight);
  });

  it('knows days before 1970', () => {
    expect(dateFromDay(dayOf(Date.parse('1969-12-31T23:59:59+08:00')))).toBe('1969-12-31');
    expect(day('1969-12-31')).toBe(-1);
  });

  it('agrees with the platform on the parts of every date', () => {
    fc.assert(
      fc.property(anyDay, (n) => {
        const utc = new Date(n * MS_PER_DAY);
        expect([yearOf(n), monthOf(n), dayOfMonth(n)]).toEqual([
          utc.getUTCFullYear(),
          utc.getUTCMonth() + 1,
          utc.getUTCDate(),
        ]);
        expect(weekdayOf(n) % 7).toBe(utc.getUTCDay());
        expect(dateFromDay(n)).toBe(utc.toISOString().slice(0, 10));
        expect(dayFromDate(dateFromDay(n))).toBe(n);
      }),
    );
  });

  it.each(['2025-02-29', '1900-02-29', '2025-04-31', '2025-13-01', '2025-00-10', '2025-01-00', '2025-01-32'])(
    'refuses %s, which is no date',
    (text) => expect(dayFromDate(text)).toBeNull(),
  );

  it.each(['2025-1-1', '20250101', '2025-01-01T00:00:00+08:00', '', ' 2025-01-01', '2025/01/01'])(
    'refuses "%s", which is written in another form',
    (text) => expect(dayFromDate(text)).toBeNull(),
  );

  it('takes 29 February in leap years, that of a fourth century among them', () => {
    expect(dateFromDay(day('2024-02-29') + 1)).toBe('2024-03-01');
    expect(dateFromDay(day('2000-02-29'))).toBe('2000-02-29');
    expect(dateFromDay(day('2000-02-29') + 1)).toBe('2000-03-01');
  });
});

describe('Civil Code 202: months and years', () => {
  it.each([
    ['2025-01-15', 1, '2025-02-15'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-08-31', 1, '2025-09-30'],
    ['2025-12-31', 2, '2026-02-28'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-15', -1, '2024-12-15'],
    ['2025-01-15', -25, '2022-12-15'],
    ['2025-05-05', 0, '2025-05-05'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(dateFromDay(addMonths(day(from), months))).toBe(to);
  });

  it('ends a year on the corresponding day, and one from 29 February on the 28th', () => {
    expect(dateFromDay(addYears(day('2022-07-20'), 1))).toBe('2023-07-20');
    expect(dateFromDay(addYears(day('2024-02-29'), 1))).toBe('2025-02-28');
    expect(dateFromDay(addYears(day('2024-02-29'), 4))).toBe('2028-02-29');
  });
});
