import { z } from 'zod';
import { isDate, parseInstant } from './instant.js';

/** How a value that was not expected is shown in a fault. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const expected = (what: string) => (issue: { input?: unknown }) => `expected ${what}, got ${shown(issue.input)}`;

const pattern = (what: string, form: RegExp) =>
  z.string({ error: expected(what) }).regex(form, { error: expected(what) });

const WHAT_INSTANT = 'an ISO 8601 instant with an offset';
/** The calendar reaches from 1900 to 9999; periods counted from what a contract records must end inside it. */
const WHAT_REACH = 'an instant of the years 1900 to 9899';
const inReach = (text: string): boolean => text >= '1900' && text < '9900';
const WHAT_DATE = 'a date YYYY-MM-DD';

export const key = z
  .string({ error: expected('a key (text)') })
  .min(1, { error: expected('a key (text)') })
  .max(200, { error: expected('a key of at most 200 characters') });
export const text = z
  .string({ error: expected('text') })
  .max(4000, { error: () => 'expected text of at most 4000 characters, got more' });
export const instant = z
  .string({ error: expected(WHAT_INSTANT) })
  .refine((value) => parseInstant(value) !== null, { error: expected(WHAT_INSTANT), abort: true })
  .refine((value) => inReach(value), { error: expected(WHAT_REACH) });
export const date = z
  .string({ error: expected(WHAT_DATE) })
  .refine((value) => isDate(value) && value >= '1900' && value < '9900', { error: expected(WHAT_DATE) });
export const money = pattern('an amount in yuan as a decimal string, such as "833600.00"', /^-?\d{1,13}(\.\d{1,2})?$/);
/** What a contract costs is not below zero. */
export const price = pattern(
  'an amount of at least 0 in yuan as a decimal string, such as "833600.00"',
  /^\d{1,13}(\.\d{1,2})?$/,
);
export const sha256 = pattern('a SHA-256 as 64 hexadecimal digits', /^[0-9a-f]{64}$/);
export const level = z.enum(['1', '2', '3', '4'], { error: expected('a level "1" to "4"') });
export const flag = z.boolean({ error: expected('true or false') });
export const count = z
  .number({ error: expected('a whole number of at least 0') })
  .int({ error: expected('a whole number of at least 0') })
  .min(0, { error: expected('a whole number of at least 0') });
export const listYear = z
  .number({ error: expected('a year from 1970 to 2999') })
  .int({ error: expected('a year from 1970 to 2999') })
  .min(1970, { error: expected('a year from 1970 to 2999') })
  .max(2999, { error: expected('a year from 1970 to 2999') });
export const year = z
  .number({ error: expected('a service year 1, 2, 3 …') })
  .int({ error: expected('a service year 1, 2, 3 …') })
  .min(1, { error: expected('a service year 1, 2, 3 …') });
export const quantity = z
  .number({ error: expected('a number of at least 0') })
  .min(0, { error: expected('a number of at least 0') });
export const percent = z
  .number({ error: expected('a percentage from 0 to 100') })
  .min(0, { error: expected('a percentage from 0 to 100') })
  .max(100, { error: expected('a percentage from 0 to 100') });
export const dates = z.array(date, { error: expected('a list of dates') });
export const texts = z.array(text, { error: expected('a list of texts') });
export const scores = z.array(
  z.number({ error: expected('a number') }).min(0, { error: expected('a score of at least 0') }),
  {
    error: expected('a list of numbers'),
  },
);
/** Who stands on which day, as a roster says: a pseudonym each. */
export const shifts = z
  .array(z.strictObject({ on: date, person: key, post: text.optional() }), { error: expected('a list of shifts') })
  .max(400, { error: () => 'expected at most 400 shifts, got more' });
export const share = pattern('a percentage such as "50%"', /^\d{1,3}(\.\d+)?%$/);

export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: expected(`one of ${values.join(', ')}`) });
}

const CLOCK = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const WHAT_WINDOWS = 'windows of the day in order, such as [["09:00","12:00"],["14:00","18:00"]]';

/** Several windows a day, in order and not overlapping. */
export const windows = z
  .array(z.tuple([z.string(), z.string()], { error: expected(WHAT_WINDOWS) }), { error: expected(WHAT_WINDOWS) })
  .min(1, { error: expected(WHAT_WINDOWS) })
  .refine(
    (list) =>
      list.every(
        ([from, to], index) =>
          CLOCK.test(from) && CLOCK.test(to) && from < to && (index === 0 || (list[index - 1]?.[1] as string) <= from),
      ),
    { error: expected(WHAT_WINDOWS) },
  );
