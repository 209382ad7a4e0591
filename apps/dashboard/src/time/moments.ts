import { clockWords } from '../i18n/clock-words.js';
import type { Language } from '../i18n/language.js';

/**
 * Moments in the contracts' zone, +08:00 without daylight saving, whatever zone this computer is set to.
 * The wire carries ISO 8601 with an offset, which every browser's Date.parse reads; a text that it cannot read is a fault of the server.
 */
const ZONE_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

export function instantMs(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Error(`not an instant: ${text}`);
  return ms;
}

const shifted = (ms: number) => new Date(ms + ZONE_MS).toISOString();

/** `2026-11-20` */
export const dateOf = (ms: number): string => shifted(ms).slice(0, 10);
/** `14:26:08` */
export const timeOf = (ms: number): string => shifted(ms).slice(11, 19);
/** `2026-11-20T14:26:08+08:00` */
export const instantOf = (ms: number): string => `${shifted(ms).slice(0, 19)}+08:00`;
/** `2026-11-20 14:26:08` */
export const momentOf = (ms: number): string => `${dateOf(ms)} ${timeOf(ms)}`;
/** Milliseconds of midnight, +08:00, of a date `YYYY-MM-DD`. */
export const midnightMs = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
/** The date so many days later (or earlier). */
export const dayAfter = (date: string, days: number): string => dateOf(midnightMs(date) + days * DAY_MS);
/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((midnightMs(to) - midnightMs(from)) / DAY_MS);

export const weekdayOf = (ms: number, language: Language): string =>
  clockWords[language].weekdays[new Date(ms + ZONE_MS).getUTCDay()] ?? '';

/** `14:32`, `昨日 17:10`, `明日 14:02`, `11-18 09:00`, and with the year when it is another one. To the minute: where seconds matter a countdown stands beside it. */
export function shortMoment(ms: number, nowMs: number, language: Language): string {
  const words = clockWords[language];
  const [date, today] = [dateOf(ms), dateOf(nowMs)];
  const time = timeOf(ms).slice(0, 5);
  const near: Record<number, string> = { [-1]: words.yesterday, 0: '', 1: words.tomorrow };
  const day = near[daysBetween(today, date)] ?? (date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date);
  return day ? `${day} ${time}` : time;
}

/** As `shortMoment`, but a day of the coming week by its name: `周一 13:00`. */
export function weekMoment(ms: number, nowMs: number, language: Language): string {
  const days = daysBetween(dateOf(nowMs), dateOf(ms));
  if (days < 2 || days > 6) return shortMoment(ms, nowMs, language);
  return `${clockWords[language].weekdaysShort[new Date(ms + ZONE_MS).getUTCDay()] ?? ''} ${timeOf(ms).slice(0, 5)}`;
}

/** `11-28`, with the year when it is not this one. */
export const shortDate = (date: string, today: string): string =>
  date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date;
