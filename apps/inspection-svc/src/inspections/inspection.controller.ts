import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { InspectionView, Reply } from '@weibao/messages';
import { answer, StandingFacts, type Call } from '@weibao/service-kit';
import { DutyService } from '../duties/duty.service.js';
import { unknownContract } from '../terms/terms.refusals.js';
import { inspectionsOf } from './inspection.view.js';

@Controller()
export class InspectionController {
  constructor(private readonly duties: DutyService) {}

  @MessagePattern('inspection.inspections.list')
  async list({
    contract,
    body,
  }: Call<'inspection.inspections.list'>): Promise<Reply<{ inspections: InspectionView[] }>> {
    const nowMs = Date.now();
    const settled = await this.duties.now(contract, nowMs);
    if (!settled) return unknownContract(contract);
    const { facts, heads } = settled.record;
    const standing = new StandingFacts(facts);
    return answer({ inspections: inspectionsOf(contract, standing, settled.duties, nowMs, body.since) }, heads);
  }
}
