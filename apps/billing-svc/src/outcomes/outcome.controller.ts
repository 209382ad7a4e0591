import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { applicationPacks, contractDay, scorecardPeriods } from '@weibao/engine';
import { isOutcomeList, parseInstant } from '@weibao/exchange';
import type { ApplicationPackView, PostureView, Reply, ScorecardView, TrendsView } from '@weibao/messages';
import { answer, type Call } from '@weibao/service-kit';
import { noSuchContract } from '../contracts/contract.refusals.js';
import { fitsMessage, listSizes, onlyLists, pageOf, type OutcomeShare } from './outcome-share.js';
import { noSuchList, outcomeTooLarge, pagesAreOfOneList } from './outcome.refusals.js';
import { newestStoredMs, OutcomeService, type Settled } from './outcome.service.js';
import { postureView } from './posture.view.js';
import { scorecardView } from './scorecard.view.js';
import { trendsView } from './trends.view.js';

@Controller()
export class OutcomeController {
  constructor(private readonly outcomes: OutcomeService) {}

  /**
   * The outcome as of a moment, now unless told. `lists` keeps those lists only; one that no message holds is asked for in
   * pages, `after` 0, then what `next` says. The heads say which facts the answer is made of.
   */
  @MessagePattern('billing.outcome.get')
  async outcome({ contract, body }: Call<'billing.outcome.get'>): Promise<Reply<OutcomeShare>> {
    const { lists, after } = body;
    const unknown = (lists ?? []).filter((name) => !isOutcomeList(name));
    if (unknown.length) return noSuchList(unknown);
    const [paged] = lists?.length === 1 ? lists.filter(isOutcomeList) : [];
    if (after !== undefined && paged === undefined) return pagesAreOfOneList();
    const settled = await this.settled(contract, body.asOf);
    if (!settled) return noSuchContract(contract);
    const share =
      after !== undefined && paged !== undefined
        ? pageOf(settled.outcome, paged, after)
        : onlyLists(settled.outcome, lists);
    return fitsMessage(share) ? answer(share, settled.record.heads) : outcomeTooLarge(listSizes(share));
  }

  /** What the wall shows of the outcome now: states and reasons, no yuan. */
  @MessagePattern('billing.posture.get')
  async posture({ contract, actor }: Call<'billing.posture.get'>): Promise<Reply<PostureView>> {
    const settled = await this.settled(contract, undefined);
    if (!settled) return noSuchContract(contract);
    const { registered, terms, facts, heads } = settled.record;
    const day = contractDay({ terms, facts, asOfMs: settled.asOfMs });
    const { outcome } = settled;
    const internal = actor.role === 'wall-internal';
    const nameZh = registered.name ?? terms.nameZh;
    return answer(postureView({ contract, nameZh, terms, outcome, day, internal }), heads);
  }

  /** Limits kept by month, availability and scores: what the charts show. */
  @MessagePattern('billing.trends.get')
  async trends({ contract }: Call<'billing.trends.get'>): Promise<Reply<TrendsView>> {
    const settled = await this.settled(contract, undefined);
    if (!settled) return noSuchContract(contract);
    const { registered, terms, heads } = settled.record;
    return answer(trendsView(contract, registered.name ?? terms.nameZh, settled.outcome), heads);
  }

  /** The scorecard, period by period, with what the facts suggest. */
  @MessagePattern('billing.scorecard.get')
  async scorecard({ contract }: Call<'billing.scorecard.get'>): Promise<Reply<ScorecardView>> {
    const settled = await this.settled(contract, undefined);
    if (!settled) return noSuchContract(contract);
    const { terms, facts, heads } = settled.record;
    const periods = terms.scorecard ? scorecardPeriods({ terms, facts, asOfMs: settled.asOfMs }) : [];
    return answer(scorecardView(terms, contract, periods, settled.outcome), heads);
  }

  /** What the applications for acceptance want in writing, and what is missing. */
  @MessagePattern('billing.application-packs.get')
  async packs({ contract }: Call<'billing.application-packs.get'>): Promise<Reply<{ packs: ApplicationPackView[] }>> {
    const record = await this.outcomes.recordOf(contract);
    if (!record) return noSuchContract(contract);
    const { terms, facts, heads } = record;
    const asOfMs = Math.max(Date.now(), newestStoredMs(facts));
    return answer({ packs: applicationPacks({ terms, facts, asOfMs }) }, heads);
  }

  private settled(contract: string, asOf: string | undefined): Promise<Settled | null> {
    const asOfMs = asOf === undefined ? null : parseInstant(asOf);
    return asOfMs === null ? this.outcomes.now(contract, Date.now()) : this.outcomes.asOf(contract, asOfMs);
  }
}
