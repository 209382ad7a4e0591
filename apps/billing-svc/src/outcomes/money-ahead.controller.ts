import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { dayFromDate, endOfDay } from '@weibao/calendar';
import { forecastEntries, forecastSums } from '@weibao/engine';
import { formatInstant } from '@weibao/exchange';
import type { ForecastView, NextMissesView, Reply, WaitingDecisions } from '@weibao/messages';
import { answer, ContractRecords, type Call } from '@weibao/service-kit';
import { noSuchContract } from '../contracts/contract.refusals.js';
import { NextMisses } from './next-misses.service.js';
import { OutcomeService } from './outcome.service.js';
import { waitingDecisions } from './waiting.view.js';

/** What money has not moved yet: deductions that nobody has decided, the price of the next miss, and the cash that the payments ahead come to. */
@Controller()
export class MoneyAheadController {
  constructor(
    private readonly outcomes: OutcomeService,
    private readonly nextMisses: NextMisses,
    private readonly records: ContractRecords,
  ) {}

  @MessagePattern('billing.waiting.list')
  async waiting({ contract, body: { on } }: Call<'billing.waiting.list'>): Promise<Reply<WaitingDecisions>> {
    const nowMs = Date.now();
    const endMs = on === undefined ? nowMs : endOfDay(dayFromDate(on) as number) - 1;
    const settled = await (endMs < nowMs ? this.outcomes.asOf(contract, endMs) : this.outcomes.now(contract, nowMs));
    return settled ? answer(waitingDecisions(settled.outcome), settled.record.heads) : noSuchContract(contract);
  }

  @MessagePattern('billing.next-miss.get')
  async nextMiss({ contract }: Call<'billing.next-miss.get'>): Promise<Reply<NextMissesView>> {
    const record = await this.outcomes.recordOf(contract);
    if (!record) return noSuchContract(contract);
    return answer(await this.nextMisses.of(record, Date.now()), record.heads);
  }

  /** Of the contracts named those in which the actor's organisation has a part; the others are as good as unknown. */
  @MessagePattern('billing.forecast.get')
  async forecast({ actor, body }: Call<'billing.forecast.get'>): Promise<Reply<ForecastView>> {
    const nowMs = Date.now();
    const contracts: ForecastView['contracts'] = [];
    for (const contract of [...new Set(body.contracts)].sort()) {
      const { parties } = await this.records.get(contract);
      if (!parties.some(({ organisation }) => organisation === actor.organisation)) continue;
      const record = await this.outcomes.recordOf(contract);
      if (!record || record.trial) continue;
      const { outcome, asOfMs } = this.outcomes.current(record, nowMs);
      const entries = forecastEntries({ terms: record.terms, facts: record.facts, asOfMs }, outcome);
      contracts.push({ contract, entries, ...forecastSums(entries) });
    }
    const all = forecastSums(contracts.flatMap(({ entries }) => entries));
    return answer({ asOf: formatInstant(nowMs), ...all, contracts });
  }
}
