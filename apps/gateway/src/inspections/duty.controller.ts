import { Controller } from '@nestjs/common';
import { operations, type DutyView } from '@weibao/messages';
import { z } from 'zod';
import { MergedQueries } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At, rolesOf, route } from '../door/route.js';
import { dutyView, headsByContract, missing, sequence } from '../openapi/answers.js';

const listDuties = route({
  method: 'GET',
  path: '/api/duties',
  summaryZh: '全部合同的巡检、备份、报告等义务，先到期的在前',
  summaryEn: 'Duties of all contracts, earliest due first',
  who: rolesOf('inspection.duties.list'),
  action: 'inspection.duties.list',
  query: operations['inspection.duties.list'].body,
  answer: z.object({ duties: z.array(dutyView), heads: headsByContract, missing, sequence }),
});

@Controller()
export class DutyController {
  constructor(private readonly merged: MergedQueries) {}

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
}

/** Dates and +08:00 instants of our services compare as text; a duty without either comes last. */
const dueDay = (duty: DutyView): string => duty.dueOn ?? duty.dueAt ?? '9999';
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
