import { dateOf, dayAfter } from './moments.js';

/**
 * A time as the desk types it: `14:02`, `14:02:30`, `1402`, `140230`, with `11-20` or `2026-11-20` before it if it was not today.
 * Without a date it is the last time that this hour was: at ten past midnight, `23:50` is yesterday's. A colon may be the Chinese one.
 * Returns milliseconds, `empty` for nothing typed (the server's time then counts), or `unreadable`.
 */
export function typedTime(text: string, nowMs: number): number | 'empty' | 'unreadable' {
  const typed = text.trim().replaceAll('：', ':');
  if (typed === '') return 'empty';
  const part = /^(?:(?:(\d{4})-)?(\d{1,2})-(\d{1,2})[ T]+)?(\d{1,2}):?(\d{2})(?::?(\d{2}))?$/.exec(typed);
  if (!part) return 'unreadable';
  const [, year, month, day, hour, minute, second = '00'] = part;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return 'unreadable';
  const today = dateOf(nowMs);
  const on = (date: string) => Date.parse(`${date}T${hour?.padStart(2, '0')}:${minute}:${second}+08:00`);
  if (month === undefined || day === undefined) {
    return on(today) <= nowMs ? on(today) : on(dayAfter(today, -1));
  }
  const monthDay = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const thisYear = `${year ?? today.slice(0, 4)}-${monthDay}`;
  const date = year === undefined && thisYear > today ? `${Number(today.slice(0, 4)) - 1}-${monthDay}` : thisYear;
  const ms = on(date);
  return Number.isNaN(ms) || dateOf(ms) !== date ? 'unreadable' : ms;
}
