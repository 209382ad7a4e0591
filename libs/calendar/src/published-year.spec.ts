import { describe, expect, it } from 'vitest';
import { builtInYears } from './built-in-years.js';
import { dayFromDate } from './days.js';
import { publishedYearFaults, type PublishedYear } from './published-year.js';

const days = (...dates: string[]) => dates.map((date) => dayFromDate(date) as number);
const list = (parts: Partial<PublishedYear>): PublishedYear => ({
  year: 2027,
  holidays: days('2027-01-01'),
  workdays: [],
  source: 'notice',
  ...parts,
});

describe('publishedYearFaults', () => {
  it('finds nothing in the lists that were really announced', () => {
    expect([...builtInYears.values()].flatMap(publishedYearFaults)).toEqual([]);
  });

  it('takes the last days of the year before, which some notices name', () => {
    // 2026-12-31 is a Thursday, 2026-12-27 a Sunday.
    const fine = list({ holidays: days('2026-12-31', '2027-01-01'), workdays: days('2026-12-27') });
    expect(publishedYearFaults(fine)).toEqual([]);
  });

  it('names a day that stands twice, on both sides, or in another year', () => {
    expect(
      publishedYearFaults(
        list({ holidays: days('2027-01-02', '2027-01-02', '2072-01-01'), workdays: days('2027-01-02') }),
      ),
    ).toEqual([
      'holidays: 2027-01-02 stands there twice; name each day once.',
      'holidays: 2072-01-01 does not belong to the list of 2027; check the year.',
      'workdays: 2027-01-02 stands under holidays too; keep it in one of them.',
    ]);
  });

  it('names a make-up day that is no weekend day', () => {
    // 2027-02-19 is a Friday, 2027-02-20 a Saturday.
    expect(publishedYearFaults(list({ workdays: days('2027-02-19', '2027-02-20') }))).toEqual([
      'workdays: 2027-02-19 is no weekend day and is worked anyway; check the date.',
    ]);
  });

  it('refuses an empty list, half days and a year that is none', () => {
    expect(publishedYearFaults(list({ holidays: [] }))).toEqual([
      'holidays: the list of 2027 names no day off; give all of them.',
    ]);
    expect(publishedYearFaults(list({ holidays: [20_820.5] }))).toEqual([
      'holidays: expected whole day numbers, got 20820.5.',
    ]);
    for (const year of [1969, 3000, 2027.5, NaN]) {
      expect(publishedYearFaults(list({ year }))).toEqual([`year: expected a year from 1970 to 2999, got ${year}.`]);
    }
  });
});
