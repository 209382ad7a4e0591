import { fields } from '@weibao/exchange';
import { allRecorders, operations, recorders } from '@weibao/messages';
import { z } from 'zod';
import { contractKey, contractParams } from '../contracts/contract.routes.js';
import { rolesOf, route } from '../door/route.js';
import { commandAnswer, headsView, sequence } from '../openapi/answers.js';
import { recordedFact } from '../incidents/incident.answer.js';

const ofContract = '/api/contracts/:contract';
const factParams = z.object({ contract: contractKey, fact: fields.key });
const correctors = [
  ...new Set([
    ...rolesOf('incident.fact.withdraw'),
    ...rolesOf('inspection.fact.withdraw'),
    ...rolesOf('billing.fact.withdraw'),
  ]),
];

export const recordFact = route({
  method: 'POST',
  path: `${ofContract}/records`,
  summaryZh: '记录一件事实（需求、备份、验收、发票、付款、扣款决定……）',
  summaryEn:
    'Record a fact (demand, backup, acceptance, invoice, payment, decision …); x-recorders says who records which',
  who: allRecorders,
  action: 'facts.record',
  status: 201,
  params: contractParams,
  body: operations['inspection.fact.record'].body, // `signed` is of its facts alone: the other services refuse it
  answer: commandAnswer,
  command: true,
  extensions: { 'x-recorders': recorders },
});

const list = operations['billing.fact.list'].body;
export const listRecords = route({
  method: 'GET',
  path: `${ofContract}/records`,
  summaryZh: '一份合同的记录，最新的在前',
  summaryEn: 'What was recorded of a contract, newest first',
  who: rolesOf('billing.fact.list'),
  action: 'billing.fact.list',
  params: contractParams,
  query: list.omit({ types: true }).extend({
    type: z
      .string()
      .transform((text) => text.split(',').filter((name) => name !== ''))
      .pipe(list.shape.types.unwrap())
      .optional()
      .meta({ description: 'Types joined by commas; a whole group as demand.*' }),
    limit: z.coerce.number().pipe(list.shape.limit.unwrap()).optional(),
  }),
  answer: z.object({ facts: z.array(recordedFact), next: z.string().nullable(), heads: headsView, sequence }),
});

const correct = {
  method: 'POST',
  who: correctors,
  action: 'facts.correct',
  params: factParams,
  answer: commandAnswer,
  command: true,
} as const;

export const withdrawFact = route({
  ...correct,
  path: `${ofContract}/facts/:fact/withdraw`,
  summaryZh: '撤回一条记录（须写明原因）',
  summaryEn: 'Withdraw a fact (the reason is required)',
  body: operations['billing.fact.withdraw'].body.omit({ fact: true }),
});

export const confirmFact = route({
  ...correct,
  path: `${ofContract}/facts/:fact/confirm`,
  summaryZh: '确认维保商的一条记录（补录、需求类别……）',
  summaryEn: "Confirm a vendor's fact (back-dated, the class of a demand …)",
  body: operations['billing.fact.confirm'].body.omit({ fact: true }),
});

export const eraseText = route({
  ...correct,
  who: rolesOf('billing.fact.erase'),
  path: `${ofContract}/facts/:fact/erase`,
  summaryZh: '删除一条记录中的自由文字（含个人信息时；须写明理由，不可恢复，记录与链不变）',
  summaryEn:
    'Erase a free text of a fact for good, such as one that names a patient; the reason is required, fact and chain stay',
  body: operations['billing.fact.erase'].body.omit({ fact: true }),
});
