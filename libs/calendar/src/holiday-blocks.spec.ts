import { describe, expect, it } from 'vitest';
import { makeCalendar } from './calendar.js';
import { dateFromDay, dayFromDate } from './days.js';

const day = (date: string) => dayFromDate(date) as number;
const blocks = (from: string, to: string, calendar = makeCalendar()) =>
  calendar
    .holidayBlocks(day(from), day(to))
    .map(({ name, firstDay, lastDay }) => [name, dateFromDay(firstDay), dateFromDay(lastDay)]);

describe('holiday blocks', () => {
  it('of 2024: a feast on a Monday takes the weekend before it', () => {
    // New Year was Monday 1 January: its block began on Saturday 30 December 2023, a year earlier.
    // Dragon Boat was Monday 10 June, with Saturday 8 and Sunday 9. Tomb-Sweeping ended on Saturday 6 April, since Sunday 7 was worked.
    expect(blocks('2023-12-15', '2024-12-31')).toEqual([
      ['元旦', '2023-12-30', '2024-01-01'],
      ['春节', '2024-02-10', '2024-02-17'],
      ['清明节', '2024-04-04', '2024-04-06'],
      ['劳动节', '2024-05-01', '2024-05-05'],
      ['端午节', '2024-06-08', '2024-06-10'],
      ['中秋节', '2024-09-15', '2024-09-17'],
      ['国庆节', '2024-10-01', '2024-10-07'],
    ]);
  });

  it('of two feasts that meet bear both names', () => {
    expect(blocks('2025-09-01', '2025-12-31')).toEqual([['国庆节、中秋节', '2025-10-01', '2025-10-08']]);
  });

  it('belong to a range by their first day: just before, at, inside, and just after', () => {
    const found = ['国庆节、中秋节', '2025-10-01', '2025-10-08'];
    expect(blocks('2025-09-20', '2025-09-30')).toEqual([]);
    expect(blocks('2025-09-20', '2025-10-01')).toEqual([found]);
    expect(blocks('2025-10-01', '2025-10-01')).toEqual([found]);
    expect(blocks('2025-10-02', '2025-10-31')).toEqual([]);
  });

  it('do not exist in a year without a list, nor are mere weekends blocks', () => {
    expect(blocks('2027-01-01', '2030-12-31')).toEqual([]);
    expect(blocks('2025-11-01', '2025-12-31')).toEqual([]);
    expect(blocks('1900-01-01', '2004-01-21')).toEqual([['元旦', '2004-01-01', '2004-01-01']]);
  });

  it('begin with the weekend before the first year of all, if its New Year is a Monday', () => {
    const calendar = makeCalendar([{ year: 2001, holidays: [day('2001-01-01')], workdays: [], source: 'notice' }]);
    expect(blocks('2000-01-01', '2001-12-31', calendar)).toEqual([[null, '2000-12-30', '2001-01-01']]);
  });

  it('of an imported list have no name, and reach over the end of a year', () => {
    const calendar = makeCalendar([
      { year: 2027, holidays: [day('2026-12-31'), day('2027-01-01')], workdays: [day('2027-01-03')], source: 'notice' },
    ]);
    // Thursday 31 December, Friday 1 and Saturday 2 January; Sunday 3 is worked.
    expect(blocks('2026-12-01', '2027-12-31', calendar)).toEqual([[null, '2026-12-31', '2027-01-02']]);
  });
});
