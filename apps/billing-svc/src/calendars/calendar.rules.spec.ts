import { describe, expect, it } from 'vitest';
import { calendarFaults } from './calendar.rules.js';

const places = (list: Parameters<typeof calendarFaults>[0]) =>
  calendarFaults(list).map(({ place, en }) => `${place}: ${en}`);

describe('a list of holidays', () => {
  it('that names days off, and weekend days worked instead, has no fault', () => {
    // 2027-02-06 to 02-12 off; Saturday 2027-01-30 and Sunday 2027-02-14 worked
    expect(
      calendarFaults({ year: 2027, holidays: ['2027-02-06', '2027-02-12'], workdays: ['2027-01-30', '2027-02-14'] }),
    ).toEqual([]);
  });

  it('is told every fault at once: another year, a day twice, a day in both lists, a weekday as make-up workday', () => {
    // 2027-02-08 is a Monday
    const faults = places({
      year: 2027,
      holidays: ['2027-01-01', '2027-01-01', '2028-01-01', '2027-02-13'],
      workdays: ['2027-02-08', '2027-02-13', '2026-12-26'],
    });
    expect(faults).toEqual([
      'holidays: 2028-01-01 do not lie in 2027. One year is published at a time: check the notice and the year.',
      'holidays: 2027-01-01 stand there twice. Name each day once.',
      'workdays: 2026-12-26 do not lie in 2027. One year is published at a time: check the notice and the year.',
      'workdays: 2027-02-13 are both off and worked. Keep each in one list.',
      'workdays: 2027-02-08 are no weekend days and are worked anyway. Check the dates.',
    ]);
  });

  it('that names no day off is none', () => {
    expect(places({ year: 2027, holidays: [], workdays: [] })).toEqual([
      'holidays: The list of 2027 names no day off. Give all of the notice.',
    ]);
  });
});
