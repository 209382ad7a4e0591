import { dayFromDate } from '@weibao/calendar';
import type { History } from './history.js';

function days(texts: readonly string[] | undefined): number[] {
  return (texts ?? []).map((text) => dayFromDate(text)).filter((day): day is number => day !== null);
}

/** The years of the national calendar that were written into the contract's record. */
export const publishedYears = (history: History) =>
  history.of('calendar.published').map((fact) => ({
    year: fact.year,
    holidays: days(fact.holidays),
    workdays: days(fact.workdays),
    source: fact.source ?? 'calendar.published',
  }));

/** G-4, read as Monday to Friday only: lists that name no day, over the built-in ones too. */
export const everyYearPlain = Array.from({ length: 101 }, (_, index) => ({
  year: 2000 + index,
  holidays: [],
  workdays: [],
  source: 'mon-fri-only',
}));
