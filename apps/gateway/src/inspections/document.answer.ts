import type { DocumentView, FilingView } from '@weibao/messages';
import { z } from 'zod';
import { dutyStatus } from './duty.answer.js';
import { date, describes, instant, nullable } from '../openapi/answers.js';

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
