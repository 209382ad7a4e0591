import { formatInstant, parseInstant } from '@weibao/exchange';

const HOUR_MS = 3_600_000;
/** Shifts change at eight in the morning and at eight in the evening, unless whoever hands over says otherwise. */
const CHANGES = ['08:00:00', '20:00:00'];
/** Who hands over shortly before a change hands over the shift that begins with it. */
const SHORTLY_MS = 2 * HOUR_MS;
/** Four days: a long weekend with one person on duty, and nothing longer. */
export const LONGEST_MS = 96 * HOUR_MS;

/** The day in the contracts' zone. */
export const dateAt = (ms: number): string => formatInstant(ms).slice(0, 10);

/** The end of the shift that is handed over at this moment: the first change of shifts that is more than two hours away. */
export function shiftEndMs(nowMs: number): number {
  const days = [dateAt(nowMs), dateAt(nowMs + 24 * HOUR_MS)];
  const changes = days.flatMap((day) => CHANGES.map((time) => parseInstant(`${day}T${time}+08:00`) as number));
  return changes.find((changeMs) => changeMs - nowMs > SHORTLY_MS) as number;
}
