import { fields } from '@weibao/exchange';
import { z } from 'zod';
import { alsoFrom, clause, ifReading, names, readings } from './values.js';

export const acceptance = z.strictObject({
  years: z.number(),
  clause,
  alsoFrom,
  apply: z.strictObject({ clause, workingDays: z.number() }),
  hold: z.strictObject({ clause, days: z.number(), silencePasses: z.strictObject(ifReading).optional() }),
  rectify: z.strictObject({
    clause,
    workingDays: z.number(),
    security: z.strictObject({ clause, workingDays: z.number(), metrics: names }),
  }),
  criteria: names,
  readings,
});
export type AcceptanceRule = z.infer<typeof acceptance>;

export const major = z.strictObject({
  /** Clauses under which people rule a major breach by breach.ruled. */
  ruled: names,
  /** Rulings that are no major breach under another reading. */
  notMajor: z.array(z.strictObject({ ...ifReading, clause })).default([]),
  /** Under another reading an incident of these levels and this cause is a major breach without a ruling. */
  unruled: z
    .array(z.strictObject({ ...ifReading, clause, levels: z.array(fields.level), cause: z.string() }))
    .default([]),
  counters: names,
  refail: clause,
  fails: clause,
});
export type MajorRule = z.infer<typeof major>;
