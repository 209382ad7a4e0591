import { z } from 'zod';
import { clause, ifReading, limitSchema, names, readings, titles } from './values.js';

export const notice = z.strictObject({
  clause,
  notice: z.string(),
  ...titles,
  owedBy: z.enum(['vendor', 'hospital', 'either']),
  /** Counted back from the term's end, or on from the event. */
  window: z.union([
    z.strictObject({ monthsBeforeEnd: z.number() }),
    z.strictObject({ daysBeforeEnd: z.number() }),
    z.strictObject({ after: z.enum(['force-majeure-start', 'force-majeure-end']), limit: limitSchema }),
    z.strictObject({ anyTime: z.literal(true) }),
  ]),
  onlyIf: z.strictObject(ifReading).optional(), // asked for under this reading alone
  /** Channels by which alone it counts, under this reading. */
  channelsIf: z.strictObject({ ...ifReading, channels: names }).optional(),
  optional: z.boolean().default(false), // a right to give notice, not a duty: never overdue
  readings,
});
export type NoticeRule = z.infer<typeof notice>;
