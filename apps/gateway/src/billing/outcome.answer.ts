import type { Outcome } from '@weibao/exchange';
import { z } from 'zod';
import { clockRecord } from '../incidents/incident.answer.js';
import { instant, nullable } from '../openapi/answers.js';

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
