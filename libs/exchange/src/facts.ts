import { z } from 'zod';
import * as f from './fields.js';

/** The kinds of fact, each with its fields: docs/exchange.md. The first field of an entry is required, all others may be missing. */
type Shape = Record<string, z.ZodType>;

/** A file that shows what the fact says, by its content; what it is called is free text and stands in the fact's `fileName`. */
const evidenceFile = z.strictObject({ sha256: f.sha256, bytes: f.count, mediaType: f.text });
export type EvidenceFile = z.infer<typeof evidenceFile>;
export const MOST_EVIDENCE_FILES = 20;

const common = {
  at: f.instant,
  id: f.key.optional(),
  recordedAt: f.instant.optional(),
  storedAt: f.instant.optional(),
  by: f.oneOf(['hospital', 'vendor', 'both', 'monitor']).optional(),
  note: f.text.optional(),
  evidence: z.array(evidenceFile).max(MOST_EVIDENCE_FILES).optional(),
  fileName: f.text.optional(), // the names of the files under `evidence`, in their order, one a line
};

type Optional<S extends Shape, R extends keyof S> = {
  [K in keyof S]: K extends R ? S[K] : z.ZodOptional<S[K]>;
};

function fact<const T extends string, S extends Shape, const R extends (keyof S & string) | never = never>(
  type: T,
  shape: S,
  ...required: R[]
) {
  const fields = Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, required.includes(name as R) ? field : field.optional()]),
  ) as Optional<S, R>;
  return z.looseObject({ type: z.literal(type), ...common, ...fields });
}

const impact = z.looseObject({
  coreFunction: f.oneOf(['severe', 'notable', 'slight', 'none']).optional(),
  usersPercent: f.percent.optional(),
  rows: f.quantity.optional(),
  minutes: f.quantity.optional(),
  institutionsHit: f.count.optional(),
  institutionsTotal: f.count.optional(),
  dataEffect: f.text.optional(),
  socialEffect: f.text.optional(),
});

export const parametersSchema = z.strictObject({
  signedOn: f.date.optional(),
  startsOn: f.date.optional(),
  endsOn: f.date.optional(),
  total: f.price.optional(),
  annualFee: f.price.optional(),
  settlement: f.oneOf(['quarter', 'half-year']).optional(),
  share: f.share.optional(),
  workingHours: f.windows.optional(),
  coreSystems: f.texts.optional(),
  readings: z.record(z.string(), z.string()).optional(),
});
export type Parameters = z.infer<typeof parametersSchema>;

/** The sum of a line as it stood before whoever decided on it: what was decided, not where a figure is taken from. */
const decidedOn = z.strictObject({
  computed: f.money.nullable(),
  steps: z.array(z.strictObject({ label: f.key, result: z.union([z.string(), z.number(), z.boolean(), z.null()]) })),
});
export type DecidedOn = z.infer<typeof decidedOn>;

const party = z.looseObject({ organisation: f.key, part: f.oneOf(['customer', 'user', 'vendor']) });
const incident = { incident: f.key };
const demand = { demand: f.key };
const parametersShape = parametersSchema.partial();
const approval = { approval: f.key, kind: f.key, about: f.key };
/** `of`: whose person it is, where that is not the side that records it. */
const staff = { post: f.text, person: f.text, of: f.oneOf(['hospital', 'vendor']) };

export const stages = [
  'responded',
  'remote-started',
  'remote-failed',
  'remote-refused',
  'onsite-requested',
  'arrived',
  'restored',
  'resolved',
  'closed',
  'confirmed',
  'fallback-started',
  'feedback-given',
] as const;
export type Stage = (typeof stages)[number];

export const stageFact = <S extends Stage>(stage: S) => fact(`incident.${stage}` as const, incident, 'incident');

export const factSchema = z.discriminatedUnion(
  'type',
  [
    fact('contract.registered', {
      terms: f.text,
      parameters: parametersShape,
      parties: z.array(party),
      name: f.text,
      trial: f.flag,
      pattern: f.key,
      /** Terms of the contract's own, whole, so that the record is complete in itself; absent: those that ship under `pattern`. */
      own: z.looseObject({}),
    }),
    fact(
      'contract.amended',
      { effectiveOn: f.date, changes: z.looseObject({}), document: f.text, supplement: f.text },
      'effectiveOn',
    ),
    /** Somebody takes what lint found as it is: `said` is the finding's sentence, by which it is known again. */
    fact('finding.accepted', { finding: f.key, clause: f.key, said: f.text, acceptedBy: f.key }, 'finding'),
    fact('reading.chosen', { reading: f.key, value: f.key }, 'reading'),
    fact('calendar.published', { year: f.listYear, holidays: f.dates, workdays: f.dates, source: f.text }, 'year'),
    fact('record.started', { on: f.date }, 'on'),
    fact('fact.withdrawn', { fact: f.key }, 'fact'),
    fact('fact.confirmed', { fact: f.key }, 'fact'),
    fact(
      'incident.reported',
      {
        ...incident,
        level: f.level,
        system: f.text,
        subsystem: f.text,
        institution: f.text,
        department: f.text,
        channel: f.text,
        summary: f.text,
        occurredAt: f.instant,
        follows: f.key,
        drill: f.flag,
        emergency: f.flag, // as the hospital calls it, whatever its level
      },
      'incident',
    ),
    fact('incident.merged', { ...incident, into: f.key }, 'incident'),
    fact('incident.graded', { ...incident, level: f.level, impact }, 'incident'),
    stageFact('responded'),
    stageFact('remote-started'),
    stageFact('remote-failed'),
    stageFact('remote-refused'),
    stageFact('onsite-requested'),
    stageFact('arrived'),
    stageFact('restored'),
    stageFact('resolved'),
    stageFact('closed'),
    stageFact('confirmed'),
    stageFact('fallback-started'),
    stageFact('feedback-given'),
    fact('incident.estimated', { ...incident, restoreBy: f.instant }, 'incident'),
    fact(
      'incident.caused',
      {
        ...incident,
        cause: f.oneOf(['vendor', 'hospital', 'force-majeure', 'third-party']),
        problem: f.key,
        contract: f.key,
      },
      'incident',
    ),
    fact('incident.wait-started', { ...incident, on: f.text }, 'incident'),
    fact('incident.wait-ended', { ...incident, on: f.text }, 'incident'),
    fact('outage.started', { outage: f.key, system: f.text }, 'outage'),
    fact('outage.ended', { outage: f.key, system: f.text }, 'outage'),
    fact('maintenance.agreed', { system: f.text, from: f.instant, to: f.instant }, 'system'),
    fact('force-majeure.agreed', { system: f.text, from: f.instant, to: f.instant }, 'system'),
    fact('monitoring.started', { system: f.text }, 'system'),
    fact('monitoring.ended', { system: f.text }, 'system'),
    fact('monitoring.gap', { system: f.text, from: f.instant, to: f.instant }, 'system'),
    fact('demand.filed', { ...demand, class: f.key, subsystem: f.text, summary: f.text }, 'demand'),
    fact('demand.answered', demand, 'demand'),
    fact('demand.delivered', demand, 'demand'),
    fact('demand.accepted', demand, 'demand'),
    fact('demand.refused', demand, 'demand'),
    fact('demand.business-affected', demand, 'demand'),
    fact('demand.agreed', { ...demand, deliverBy: f.instant }, 'demand'),
    fact('demand.changed', { ...demand, deliverBy: f.instant }, 'demand'),
    fact(
      'complaint.verified',
      { complaint: f.key, about: f.key, target: f.oneOf(['department', 'health-commission', 'city-government']) },
      'complaint',
    ),
    fact('defect.confirmed', { defect: f.key }, 'defect'),
    fact('defect.closed', { defect: f.key }, 'defect'),
    fact('security-task.ordered', { task: f.key, dueOn: f.date }, 'task'),
    fact('security-task.verified', { task: f.key }, 'task'),
    fact('security-task.refused', { task: f.key }, 'task'),
    fact(
      'backup.finished',
      {
        day: f.date,
        kind: f.oneOf(['full', 'incremental']),
        ok: f.flag,
        locations: f.texts,
        confirmed: f.flag,
        oldestRestorableOn: f.date,
      },
      'day',
    ),
    fact('restore.tested', { ok: f.flag }, 'ok'),
    fact('inspection.started', { inspection: f.key, kind: f.key, period: f.key }, 'inspection'),
    fact('inspection.ended', { inspection: f.key, kind: f.key, period: f.key, areas: f.texts }, 'inspection'),
    fact(
      'inspection.finding-noted',
      {
        finding: f.key,
        inspection: f.key,
        area: f.key,
        risk: f.oneOf(['high', 'medium', 'low']),
        dueOn: f.date,
        summary: f.text,
      },
      'finding',
    ),
    fact('inspection.finding-closed', { finding: f.key }, 'finding'),
    fact('inspection.finding-verified', { finding: f.key, passed: f.flag }, 'finding'),
    fact('duty.planned', { duty: f.key, kind: f.key, dueOn: f.date, period: f.key }, 'duty'),
    fact('duty.done', { duty: f.key, kind: f.key, dueOn: f.date, period: f.key }, 'duty'),
    fact('duty.signed', { duty: f.key, kind: f.key, dueOn: f.date, period: f.key }, 'duty'),
    fact(
      'document.filed',
      { document: f.key, about: f.key, stamped: f.flag, shifts: f.shifts, parts: f.texts },
      'document',
    ),
    fact('document.confirmed', { document: f.key, about: f.key, stamped: f.flag }, 'document'),
    fact(
      'survey.returned',
      {
        form: f.oneOf(['clinical', 'it-department', 'major-event', 'training']),
        department: f.text,
        scores: f.scores,
        negative: z.union([f.flag, f.count]),
        event: f.key,
      },
      'form',
    ),
    fact('scorecard.noted', { clause: f.key, period: f.key, times: f.count, about: f.key }, 'clause'),
    fact('assessment.held', { period: f.key, passed: f.flag }, 'period'),
    fact('acceptance.applied', { year: f.year }, 'year'),
    fact('acceptance.held', { year: f.year, passed: f.flag }, 'year'),
    fact('acceptance.notified', { year: f.year }, 'year'),
    fact('acceptance.reapplied', { year: f.year }, 'year'),
    fact('acceptance.reheld', { year: f.year, passed: f.flag }, 'year'),
    fact('invoice.received', { payment: f.key, amount: f.money, buyerMatch: f.flag, taxMatch: f.flag }, 'payment'),
    fact('payment.application-filed', { payment: f.key }, 'payment'),
    fact('payment.made', { payment: f.key, amount: f.money }, 'payment'),
    fact(
      'breach.ruled',
      { clause: f.key, days: f.count, times: f.count, amount: f.money, subject: f.key, period: f.key, person: f.key },
      'clause',
    ),
    fact('loss.claimed', { clause: f.key, amount: f.money, subject: f.key }, 'clause'),
    fact(
      'notice.served',
      { notice: f.key, channel: f.oneOf(['hand', 'mail', 'fax', 'email', 'wechat']), sentAt: f.instant, about: f.key },
      'notice',
    ),
    fact('right.exercised', { right: f.key, clause: f.key }, 'right'),
    fact('right.let-go', { right: f.key, clause: f.key }, 'right'),
    fact(
      'deduction.decided',
      {
        clause: f.key,
        subject: f.key,
        period: f.key,
        breach: f.key,
        outcome: f.oneOf(['confirmed', 'waived', 'disputed']),
        amount: f.money,
        basis: decidedOn,
      },
      'clause',
    ),
    fact('approval.asked', approval, 'approval'),
    fact('approval.given', approval, 'approval'),
    fact('approval.refused', approval, 'approval'),
    fact('staff.changed', { ...staff, onSite: f.flag }, 'post'),
    fact('staff.assigned', { ...staff, onSite: f.flag }, 'post'),
    fact('staff.absent', staff, 'post'),
    fact('effort.spent', { kind: f.key, personDays: f.quantity, count: f.count, about: f.key }, 'kind'),
  ],
  {
    error: (issue) => `expected a known type of fact, got ${f.shown((issue.input as { type?: unknown } | null)?.type)}`,
  },
);

/** A fact on the wire. `recordedAt` absent means it was known when it happened. */
export type Fact = z.infer<typeof factSchema>;
export type FactType = Fact['type'];
export type FactOf<T extends FactType> = Extract<Fact, { type: T }>;

export const factTypes: ReadonlySet<string> = new Set(
  factSchema.options.map((option) => (option.shape as { type: z.ZodLiteral<string> }).type.value),
);
