/** A year's list as it is being entered. */
export interface GivenList {
  year: number;
  holidays: string[];
  workdays: string[];
  source: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The list in a pasted text, or what is wrong with its form; which days are right is for the server to say. */
export function listIn(text: string): GivenList | string {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return 'expected { "year": … }';
  const { year, holidays, workdays = [], source = '' } = read as Record<string, unknown>;
  if (typeof year !== 'number' || !Number.isInteger(year)) return 'year';
  if (!isDates(holidays)) return 'holidays';
  if (!isDates(workdays)) return 'workdays';
  return { year, holidays, workdays, source: typeof source === 'string' ? source : '' };
}

const isDates = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((date) => typeof date === 'string' && DATE.test(date));

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

const DAY_MS = 86_400_000;
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export function daysOfMonth(year: number, month: number): string[] {
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const two = (value: number) => String(value).padStart(2, '0');
  return Array.from({ length: count }, (_none, index) => `${year}-${two(month)}-${two(index + 1)}`);
}

/** A click on a day: a workday is off and back; a weekend day is worked, then named off, then plain again. */
export function turned(list: GivenList, date: string): GivenList {
  const without = (days: readonly string[]) => days.filter((day) => day !== date);
  const plain = { ...list, holidays: without(list.holidays), workdays: without(list.workdays) };
  if (list.holidays.includes(date)) return plain;
  const isWorked = list.workdays.includes(date);
  if (weekdayOf(date) >= 6 && !isWorked) return { ...plain, workdays: [...plain.workdays, date].sort() };
  return { ...plain, holidays: [...plain.holidays, date].sort() };
}
