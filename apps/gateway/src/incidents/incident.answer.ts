import type { ClockRecord, Step } from '@weibao/exchange';
import type { ClockView, IncidentDetail, IncidentView, RecordedFact } from '@weibao/messages';
import { z } from 'zod';
import { describes, instant, marks, nullable } from '../openapi/answers.js';

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

export const clockRecord = describes<ClockRecord>()(z.object(clockShape));

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
