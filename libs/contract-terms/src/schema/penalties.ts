import { fields } from '@weibao/exchange';
import { z } from 'zod';
import { alsoFrom, base, clause, fraction, ifReading, names, readings, stage } from './values.js';

/** How much: a fixed sum, or a share of a base. */
const amount = z.union([
  z.strictObject({ yuan: fields.money }),
  z.strictObject({ share: fraction, of: base }),
  z.strictObject({ from: fields.money, to: fields.money }), // a person decides inside the range
  z.strictObject({ byPerson: z.literal(true) }),
]);
export type AmountRule = z.infer<typeof amount>;

const penaltyHead = {
  clause,
  alsoFrom,
  readings,
  /** Under this reading one line a subject and clause, however many breaches it has. */
  oncePerSubjectIf: z.strictObject(ifReading).optional(),
  setOff: z.boolean().default(false), // the clause says that it is deducted from the fee
  otherSetOff: z.array(z.strictObject({ ...ifReading, setOff: z.boolean() })).default([]),
  condition: clause.optional(),
  onlyIf: z.strictObject(ifReading).optional(), // exists under this reading alone
};
export const penalty = z.discriminatedUnion('kind', [
  /** One record an incident, however many of these stages are late. */
  z.strictObject({ kind: z.literal('incident-late'), ...penaltyHead, targets: names, amount }),
  /** One record for each clock of these clauses that is late; `breach` is what was missed. */
  z.strictObject({
    kind: z.literal('clock-late'),
    ...penaltyHead,
    targets: names,
    amount,
    unlessPenalised: clause.optional(),
  }),
  /** Only if every one of these stages is late. */
  z.strictObject({ kind: z.literal('all-late'), ...penaltyHead, targets: names, amount }),
  z.strictObject({ kind: z.literal('per-hour-late'), ...penaltyHead, targets: names, amount }),
  z.strictObject({ kind: z.literal('duty-missed'), ...penaltyHead, duties: names, amount }),
  z.strictObject({ kind: z.literal('application-late'), ...penaltyHead, amount }),
  /** What only people can rule: breach.ruled under one of `rulings` (the clause itself unless told). */
  z.strictObject({
    kind: z.literal('ruled'),
    ...penaltyHead,
    rulings: names.optional(),
    /** Also every ruling that is no major breach and that no other rule takes. */
    others: z.boolean().default(false),
    per: z.enum(['times', 'days']),
    /** The stage whose lateness the clause punishes. */
    punishes: stage.optional(),
    amount,
  }),
  z.strictObject({ kind: z.literal('score-points'), ...penaltyHead, yuanPerPoint: fields.money }),
  z.strictObject({ kind: z.literal('score-band'), ...penaltyHead, amount, literalYuan: fields.money.optional() }),
  /** An event of this level costs a share of the fee of the subsystem that was hit. */
  z.strictObject({
    kind: z.literal('occurrence'),
    ...penaltyHead,
    level: fields.level,
    share: fraction,
    /** Under this reading an event about data costs only where a person ruled under `ruling` about it. */
    dataNeedsRulingIf: z.strictObject({ ...ifReading, ruling: clause }).optional(),
    repeat: z.strictObject({ clause, factor: fraction }),
    late: z.strictObject({
      clause,
      target: clause,
      factor: fraction,
      alternatives: z.record(z.string(), fraction).default({}),
    }),
  }),
  z.strictObject({
    kind: z.literal('agreed-date-missed'),
    ...penaltyHead,
    target: clause,
    amount,
    multipliers: z.array(z.strictObject({ target: z.string(), factor: fraction, clause })),
    affected: z.strictObject({ clause, amount }),
  }),
  /** A metric of a period that has ended below its threshold; `metric` is its clause. */
  z.strictObject({ kind: z.literal('metric-missed'), ...penaltyHead, metric: clause, amount }),
  z.strictObject({ kind: z.literal('payment-late'), ...penaltyHead, sharePerDay: fraction }),
  /** loss.claimed under one of these clauses; `excessOver` claims only what the contract's damages do not cover. */
  z.strictObject({
    kind: z.literal('claimed'),
    ...penaltyHead,
    /** A loss by an incident of one of these causes is not owed, by this clause. */
    exempt: z.strictObject({ clause, causes: names }).optional(),
    payer: z.enum(['vendor', 'hospital']).default('vendor'),
    excess: z.boolean().default(false),
  }),
]);
export type PenaltyRule = z.infer<typeof penalty>;

export const cap = z.strictObject({
  clause,
  penalties: names, // clauses whose payable amounts share the cap, in this order where nothing else decides
  otherPenalties: z.array(z.strictObject({ ...ifReading, penalties: names })).default([]),
  limit: z.union([z.strictObject({ share: fraction, of: base }), z.strictObject({ yuan: fields.money })]),
  per: z.enum(['year', 'term', 'settlement']),
  /** Under this reading lines of a subsystem share a cap of their own: this share of its fee. */
  perSubsystemIf: z.strictObject({ ...ifReading, share: fraction }).optional(),
  paidOnlyIf: z.strictObject(ifReading).optional(), // at most what has been paid so far, under this reading
  /** Under this reading what the cap cuts off is claimed by this clause instead. */
  restIf: z.strictObject({ ...ifReading, clause }).optional(),
  payer: z.enum(['vendor', 'hospital']),
  readings,
});
export type CapRule = z.infer<typeof cap>;
