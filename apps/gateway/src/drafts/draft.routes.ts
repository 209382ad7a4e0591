import { fields } from '@weibao/exchange';
import {
  operations,
  type AskedParameter,
  type ClauseTextView,
  type DraftSummary,
  type PatternView,
} from '@weibao/messages';
import { z } from 'zod';
import { figureChange, findingView } from '../contracts/contract-terms.answer.js';
import { asked, route } from '../door/route.js';
import { commandAnswer, describes, instant } from '../openapi/answers.js';

const params = z.object({ draft: fields.key });
const save = operations['billing.draft.save'].body;
const accept = operations['billing.draft.accept'].body;
const version = operations['billing.draft.register'].body;
/** Drawing a contract up is done in front of a screen: no token is good for it. */
const atAScreen = { sessionOnly: true } as const;

const texts = z.object({ zh: z.string(), en: z.string() });
export const draftSummary = describes<DraftSummary>()(
  z.object({
    draft: z.string(),
    version: z.number(),
    state: z.enum(['open', 'registered']),
    basedOn: z.string(),
    contract: z.string().nullable(),
    nameZh: z.string(),
    nameEn: z.string(),
    open: z.number().meta({ description: 'Findings that bar it from being registered' }),
    startedBy: z.string(),
    changedBy: z.string(),
    changedAt: instant,
  }),
);
const clauseText = describes<ClauseTextView>()(
  z.object({ id: z.string(), place: z.string(), zh: z.string(), en: z.string() }),
);
export const askedParameter = describes<AskedParameter>()(z.object({ name: z.string(), clause: z.string() }));
const pattern = describes<PatternView>()(
  z.object({ pattern: z.string(), nameZh: z.string(), nameEn: z.string(), own: z.boolean() }),
);
const partyView = z.object({ organisation: z.string(), nameZh: z.string(), nameEn: z.string(), kind: z.string() });
const draftView = draftSummary
  .extend({
    content: save.shape.content,
    figures: z.array(figureChange),
    clauses: z.array(clauseText.extend({ was: texts.nullable() })),
    asked: z.array(askedParameter),
    findings: z.array(findingView),
  })
  .meta({ id: 'DraftView' });
const oneDraft = z.object({ draft: draftView, parties: z.array(partyView) });

export const listDrafts = route({
  method: 'GET',
  path: '/api/drafts',
  summaryZh: '本单位起草中的合同，以及可作范本的合同',
  summaryEn: 'Contracts that your organisation draws up, and the terms to begin with',
  ...asked('billing.draft.list'),
  ...atAScreen,
  answer: z.object({ drafts: z.array(draftSummary), patterns: z.array(pattern) }),
});

export const getDraft = route({
  method: 'GET',
  path: '/api/drafts/:draft',
  summaryZh: '一份合同草稿：数字、条款文字、检查结果',
  summaryEn: 'One draft: figures, clause texts, findings',
  ...asked('billing.draft.get'),
  ...atAScreen,
  params,
  answer: oneDraft,
});

export const startDraft = route({
  method: 'POST',
  path: '/api/drafts',
  summaryZh: '以范本或条款文件起草合同；供应商看不到草稿',
  summaryEn: 'Draw up a contract from a pattern or a file of terms; no vendor sees it',
  ...asked('billing.draft.start'),
  ...atAScreen,
  status: 201,
  body: operations['billing.draft.start'].body,
  answer: commandAnswer,
  command: true,
});

export const saveDraft = route({
  method: 'PUT',
  path: '/api/drafts/:draft',
  summaryZh: '保存草稿；已被他人修改的版本不会被覆盖',
  summaryEn: 'Save a draft; what somebody else changed meanwhile is not overwritten',
  ...asked('billing.draft.save'),
  ...atAScreen,
  params,
  body: save.omit({ draft: true }),
  answer: commandAnswer,
  command: true,
});

export const acceptFindings = route({
  method: 'POST',
  path: '/api/drafts/:draft/acceptances',
  summaryZh: '写明理由，按现状接受检查结果',
  summaryEn: 'Take findings as they are, with the reason',
  ...asked('billing.draft.accept'),
  ...atAScreen,
  status: 201,
  params,
  body: accept.omit({ draft: true }),
  answer: commandAnswer,
  command: true,
});

export const registerDraft = route({
  method: 'POST',
  path: '/api/drafts/:draft/registration',
  summaryZh: '登记：每项检查结果改正或接受之后，合同生效',
  summaryEn: 'Register it, once every finding is mended or accepted: from now on the contract is computed',
  ...asked('billing.draft.register'),
  ...atAScreen,
  status: 201,
  params,
  body: version.omit({ draft: true }),
  answer: commandAnswer,
  command: true,
});

export const discardDraft = route({
  method: 'DELETE',
  path: '/api/drafts/:draft',
  summaryZh: '放弃草稿',
  summaryEn: 'Discard a draft',
  ...asked('billing.draft.discard'),
  ...atAScreen,
  params,
  query: z.strictObject({ version: z.coerce.number().int().min(1).optional() }),
  answer: commandAnswer,
  command: true,
});

export const findParty = route({
  method: 'GET',
  path: '/api/parties/:name',
  summaryZh: '按编号或全称查找一个单位，作为合同的一方',
  summaryEn: 'Find one organisation by its id or full name, to be a party of a contract',
  ...asked('billing.draft.save'),
  ...atAScreen,
  params: z.object({ name: fields.key }),
  answer: z.object({ party: partyView }),
});
