import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { dateFromDay, dayOf } from '@weibao/calendar';
import type { DigestView, Reply } from '@weibao/messages';
import { answer, ContractRecords, refuse, type Call } from '@weibao/service-kit';
import { unknownContract } from '../terms/terms.refusals.js';
import { DigestService } from './digest.service.js';

@Controller()
export class DigestController {
  constructor(
    private readonly digests: DigestService,
    private readonly records: ContractRecords,
  ) {}

  @MessagePattern('inspection.digest.get')
  async get({ contract, actor, body }: Call<'inspection.digest.get'>): Promise<Reply<{ digest: DigestView }>> {
    const nowMs = Date.now();
    const today = dateFromDay(dayOf(nowMs));
    if (body.on !== undefined && body.on > today)
      return refuse(
        'INSPECTION.DAY_TO_COME',
        `${body.on} 还没有到，不能给出当天的摘要。请选择 ${today} 或更早的一天。`,
        `${body.on} has not come, so there is no digest of it. Choose ${today} or an earlier day.`,
        [{ place: 'on', message: `expected a day not after ${today}, got "${body.on}"` }],
      );
    const digest = await this.digests.of(contract, body.on, actor, nowMs);
    if (!digest) return unknownContract(contract);
    return answer({ digest }, this.records.known(contract)?.heads ?? {});
  }
}
