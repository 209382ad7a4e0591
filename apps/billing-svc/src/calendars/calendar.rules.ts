import { dayFromDate, weekdayOf } from '@weibao/calendar';
import type { CommandFault } from '@weibao/service-kit';

/** One year's list as people give it. */
export interface GivenYear {
  year: number;
  holidays?: readonly string[] | undefined;
  workdays?: readonly string[] | undefined;
}

const SATURDAY = 6;
const isWeekend = (date: string): boolean => weekdayOf(dayFromDate(date) as number) >= SATURDAY;

/** What is wrong with a list before anything is computed by it, every fault with its days. */
export function calendarFaults({ year, holidays = [], workdays = [] }: GivenYear): CommandFault[] {
  const faults: CommandFault[] = [];
  const say = (code: string, place: string, days: readonly string[], zh: string, en: string) => {
    if (days.length > 0) faults.push({ code, place, zh: `${days.join('、')} ${zh}`, en: `${days.join(', ')} ${en}` });
  };
  for (const [place, days] of Object.entries({ holidays, workdays })) {
    say(
      'RECORD.PERIOD_UNKNOWN',
      place,
      days.filter((date) => Number(date.slice(0, 4)) !== year),
      `不在 ${year} 年内。一次只公布一年，请核对放假通知和年份。`,
      `do not lie in ${year}. One year is published at a time: check the notice and the year.`,
    );
    say(
      'BILLING.CALENDAR_INVALID',
      place,
      [...new Set(days.filter((date, index) => days.indexOf(date) !== index))],
      '重复出现。每一天只写一次。',
      'stand there twice. Name each day once.',
    );
  }
  say(
    'BILLING.CALENDAR_INVALID',
    'workdays',
    workdays.filter((date) => holidays.includes(date)),
    '既是放假又是上班。请只保留一处。',
    'are both off and worked. Keep each in one list.',
  );
  say(
    'BILLING.CALENDAR_INVALID',
    'workdays',
    workdays.filter((date) => !isWeekend(date)),
    '不是周末，本来就上班，不是调休上班日。请核对日期。',
    'are no weekend days and are worked anyway. Check the dates.',
  );
  if (holidays.length === 0)
    faults.push({
      code: 'BILLING.CALENDAR_INVALID',
      place: 'holidays',
      zh: `${year} 年没有任何放假日。请填写通知中的全部放假日。`,
      en: `The list of ${year} names no day off. Give all of the notice.`,
    });
  return faults;
}
