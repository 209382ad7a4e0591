import { Controller } from '@nestjs/common';
import { operations, type InspectionView } from '@weibao/messages';
import { z } from 'zod';
import { MergedQueries } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At, rolesOf, route } from '../door/route.js';
import { headsByContract, missing, sequence } from '../openapi/answers.js';
import { inspectionView } from './inspection.answer.js';

const listInspections = route({
  method: 'GET',
  path: '/api/inspections',
  summaryZh: '全部合同的巡检及其发现的问题，最近的在前',
  summaryEn: 'Inspections of all contracts with their findings, newest first',
  who: rolesOf('inspection.inspections.list'),
  action: 'inspection.inspections.list',
  query: operations['inspection.inspections.list'].body,
  answer: z.object({ inspections: z.array(inspectionView), heads: headsByContract, missing, sequence }),
});

@Controller()
export class InspectionController {
  constructor(private readonly merged: MergedQueries) {}

  @At(listInspections)
  async list(@Through() door: Door<typeof listInspections>): Promise<Answered<unknown>> {
    const merged = await this.merged.ask<{ inspections: InspectionView[] }>(
      'inspection.inspections.list',
      door,
      door.query,
    );
    if (!merged.ok) return merged;
    const inspections = merged.value.results
      .flatMap(({ result }) => result.inspections)
      .sort((one, other) => (lastOf(one) < lastOf(other) ? 1 : lastOf(one) > lastOf(other) ? -1 : 0));
    return { ok: true, value: { inspections, ...merged.value.rest } };
  }
}

/** Instants of our services are all +08:00 and compare as text. */
const lastOf = ({ endedAt, startedAt }: InspectionView): string => endedAt ?? startedAt ?? '';
