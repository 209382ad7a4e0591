import { stages } from '@weibao/exchange';
import type { ForecastView, NextMissesView } from '@weibao/messages';
import { z } from 'zod';
import { describes, instant, nullable } from '../openapi/answers.js';

const yuan = z.string().meta({ description: 'yuan, two places' });

export const nextMissesView = describes<NextMissesView>()(
  z.object({
    contract: z.string(),
    asOf: instant,
    misses: z.array(
      z.object({
        clause: z.string(),
        level: nullable(z.string()),
        titleZh: z.string(),
        titleEn: z.string(),
        stage: nullable(z.enum(stages)).meta({ description: 'null: a report is owed' }),
        dueAt: instant,
        amount: nullable(yuan).meta({ description: 'what it costs to be an hour late; null: for people to set' }),
        lines: z.array(z.object({ clause: z.string(), breach: z.string(), payable: nullable(yuan) })),
        counters: z.array(
          z.object({
            clause: z.string(),
            period: z.string(),
            titleZh: z.string(),
            titleEn: z.string(),
            count: z.number().int(),
            limit: z.number().int(),
            reached: z.boolean(),
          }),
        ),
        rights: z.array(z.object({ clause: z.string(), right: z.string(), holder: z.enum(['hospital', 'vendor']) })),
        points: z.array(z.object({ clause: z.string(), period: z.string(), points: z.string() })),
      }),
    ),
  }),
).meta({ id: 'NextMissesView' });

const state = z.enum(['paid', 'overdue', 'eligible', 'held', 'not-yet', 'suspended']);
const sums = {
  amounts: z.record(state, yuan),
  total: yuan,
  unknown: z.number().int().meta({ description: 'payments of which nobody knows how much' }),
};
const bySpan = {
  months: z.array(z.object({ month: z.string().meta({ description: 'YYYY-MM' }), ...sums })),
  undated: z.object(sums),
};
export const forecastView = describes<ForecastView>()(
  z.object({
    asOf: instant,
    ...bySpan,
    contracts: z.array(
      z.object({
        contract: z.string(),
        entries: z.array(
          z.object({
            payment: z.string(),
            clause: z.string(),
            state,
            on: nullable(z.string()),
            fixed: z.boolean(),
            amount: nullable(yuan),
          }),
        ),
        ...bySpan,
      }),
    ),
  }),
).meta({ id: 'ForecastView' });
