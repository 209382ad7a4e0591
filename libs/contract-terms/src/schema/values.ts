import { stages } from '@weibao/exchange';
import { z } from 'zod';

/** What the rules of every subject are made of. Shares are fractions such as "1/1000", amounts are yuan strings. */
export const clause = z.string().regex(/^[A-Z]{2,6}-[A-Za-z0-9.-]+$/);
export const fraction = z.string().regex(/^\d+(\.\d+)?\/\d+$/);
export const names = z.array(z.string());
export const readings = names.default([]);
export const stage = z.enum(stages);
export const moment = z.enum(['reported', ...stages]);
export const base = z.string();

/** Exactly one unit. `sameDay` is 24:00 of the day on which the clock starts, `endOfWork` the end of its working hours, or of the next working day's. */
export const limitSchema = z.union([
  z.strictObject({ minutes: z.number() }),
  z.strictObject({ hours: z.number() }),
  z.strictObject({ days: z.number() }),
  z.strictObject({ workingDays: z.number() }),
  z.strictObject({ sameDay: z.literal(true), orMinutes: z.number().optional() }),
  z.strictObject({ endOfWork: z.literal(true) }),
]);
export type Limit = z.infer<typeof limitSchema>;

export const titles = { titleZh: z.string(), titleEn: z.string() };
/** Further clauses that the same rule carries out: conditions, definitions, the sentence that gives the limit. */
export const alsoFrom = z.array(clause).optional();

/** What holds instead while another reading than the default is in force. */
export const ifReading = { option: z.string(), value: z.string() };
