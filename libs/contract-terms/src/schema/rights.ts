import { z } from 'zod';
import { base, clause, fraction, ifReading, names, readings } from './values.js';

const common = {
  clause,
  right: z.string(),
  holder: z.enum(['hospital', 'vendor']),
  /** Exercised once it has arisen, it ends the contract: decision 0031. */
  endsContract: z.boolean().default(false),
  readings,
};

export const rightRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('major-breach'),
    ...common,
    forfeits: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('acceptance-failed'),
    ...common,
    suspends: z.boolean().default(false),
    redoneIf: z.strictObject(ifReading).optional(), // a whole year must be served again before a pass ends the suspension
  }),
  z.strictObject({
    kind: z.literal('counter'),
    ...common,
    counter: clause,
  }),
  z.strictObject({
    kind: z.literal('score-band'),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('all-paid'),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('cap-reached'),
    ...common,
    cap: clause,
  }),
  z.strictObject({
    kind: z.literal('late-damages'),
    ...common,
    penalty: clause,
    share: fraction,
    of: base,
  }),
  z.strictObject({
    kind: z.literal('failed-assessments'),
    ...common,
    times: z.number(),
  }),
  z.strictObject({
    kind: z.literal('ruled'),
    ...common,
    ruled: clause,
  }),
  z.strictObject({
    kind: z.literal('notice-period'),
    ...common,
    notices: names,
    days: z.number(),
  }),
  z.strictObject({
    kind: z.literal('force-majeure'),
    ...common,
    days: z.number(),
  }),
]);
export type RightRule = z.infer<typeof rightRule>;
