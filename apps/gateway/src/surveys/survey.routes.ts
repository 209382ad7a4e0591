import { fields } from '@weibao/exchange';
import type { SurveyForm } from '@weibao/messages';
import { z } from 'zod';
import { contractKey, contractParams } from '../contracts/contract.routes.js';
import { rolesOf, route } from '../door/route.js';
import { describes, headsByContract, instant, missing, sequence } from '../openapi/answers.js';
import { MOST_DEPARTMENTS, MOST_ITEMS } from './survey.rules.js';

/** A name, an item of a form, an event: short, one line. */
const line = z.string().trim().min(1).max(60);
const departments = z.array(line).min(1).max(MOST_DEPARTMENTS);
/** Links open a form without an account: who hands them out sits in front of a screen, no token does. */
const issuers = { who: ['inspector', 'it-head'], sessionOnly: true } as const;
const nothing = z.strictObject({});

const surveyForm = describes<SurveyForm>()(
  z.object({
    form: z.string(),
    clause: z.string(),
    titleZh: z.string(),
    titleEn: z.string(),
    asks: z.enum(['scores', 'negative']),
    itemCounts: z.array(z.number()).nullable(),
    itemMax: z.number().nullable(),
    leastDepartments: z.number().nullable(),
  }),
);
const roundView = z.object({
  round: z.string(),
  contract: z.string(),
  form: z.string(),
  clause: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  period: z.string().meta({ description: 'The period of the figure that was running when the round was opened' }),
  event: z.string().nullable(),
  items: z.array(z.string()),
  itemMax: z.number().nullable(),
  openedBy: z.string(),
  openedAt: instant,
  closesAt: instant,
  open: z.boolean(),
  departments: z.array(
    z.object({
      link: z.string(),
      department: z.string(),
      state: z.enum(['answered', 'revoked', 'expired', 'waiting']),
      issuedAt: instant,
      answeredAt: instant.nullable(),
      fact: z.string().nullable(),
    }),
  ),
});
const issued = z.object({
  round: roundView,
  links: z
    .array(z.object({ link: z.string(), department: z.string(), secret: z.string() }))
    .meta({ description: 'The secrets are shown this once: /survey#SECRET opens the form' }),
});

export const listSurveys = route({
  method: 'GET',
  path: '/api/surveys',
  summaryZh: '各合同的评价表和发放情况：哪些科室已答、未答',
  summaryEn: 'The forms of all contracts and their rounds: who has answered and who has not',
  who: rolesOf('inspection.surveys.get'),
  action: 'inspection.surveys.get',
  answer: z.object({
    surveys: z.array(z.object({ contract: z.string(), forms: z.array(surveyForm), rounds: z.array(roundView) })),
    heads: headsByContract,
    missing,
    sequence,
  }),
});
export const openRound = route({
  method: 'POST',
  path: '/api/contracts/:contract/surveys',
  summaryZh: '开一轮评价：给每个科室生成一个链接，密钥只显示这一次',
  summaryEn: 'Open a round: a link for each department, their secrets are shown this once',
  ...issuers,
  params: contractParams,
  body: z.strictObject({
    form: fields.key,
    event: line.optional().meta({ description: 'Which event, where the form is about one' }),
    items: z.array(line).min(1).max(MOST_ITEMS).optional().meta({ description: 'As they stand on the form' }),
    departments,
    closesAt: fields.instant,
  }),
  answer: issued,
  status: 201,
});
const roundParams = z.object({ contract: contractKey, round: fields.key });
export const issueLinks = route({
  method: 'POST',
  path: '/api/contracts/:contract/surveys/:round/links',
  summaryZh: '给科室发新的链接：原来的链接作废；也用于增加科室',
  summaryEn: 'New links for departments: those they had open nothing any more; also for more departments',
  ...issuers,
  params: roundParams,
  body: z.strictObject({ departments }),
  answer: issued,
  status: 201,
});
export const revokeLink = route({
  method: 'DELETE',
  path: '/api/contracts/:contract/surveys/:round/links/:link',
  summaryZh: '撤回一个科室的链接',
  summaryEn: "Revoke a department's link",
  ...issuers,
  params: roundParams.extend({ link: fields.key }),
  answer: 'nothing',
});
export const closeRound = route({
  method: 'POST',
  path: '/api/contracts/:contract/surveys/:round/close',
  summaryZh: '提前结束一轮：未答的链接全部失效',
  summaryEn: 'Close a round now: links that were not answered open nothing any more',
  ...issuers,
  params: roundParams,
  body: nothing,
  answer: 'nothing',
});

/** Held by whoever was given the paper; checked by its hash alone, so that a wrong one may look like anything. */
const secret = z.string().max(200);

export const readLink = route({
  method: 'POST',
  path: '/api/survey-links/read',
  summaryZh: '凭链接打开评价表',
  summaryEn: 'Open the form of a link',
  who: 'anyone',
  body: z.strictObject({ secret }),
  answer: z.object({
    state: z.enum(['waiting', 'answered']),
    organisationZh: z.string(),
    organisationEn: z.string(),
    contractZh: z.string(),
    contractEn: z.string(),
    titleZh: z.string(),
    titleEn: z.string(),
    department: z.string(),
    event: z.string().nullable(),
    items: z.array(z.string()),
    itemMax: z.number().nullable(),
    closesAt: instant,
    answeredAt: instant.nullable(),
  }),
});
export const answerLink = route({
  method: 'POST',
  path: '/api/survey-links/answer',
  summaryZh: '凭链接交回评价表，只能一次',
  summaryEn: 'Return the form of a link, once',
  who: 'anyone',
  body: z.strictObject({
    secret,
    scores: fields.scores.max(MOST_ITEMS).optional(),
    negative: fields.flag.optional(),
    note: z.string().trim().max(500).optional(),
  }),
  answer: z.object({ answeredAt: instant }),
  status: 201,
});
