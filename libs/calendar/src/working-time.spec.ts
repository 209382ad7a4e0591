import { describe, expect, it } from 'vitest';
import { makeCalendar } from './calendar.js';
import { dateFromDay } from './days.js';
import type { Windows } from './windows.js';
import { makeWorkingTime } from './working-time.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const at = (text: string) => Date.parse(`${text}+08:00`);
const text = (ms: number) => new Date(ms + 8 * HOUR).toISOString().slice(0, 19);

const calendar = makeCalendar();
const nineToSix = makeWorkingTime(calendar, [['09:00', '18:00']]);
const withBreak = makeWorkingTime(calendar, [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
]);
const allDay = makeWorkingTime(calendar, [['00:00', '24:00']]);

describe('due', () => {
  it('reported at 17:00 before National Day, four hours: one that day, three on 9 October', () => {
    expect(text(nineToSix.due(at('2025-09-30T17:00:00'), 4 * HOUR))).toBe('2025-10-09T12:00:00');
  });

  it('counts a make-up Saturday', () => {
    // Friday 13 February 2026 17:00: one hour, Saturday 14 (worked) nine hours, then 24 February.
    expect(text(nineToSix.due(at('2026-02-13T17:00:00'), 10 * HOUR))).toBe('2026-02-14T18:00:00');
    expect(text(nineToSix.due(at('2026-02-13T17:00:00'), 10 * HOUR + 1000))).toBe('2026-02-24T09:00:01');
  });

  it('an amount that ends with a window is due at its end, one second more in the next window', () => {
    const start = at('2025-10-09T10:00:00');
    expect(text(withBreak.due(start, 2 * HOUR - 1000))).toBe('2025-10-09T11:59:59');
    expect(text(withBreak.due(start, 2 * HOUR))).toBe('2025-10-09T12:00:00');
    expect(text(withBreak.due(start, 2 * HOUR + 1000))).toBe('2025-10-09T14:00:01');
    expect(text(withBreak.due(start, 6 * HOUR))).toBe('2025-10-09T18:00:00');
    expect(text(withBreak.due(start, 6 * HOUR + 1000))).toBe('2025-10-10T09:00:01');
  });

  it.each([
    ['2025-10-09T08:59:59', '2025-10-09T09:30:00'],
    ['2025-10-09T09:00:00', '2025-10-09T09:30:00'],
    ['2025-10-09T09:00:01', '2025-10-09T09:30:01'],
    ['2025-10-09T11:59:59', '2025-10-09T14:29:59'],
    ['2025-10-09T12:00:00', '2025-10-09T14:30:00'],
    ['2025-10-09T13:00:00', '2025-10-09T14:30:00'],
    ['2025-10-09T17:30:00', '2025-10-09T18:00:00'],
    ['2025-10-09T17:30:01', '2025-10-10T09:00:01'],
    ['2025-10-09T18:00:00', '2025-10-10T09:30:00'],
    ['2025-10-09T23:59:59', '2025-10-10T09:30:00'],
    ['2025-10-10T00:00:00', '2025-10-10T09:30:00'],
    ['2025-10-03T10:00:00', '2025-10-09T09:30:00'],
    // Saturday 11 October is worked, Sunday 12 is not.
    ['2025-10-11T18:00:00', '2025-10-13T09:30:00'],
  ])('half an hour from %s is due at %s', (start, due) => {
    expect(text(withBreak.due(at(start), 30 * MINUTE))).toBe(due);
  });

  it('nothing is due at once, outside hours too', () => {
    expect(withBreak.due(at('2025-10-03T03:04:05'), 0)).toBe(at('2025-10-03T03:04:05'));
  });

  it('keeps milliseconds and their fractions', () => {
    expect(withBreak.due(at('2025-10-09T11:59:59') + 999, 1)).toBe(at('2025-10-09T12:00:00'));
    expect(withBreak.due(at('2025-10-09T11:59:59') + 999, 2)).toBe(at('2025-10-09T14:00:00') + 1);
    expect(withBreak.due(at('2025-10-09T11:59:59') + 999.5, 1)).toBe(at('2025-10-09T14:00:00') + 0.5);
  });

  it('ends a day of 24 hours at 24:00', () => {
    // From Tuesday 30 September 00:00: 24 hours end at midnight, the next begin on 9 October.
    expect(text(allDay.due(at('2025-09-30T00:00:00'), 24 * HOUR))).toBe('2025-10-01T00:00:00');
    expect(text(allDay.due(at('2025-09-30T00:00:00'), 24 * HOUR + 1000))).toBe('2025-10-09T00:00:01');
  });

  it('crosses into a year without a list', () => {
    // Thursday 31 December 2026 17:00, then Friday 1 January 2027, which no list takes out.
    expect(text(nineToSix.due(at('2026-12-31T17:00:00'), 2 * HOUR))).toBe('2027-01-01T10:00:00');
  });

  it('works for amounts of years, and from before 1970', () => {
    // 2025 has 248 working days (see the calendar's spec): its work ends on Wednesday 31 December at 18:00.
    expect(text(nineToSix.due(at('2025-01-01T00:00:00'), 248 * 9 * HOUR))).toBe('2025-12-31T18:00:00');
    // Friday 2 January 1953.
    expect(text(nineToSix.due(at('1953-01-02T17:00:00'), 2 * HOUR))).toBe('1953-01-05T10:00:00');
  });

  it.each([NaN, -1, Infinity, 1e300])('throws for an amount of %d', (amount) => {
    expect(() => nineToSix.due(at('2025-10-09T09:00:00'), amount)).toThrow(RangeError);
    expect(() => nineToSix.explainDue(at('2025-10-09T09:00:00'), amount)).toThrow(RangeError);
  });

  it.each([NaN, Infinity, -Infinity, 1e18])('throws for a start at %d', (start) => {
    expect(() => nineToSix.due(start, HOUR)).toThrow(RangeError);
    expect(() => nineToSix.explainDue(start, HOUR)).toThrow(RangeError);
    expect(() => nineToSix.worked(at('2025-10-09T09:00:00'), NaN)).toThrow(RangeError);
    expect(() => nineToSix.isWorking(start)).toThrow(RangeError);
  });
});

describe('worked', () => {
  it.each([
    ['2025-10-09T08:00:00', '2025-10-09T19:00:00', 7 * HOUR],
    ['2025-10-09T09:00:00', '2025-10-09T09:00:01', 1000],
    ['2025-10-09T11:59:59', '2025-10-09T14:00:01', 2000],
    ['2025-10-09T12:00:00', '2025-10-09T14:00:00', 0],
    ['2025-09-30T17:00:00', '2025-10-09T10:00:00', 2 * HOUR],
    ['2025-10-01T00:00:00', '2025-10-09T00:00:00', 0],
    // Friday, make-up Saturday, Sunday, Monday morning: 7 + 7 + 0 + 3.
    ['2025-10-10T00:00:00', '2025-10-13T12:30:00', 17 * HOUR],
  ])('from %s to %s are %i ms', (from, to, ms) => {
    expect(withBreak.worked(at(from), at(to))).toBe(ms);
  });

  it('is 0 in an interval that is empty or turned round', () => {
    const noon = at('2025-10-09T11:00:00');
    expect(withBreak.worked(noon, noon)).toBe(0);
    expect(withBreak.worked(noon, noon - 1)).toBe(0);
    expect(withBreak.worked(noon, noon - HOUR)).toBe(0);
  });

  it('asked first about late days and then about early ones, still agrees', () => {
    const fresh = makeWorkingTime(makeCalendar(), [['09:00', '18:00']]);
    fresh.isWorking(at('2026-06-01T10:00:00'));
    // 248 working days of nine hours, with the table growing to the left while the question is answered.
    expect(fresh.worked(at('2025-01-01T00:00:00'), at('2026-01-01T00:00:00'))).toBe(248 * 9 * HOUR);
  });
});

describe('isWorking', () => {
  it.each([
    ['2025-10-09T08:59:59', false],
    ['2025-10-09T09:00:00', true],
    ['2025-10-09T11:59:59', true],
    ['2025-10-09T12:00:00', false],
    ['2025-10-09T14:00:00', true],
    ['2025-10-09T18:00:00', false],
    ['2025-10-08T10:00:00', false],
    ['2025-10-11T10:00:00', true],
    ['2025-10-12T10:00:00', false],
  ])('at %s: %s', (when, expected) => expect(withBreak.isWorking(at(when))).toBe(expected));
});

describe('explainDue', () => {
  const told = (start: string, ms: number, workingTime = withBreak) => {
    const { dueMs, trail } = workingTime.explainDue(at(start), ms);
    return {
      due: text(dueMs),
      trail: trail.map((entry) =>
        [
          dateFromDay(entry.day),
          entry.kind,
          ...(entry.fromMs === undefined ? [] : [text(entry.fromMs).slice(11), text(entry.toMs as number).slice(11)]),
          entry.countedMs / MINUTE,
        ].join(' '),
      ),
    };
  };

  it('tells each day from the report to the due instant, and why some do not count', () => {
    expect(told('2025-09-30T17:00:00', 4 * HOUR, nineToSix)).toEqual({
      due: '2025-10-09T12:00:00',
      trail: [
        '2025-09-30 working 17:00:00 18:00:00 60',
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `2025-10-0${n} holiday 0`),
        '2025-10-09 working 09:00:00 12:00:00 180',
      ],
    });
  });

  it('tells make-up Saturdays as working, Sundays as weekend, and a day whose work was over', () => {
    expect(told('2025-10-10T19:00:00', 8 * HOUR)).toEqual({
      due: '2025-10-13T10:00:00',
      trail: [
        '2025-10-10 working 0',
        '2025-10-11 working 09:00:00 18:00:00 420',
        '2025-10-12 weekend 0',
        '2025-10-13 working 09:00:00 10:00:00 60',
      ],
    });
  });

  it('marks the days of a year without a list', () => {
    expect(told('2026-12-31T17:30:00', HOUR).trail).toEqual([
      '2026-12-31 working 17:30:00 18:00:00 30',
      '2027-01-01 provisional 09:00:00 09:30:00 30',
    ]);
  });

  it('starts at the next window if the report falls into the break, and ends with the window', () => {
    expect(told('2025-10-09T13:00:00', 4 * HOUR)).toEqual({
      due: '2025-10-09T18:00:00',
      trail: ['2025-10-09 working 14:00:00 18:00:00 240'],
    });
  });

  it('has nothing to tell about nothing', () => {
    expect(withBreak.explainDue(at('2025-10-03T10:00:00'), 0)).toEqual({ dueMs: at('2025-10-03T10:00:00'), trail: [] });
  });
});

describe('makeWorkingTime', () => {
  it('throws for windows with a fault, in the words of windowFaults', () => {
    expect(() => makeWorkingTime(calendar, [['18:00', '09:00']])).toThrow('split what crosses midnight');
    expect(() => makeWorkingTime(calendar, [] as Windows)).toThrow(RangeError);
  });

  it('takes calendars of makeCalendar only', () => {
    expect(() => makeWorkingTime({ ...calendar }, [['09:00', '18:00']])).toThrow(TypeError);
  });
});
