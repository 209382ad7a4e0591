export { builtInYears } from './built-in-years.js';
export { makeCalendar, type Calendar } from './calendar.js';
export { periodEnd, type PeriodLength } from './civil-code-period.js';
export {
  MS_PER_DAY,
  addMonths,
  addYears,
  dateFromDay,
  dayFromDate,
  dayOf,
  dayOfMonth,
  endOfDay,
  monthOf,
  startOfDay,
  weekdayOf,
  yearOf,
} from './days.js';
export type { DueTrail, TrailEntry } from './due-trail.js';
export type { HolidayBlock } from './holiday-blocks.js';
export { publishedYearFaults, type PublishedYear } from './published-year.js';
export { makeWorkingTime, type WorkingTime } from './working-time.js';
export { windowFaults, type Windows } from './windows.js';
export type { DayKind } from './year-lists.js';
