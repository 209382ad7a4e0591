import { fields, stages } from '@weibao/exchange';
import { z } from 'zod';

/**
 * The kinds of clause that a contract can have. A contract is one file of data in these kinds; nothing here or in the engine knows a contract's name.
 * Every rule carries its clause, so that a figure and its source travel together. Shares are fractions such as "1/1000", amounts are yuan strings.
 */
const clause = z.string().regex(/^[A-Z]{2,6}-[A-Za-z0-9.-]+$/);
const fraction = z.string().regex(/^\d+(\.\d+)?\/\d+$/);
const names = z.array(z.string());
const readings = names.default([]);
const stage = z.enum(stages);
const moment = z.enum(['reported', ...stages]);
const base = z.string();

/** Exactly one unit. `sameDay` is 24:00 of the day on which the clock starts. */
export const limitSchema = z.union([
  z.strictObject({ minutes: z.number() }),
  z.strictObject({ hours: z.number() }),
  z.strictObject({ days: z.number() }),
  z.strictObject({ workingDays: z.number() }),
  z.strictObject({ sameDay: z.literal(true), orMinutes: z.number().optional() }),
]);
export type Limit = z.infer<typeof limitSchema>;

const titles = { titleZh: z.string(), titleEn: z.string() };
/** Further clauses that the same rule carries out: conditions, definitions, the sentence that gives the limit. */
const alsoFrom = z.array(clause).optional();

/** What holds instead while another reading than the default is in force. */
const ifReading = { option: z.string(), value: z.string() };

const incidentTarget = z.strictObject({
  clause,
  ...titles,
  alsoFrom,
  /** What must be reached: a stage of the incident, or a document about it. */
  stage: stage.optional(),
  documents: names.optional(),
  alsoMetBy: z.array(stage).default([]),
  levels: z.array(fields.level).optional(), // absent: every incident
  ungraded: z.boolean().default(false), // for incidents without a level
  emergency: z.boolean().default(false), // only for emergencies (`emergencyLevels`)
  from: moment,
  /** Until `from` has come the clock runs from the report as a reminder, and is no breach. */
  reminderFromReport: z.boolean().default(false),
  limit: limitSchema.optional(), // absent: owed without a limit
  otherLimits: z.array(z.strictObject({ ...ifReading, limit: limitSchema })).default([]),
  otherStages: z.array(z.strictObject({ ...ifReading, stage })).default([]),
  otherStarts: z.array(z.strictObject({ ...ifReading, from: moment })).default([]),
  strict: z.boolean(),
  calendar: z.enum(['wall', 'working']).default('wall'),
  workingIf: z.strictObject(ifReading).optional(), // runs in working time under this reading
  wallIf: z.strictObject(ifReading).optional(), // runs round the clock under this reading
  /** Under this reading due so many hours after the working day opens, where that is earlier. */
  openingPlus: z.strictObject({ ...ifReading, hours: z.number() }).optional(),
  firmIf: z.strictObject(ifReading).optional(),
  onlyIf: z.strictObject(ifReading).optional(), // exists under this reading alone
  firm: z.boolean().default(true),
  /** Stages without which the clock does not exist. */
  requires: z.array(stage).default([]),
  /** At least one of these must have come for the clock to exist, and it runs from the earliest of them. */
  fromAnyOf: z.array(stage).default([]),
  fromReportIf: z.strictObject(ifReading).optional(), // … from the report, under this reading
  everyLevelIf: z.strictObject(ifReading).optional(), // not for emergencies alone, under this reading
  /** Chosen by whether `from` lies in working time. */
  selectedBy: z.enum(['working-time', 'other-time']).optional(),
  /** Solved by this stage before the target's own, the target is not owed, unless one of `duty` says that it was needed. */
  settledBy: z.strictObject({ stage, unless: z.array(stage) }).optional(),
  /** The target is not owed where this stage came within the limit. */
  notOwedIfWithin: stage.optional(),
  /** An estimate later than the limit brings the due moment forward to the estimate. */
  estimateBringsForward: z.boolean().default(false),
  waivedBy: z.array(stage).default([]),
  readings,
});
export type IncidentTarget = z.infer<typeof incidentTarget>;

const demandTarget = z.strictObject({
  clause,
  ...titles,
  alsoFrom,
  classes: names.optional(),
  exceptClasses: names.default([]),
  /** An unclassified demand is treated as this class. */
  unclassifiedAs: z.string().optional(),
  stage: z.enum(['answered', 'delivered']),
  deliveredIf: z.strictObject(ifReading).optional(), // the delivery counts, not the answer, under this reading
  from: z.enum(['filed', 'answered-or-filed']).default('filed'),
  limit: limitSchema.optional(),
  workingIf: z.strictObject(ifReading).optional(),
  /** The limit is the date both sides agreed. */
  agreedDate: z.boolean().default(false),
  strict: z.boolean().default(false),
  firm: z.boolean().default(true),
  selectedBy: z.enum(['working-time', 'other-time']).optional(),
  readings,
});
export type DemandTarget = z.infer<typeof demandTarget>;

const proof = z.strictObject({
  inspection: z.string().optional(),
  alsoInspection: z.strictObject({ ...ifReading, inspection: z.string() }).optional(),
  documents: names.optional(),
  duty: z.string().optional(),
  assessment: z.boolean().optional(),
  stamped: z.boolean().default(false),
});

const duty = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('periodic'),
    clause,
    ...titles,
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
    locations: names.default([]),
    readings,
  }),
  z.strictObject({
    kind: z.literal('once'),
    clause,
    ...titles,
    owedBy: z.enum(['vendor', 'hospital']),
    from: z.enum(['term-start', 'term-end', 'force-majeure-end']),
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
    readings,
  }),
  /** Work without a date in the contract: owed from when duty.planned gives it one. */
  z.strictObject({
    kind: z.literal('planned'),
    clause,
    ...titles,
    owedBy: z.enum(['vendor', 'hospital']),
    duties: names, // kinds of duty.planned
    readings,
  }),
  /** What is to be kept for years after the end: due while it lasts, done once it has lapsed. */
  z.strictObject({
    kind: z.literal('standing'),
    clause,
    ...titles,
    owedBy: z.enum(['vendor', 'hospital']),
    yearsAfterEnd: z.number(),
    endless: z.strictObject(ifReading).optional(), // without a last day where this reading is in force
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

const metric = z.discriminatedUnion('kind', [
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
    ...titles,
    period: z.enum(['year']),
    form: z.string(),
    byDepartment: z.boolean(),
    literalItems: z.number().optional(), // what the form says to divide the sum by
    items: z.number().optional(), // scored items that the form has
    itemMax: z.number().optional(), // best score of an item
    threshold: fraction,
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
    ...titles,
    period: z.enum(['settlement', 'quarter']),
    targets: names,
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

const counter = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('late-incidents'),
    clause,
    ...titles,
    levels: z.array(fields.level),
    targets: names,
    limit: z.number(),
    readings,
  }),
  z.strictObject({
    kind: z.literal('consecutive-incidents'),
    clause,
    ...titles,
    targets: names,
    otherStageTargets: names.default([]), // count too where any stage is read as a miss
    limit: z.number(),
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
    readings,
  }),
  z.strictObject({ kind: z.literal('failed-acceptances'), clause, ...titles, limit: z.number(), readings }),
  z.strictObject({ kind: z.literal('ruled'), clause, ...titles, ruled: clause, limit: z.number(), readings }),
]);
export type CounterRule = z.infer<typeof counter>;

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
};
const penalty = z.discriminatedUnion('kind', [
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
  z.strictObject({ kind: z.literal('payment-late'), ...penaltyHead, sharePerDay: fraction }),
  /** loss.claimed under one of these clauses; `excessOver` claims only what the contract's damages do not cover. */
  z.strictObject({
    kind: z.literal('claimed'),
    ...penaltyHead,
    payer: z.enum(['vendor', 'hospital']).default('vendor'),
    excess: z.boolean().default(false),
  }),
]);
export type PenaltyRule = z.infer<typeof penalty>;

const cap = z.strictObject({
  clause,
  penalties: names, // clauses whose payable amounts share the cap, in this order where nothing else decides
  otherPenalties: z.array(z.strictObject({ ...ifReading, penalties: names })).default([]),
  limit: z.union([z.strictObject({ share: fraction, of: base }), z.strictObject({ yuan: fields.money })]),
  per: z.enum(['year', 'term', 'settlement']),
  paidOnlyIf: z.strictObject(ifReading).optional(), // at most what has been paid so far, under this reading
  payer: z.enum(['vendor', 'hospital']),
  readings,
});
export type CapRule = z.infer<typeof cap>;

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

const payment = z.strictObject({
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

const acceptance = z.strictObject({
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

const major = z.strictObject({
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

const rightRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('major-breach'),
    clause,
    right: z.string(),
    holder: z.enum(['hospital', 'vendor']),
    forfeits: z.boolean().default(false),
    readings,
  }),
  z.strictObject({
    kind: z.literal('acceptance-failed'),
    clause,
    right: z.string(),
    holder: z.enum(['hospital', 'vendor']),
    suspends: z.boolean().default(false),
    readings,
  }),
  z.strictObject({
    kind: z.literal('counter'),
    clause,
    counter: clause,
    right: z.string(),
    holder: z.enum(['hospital', 'vendor']),
    readings,
  }),
  z.strictObject({
    kind: z.literal('score-band'),
    clause,
    right: z.string(),
    holder: z.enum(['hospital', 'vendor']),
    readings,
  }),
  z.strictObject({
    kind: z.literal('all-paid'),
    clause,
    right: z.string(),
    holder: z.enum(['hospital', 'vendor']),
    readings,
  }),
  z.strictObject({
    kind: z.literal('cap-reached'),
    clause,
    cap: clause,
    right: z.string(),
    holder: z.enum(['hospital', 'vendor']),
    readings,
  }),
  z.strictObject({
    kind: z.literal('late-damages'),
    clause,
    penalty: clause,
    share: fraction,
    of: base,
    right: z.string(),
    holder: z.enum(['hospital', 'vendor']),
    readings,
  }),
  z.strictObject({
    kind: z.literal('failed-assessments'),
    clause,
    times: z.number(),
    right: z.string(),
    holder: z.enum(['hospital', 'vendor']),
    readings,
  }),
  z.strictObject({
    kind: z.literal('ruled'),
    clause,
    ruled: clause,
    right: z.string(),
    holder: z.enum(['hospital', 'vendor']),
    readings,
  }),
  z.strictObject({
    kind: z.literal('notice-period'),
    clause,
    notices: names,
    days: z.number(),
    right: z.string(),
    holder: z.enum(['hospital', 'vendor']),
    readings,
  }),
  z.strictObject({
    kind: z.literal('force-majeure'),
    clause,
    days: z.number(),
    right: z.string(),
    holder: z.enum(['hospital', 'vendor']),
    readings,
  }),
]);
export type RightRule = z.infer<typeof rightRule>;

const notice = z.strictObject({
  clause,
  notice: z.string(),
  ...titles,
  owedBy: z.enum(['vendor', 'hospital', 'either']),
  /** Counted back from the term's end, or on from the event. */
  window: z.union([
    z.strictObject({ monthsBeforeEnd: z.number() }),
    z.strictObject({ daysBeforeEnd: z.number() }),
    z.strictObject({ after: z.enum(['force-majeure-start', 'force-majeure-end']), limit: limitSchema }),
    z.strictObject({ anyTime: z.literal(true) }),
  ]),
  optional: z.boolean().default(false), // a right to give notice, not a duty: never overdue
  readings,
});
export type NoticeRule = z.infer<typeof notice>;

const scorecard = z.strictObject({
  clause,
  period: z.enum(['settlement']),
  from: z.number(),
  lines: z.array(z.strictObject({ clause, points: z.string() })),
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
      from: z.enum(['late-clocks', 'missed-duties', 'missing-documents', 'grades', 'complaints']),
      targets: names.default([]),
      grade: z.string().optional(),
    }),
  ),
  readings,
});
export type ScorecardRule = z.infer<typeof scorecard>;

const gradeMatrix = z.strictObject({
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
      usersShared: z.boolean().default(true),
    }),
  ),
  readings,
});
export type GradeMatrix = z.infer<typeof gradeMatrix>;

export const termsSchema = z.strictObject({
  contract: z.string(),
  version: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  prefix: z.string(), // of this contract's clause ids
  scope: z.enum(['listed', 'to-be-ruled']),
  scopeClause: clause.optional(),
  term: z.strictObject({
    clause,
    alsoFrom,
    startsOn: fields.date.optional(),
    endsOn: fields.date.optional(),
    startParameters: z.array(z.enum(['startsOn', 'signedOn'])).default([]),
    otherStarts: z
      .array(z.strictObject({ ...ifReading, parameters: z.array(z.enum(['startsOn', 'signedOn'])) }))
      .default([]),
    endParameter: z.boolean().default(false),
    years: z.number().optional(),
    renewal: z.strictObject({ clause, notice: z.string(), daysBefore: z.number() }).optional(),
    readings,
  }),
  bases: z.record(
    z.string(),
    z.strictObject({
      clause,
      yuan: fields.money.optional(),
      parameter: z.enum(['total', 'annualFee']).optional(),
      share: fraction.optional(),
      of: base.optional(),
      shareParameter: z.boolean().optional(),
    }),
  ),
  settlement: z.strictObject({ clause, default: z.enum(['quarter', 'half-year', 'year']), readings }).optional(),
  workingTime: z
    .strictObject({
      clause,
      windows: fields.windows.optional(),
      otherWindows: z.array(z.strictObject({ ...ifReading, windows: fields.windows })).default([]),
      parameter: z.boolean().default(false),
      readings,
    })
    .optional(),
  emergencyLevels: z.array(fields.level).default([]),
  /** The clause by which a recorded wait on the hospital stops the clocks, where the contract has one. */
  waitsStopClocks: clause.optional(),
  systems: z.array(
    z.strictObject({
      name: z.string(),
      clause: clause.optional(),
      feeYuan: fields.money.optional(),
      subsystems: names.default([]),
      core: z.boolean().default(false),
    }),
  ),
  levels: z.array(
    z.strictObject({
      level: fields.level,
      clause,
      nameZh: z.string(),
      nameEn: z.string(),
      definitionZh: z.string(),
      definitionEn: z.string(),
    }),
  ),
  /** Levels proposed from how many institutions are hit. */
  levelsByInstitutions: z.boolean().default(false),
  incidentTargets: z.array(incidentTarget).default([]),
  demandTargets: z.array(demandTarget).default([]),
  gradeMatrix: gradeMatrix.optional(),
  duties: z.array(duty).default([]),
  metrics: z.array(metric).default([]),
  counters: z.array(counter).default([]),
  scorecard: scorecard.optional(),
  acceptance: acceptance.optional(),
  major: major.optional(),
  penalties: z.array(penalty).default([]),
  caps: z.array(cap).default([]),
  payments: z.array(payment).default([]),
  rights: z.array(rightRule).default([]),
  notices: z.array(notice).default([]),
  /** When a notice counts as served, by channel; a channel that is not named serves when it was recorded as received. */
  noticeService: z
    .array(
      z.strictObject({
        clause,
        channels: z.array(z.enum(['hand', 'mail', 'fax', 'email', 'wechat'])),
        daysAfter: z.number().optional(),
        onReceipt: z.literal(true).optional(), // served when it was received, not when it was sent
        onlyIf: z.strictObject(ifReading).optional(),
      }),
    )
    .default([]),
  /** Fill-in marks left in the text; `filled` where what was asked for stands beside the mark. */
  placeholders: z.array(z.strictObject({ clause, text: z.string(), filled: z.boolean().default(false) })).default([]),
  /** Lists, plans and documents that the contract relies on and does not hold. */
  requiredLists: z
    .array(z.strictObject({ clause, ...titles, severity: z.enum(['BLOCK', 'WARN', 'INFO']), affects: z.array(clause) }))
    .default([]),
});
export type TermsData = z.infer<typeof termsSchema>;
