/**
 * Instants and days in the Chinese zone, which has had one offset, +08:00, and no daylight saving since 1992.
 * An instant is milliseconds since the Unix epoch. A day is the number of days since 1970-01-01 in that zone.
 */

export const MS_PER_DAY = 86_400_000;

/** The zone lies this far ahead of UTC. Years in which China moved its clocks (1986–1991) are read with the same offset. */
export const ZONE_OFFSET_MS = 28_800_000;

/** 400 Gregorian years, after which the pattern of leap years repeats. */
const DAYS_PER_ERA = 146_097;
/** From 0000-03-01 to 1970-01-01. Years that begin in March have their leap day at the end, where it disturbs no month. */
const DAYS_FROM_MARCH_0_TO_EPOCH = 719_468;

/** The local day in which the instant lies: 24:00 belongs to the next day. */
export function dayOf(ms: number): number {
  return Math.floor((ms + ZONE_OFFSET_MS) / MS_PER_DAY);
}

/** The instant of 00:00 local time. */
export function startOfDay(day: number): number {
  return day * MS_PER_DAY - ZONE_OFFSET_MS;
}

/** The instant of 24:00 local time, at which a period that ends on this day ends (Civil Code 203). */
export function endOfDay(day: number): number {
  return startOfDay(day + 1);
}

interface CivilDate {
  year: number;
  month: number;
  dayOfMonth: number;
}

/** Months are 1…12; year, month and day must name a real date. */
export function dayFromCivil(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  // Five months from March take 153 days (31 30 31 30 31), and so do the next five.
  const dayOfMarchYear = Math.floor((153 * monthFromMarch + 2) / 5) + dayOfMonth - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * DAYS_PER_ERA + yearOfEra * 365 + leapDays + dayOfMarchYear - DAYS_FROM_MARCH_0_TO_EPOCH;
}

function civilOf(day: number): CivilDate {
  const shifted = day + DAYS_FROM_MARCH_0_TO_EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  // Take out the leap days that lie before this day, so that every year is 365 days long. 1460, 36524 and 146096 are
  // the last days of 4, 100 and 400 years.
  const withoutLeapDays =
    dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor(withoutLeapDays / 365);
  const dayOfMarchYear = dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfMarchYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfMarchYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** `YYYY-MM-DD` to its day; null when the text has another form or names no real date, as 2025-02-29 does. */
export function dayFromDate(text: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return null;
  const [year, month, dayOfMonth] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null;
  return dayFromCivil(year, month, dayOfMonth);
}

/** `YYYY-MM-DD`, for days of the years 0 to 9999. */
export function dateFromDay(day: number): string {
  const { year, month, dayOfMonth } = civilOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

export function yearOf(day: number): number {
  return civilOf(day).year;
}

/** 1 (January) to 12. */
export function monthOf(day: number): number {
  return civilOf(day).month;
}

/** 1 to 31. */
export function dayOfMonth(day: number): number {
  return civilOf(day).dayOfMonth;
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday, so day -3 was a Monday.
  return day + 3 - Math.floor((day + 3) / 7) * 7 + 1;
}

/** The corresponding day so many months on (or back, when negative), or that month's last day (Civil Code 202). */
export function addMonths(day: number, months: number): number {
  const from = civilOf(day);
  const monthsSinceYear0 = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(monthsSinceYear0 / 12);
  const month = monthsSinceYear0 - year * 12 + 1;
  return dayFromCivil(year, month, Math.min(from.dayOfMonth, daysInMonth(year, month)));
}

/** The corresponding day so many years on; 29 February becomes the 28th in a common year (Civil Code 202). */
export function addYears(day: number, years: number): number {
  return addMonths(day, years * 12);
}
