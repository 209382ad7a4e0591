import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { sideOf, type RecordedFactPage, type Reply } from '@weibao/messages';
import { answer, ContractRecords, refuse, type Call } from '@weibao/service-kit';
import { isCursorOf, recordPage } from './record-list.js';

/** The record itself, over all three services: ledgers, registers and histories are lists of it. */
@Controller()
export class RecordListController {
  constructor(private readonly records: ContractRecords) {}

  @MessagePattern('billing.fact.list')
  async list({ contract, actor, body }: Call<'billing.fact.list'>): Promise<Reply<RecordedFactPage>> {
    const { facts, heads, parties } = await this.records.get(contract);
    if (body.after !== undefined && !isCursorOf(facts, body.after)) return notACursor(body.after);
    const reader = { role: actor.role, isParty: sideOf(actor, parties) !== null };
    return answer(recordPage(facts, body, reader), heads);
  }
}

const notACursor = (after: string): Reply<never> =>
  refuse(
    'RECORD.BAD_CURSOR',
    `after 的值“${after}”不是上一页给出的 next。请从第一页重新开始。`,
    `The value "${after}" of "after" is no "next" of a page before. Begin again with the first page.`,
  );
