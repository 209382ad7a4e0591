import { z } from 'zod';
import { clause, ifReading, limitSchema, names, readings, titles } from './values.js';

const proof = z.strictObject({
  inspection: z.string().optional(),
  alsoInspection: z.strictObject({ ...ifReading, inspection: z.string() }).optional(),
  documents: names.optional(),
  duty: z.string().optional(),
  assessment: z.boolean().optional(),
  stamped: z.boolean().default(false),
  covers: z.literal('rest-days').optional(), // who stands on each weekend and holiday day of the period; a roster that leaves one out is none
});

/** What happens and leaves work behind: a release that was approved, an assessment that failed, somebody of one side who came, left or moved. */
const callingFact = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('approval.given'), kind: z.string() }),
  z.strictObject({ fact: z.literal('inspection.finding-noted') }), // by the day that the finding names
  z.strictObject({ fact: z.literal('assessment.held'), passed: z.literal(false) }),
  z.strictObject({ fact: z.literal('staff.changed'), by: z.enum(['hospital', 'vendor']) }),
]);

/** Owed though a right has ended the contract: what remains to be settled, or outlives it by its words (decision 0031). */
const survivesEnd = z.boolean().default(false);

export const duty = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('periodic'),
    clause,
    ...titles,
    onlyIf: z.strictObject(ifReading).optional(), // owed under this reading alone
    owedBy: z.enum(['vendor', 'hospital']),
    every: z.enum(['month', 'quarter', 'half-year', 'year', 'settlement']),
    otherEvery: z
      .array(z.strictObject({ ...ifReading, every: z.enum(['month', 'quarter', 'half-year', 'year']) }))
      .default([]),
    proof,
    each: z.boolean().default(false), // one record per document of the proof
    dueDayOfMonthBefore: z.number().optional(), // by this day of the month before the period
    otherDueDays: z.array(z.strictObject({ ...ifReading, day: z.number() })).default([]),
    noDue: z.boolean().default(false),
    planned: z.boolean().default(false), // counts among the planned and signed duties
    firm: z.boolean().default(true),
    systems: z.union([z.literal('all'), names]).default([]), // that the work is done on
    survivesEnd,
    readings,
  }),
  z.strictObject({
    kind: z.literal('holiday'),
    clause,
    ...titles,
    owedBy: z.enum(['vendor', 'hospital']),
    proof,
    planned: z.boolean().default(false),
    perDayIf: z.strictObject(ifReading).optional(), // one a day of the holiday under this reading
    readings,
  }),
  z.strictObject({
    kind: z.literal('report'),
    clause,
    ...titles,
    owedBy: z.enum(['vendor', 'hospital']),
    inspections: names.optional(), // kinds of inspection that owe it; absent: every one
    documents: names,
    workingDays: z.number(),
    stamped: z.boolean().default(false),
    readings,
  }),
  z.strictObject({
    kind: z.literal('backup'),
    clause,
    ...titles,
    owedBy: z.enum(['vendor', 'hospital']),
    backup: z.enum(['any', 'full']),
    dueDaysAfter: z.number(), // 0: by the end of the day itself; 1: T+1
    place: z.string().optional(), // where the backup itself must lie; a run that names no places is taken to lie there
    locations: names.default([]), // copies owed of a backup that was made
    readings,
  }),
  z.strictObject({
    kind: z.literal('once'),
    clause,
    ...titles,
    owedBy: z.enum(['vendor', 'hospital']),
    from: z.enum(['term-start', 'term-end', 'renewal', 'force-majeure-start']), // renewal: once for each
    limit: limitSchema.optional(), // absent: owed, without a day
    documents: names,
    readings,
  }),
  /** What one side must do after a notice of the other, counted from its service. */
  z.strictObject({
    kind: z.literal('after-notice'),
    clause,
    ...titles,
    owedBy: z.enum(['vendor', 'hospital']),
    notices: names,
    limit: limitSchema,
    documents: names, // any of them shows that it was done
    survivesEnd,
    readings,
  }),
  /** Work without a date in the contract: owed from when duty.planned gives it one, or without a date from what calls for it. */
  z.strictObject({
    kind: z.literal('planned'),
    clause,
    ...titles,
    owedBy: z.enum(['vendor', 'hospital']),
    duties: names, // kinds of duty.planned
    inspection: z.string().optional(), // the work is an inspection of this kind, recorded under the duty's own key
    calledForBy: z.array(callingFact).default([]),
    readings,
  }),
  /** What is to be kept for years after the end: due while it lasts, done once it has lapsed. */
  z.strictObject({
    kind: z.literal('standing'),
    clause,
    ...titles,
    owedBy: z.enum(['vendor', 'hospital']),
    yearsAfterEnd: z.number(),
    endlessIf: z.array(z.strictObject(ifReading)).default([]), // without a last day that anybody can name, under these readings
    readings,
  }),
  /** How far back what was backed up can still be restored, at each backup that says so. */
  z.strictObject({
    kind: z.literal('retention'),
    clause,
    ...titles,
    owedBy: z.enum(['vendor', 'hospital']),
    days: z.number(),
    readings,
  }),
]);
export type DutyRule = z.infer<typeof duty>;
