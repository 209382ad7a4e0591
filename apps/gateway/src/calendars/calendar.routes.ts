import { fields } from '@weibao/exchange';
import { operations } from '@weibao/messages';
import { z } from 'zod';
import { missing } from '../openapi/answers.js';
import { asked, rolesOf, route } from '../door/route.js';

const list = operations['billing.calendar.preview'].body;
const status = z.string().nullable();
const due = z.string().nullable();

const yearView = z.object({
  year: z.number(),
  source: z.string(),
  holidays: z.array(z.string()),
  workdays: z.array(z.string()),
  inRecord: z.boolean().meta({ description: 'false: the list that ships with Weibao' }),
  publishedAt: z.string().nullable(),
});
const move = z.object({
  kind: z.enum(['clock', 'duty', 'payment']),
  about: z.string().nullable(),
  clause: z.string(),
  textZh: z.string(),
  textEn: z.string(),
  before: due,
  after: due,
  statusBefore: status,
  statusAfter: status,
  open: z.boolean(),
});

export const listCalendars = route({
  method: 'GET',
  path: '/api/calendars',
  summaryZh: '各合同按哪一年的放假安排计算，及其来源',
  summaryEn: "Which years' lists of holidays each contract counts by, and where they come from",
  ...asked('billing.calendar.list'),
  answer: z.object({ contracts: z.array(z.object({ contract: z.string(), years: z.array(yearView) })), missing }),
});
export const previewCalendar = route({
  method: 'POST',
  path: '/api/calendars/preview',
  summaryZh: '如果公布这一年的放假安排，哪些时限、义务和付款日会变；不保存',
  summaryEn: 'What would move if this list were published: deadlines, duties, payments. Nothing is stored',
  ...asked('billing.calendar.preview'),
  body: list,
  answer: z.object({
    contracts: z.array(
      z.object({
        contract: z.string(),
        concerned: z.boolean(),
        stands: z.boolean(),
        moves: z.array(move),
        total: z.number(),
      }),
    ),
    missing,
  }),
});
export const publishCalendar = route({
  method: 'POST',
  path: '/api/calendars',
  summaryZh: '公布一年的放假安排，写入每份合同的记录；已有相同安排的合同不重复写',
  summaryEn:
    'Publish a year into the record of each contract; one that has the same list already gets it no second time',
  who: rolesOf('billing.calendar.preview'),
  action: 'facts.record',
  command: true,
  body: list.extend({ source: fields.text.trim().min(1) }),
  answer: z.object({
    contracts: z.array(
      z.object({
        contract: z.string(),
        outcome: z.enum(['published', 'stands', 'not-concerned', 'refused']),
        message: z.string().optional(),
        messageEn: z.string().optional(),
      }),
    ),
    missing,
  }),
});
