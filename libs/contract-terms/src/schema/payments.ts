import { z } from 'zod';
import { alsoFrom, base, clause, fraction, ifReading, names, readings } from './values.js';

const gate = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('acceptance'),
    clause,
    gate: z.string(),
    year: z.number(),
    monthsAfter: z.number().optional(),
  }),
  z.strictObject({
    kind: z.literal('document-confirmed'),
    clause,
    gate: z.string(),
    document: z.string(),
    about: z.string(),
  }),
  z.strictObject({
    kind: z.literal('no-major-breach'),
    clause,
    gate: z.string(),
    fromMonth: z.number(),
    toMonth: z.number(),
    fromMonthIf: z.strictObject({ ...ifReading, month: z.number() }).optional(),
    sinceLastPaymentIf: z.strictObject(ifReading).optional(), // from when the payment before was made, under this reading
    clausesIf: z.strictObject({ ...ifReading, clauses: names }).optional(), // only breaches under these clauses
    releasedIf: z.strictObject(ifReading).optional(), // free again once the months are over
  }),
  z.strictObject({
    kind: z.literal('invoice'),
    clause,
    gate: z.string(),
    equals: z.enum(['gross', 'net']),
    onlyIf: z.strictObject(ifReading).optional(), // a gate only under this reading
  }),
  z.strictObject({
    kind: z.literal('document'),
    clause,
    gate: z.string(),
    document: z.string(),
    evaluated: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('assessment'), clause, gate: z.string() }),
]);
export type GateRule = z.infer<typeof gate>;

export const payment = z.strictObject({
  payment: z.string(), // P1 …; `P*` stands for one payment per settlement period
  clause,
  alsoFrom,
  gross: z.union([
    z.strictObject({ share: fraction, of: base }),
    z.strictObject({ shareParameter: z.literal(true), of: base }),
  ]),
  milestone: z.union([
    z.strictObject({ yearEnd: z.number() }),
    z.strictObject({ months: z.number() }),
    z.strictObject({ settlementEnd: z.literal(true) }),
    z.strictObject({ termStart: z.literal(true) }),
    z.strictObject({ termEnd: z.literal(true) }),
  ]),
  gates: z.array(gate),
  due: z.union([z.strictObject({ days: z.number() }), z.strictObject({ workingDays: z.number() })]).optional(),
  /** The days run from the later of the milestone and the last of these gates. */
  dueFromGates: names.default([]),
  /** The debtor may wait until this many working days after the term's end. */
  latestAfterTerm: z.strictObject({ workingDays: z.number() }).optional(),
  takesSetOff: z.boolean().default(false), // lines set off that belong to no settlement come off this one
  applicationCounts: clause.optional(), // filing the remittance application counts as paying
  readings,
});
export type PaymentRule = z.infer<typeof payment>;
