import { formatInstant } from '@weibao/exchange';

/**
 * The number of a new incident, `F-<year>-<4 digits>`, counted within a contract and the year of the report (in +08:00).
 * Every number ever given counts, those of merged and withdrawn reports too, so that a number never means two things. After 9999 it grows a digit.
 */
export function nextIncidentNumber(numbersGiven: Iterable<string>, reportedAtMs: number): string {
  const prefix = `F-${formatInstant(reportedAtMs).slice(0, 4)}-`;
  let last = 0;
  for (const number of numbersGiven) {
    if (!number.startsWith(prefix)) continue;
    const digits = number.slice(prefix.length);
    if (/^\d{4,9}$/.test(digits)) last = Math.max(last, Number(digits));
  }
  return `${prefix}${String(last + 1).padStart(4, '0')}`;
}
