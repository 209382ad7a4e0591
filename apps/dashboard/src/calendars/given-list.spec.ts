import { describe, expect, it } from 'vitest';
import { daysOfMonth, listIn, turned, weekdayOf, type GivenList } from './given-list.js';

const empty: GivenList = { year: 2027, holidays: [], workdays: [], source: '' };

describe('a year being entered', () => {
  it('turns a workday off and back, a weekend day to worked, off and plain', () => {
    // 2027-02-08 is a Monday, 2027-02-14 a Sunday
    expect([weekdayOf('2027-02-08'), weekdayOf('2027-02-14')]).toEqual([1, 7]);
    const off = turned(empty, '2027-02-08');
    expect(off.holidays).toEqual(['2027-02-08']);
    expect(turned(off, '2027-02-08')).toEqual(empty);
    const worked = turned(empty, '2027-02-14');
    expect(worked.workdays).toEqual(['2027-02-14']);
    const holiday = turned(worked, '2027-02-14');
    expect([holiday.holidays, holiday.workdays]).toEqual([['2027-02-14'], []]);
    expect(turned(holiday, '2027-02-14')).toEqual(empty);
  });

  it('is read from a pasted text, whose form is told where it is wrong', () => {
    expect(listIn('{"year":2027,"holidays":["2027-01-01"]}')).toEqual({ ...empty, holidays: ['2027-01-01'] });
    expect(listIn('{"year":"2027","holidays":[]}')).toBe('year');
    expect(listIn('{"year":2027,"holidays":["1月1日"]}')).toBe('holidays');
    expect(listIn('{"year":2027,"holidays":[],"workdays":"2027-02-14"}')).toBe('workdays');
    expect(listIn('2027')).toMatch(/expected/);
    expect(listIn('{')).toMatch(/JSON/);
  });

  it('has 29 days in February of a leap year and 28 in others', () => {
    expect([daysOfMonth(2028, 2).length, daysOfMonth(2027, 2).length]).toEqual([29, 28]);
    expect(daysOfMonth(2027, 12).at(-1)).toBe('2027-12-31');
  });
});
