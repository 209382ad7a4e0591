import { fields } from '@weibao/exchange';
import { z } from 'zod';
import { clause, ifReading, names, readings, titles } from './values.js';

/** Readings under which the limit itself is not enough. */
const aboveIf = { aboveIf: z.array(z.strictObject(ifReading)).default([]) };

export const counter = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('late-incidents'),
    clause,
    ...titles,
    levels: z.array(fields.level),
    targets: names,
    limit: z.number(),
    ...aboveIf,
    readings,
  }),
  z.strictObject({
    kind: z.literal('consecutive-incidents'),
    clause,
    ...titles,
    targets: names,
    otherStageTargets: names.default([]), // count too where any stage is read as a miss
    limit: z.number(),
    ...aboveIf,
    readings,
  }),
  z.strictObject({
    kind: z.literal('effort'),
    clause,
    ...titles,
    effort: z.string(),
    unit: z.enum(['personDays', 'count']),
    per: z.enum(['year', 'term']),
    perYearIf: z.strictObject(ifReading).optional(),
    limit: z.number(),
    ...aboveIf,
    readings,
  }),
  z.strictObject({ kind: z.literal('failed-acceptances'), clause, ...titles, limit: z.number(), ...aboveIf, readings }),
  z.strictObject({
    kind: z.literal('ruled'),
    clause,
    ...titles,
    ruled: clause,
    limit: z.number(),
    ...aboveIf,
    readings,
  }),
]);
export type CounterRule = z.infer<typeof counter>;
