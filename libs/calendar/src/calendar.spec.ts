import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCalendar } from './calendar.js';
import { dateFromDay, dayFromDate, weekdayOf } from './days.js';
import type { PublishedYear } from './published-year.js';

const day = (date: string) => dayFromDate(date) as number;
const days = (...dates: string[]) => dates.map(day);
const list = (year: number, holidays: string[], workdays: string[] = [], source = 'notice'): PublishedYear => ({
  year,
  holidays: days(...holidays),
  workdays: days(...workdays),
  source,
});
/** Letters of the days from `first` on: w working, p provisional, e weekend, h holiday. */
const letters = (calendar: ReturnType<typeof makeCalendar>, first: string, count: number) =>
  Array.from(
    { length: count },
    (_, i) => ({ working: 'w', provisional: 'p', weekend: 'e', holiday: 'h' })[calendar.kindOf(day(first) + i)],
  ).join('');

describe('working days', () => {
  it('National Day 2025: 1–8 October are off, the Sunday before and the Saturday after are worked', () => {
    // Sat 27 Sep, Sun 28 (worked), Mon 29, Tue 30, Wed 1 … Wed 8 October off, Thu 9, Fri 10, Sat 11 (worked), Sun 12.
    expect(letters(makeCalendar(), '2025-09-27', 16)).toBe('ewwwhhhhhhhhwwwe');
  });

  it('Spring Festival 2026: 15–23 February are off, the Saturdays 14 and 28 February are worked', () => {
    // Fri 13, Sat 14 (worked), Sun 15 … Mon 23 off, Tue 24 … Fri 27, Sat 28 (worked), Sun 1 March.
    expect(letters(makeCalendar(), '2026-02-13', 17)).toBe('wwhhhhhhhhhwwwwwe');
  });

  it('a day off on a weekend is a holiday, a mere weekend is none', () => {
    const calendar = makeCalendar();
    expect(days('2025-10-04', '2025-10-08', '2025-09-27', '2025-10-09').map((d) => calendar.isHoliday(d))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it.each([
    // 9, 10, 11 (Saturday, worked), 13, 14, 15, 16, 17, 20, 21 October.
    ['2025-09-30', 10, '2025-10-21'],
    // 10–13 February are 4, Saturday 14 the 5th, 24–27 the 9th, Saturday 28 the 10th, 2–6 March the 15th.
    ['2026-02-09', 15, '2026-03-06'],
    // 19, 20, 21, 22, and after the weekend 25 November.
    ['2024-11-18', 5, '2024-11-25'],
    ['2025-10-03', 1, '2025-10-09'],
    ['2025-10-03', 0, '2025-10-03'],
  ])('from %s, %i working days on is %s', (from, n, to) => {
    expect(dateFromDay(makeCalendar().addWorkingDays(day(from), n))).toBe(to);
  });

  it('the next working day is the day itself if it is one, and so is the previous one', () => {
    const calendar = makeCalendar();
    const around = (date: string) => [calendar.previousWorkingDay(day(date)), calendar.nextWorkingDay(day(date))];
    expect(around('2025-09-30').map(dateFromDay)).toEqual(['2025-09-30', '2025-09-30']);
    expect(around('2025-10-01').map(dateFromDay)).toEqual(['2025-09-30', '2025-10-09']);
    expect(around('2025-10-08').map(dateFromDay)).toEqual(['2025-09-30', '2025-10-09']);
    expect(around('2025-10-11').map(dateFromDay)).toEqual(['2025-10-11', '2025-10-11']);
    expect(around('2025-10-12').map(dateFromDay)).toEqual(['2025-10-11', '2025-10-13']);
  });

  it('counts from the first day, without the last', () => {
    const calendar = makeCalendar();
    const between = (from: string, to: string) => calendar.workingDaysBetween(day(from), day(to));
    expect(between('2025-09-30', '2025-10-09')).toBe(1);
    expect(between('2025-09-30', '2025-10-10')).toBe(2);
    expect(between('2025-10-01', '2025-10-09')).toBe(0);
    expect(between('2025-10-09', '2025-10-09')).toBe(0);
    expect(between('2025-10-10', '2025-10-09')).toBe(0);
    // 2025 had 365 days, 104 weekend days, 5 make-up days and 19 days off from Monday to Friday:
    // 1 New Year, 6 Spring Festival (28–31 January, 3 and 4 February), 1 on 4 April, 3 in May (1, 2, 5), 1 on 2 June, and
    // 6 in October (1, 2, 3, 6, 7, 8) are 18. 365 − 104 + 5 − 18 = 248.
    expect(between('2025-01-01', '2026-01-01')).toBe(248);
  });

  it.each([NaN, Infinity, 1.5])('throws for %d, which is no day', (bad) => {
    const calendar = makeCalendar();
    calendar.isWorkingDay(day('2025-10-01'));
    expect(() => calendar.isWorkingDay(bad)).toThrow(RangeError);
    expect(() => calendar.kindOf(bad)).toThrow(RangeError);
    expect(() => calendar.nextWorkingDay(bad)).toThrow(RangeError);
    expect(() => calendar.addWorkingDays(day('2025-10-01'), bad)).toThrow(RangeError);
  });

  it('throws for a count below 0 and for days beyond the years 1900 to 9999', () => {
    const calendar = makeCalendar();
    expect(() => calendar.addWorkingDays(day('2025-10-01'), -1)).toThrow(RangeError);
    expect(() => calendar.isWorkingDay(day('1899-12-31'))).toThrow(RangeError);
    expect(() => calendar.isWorkingDay(day('9999-12-31') + 1)).toThrow(RangeError);
    expect(() => calendar.addWorkingDays(day('9999-12-31'), 1)).toThrow(RangeError);
    // A refused question spoils nothing.
    expect(calendar.isWorkingDay(day('2025-10-09'))).toBe(true);
  });

  it('answers in the first and the last of those years', () => {
    const calendar = makeCalendar();
    // 1900-01-01 was a Monday, 9999-12-31 will be a Friday.
    expect(calendar.nextWorkingDay(day('1900-01-01'))).toBe(day('1900-01-01'));
    expect(calendar.previousWorkingDay(day('9999-12-31'))).toBe(day('9999-12-31'));
    expect(calendar.isWorkingDay(day('2025-10-08'))).toBe(false);
  });
});

describe('years without a list', () => {
  it('are Monday to Friday, and marked', () => {
    const calendar = makeCalendar();
    expect([2003, 2004, 2026, 2027].map((year) => calendar.isPublished(year))).toEqual([false, true, true, false]);
    // Thursday 31 December 2026 belongs to a year with a list; Friday 1 January 2027 is a day off nobody has announced.
    expect(letters(calendar, '2026-12-31', 6)).toBe('wpeepp');
    expect(calendar.isWorkingDay(day('2027-01-01'))).toBe(true);
    expect(calendar.isHoliday(day('2027-10-01'))).toBe(false);
  });
});

describe('imported lists', () => {
  it('publish a year: a day off beats a weekday, a make-up day beats a weekend', () => {
    // 2027-01-01 is a Friday, 2027-01-03 a Sunday.
    const calendar = makeCalendar([list(2027, ['2027-01-01'], ['2027-01-03'])]);
    expect(calendar.isPublished(2027)).toBe(true);
    expect(letters(calendar, '2026-12-31', 6)).toBe('whewww');
  });

  it('replace the built-in list of their year, and leave the other years alone', () => {
    const calendar = makeCalendar([list(2026, ['2026-10-01'])]);
    expect(letters(calendar, '2026-09-30', 4)).toBe('whwe');
    expect(letters(calendar, '2025-10-01', 9)).toBe('hhhhhhhhw');
  });

  it('of two lists for one year, the later one holds', () => {
    const [first, second] = [list(2027, ['2027-01-01']), list(2027, ['2027-01-04'])];
    expect(letters(makeCalendar([first, second]), '2027-01-01', 4)).toBe('weeh');
    expect(letters(makeCalendar([second, first]), '2027-01-01', 4)).toBe('heew');
  });

  it('hold for days of the year before, over its own list, which is older', () => {
    // 2026-12-31 is a Thursday, 2026-12-27 a Sunday.
    const calendar = makeCalendar([list(2027, ['2026-12-31', '2027-01-01'], ['2026-12-27'])]);
    expect(letters(calendar, '2026-12-26', 8)).toBe('ewwwwhhe');
  });

  it('hold for days of the year after until that year has a list of its own', () => {
    const early = list(2027, ['2027-10-01', '2028-01-03']);
    expect(makeCalendar([early]).isHoliday(day('2028-01-03'))).toBe(true);
    expect(makeCalendar([early]).isPublished(2028)).toBe(false);
    const own = list(2028, ['2028-01-01']);
    expect(makeCalendar([early, own]).isHoliday(day('2028-01-03'))).toBe(false);
    expect(makeCalendar([own, early]).isHoliday(day('2028-01-03'))).toBe(false);
  });

  it('name a day both ways: it is worked, and publishedYearFaults has said so', () => {
    expect(letters(makeCalendar([list(2027, ['2027-01-02'], ['2027-01-02'])]), '2027-01-02', 1)).toBe('w');
  });

  it('throw where a year or a day is none', () => {
    expect(() => makeCalendar([{ ...list(2027, []), year: 20_270 }])).toThrow(RangeError);
    expect(() => makeCalendar([{ ...list(2027, []), holidays: [NaN] }])).toThrow(RangeError);
  });

  it('stand in the version, in the order of years, with a mark that changes with the days', () => {
    const [a, b] = [list(2027, ['2027-01-01'], [], '国办发明电〔2026〕9号'), list(2028, ['2028-01-01'], [], 'B')];
    const version = makeCalendar([a, b]).version;
    expect(version).toMatch(
      /^chinese-days 1\.5\.7; 2027 国办发明电〔2026〕9号 \([0-9a-f]{8}\); 2028 B \([0-9a-f]{8}\)$/,
    );
    expect(makeCalendar([b, a]).version).toBe(version);
    expect(makeCalendar([list(2027, ['2027-01-04'], [], a.source), b]).version).not.toBe(version);
    expect(makeCalendar().version).toBe('chinese-days 1.5.7');
  });
});

describe('laws', () => {
  const anyDay = fc.integer({ min: day('2003-01-01'), max: day('2028-12-31') });
  const imported = [list(2027, ['2026-12-31', '2027-01-01', '2027-10-01', '2027-10-04'], ['2026-12-27', '2027-10-09'])];

  it('adding, counting, and the days beside agree with a walk, from whichever year the first question is', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.integer({ min: 1, max: 600 }), (start, other, n) => {
        // A new calendar each time: its tables grow in the order of these questions.
        const calendar = makeCalendar(imported);
        let [walked, left] = [start, n];
        while (left > 0) if (calendar.isWorkingDay(++walked)) left--;
        expect(calendar.addWorkingDays(start, n)).toBe(walked);

        let count = 0;
        for (let d = start; d < other; d++) if (calendar.isWorkingDay(d)) count++;
        expect(calendar.workingDaysBetween(start, other)).toBe(count);

        let [next, previous] = [start, start];
        while (!calendar.isWorkingDay(next)) next++;
        while (!calendar.isWorkingDay(previous)) previous--;
        expect([calendar.nextWorkingDay(start), calendar.previousWorkingDay(start)]).toEqual([next, previous]);
      }),
      { numRuns: 60 },
    );
  });

  it('the order of the questions does not change the answers', () => {
    const once = makeCalendar(imported);
    once.isWorkingDay(day('2015-06-01'));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 300 }), (d, n) => {
        const fresh = makeCalendar(imported);
        expect(fresh.addWorkingDays(d, n)).toBe(once.addWorkingDays(d, n));
        expect(fresh.previousWorkingDay(d)).toBe(once.previousWorkingDay(d));
      }),
      { numRuns: 100 },
    );
  });

  it('a day of a year without a list is worked from Monday to Friday, far away too', () => {
    const calendar = makeCalendar();
    fc.assert(
      fc.property(fc.integer({ min: day('2027-01-01'), max: day('2200-12-31') }), (d) => {
        expect(calendar.kindOf(d)).toBe(weekdayOf(d) <= 5 ? 'provisional' : 'weekend');
      }),
    );
  });
});
