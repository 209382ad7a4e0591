import { clockWords } from '../i18n/clock-words.js';
import type { Language } from '../i18n/language.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number) => String(value).padStart(2, '0');

/**
 * Seconds as a person reads them on a countdown: `05:52`, `1:44:52`, from a day on `26 时 05 分`, from three days on `3 天 4 时`.
 * The forms cannot be taken for one another: a bare `1:44` would be minutes to one reader and hours to another.
 */
export function digits(seconds: number, language: Language): string {
  const words = clockWords[language];
  if (seconds < HOUR) return `${two(Math.floor(seconds / MINUTE))}:${two(seconds % MINUTE)}`;
  const hours = Math.floor(seconds / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  if (seconds < DAY) return `${hours}:${two(minutes)}:${two(seconds % MINUTE)}`;
  if (seconds < 3 * DAY) return `${hours} ${words.hours} ${two(minutes)} ${words.minutes}`;
  return `${Math.floor(seconds / DAY)} ${words.days} ${Math.floor((seconds % DAY) / HOUR)} ${words.hours}`;
}

/**
 * Time left until a due moment, milliseconds in, text out. What is left is rounded up and what is over is rounded down, so that the
 * countdown says 00:00 at the due moment itself and neither a second sooner nor a second later.
 */
export function countdown(leftMs: number, language: Language): string {
  const text = digits(wholeSeconds(leftMs), language);
  return leftMs <= -1000 ? `−${text}` : text;
}

export const wholeSeconds = (leftMs: number): number =>
  leftMs > 0 ? Math.ceil(leftMs / 1000) : Math.floor(-leftMs / 1000);

/** How late, in words where digits would look like nothing: `0 秒`, `45 秒`, then `4:31`, `2:16:08`. */
export function lateness(seconds: number, language: Language): string {
  if (seconds < MINUTE) return `${seconds} ${clockWords[language].seconds}`;
  return digits(seconds, language).replace(/^0(?=\d:)/, '');
}

/** A span in words: `14 时 52 分`, `40 分`, `25 秒`. For budgets, where seconds no longer matter once there are hours. */
export function span(seconds: number, language: Language): string {
  const words = clockWords[language];
  if (seconds < MINUTE) return `${Math.floor(seconds)} ${words.seconds}`;
  const hours = Math.floor(seconds / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  return [hours > 0 ? `${hours} ${words.hours}` : '', minutes > 0 || hours === 0 ? `${minutes} ${words.minutes}` : '']
    .filter(Boolean)
    .join(' ');
}

/** Age of data: one decimal under ten seconds, because a live wall should look live: `0.4 秒`, `12 秒`, `3 分`, `2 时 10 分`. */
export function age(ms: number, language: Language): string {
  const seconds = Math.max(ms, 0) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} ${clockWords[language].seconds}`;
  return span(seconds, language);
}
