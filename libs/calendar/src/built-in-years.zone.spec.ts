import { expect, it } from 'vitest';

// Before anything reads a date, in a test process of its own.
process.env.TZ = 'America/New_York';

it('the lists are the same on a machine west of Greenwich, where chinese-days itself errs', async () => {
  expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(300);
  const { default: chineseDays } = await import('chinese-days');
  const { builtInYears } = await import('./built-in-years.js');
  const { makeCalendar } = await import('./calendar.js');
  const { dateFromDay, dayFromDate } = await import('./days.js');

  // 2025-01-04 was a Saturday; the package takes it for a Friday here. Should it once be mended, this test may go.
  expect(chineseDays.isWorkday('2025-01-04')).toBe(true);
  expect(makeCalendar().isWorkingDay(dayFromDate('2025-01-04') as number)).toBe(false);
  expect(builtInYears.get(2026)?.workdays.map(dateFromDay)).toEqual([
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
  ]);
});
