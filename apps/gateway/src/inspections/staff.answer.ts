import type { StaffView } from '@weibao/messages';
import { z } from 'zod';
import { describes, instant } from '../openapi/answers.js';

const text = z.string().nullable();
const moment = instant.nullable();
const date = z.string().meta({ description: 'YYYY-MM-DD' });

export const staffView = describes<StaffView>()(
  z.object({
    contract: z.string(),
    people: z.array(
      z.object({
        post: z.string(),
        person: text.meta({ description: 'A pseudonym' }),
        of: z.enum(['hospital', 'vendor']).nullable(),
        onSite: z.boolean().nullable(),
        since: instant,
        absentSince: moment,
      }),
    ),
    wanted: z.array(
      z.object({
        clause: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        approval: z.string(),
        documents: z.array(z.string()),
      }),
    ),
    consents: z.array(
      z.object({
        clause: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        act: z.string().meta({ description: 'The type of fact that says that it was done' }),
        approval: z.string(),
        subject: z.string(),
        post: text,
        person: text,
        actAt: moment,
        status: z.enum(['done', 'without', 'undetermined', 'allowed', 'waiting', 'refused']),
        needs: z.array(
          z.object({
            need: z.string(),
            stamped: z.boolean(),
            state: z.enum(['met', 'late', 'asked', 'refused', 'unnamed', 'missing']),
            at: moment,
            approval: text,
          }),
        ),
        consequence: text.meta({ description: 'The clause by which people rule or note it' }),
      }),
    ),
    approvals: z.array(
      z.object({
        approval: z.string(),
        kind: text,
        about: text,
        askedAt: moment,
        askedBy: text,
        status: z.enum(['asked', 'given', 'refused']),
        decidedAt: moment,
        account: text,
        note: text,
      }),
    ),
    older: z.number().meta({ description: 'Entries long past that are left out' }),
    rosters: z.array(
      z.object({
        clause: z.string(),
        document: z.string(),
        period: z.string(),
        dueOn: date.nullable(),
        status: z.enum(['upcoming', 'due', 'done', 'late', 'overdue', 'not-recorded']),
        provisional: z.boolean(),
        filedAt: moment,
        days: z.array(
          z.object({
            on: date,
            kind: z.enum(['weekend', 'holiday']),
            people: z.array(z.object({ person: z.string(), post: text })),
          }),
        ),
        missing: z.array(date).nullable(),
      }),
    ),
    efforts: z.array(
      z.object({
        clause: z.string(),
        period: z.string(),
        count: z.number(),
        limit: z.number(),
        subjects: z.array(z.string()),
        reachedAt: moment,
        titleZh: z.string(),
        titleEn: z.string(),
        unit: z.enum(['personDays', 'count']),
      }),
    ),
  }),
).meta({ id: 'StaffView' });
