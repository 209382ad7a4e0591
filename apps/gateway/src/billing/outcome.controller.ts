import { Controller } from '@nestjs/common';
import { fields } from '@weibao/exchange';
import type { ApplicationPackView, PostureView, ScorecardView, TrendsView } from '@weibao/messages';
import { z } from 'zod';
import { contractParams } from '../contracts/contract.routes.js';
import { MergedQueries } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { callerOf, Through, type Door } from '../door/door.js';
import { asked, At, rolesOf, route } from '../door/route.js';
import { ServiceRequests } from '../door/service-requests.js';
import { describes, headsByContract, headsView, missing, sequence } from '../openapi/answers.js';
import { outcomeView } from './outcome.answer.js';
import { postureView, trendsView } from './posture.answer.js';
import { scorecardView } from './scorecard.answer.js';
import { VendorNames } from '../contracts/vendor-names.js';
import { OutcomeQueries } from './outcome-queries.js';

const getPosture = route({
  method: 'GET',
  path: '/api/posture',
  summaryZh: '全部合同的态势：状态与原因，不含金额',
  summaryEn: 'Posture of all contracts: states and reasons, no yuan',
  who: rolesOf('billing.posture.get'),
  action: 'billing.posture.get',
  answer: z.object({
    postures: z.array(postureView),
    vendors: z.record(z.string(), z.object({ nameZh: z.string(), nameEn: z.string() })).nullable(),
    heads: headsByContract,
    missing,
    sequence,
  }),
});

const getTrends = route({
  method: 'GET',
  path: '/api/trends',
  summaryZh: '全部合同的走势：按月时限达成、可用率、考核得分，不含金额',
  summaryEn: 'Figures of all contracts over time: limits kept by month, availability, scores; no yuan',
  ...asked('billing.trends.get'),
  answer: z.object({ trends: z.array(trendsView), heads: headsByContract, missing, sequence }),
});

const getScorecards = route({
  method: 'GET',
  path: '/api/scorecards',
  summaryZh: '全部合同的考核评分表：各期得分、记分与系统建议，不含金额',
  summaryEn: 'The scorecards of all contracts: scores, lines noted and what the facts suggest; no yuan',
  ...asked('billing.scorecard.get'),
  answer: z.object({ scorecards: z.array(scorecardView), heads: headsByContract, missing, sequence }),
});

const getOutcome = route({
  method: 'GET',
  path: '/api/contracts/:contract/outcome',
  summaryZh: '一份合同在某一时刻的结果（付款、扣款、考核……）',
  summaryEn: 'The outcome of a contract at a moment (payments, deductions, scores …)',
  ...asked('billing.outcome.get'),
  params: contractParams,
  query: z.strictObject({
    asOf: fields.instant.optional(),
    lists: z
      .string()
      .transform((text) => text.split(',').filter((name) => name !== ''))
      .optional(),
  }),
  answer: z.object({ outcome: outcomeView, heads: headsView, sequence }),
});

const packView = describes<ApplicationPackView>()(
  z.object({
    year: z.number().int(),
    clause: z.string(),
    items: z.array(
      z.object({
        document: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        filedAt: z.string().nullable(),
        open: z.array(z.string()).meta({ description: 'Incidents and inspections whose report has not come' }),
        status: z.enum(['filed', 'complete', 'none', 'missing']),
      }),
    ),
  }),
);
const getPacks = route({
  method: 'GET',
  path: '/api/contracts/:contract/application-packs',
  summaryZh: '年度验收申请应附的材料，缺哪些',
  summaryEn: 'What comes with the applications for acceptance, and what of it is missing',
  ...asked('billing.application-packs.get'),
  params: contractParams,
  answer: z.object({ packs: z.array(packView), heads: headsView, sequence }),
});

@Controller()
export class OutcomeController {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly merged: MergedQueries,
    private readonly outcomes: OutcomeQueries,
    private readonly vendors: VendorNames,
  ) {}

  @At(getPosture)
  async posture(@Through() door: Door<typeof getPosture>): Promise<Answered<unknown>> {
    const merged = await this.merged.ask<PostureView>('billing.posture.get', door, {});
    if (!merged.ok) return merged;
    const postures = merged.value.results.map(({ result }) => result);
    return { ok: true, value: { postures, vendors: await this.vendors.of(callerOf(door)), ...merged.value.rest } };
  }

  @At(getTrends)
  async trends(@Through() door: Door<typeof getTrends>): Promise<Answered<unknown>> {
    const merged = await this.merged.ask<TrendsView>('billing.trends.get', door, {});
    if (!merged.ok) return merged;
    return { ok: true, value: { trends: merged.value.results.map(({ result }) => result), ...merged.value.rest } };
  }

  @At(getScorecards)
  async scorecards(@Through() door: Door<typeof getScorecards>): Promise<Answered<unknown>> {
    const merged = await this.merged.ask<ScorecardView>('billing.scorecard.get', door, {});
    if (!merged.ok) return merged;
    return { ok: true, value: { scorecards: merged.value.results.map(({ result }) => result), ...merged.value.rest } };
  }

  @At(getPacks)
  packs(@Through() door: Door<typeof getPacks>): Promise<Answered<unknown>> {
    return this.requests.one<{ packs: ApplicationPackView[] }, { packs: ApplicationPackView[] }>(
      'billing.application-packs.get',
      door,
      door.params.contract,
      {},
      ({ packs }) => ({ packs }),
    );
  }

  @At(getOutcome)
  outcome(@Through() door: Door<typeof getOutcome>): Promise<Answered<unknown>> {
    return this.outcomes.get(door, door.params.contract, door.query);
  }
}
