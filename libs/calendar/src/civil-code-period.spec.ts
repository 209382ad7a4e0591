import { describe, expect, it } from 'vitest';
import { makeCalendar } from './calendar.js';
import { periodEnd, type PeriodLength } from './civil-code-period.js';
import { dateFromDay, dayFromDate } from './days.js';

const calendar = makeCalendar();
const end = (start: string, length: PeriodLength, roll: boolean) =>
  dateFromDay(periodEnd(calendar, dayFromDate(start) as number, length, roll));

describe('Civil Code 201–203', () => {
  it('201: the first day does not count', () => {
    // From Monday 3 March: the 1st day is the 4th, the 10th day is the 13th, a Thursday.
    expect(end('2025-03-03', { days: 10 }, true)).toBe('2025-03-13');
  });

  it('202: a month ends on the corresponding day, or the month’s last', () => {
    expect(end('2025-01-31', { months: 1 }, false)).toBe('2025-02-28');
    expect(end('2024-01-31', { months: 1 }, false)).toBe('2024-02-29');
    expect(end('2022-07-20', { years: 1 }, false)).toBe('2023-07-20');
    expect(end('2024-01-31', { years: 1, months: 1 }, false)).toBe('2025-02-28');
    // The month first, to 28 February, then two days.
    expect(end('2025-01-31', { months: 1, days: 2 }, false)).toBe('2025-03-02');
  });

  it('203: a last day that is a rest day moves to the next working day, if the caller says that it may', () => {
    // 30 days from 8 September 2025 end on 8 October, the last day off; 9 October is worked.
    expect(end('2025-09-08', { days: 30 }, false)).toBe('2025-10-08');
    expect(end('2025-09-08', { days: 30 }, true)).toBe('2025-10-09');
    // One day less in the period, and one more.
    expect(end('2025-09-08', { days: 22 }, true)).toBe('2025-09-30');
    expect(end('2025-09-08', { days: 23 }, true)).toBe('2025-10-09');
    expect(end('2025-09-08', { days: 31 }, true)).toBe('2025-10-09');
    // A weekend: 15 days from Friday 1 August 2025 end on Saturday 16.
    expect(end('2025-08-01', { days: 15 }, true)).toBe('2025-08-18');
  });

  it('203: a make-up workday is no rest day', () => {
    // 10 days from 1 October end on Saturday 11 October 2025, which is worked.
    expect(end('2025-10-01', { days: 10 }, true)).toBe('2025-10-11');
  });

  it('a period of nothing ends where it began', () => {
    expect(end('2025-09-30', {}, true)).toBe('2025-09-30');
    expect(end('2025-10-01', { days: 0 }, true)).toBe('2025-10-09');
  });

  it.each([{ days: -1 }, { months: 0.5 }, { years: NaN }])('throws for %o', (length) => {
    expect(() => end('2025-09-30', length, false)).toThrow(RangeError);
  });
});
