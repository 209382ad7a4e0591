import {
  dutyProofKinds,
  type ClockRecord,
  type DutyProof,
  type FactType,
  type GateRecord,
  type Outcome,
  type Step,
} from '@weibao/exchange';
import {
  headsSchema,
  refusalSchema,
  roleSchema,
  type ClockView,
  type ContractView,
  type DutyForms,
  type DocumentView,
  type DutyView,
  type FilingView,
  type IncidentDetail,
  type IncidentView,
  type PostureView,
  type ScorecardView,
  TrendsView,
  type RecordedFact,
} from '@weibao/messages';
import { z } from 'zod';

/**
 * The answers as schemas, for the OpenAPI document. Answers are not parsed on their way out. `describes` holds each of them to the type that
 * the services and the dashboard use: a field that is renamed, dropped or of another form there does not compile here.
 */
export const describes =
  <T>() =>
  <S extends z.ZodType>(schema: S & (T extends z.infer<S> ? unknown : never)): S =>
    schema;

export const instant = z.string().meta({ description: 'ISO 8601 instant, +08:00' });
const date = z.string().meta({ description: 'YYYY-MM-DD' });
export const nullable = <S extends z.ZodType>(schema: S) => schema.nullable();

export const sequence = z
  .string()
  .meta({ description: 'Subscribe to the stream with ?after= this and nothing is missed' });
export const headsView = headsSchema.meta({ description: 'Position per service that the answer is made of' });
export const headsByContract = z.record(z.string(), headsView);
export const missing = z
  .array(z.object({ contract: z.string(), code: z.string(), message: z.string() }))
  .meta({ description: 'Contracts that could not be asked just now' });

export const commandAnswer = z.object({ result: z.unknown(), heads: headsView, commandId: z.string() });
export const errorAnswer = z.object({ error: refusalSchema.extend({ requestId: z.string() }) });

const marks = {
  readings: z.array(z.string()).optional(),
  unconfirmed: z.literal(true).optional(),
  provisional: z.literal(true).optional(),
  missing: z.array(z.string()).optional(),
};

const step = describes<Step>()(
  z.object({
    label: z.string(),
    inputs: z.record(
      z.string(),
      z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]),
    ),
    result: z.union([z.string(), z.number(), z.boolean(), z.null()]),
    clause: z.string(),
  }),
);

const clockShape = {
  subject: z.string(),
  clause: z.string(),
  dueAt: nullable(instant),
  metAt: nullable(instant),
  status: z.enum(['running', 'met', 'late', 'overdue', 'waived', 'not-owed']),
  lateSeconds: z.number(),
  firm: z.boolean(),
  ...marks,
};
const clockRecord = describes<ClockRecord>()(z.object(clockShape));
const clockView = describes<ClockView>()(
  z.object({
    ...clockShape,
    stage: z.string(),
    titleZh: z.string(),
    titleEn: z.string(),
    limitZh: z.string(),
    limitEn: z.string(),
    strict: z.boolean(),
    startedAt: nullable(instant),
  }),
);

const incidentShape = {
  contract: z.string(),
  incident: z.string(),
  level: z.string().nullable(),
  levelName: z.string().nullable(),
  system: z.string().nullable(),
  subsystem: z.string().nullable(),
  department: z.string().nullable(),
  summary: z.string().nullable(),
  reportedAt: instant,
  open: z.boolean(),
  scopeToBeRuled: z.boolean(),
  drill: z.boolean(),
  inTerm: z.boolean(),
  stages: z.array(z.object({ stage: z.string(), at: instant, fact: z.string(), unconfirmed: z.boolean() })),
  clocks: z.array(clockView),
  nextDueAt: nullable(instant),
};
export const incidentView = describes<IncidentView>()(z.object(incidentShape)).meta({ id: 'IncidentView' });

const history = z.object({
  id: z.string(),
  type: z.string(),
  at: instant,
  recordedAt: instant,
  by: z.string().nullable(),
  account: z.string().nullable(),
  withdrawn: z.boolean(),
  fact: z.looseObject({ type: z.string(), at: instant }).meta({ description: 'The fact in the exchange format' }),
});
type RecordBesideFact = Omit<RecordedFact, 'fact'> & { fact: { type: string; at: string } };
export const recordedFact = (
  history.extend({
    organisation: z.string().nullable(),
    role: z.string().nullable(),
    confirmed: z.boolean(),
  }) satisfies z.ZodType<RecordBesideFact>
).meta({ id: 'RecordedFact' });
const explanation = z.object({
  clause: z.string(),
  clauseZh: z.string(),
  clauseEn: z.string(),
  dueAt: nullable(instant),
  linesZh: z.array(z.string()),
  linesEn: z.array(z.string()),
  steps: z.array(step),
});
type DetailBesideFacts = Omit<IncidentDetail, 'history'> & {
  history: (Omit<IncidentDetail['history'][number], 'fact'> & { fact: { type: string; at: string } })[];
};
export const incidentDetail = (
  z.object({
    ...incidentShape,
    history: z.array(history),
    explanations: z.array(explanation),
  }) satisfies z.ZodType<DetailBesideFacts>
).meta({ id: 'IncidentDetail' });

const dutyStatus = z.enum(['upcoming', 'due', 'done', 'late', 'overdue', 'not-recorded']);
const dutyProof = describes<DutyProof>()(
  z.object({
    kind: z.enum(dutyProofKinds),
    facts: z
      .array(
        z.object({
          type: z.custom<FactType>().meta({ type: 'string' }),
          known: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
        }),
      )
      .meta({ description: 'Any one of them proves it, with the fields that follow from the duty' }),
    signatures: z.object({ asked: z.boolean(), hospitalAt: nullable(instant), vendorAt: nullable(instant) }),
  }),
);
export const dutyView = describes<DutyView>()(
  z.object({
    contract: z.string(),
    clause: z.string(),
    titleZh: z.string(),
    titleEn: z.string(),
    owedBy: z.enum(['vendor', 'hospital']),
    period: z.string().optional(),
    subject: z.string().optional(),
    dueOn: date.optional(),
    dueAt: instant.optional(),
    doneAt: nullable(instant),
    status: dutyStatus,
    proof: dutyProof,
    alike: z.number().optional().meta({ description: 'So many more daily backups of the month stand alike' }),
    ...marks,
  }),
).meta({ id: 'DutyView' });

export const dutyForms = describes<DutyForms>()(
  z.object({
    plan: z.array(
      z.object({
        kind: z.string(),
        clause: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        owedBy: z.enum(['vendor', 'hospital']),
      }),
    ),
    checklists: z.array(
      z.object({
        clause: z.string(),
        inspections: z.array(z.string()),
        areas: z.array(z.object({ area: z.string(), nameZh: z.string(), nameEn: z.string() })),
      }),
    ),
  }),
);

const filingView = describes<FilingView>()(
  z.object({
    fact: z.string(),
    version: z.number(),
    document: z.string(),
    at: instant,
    by: nullable(z.string()),
    account: nullable(z.string()),
    stamped: z.boolean(),
    confirmedAt: nullable(instant),
    parts: nullable(z.array(z.string())),
    files: z.array(
      z.object({ sha256: z.string(), bytes: z.number(), mediaType: z.string(), name: nullable(z.string()) }),
    ),
  }),
).meta({ id: 'FilingView' });

export const documentView = describes<DocumentView>()(
  z.object({
    contract: z.string(),
    documents: z.array(z.string()),
    about: nullable(z.string()),
    clause: nullable(z.string()),
    titleZh: nullable(z.string()),
    titleEn: nullable(z.string()),
    owedBy: nullable(z.enum(['vendor', 'hospital'])),
    stamped: z.boolean(),
    wanted: nullable(
      z.object({
        clause: z.string(),
        parts: z.array(z.object({ part: z.string(), nameZh: z.string(), nameEn: z.string() })),
      }),
    ),
    dueOn: nullable(date),
    dueAt: nullable(instant),
    doneAt: nullable(instant),
    status: nullable(dutyStatus),
    filings: z.array(filingView),
  }),
).meta({ id: 'DocumentView' });

const gate = describes<GateRecord>()(
  z.object({
    gate: z.string(),
    clause: z.string(),
    open: z.boolean().nullable(),
    because: z.string(),
    becauseEn: z.string(),
    year: z.number().int().optional(),
  }),
);

const metricRecord = z.object({
  clause: z.string(),
  period: z.string(),
  system: z.string().optional(),
  value: z.string().nullable(),
  threshold: z.string(),
  final: z.boolean(),
  usedSeconds: z.number().optional(),
  allowedSeconds: z.number().optional(),
  status: z.enum(['met', 'missed', 'undetermined', 'not-applicable']),
  ...marks,
});
const scoreShape = {
  clause: z.string(),
  period: z.string(),
  score: z.string(),
  outcome: z.enum(['continue', 'rectify', 'may-terminate']),
};
export const trendsView = describes<TrendsView>()(
  z.object({
    contract: z.string(),
    nameZh: z.string(),
    attainment: z.array(z.object({ month: z.string(), met: z.number(), missed: z.number(), share: z.string() })),
    availability: z.array(metricRecord),
    scores: z.array(z.object(scoreShape)),
  }),
).meta({ id: 'TrendsView' });

const scoreLine = { clause: z.string(), times: z.number(), points: z.string() };
export const scorecardView = describes<ScorecardView>()(
  z.object({
    contract: z.string(),
    lines: z.array(z.object({ clause: z.string(), points: z.string() })),
    bands: z.array(z.object({ clause: z.string(), from: z.string(), outcome: scoreShape.outcome })),
    cures: z.array(
      z.object({
        clause: z.string(),
        period: z.string().optional(),
        subject: z.string().optional(),
        dueOn: z.string().optional(),
        dueAt: z.string().optional(),
        doneAt: nullable(instant),
        status: z.enum(['upcoming', 'due', 'done', 'late', 'overdue', 'not-recorded']),
        ...marks,
      }),
    ),
    periods: z.array(
      z.object({
        period: z.string(),
        firstOn: date,
        lastOn: date,
        score: z
          .object({
            ...scoreShape,
            lines: z.array(z.object(scoreLine)),
            proposed: z.array(z.object(scoreLine)),
            unqualified: z.literal(true).optional(),
            ...marks,
          })
          .nullable(),
        heldAt: nullable(instant),
        suggested: z.array(z.object({ ...scoreLine, noted: z.number(), refused: z.number(), open: z.number() })),
      }),
    ),
  }),
).meta({ id: 'ScorecardView' });

export const postureView = describes<PostureView>()(
  z.object({
    contract: z.string(),
    nameZh: z.string(),
    asOf: instant,
    changesAt: nullable(instant),
    today: z.object({
      on: date,
      kind: z.enum(['working', 'make-up', 'weekend', 'holiday']),
      provisional: z.boolean(),
      windows: z.array(z.tuple([z.string(), z.string()])).nullable(),
      inHours: z.boolean().nullable(),
      onDuty: z.array(z.object({ post: z.string(), person: z.string() })).nullable(),
    }),
    payments: z.array(
      z.object({
        payment: z.string(),
        clause: z.string(),
        status: z.enum(['not-yet', 'held', 'eligible', 'overdue', 'paid', 'suspended', 'forfeited']),
        dueOn: nullable(date),
        because: z.string().nullable(),
        becauseEn: z.string().nullable(),
        gates: z.array(gate),
      }),
    ),
    acceptances: z.array(
      z.object({
        year: z.number(),
        clause: z.string(),
        applyBy: nullable(date),
        holdBy: nullable(date),
        criteriaMet: z.boolean().nullable(),
        status: z.enum(['not-due', 'due', 'applied', 'passed', 'failed', 'repassed', 'refailed']),
        ...marks,
      }),
    ),
    metrics: z.array(metricRecord),
    counters: z.array(
      z.object({
        clause: z.string(),
        period: z.string(),
        count: z.number(),
        limit: z.number(),
        subjects: z.array(z.string()),
        reachedAt: nullable(instant),
        titleZh: z.string(),
        titleEn: z.string(),
        ...marks,
      }),
    ),
    internal: z
      .object({
        payments: z.array(z.object({ payment: z.string(), net: z.string().nullable(), undecided: z.string() })),
        scores: z.array(z.object(scoreShape)),
      })
      .nullable(),
  }),
).meta({ id: 'PostureView' });

export const contractView = describes<ContractView>()(
  z.object({
    contract: z.string(),
    pattern: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    trial: z.boolean(),
    parties: z.array(z.object({ organisation: z.string(), part: z.string() })),
    startsOn: nullable(date),
    endsOn: nullable(date),
    systems: z.array(z.object({ name: z.string(), subsystems: z.array(z.string()), core: z.boolean() })),
    levels: z.array(
      z.object({
        level: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        definitionZh: z.string(),
        definitionEn: z.string(),
        clause: z.string(),
      }),
    ),
    workingHours: z.array(z.tuple([z.string(), z.string()])).nullable(),
    scope: z.enum(['listed', 'to-be-ruled']),
  }),
).meta({ id: 'ContractView' });

/** The lists of an outcome are the exchange format's own; docs/exchange.md is their document, and money stands in them as decimal strings. */
const records = z.array(z.looseObject({ clause: z.string().nullable() })).optional();
const listNames = {
  grades: records,
  duties: records,
  metrics: records,
  counters: records,
  scores: records,
  lint: records,
  acceptances: records,
  deductions: records,
  caps: records,
  payments: records,
  rights: records,
  notices: records,
} satisfies Partial<Record<keyof Outcome, z.ZodType>>;
export const outcomeView = z
  .object({
    asOf: instant,
    changesAt: nullable(instant),
    versions: z.object({ terms: z.string(), calendar: z.string(), engine: z.string() }),
    clocks: z.array(clockRecord).optional(),
    ...listNames,
  })
  .meta({ id: 'Outcome' });

export const sessionView = z
  .object({
    account: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    organisation: z.string(),
    organisationNameZh: z.string(),
    organisationNameEn: z.string(),
    role: roleSchema,
    institution: z.string().optional().meta({ description: 'with department: the place of a reporter' }),
    department: z.string().optional(),
    demo: z.boolean().meta({ description: 'true: every page says 演示数据' }),
    needs: z
      .enum(['password', 'second-factor'])
      .nullable()
      .meta({ description: 'what has to be done before anything else is answered' }),
    expiresAt: instant,
    now: instant,
  })
  .meta({ id: 'Session' });

export const tokenView = z
  .object({
    id: z.string(),
    name: z.string(),
    account: z.string(),
    contracts: z.array(z.string()),
    actions: z.array(z.string()),
    createdBy: z.string(),
    createdAt: instant,
    expiresAt: instant,
    revokedAt: nullable(instant),
    lastUsedAt: nullable(instant),
  })
  .meta({ id: 'Token' });

/** What a token may be made for: the routes that it opens in words, and whose accounts may use them. */
export const tokenActionView = z
  .object({
    action: z.string(),
    roles: z.array(z.string()),
    routesZh: z.array(z.string()),
    routesEn: z.array(z.string()),
    ofThePlatform: z.boolean().meta({ description: 'Of no contract: good only in a token of all contracts' }),
  })
  .meta({ id: 'TokenAction' });
