import { fields } from '@weibao/exchange';
import { z } from 'zod';
import { missing } from '../openapi/answers.js';
import { route } from '../door/route.js';

const instant = z.string();
/** Who is on duty on either side, in front of a screen: a signature is a person's, no token gives one. */
export const rolesOnDuty = ['duty-desk', 'inspector', 'it-head', 'vendor'] as const;
const onDuty = { who: rolesOnDuty, sessionOnly: true } as const;
const params = z.object({ handover: fields.key });
const notes = fields.text.trim();

const openItem = z.object({
  contract: z.string(),
  incident: z.string(),
  level: z.string().nullable(),
  levelName: z.string().nullable(),
  system: z.string().nullable(),
  subsystem: z.string().nullable(),
  department: z.string().nullable(),
  drill: z.boolean(),
  reportedAt: instant,
  stage: z.string().nullable().meta({ description: 'The last stage reached; null: reported and no further' }),
  nextDueAt: instant.nullable(),
});
const dueItem = z.object({
  kind: z.enum(['clock', 'duty']),
  contract: z.string(),
  about: z.string().nullable().meta({ description: 'The incident of a clock; the subject or period of a duty' }),
  clause: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  dueAt: instant.nullable(),
  dueOn: z.string().nullable(),
  overdue: z.boolean(),
});
const items = z.object({ open: z.array(openItem), due: z.array(dueItem), missing });
export type HandoverItems = z.infer<typeof items>;
export type OpenItem = z.infer<typeof openItem>;
export type DueItem = z.infer<typeof dueItem>;

const person = z.object({ account: z.string(), nameZh: z.string(), nameEn: z.string(), at: instant });
const summary = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'taken-back', 'recording', 'taken-over']).meta({
    description: 'recording: both have signed, and it does not stand in the record of every contract yet',
  }),
  handedOver: person,
  until: instant,
  contracts: z.array(z.string()),
  takenOver: person.nullable(),
  takenBackAt: instant.nullable(),
  open: z.number(),
  due: z.number(),
});
const sheet = summary.omit({ open: true, due: true }).extend({
  items,
  notes: z.string().nullable().meta({ description: 'null: erased' }),
  remark: z.string().nullable(),
  erasedAt: instant.nullable(),
});

export const listHandovers = route({
  method: 'GET',
  path: '/api/handovers',
  summaryZh: '本单位的交接班：待接班的在前，其余最新的在前',
  summaryEn: "The organisation's handovers: those that wait for a signature first, then the newest",
  ...onDuty,
  query: z.object({ before: fields.instant.optional() }),
  answer: z.object({ waiting: z.array(summary), past: z.array(summary), next: instant.nullable() }),
});
export const draftHandover = route({
  method: 'GET',
  path: '/api/handovers/draft',
  summaryZh: '现在交班会写上什么：未结故障，下一班结束前到期的事项',
  summaryEn: 'What a handover signed now would say: what is open, and what falls due until the end of the next shift',
  ...onDuty,
  query: z.object({ until: fields.instant.optional() }),
  answer: z.object({ now: instant, until: instant, items }),
});
export const signOut = route({
  method: 'POST',
  path: '/api/handovers',
  summaryZh: '交班签字：清单由服务器在签字时读取',
  summaryEn: 'Hand a shift over and sign; the server reads the lists at that moment',
  ...onDuty,
  command: true,
  body: z.strictObject({ until: fields.instant, notes: notes.default('') }),
  answer: sheet,
  status: 201,
});
export const getHandover = route({
  method: 'GET',
  path: '/api/handovers/:handover',
  summaryZh: '一张交接班单，按签字时的内容',
  summaryEn: 'One sheet, as it was signed',
  ...onDuty,
  params,
  answer: sheet,
});
export const takeOver = route({
  method: 'POST',
  path: '/api/handovers/:handover/take-over',
  summaryZh: '接班签字：写入各合同的记录；中断后再签一次即可，不会重复',
  summaryEn:
    'Take the shift over and sign; recorded in each contract. Interrupted, it is signed again and nothing is there twice',
  ...onDuty,
  params,
  body: z.strictObject({ remark: notes.default('') }),
  answer: sheet,
});
export const takeBack = route({
  method: 'POST',
  path: '/api/handovers/:handover/take-back',
  summaryZh: '交班人收回尚未接班的交接班单',
  summaryEn: 'Whoever handed over takes back a sheet that nobody has taken over',
  ...onDuty,
  params,
  body: z.strictObject({}),
  answer: sheet,
});
export const eraseTexts = route({
  method: 'DELETE',
  path: '/api/handovers/:handover/texts',
  summaryZh: '彻底删除交接班单上的备注文字；签字与清单保留',
  summaryEn: "Erase a sheet's notes for good; signatures and lists stay",
  who: ['it-head', 'vendor'],
  sessionOnly: true,
  params,
  answer: 'nothing',
});
