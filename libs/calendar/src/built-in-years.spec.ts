import chineseDays from 'chinese-days';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_SOURCE, builtInYears } from './built-in-years.js';
import { dateFromDay, dayFromDate, weekdayOf } from './days.js';

const require = createRequire(import.meta.url);
const dates = (days: readonly number[] | undefined) => (days ?? []).map(dateFromDay);

/** The same data in another of the package's files, which no code of ours reads. */
const json = require('chinese-days/dist/chinese-days.json') as Record<'holidays' | 'workdays', Record<string, string>>;

describe('the built-in years', () => {
  it('are those of the package that is installed', () => {
    const { version } = require('chinese-days/package.json') as { version: string };
    expect(BUILT_IN_SOURCE).toBe(`chinese-days ${version}`);
  });

  it('are exactly those for which the package has data: 2004 to 2026', () => {
    const named = [...Object.keys(json.holidays), ...Object.keys(json.workdays)].map((date) =>
      Number(date.slice(0, 4)),
    );
    expect([...builtInYears.keys()]).toEqual([...new Set(named)].sort());
    expect([Math.min(...named), Math.max(...named)]).toEqual([2004, 2026]);
    // What the package says of National Day in the years beside: an ordinary Friday and an ordinary Wednesday.
    expect(chineseDays.getDayDetail('2027-10-01').name).toBe('Friday');
    expect(chineseDays.getDayDetail('2003-10-01').name).toBe('Wednesday');
  });

  it('hold every day off and every make-up day of the data', () => {
    const lists = [...builtInYears.values()];
    expect(dates(lists.flatMap((list) => list.holidays))).toEqual(Object.keys(json.holidays).sort());
    expect(dates(lists.flatMap((list) => list.workdays))).toEqual(Object.keys(json.workdays).sort());
  });

  it('name seven feasts in a year since 2008, and none lacks Spring Festival or National Day', () => {
    for (const [year, list] of builtInYears) {
      const names = new Set(list.names.values());
      expect(names).toContain('春节');
      expect(names).toContain('国庆节');
      // In 2020 Mid-Autumn fell on 1 October, which goes by National Day.
      if (year === 2020) names.add('中秋节');
      for (const name of year >= 2008 ? ['元旦', '清明节', '劳动节', '端午节', '中秋节'] : []) {
        expect([year, [...names]]).toEqual([year, expect.arrayContaining([name])]);
      }
    }
  });

  it('have make-up days on Saturdays and Sundays only', () => {
    for (const list of builtInYears.values())
      for (const day of list.workdays) expect(weekdayOf(day)).toBeGreaterThan(5);
  });

  it('give 2025 as it was announced', () => {
    // Notice for 2025: National Day and Mid-Autumn 1–8 October; 28 September and 11 October are worked.
    const list = builtInYears.get(2025);
    expect(dates(list?.holidays).filter((date) => date >= '2025-07')).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `2025-10-0${n}`),
    );
    expect(dates(list?.workdays)).toEqual(['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11']);
    expect(list?.names.get(dayFromDate('2025-10-06') as number)).toBe('中秋节');
  });

  it('do not know other years', () => {
    expect([2003, 2027, 2025.5, NaN].map((year) => [builtInYears.has(year), builtInYears.get(year)])).toEqual(
      Array(4).fill([false, undefined]),
    );
  });

  it('can be gone through like any map', () => {
    const seen: number[] = [];
    builtInYears.forEach((list, year, all) => {
      expect(all.get(year)).toBe(list);
      seen.push(list.year);
    });
    expect(seen).toEqual([...builtInYears.keys()]);
    expect(builtInYears.size).toBe(seen.length);
    expect([...builtInYears.entries()].map(([year]) => year)).toEqual(seen);
  });
});
