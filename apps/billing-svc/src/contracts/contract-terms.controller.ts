import { Controller, Inject } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { readingEffects } from '@weibao/engine';
import {
  operations,
  type AmendmentTrial,
  type ContractTermsView,
  type FiguresView,
  type ReadingEffectView,
  type Reply,
} from '@weibao/messages';
import { answer, FactStore, type Call } from '@weibao/service-kit';
import { HOUSE_RULES, type HouseRules } from '../config.js';
import { OutcomeService } from '../outcomes/outcome.service.js';
import { amendmentTrial, figuresView } from './amendment.view.js';
import { contractTermsView } from './contract-terms.view.js';
import { acceptFindings } from './finding-acceptance.js';
import { badAmendment, noSuchContract, noSuchReading } from './contract.refusals.js';

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

  @MessagePattern('billing.reading.compare')
  async compare({ contract, body }: Call<'billing.reading.compare'>): Promise<Reply<{ effects: ReadingEffectView[] }>> {
    const settled = await this.outcomes.now(contract, Date.now());
    if (!settled) return noSuchContract(contract);
    const { record, asOfMs, outcome } = settled;
    const known = record.terms.registry.find(({ option, id }) => option === body.reading || id === body.reading);
    if (!known) return noSuchReading(contract, body.reading);
    const input = { terms: record.terms, facts: record.facts, asOfMs };
    return answer({ effects: readingEffects(input, known.option, outcome) }, record.heads);
  }

  @MessagePattern('billing.figures.get')
  async figures({ contract }: Call<'billing.figures.get'>): Promise<Reply<FiguresView>> {
    const record = await this.outcomes.recordOf(contract);
    return record ? answer(figuresView(record), record.heads) : noSuchContract(contract);
  }

  @MessagePattern('billing.amendment.check')
  async check({ contract, body }: Call<'billing.amendment.check'>): Promise<Reply<AmendmentTrial>> {
    const record = await this.outcomes.recordOf(contract);
    if (!record) return noSuchContract(contract);
    const trial = amendmentTrial(record, body);
    return trial.ok ? answer(trial.value, record.heads) : badAmendment(contract, trial.faults);
  }

  @MessagePattern('billing.finding.accept')
  async accept(call: Call<'billing.finding.accept'>): Promise<Reply> {
    const settled = await this.outcomes.now(call.contract, Date.now());
    if (!settled) return noSuchContract(call.contract);
    const { findings } = contractTermsView(settled, { withActivity: false, withReasons: false });
    return acceptFindings(this.store, call, findings);
  }
}
