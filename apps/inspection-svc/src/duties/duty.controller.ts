import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { DutyView, Reply } from '@weibao/messages';
import { answer, refuse, type Call } from '@weibao/service-kit';
import { unknownContract } from '../terms/terms.refusals.js';
import { dueDay, dueWithin } from './due-date.js';
import { DutyService } from './duty.service.js';
import { foldDays } from './fold-days.js';

@Controller()
export class DutyController {
  constructor(private readonly duties: DutyService) {}

  /** Duties that fall due from one day to another, both included, in the order of the contract's clauses. */
  @MessagePattern('inspection.duties.list')
  async list({ contract, body }: Call<'inspection.duties.list'>): Promise<Reply<{ duties: DutyView[] }>> {
    const { from, to, undated, kind, fold } = body;
    if (from !== undefined && to !== undefined && to < from)
      return refuse(
        'INSPECTION.BAD_RANGE',
        `查询范围的末日 ${to} 早于首日 ${from}，请对调或改正。`,
        `The range ends on ${to}, before it begins on ${from}; swap or correct them.`,
        [{ place: 'to', message: `expected a date not before ${from}, got "${to}"` }],
      );
    const settled = await this.duties.now(contract, Date.now());
    if (!settled) return unknownContract(contract);
    const due = (duty: DutyView) => (undated === true ? dueDay(duty) === null : dueWithin(duty, from, to));
    const duties = settled.duties.filter((duty) => due(duty) && (kind === undefined || duty.proof.kind === kind));
    return answer({ duties: fold === true ? foldDays(duties) : duties }, settled.record.heads);
  }
}
