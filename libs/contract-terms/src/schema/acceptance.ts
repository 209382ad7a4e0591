import { fields } from '@weibao/exchange';
import { z } from 'zod';
import { alsoFrom, clause, ifReading, names, readings } from './values.js';

export const acceptance = z.strictObject({
  years: z.number(),
  clause,
  alsoFrom,
  apply: z.strictObject({
    clause,
    workingDays: z.number(),
    /** What comes with the application: a document for the year, or the reports that were owed one by one in it (`each`, their kinds). */
    pack: z
      .array(
        z.strictObject({ document: z.string(), titleZh: z.string(), titleEn: z.string(), each: names.default([]) }),
      )
      .default([]),
  }),
  hold: z.strictObject({ clause, days: z.number(), silencePasses: z.strictObject(ifReading).optional() }),
  rectify: z.strictObject({
    clause,
    workingDays: z.number(),
    security: z.strictObject({
      clause,
      workingDays: z.number(),
      metrics: names,
      hospitalIf: z.strictObject(ifReading).optional(), // the hospital's time for its second verdict, under this reading
    }),
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
  /** Duties that are a major breach once their day has passed. */
  duties: names.default([]),
  /** Under this reading a security task refused or not done by its day is a major breach without a ruling. */
  tasks: z.strictObject({ ...ifReading, clause }).optional(),
  counters: names,
  refail: clause,
  fails: clause,
});
export type MajorRule = z.infer<typeof major>;
