import { dateFromDay } from '@weibao/calendar';
import type { Book } from './book.js';
import type { KnownOf } from './history.js';
import type { Period } from './periods.js';

/** The weekend and holiday days of a period: those on which nobody works by the calendar. A make-up workday is none. */
export function restDaysIn(book: Book, { firstDay, lastDay }: Period): number[] {
  const days: number[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) if (!book.calendar.isWorkingDay(day)) days.push(day);
  return days;
}

/** LY-A3.1-ROSTER28: the rest days that a roster leaves out. One that does not say who stands when is taken as it is: what it covers is not known. */
export function uncovered(book: Book, period: Period, roster: KnownOf<'document.filed'>): number[] {
  if (roster.shifts === undefined) return [];
  const named = new Set(roster.shifts.map(({ on }) => on));
  return restDaysIn(book, period).filter((day) => !named.has(dateFromDay(day)));
}
