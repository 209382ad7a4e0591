import { Controller } from '@nestjs/common';
import { operations, type DutyForms, type DutyView } from '@weibao/messages';
import { z } from 'zod';
import { contractParams } from '../contracts/contract.routes.js';
import { MergedQueries } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At, rolesOf, route } from '../door/route.js';
import { ServiceRequests } from '../door/service-requests.js';
import { dutyForms, dutyView } from './duty.answer.js';
import { headsByContract, headsView, missing, sequence } from '../openapi/answers.js';

const list = operations['inspection.duties.list'].body;
const flag = (description: string) =>
  z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({ description });

const listDuties = route({
  method: 'GET',
  path: '/api/duties',
  summaryZh: '全部合同的巡检、备份、报告等义务，先到期的在前',
  summaryEn: 'Duties of all contracts, earliest due first',
  who: rolesOf('inspection.duties.list'),
  action: 'inspection.duties.list',
  query: list.extend({
    undated: flag('true: those alone that fall due on no day'),
    fold: flag('true: daily backups of a month that need nobody as one line'),
  }),
  answer: z.object({ duties: z.array(dutyView), heads: headsByContract, missing, sequence }),
});

const listOfContract = route({
  method: 'GET',
  path: '/api/contracts/:contract/duties',
  summaryZh: '一份合同的义务，按条款顺序',
  summaryEn: "One contract's duties, in the order of its clauses",
  who: rolesOf('inspection.duties.list'),
  action: 'inspection.duties.list',
  params: contractParams,
  query: list.pick({ from: true, to: true, kind: true }),
  answer: z.object({ duties: z.array(dutyView), heads: headsView, sequence }),
});

const getForms = route({
  method: 'GET',
  path: '/api/contracts/:contract/duty-forms',
  summaryZh: '合同可列入计划的工作，以及巡检须检查的方面',
  summaryEn: 'What the contract lets be planned, and what its inspections must cover',
  who: rolesOf('inspection.forms.get'),
  action: 'inspection.forms.get',
  params: contractParams,
  answer: z.object({ forms: dutyForms, heads: headsView, sequence }),
});

@Controller()
export class DutyController {
  constructor(
    private readonly merged: MergedQueries,
    private readonly requests: ServiceRequests,
  ) {}

  @At(listDuties)
  async list(@Through() door: Door<typeof listDuties>): Promise<Answered<unknown>> {
    const merged = await this.merged.ask<DutyView[] | { duties: DutyView[] }>(
      'inspection.duties.list',
      door,
      door.query,
    );
    if (!merged.ok) return merged;
    const duties = merged.value.results
      .flatMap(({ result }) => (Array.isArray(result) ? result : result.duties))
      .sort((one, other) => compare(dueDay(one), dueDay(other)) || compare(one.contract, other.contract));
    return { ok: true, value: { duties, ...merged.value.rest } };
  }

  @At(listOfContract)
  ofContract(@Through() door: Door<typeof listOfContract>): Promise<Answered<unknown>> {
    return this.requests.one<{ duties: DutyView[] }, { duties: DutyView[] }>(
      'inspection.duties.list',
      door,
      door.params.contract,
      door.query,
      ({ duties }) => ({ duties }),
    );
  }

  @At(getForms)
  forms(@Through() door: Door<typeof getForms>): Promise<Answered<unknown>> {
    return this.requests.one<{ forms: DutyForms }, { forms: DutyForms }>(
      'inspection.forms.get',
      door,
      door.params.contract,
      {},
      ({ forms }) => ({ forms }),
    );
  }
}

/** Dates and +08:00 instants of our services compare as text; a duty without either comes last. */
const dueDay = (duty: DutyView): string => duty.dueOn ?? duty.dueAt ?? '9999';
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
