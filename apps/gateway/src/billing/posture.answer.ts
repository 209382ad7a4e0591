import type { GateRecord } from '@weibao/exchange';
import type { PostureView, TrendsView } from '@weibao/messages';
import { z } from 'zod';
import { date, describes, instant, marks, nullable } from '../openapi/answers.js';

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
  threshold: z.string().nullable(),
  final: z.boolean(),
  usedSeconds: z.number().optional(),
  allowedSeconds: z.number().optional(),
  status: z.enum(['met', 'missed', 'undetermined', 'not-applicable']),
  measure: z.string().optional(),
  ...marks,
});

export const scoreShape = {
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
        payments: z.array(
          z.object({ payment: z.string(), net: z.string().nullable(), undecided: z.string().nullable() }),
        ),
        scores: z.array(z.object(scoreShape)),
      })
      .nullable(),
  }),
).meta({ id: 'PostureView' });
