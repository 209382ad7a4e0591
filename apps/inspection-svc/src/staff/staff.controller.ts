import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { staffOf } from '@weibao/engine';
import { sideOf, type Reply, type StaffView } from '@weibao/messages';
import { answer, StandingFacts, type Call } from '@weibao/service-kit';
import { DutyService } from '../duties/duty.service.js';
import { unknownContract } from '../terms/terms.refusals.js';
import { staffView } from './staff.view.js';

@Controller()
export class StaffController {
  constructor(private readonly duties: DutyService) {}

  @MessagePattern('inspection.staff.get')
  async get({ contract, actor }: Call<'inspection.staff.get'>): Promise<Reply<{ staff: StaffView }>> {
    const known = await this.duties.record(contract, Date.now());
    if (!known) return unknownContract(contract);
    const { terms, facts, heads, registered } = known.record;
    const staff = staffOf({ terms, facts, asOfMs: known.asOfMs });
    const isParty = sideOf(actor, registered.parties ?? []) !== null;
    const view = staffView({ contract, terms, staff, standing: new StandingFacts(facts), isParty });
    return answer({ staff: view }, heads);
  }
}
