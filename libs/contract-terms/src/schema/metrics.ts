import { z } from 'zod';
import { alsoFrom, clause, fraction, names, readings, titles } from './values.js';

/** What of a clause that has several it measures; no other metric of the clause measures the same. */
const measure = z.string().optional();

export const metric = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('availability'),
    clause,
    ...titles,
    period: z.enum(['year']),
    threshold: fraction,
    readings,
  }),
  z.strictObject({
    kind: z.literal('overtimes'),
    clause,
    ...titles,
    period: z.enum(['year']),
    targets: names,
    counters: names,
    readings,
  }),
  z.strictObject({
    kind: z.literal('planned-duties'),
    clause,
    ...titles,
    period: z.enum(['year']),
    threshold: fraction,
    readings,
  }),
  z.strictObject({
    kind: z.literal('demands'),
    clause,
    ...titles,
    period: z.enum(['year']),
    classes: names,
    threshold: fraction,
    readings,
  }),
  z.strictObject({
    kind: z.literal('defects'),
    clause,
    ...titles,
    period: z.enum(['year']),
    threshold: fraction,
    readings,
  }),
  z.strictObject({
    kind: z.literal('security-tasks'),
    clause,
    ...titles,
    alsoFrom,
    period: z.enum(['year']),
    threshold: fraction,
    readings,
  }),
  z.strictObject({
    kind: z.literal('security-cooperation'),
    clause,
    ...titles,
    alsoFrom,
    period: z.enum(['year']),
    readings,
  }),
  z.strictObject({
    kind: z.literal('survey'),
    clause,
    measure,
    ...titles,
    period: z.enum(['year', 'quarter']),
    form: z.string(),
    byDepartment: z.boolean(),
    literalItems: z.number().optional(), // what the form says to divide the sum by
    items: z.number().optional(), // scored items that the form has
    itemMax: z.number().optional(), // best score of an item
    leastDepartments: z.number().int().min(1).optional(), // to how many departments the form goes, at least
    threshold: fraction.optional(),
    readings,
  }),
  z.strictObject({
    kind: z.literal('negative-evaluations'),
    clause,
    ...titles,
    period: z.enum(['year']),
    form: z.string(),
    readings,
  }),
  z.strictObject({
    kind: z.literal('on-time-rate'),
    clause,
    measure,
    ...titles,
    period: z.enum(['settlement', 'quarter']),
    targets: names,
    threshold: fraction.optional(),
    readings,
  }),
  /** Incidents of the period that were resolved. */
  z.strictObject({
    kind: z.literal('resolutions'),
    clause,
    measure,
    ...titles,
    period: z.enum(['quarter']),
    threshold: fraction.optional(),
    readings,
  }),
  /** Inspections of the period that looked at every area of their checklist, and whose report came in time. */
  z.strictObject({
    kind: z.literal('inspection-quality'),
    clause,
    measure,
    ...titles,
    period: z.enum(['quarter']),
    duties: names, // clauses of the inspections that are owed
    report: clause, // of the report that each owes
    threshold: fraction.optional(),
    readings,
  }),
  z.strictObject({
    kind: z.literal('restores'),
    clause,
    ...titles,
    period: z.enum(['settlement']),
    threshold: fraction,
    readings,
  }),
  z.strictObject({
    kind: z.literal('satisfaction'),
    clause,
    ...titles,
    period: z.enum(['settlement']),
    forms: names,
    itemMax: z.number().optional(), // best score of an item
    threshold: fraction,
    readings,
  }),
  z.strictObject({
    kind: z.literal('backups'),
    clause,
    ...titles,
    period: z.enum(['settlement']),
    duty: clause,
    threshold: fraction,
    readings,
  }),
]);
export type MetricRule = z.infer<typeof metric>;
