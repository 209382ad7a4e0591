import { Controller, Inject } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { operations, type ContractTermsView, type Reply } from '@weibao/messages';
import { answer, FactStore, type Call } from '@weibao/service-kit';
import { HOUSE_RULES, type HouseRules } from '../config.js';
import { OutcomeService } from '../outcomes/outcome.service.js';
import { contractTermsView } from './contract-terms.view.js';
import { acceptFindings } from './finding-acceptance.js';
import { noSuchContract } from './contract.refusals.js';

/** What the contract says, clause by clause, for the people who live with it. */
@Controller()
export class ContractTermsController {
  constructor(
    private readonly outcomes: OutcomeService,
    private readonly store: FactStore,
    @Inject(HOUSE_RULES) private readonly house: HouseRules,
  ) {}

  @MessagePattern('billing.clauses.list')
  async clauses({ contract, actor }: Call<'billing.clauses.list'>): Promise<Reply<ContractTermsView>> {
    const settled = await this.outcomes.now(contract, Date.now());
    if (!settled) return noSuchContract(contract);
    const seesOutcome = operations['billing.outcome.get'].allowed.roles.includes(actor.role);
    const isParty = actor.role !== 'system-administrator';
    return answer(
      {
        ...contractTermsView(settled, { withActivity: seesOutcome, withReasons: isParty }),
        replyDays: this.house.replyDays,
      },
      settled.record.heads,
    );
  }

  @MessagePattern('billing.finding.accept')
  async accept(call: Call<'billing.finding.accept'>): Promise<Reply> {
    const settled = await this.outcomes.now(call.contract, Date.now());
    if (!settled) return noSuchContract(call.contract);
    const { findings } = contractTermsView(settled, { withActivity: false, withReasons: false });
    return acceptFindings(this.store, call, findings);
  }
}
