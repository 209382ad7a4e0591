/** Dates and instants of the demo, all on the Chinese clock (+08:00, no daylight saving). Days are whole days since 1970. */

const dayMs = 86_400_000;
const minuteMs = 60_000;
const zoneMs = 8 * 60 * minuteMs;

/** @param {number} ms @returns {number} the day in China */
export function dayOf(ms) {
  return Math.floor((ms + zoneMs) / dayMs);
}

/** @param {number} day @returns {string} YYYY-MM-DD */
export function dateOf(day) {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** @param {number} ms @returns {string} ISO 8601 with +08:00, to the second */
export function instantOf(ms) {
  return `${new Date(ms + zoneMs).toISOString().slice(0, 19)}+08:00`;
}

/** @param {string} date YYYY-MM-DD */
export function dayFrom(date) {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs);
}

/** @param {number} day @param {string} [time] HH:MM in China @returns {number} milliseconds since the epoch */
export function msOf(day, time = '09:00') {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return day * dayMs - zoneMs + (hours * 60 + minutes) * minuteMs;
}

/**
 * The same day of another month; the last of that month where it is shorter.
 * @param {number} day
 * @param {number} months negative: before
 */
export function addMonths(day, months) {
  const date = new Date(day * dayMs);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return first / dayMs + Math.min(date.getUTCDate(), length) - 1;
}

/** @param {number} day @returns {string} YYYY-MM */
export function monthOf(day) {
  return dateOf(day).slice(0, 7);
}

/** Saturday and Sunday; a demo invents no holidays. @param {number} day */
export function isWeekend(day) {
  return [6, 0].includes(new Date(day * dayMs).getUTCDay());
}

/** The day itself, or the Monday after it. @param {number} day @returns {number} */
export function weekdayFrom(day) {
  return isWeekend(day) ? weekdayFrom(day + 1) : day;
}
