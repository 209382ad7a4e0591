import type { Calendar } from './calendar.js';
import { addMonths } from './days.js';

/** Parts that are absent are 0; whole and not negative. */
export interface PeriodLength {
  days?: number;
  months?: number;
  years?: number;
}

/**
 * Civil Code 201–203: the last day of a period that begins with an event on `startDay`. That day does not count (201);
 * months and years end on the corresponding day, or the month's last (202), and days are counted on from there.
 * `roll`: a last day that is a rest day moves to the next working day (203). That is right for periods counted forward
 * and wrong for fixed dates and for counting back, so the caller says which it is. The period ends at `endOfDay`.
 */
export function periodEnd(calendar: Calendar, startDay: number, length: PeriodLength, roll: boolean): number {
  const { days = 0, months = 0, years = 0 } = length;
  for (const part of [days, months, years]) {
    if (!Number.isInteger(part) || part < 0) {
      throw new RangeError(`a period has whole, not negative days, months and years, got ${JSON.stringify(length)}`);
    }
  }
  const lastDay = addMonths(startDay, years * 12 + months) + days;
  return roll ? calendar.nextWorkingDay(lastDay) : lastDay;
}
