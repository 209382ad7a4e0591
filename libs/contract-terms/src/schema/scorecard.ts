import { z } from 'zod';
import { clause, ifReading, names, readings } from './values.js';

export const scorecard = z.strictObject({
  clause,
  period: z.enum(['settlement']),
  from: z.number(),
  /** `replaces`: the lighter line of the same case, which this one takes the place of. */
  lines: z.array(z.strictObject({ clause, points: z.string(), replaces: clause.optional() })),
  bands: z.array(
    z.strictObject({
      clause,
      from: z.string(),
      to: z.string().optional(), // the last score of the band, where the contract prints one
      outcome: z.enum(['continue', 'rectify', 'may-terminate']),
    }),
  ),
  proposals: z.array(
    z.strictObject({
      line: clause,
      from: z.enum([
        'late-clocks',
        'missed-duties',
        'missing-documents',
        'grades',
        'complaints',
        'rulings',
        'unagreed-acts',
      ]),
      onlyIf: z.strictObject(ifReading).optional(), // proposed under this reading alone
      targets: names.default([]),
      grade: z.string().optional(),
    }),
  ),
  readings,
});
export type ScorecardRule = z.infer<typeof scorecard>;

export const gradeMatrix = z.strictObject({
  rule: clause,
  grades: z.array(
    z.strictObject({
      grade: z.enum(['S1', 'S2', 'S3', 'S4']),
      clause,
      coreFunction: z.string(),
      usersPercentFrom: z.number(),
      rowsFrom: z.number(),
      minutesFrom: z.number(),
      /** The lower edge is this grade's own, not shared with the next one. */
      minutesExclusive: z.boolean().default(false),
      otherRows: z.strictObject({ ...ifReading, from: z.number() }).optional(),
      otherUsers: z.strictObject({ ...ifReading, from: z.number() }).optional(),
      usersShared: z.boolean().default(true),
    }),
  ),
  readings,
});
export type GradeMatrix = z.infer<typeof gradeMatrix>;
