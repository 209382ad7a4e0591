import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { forecastEntries, forecastSums } from '@weibao/engine';
import { formatInstant } from '@weibao/exchange';
import type { ForecastView, NextMissesView, Reply } from '@weibao/messages';
import { answer, ContractRecords, type Call } from '@weibao/service-kit';
import { noSuchContract } from '../contracts/contract.refusals.js';
import { NextMisses } from './next-misses.service.js';
import { OutcomeService } from './outcome.service.js';

/** What money has not moved yet: the price of the next miss, and the cash that the payments ahead come to. */
@Controller()
export class MoneyAheadController {
  constructor(
    private readonly outcomes: OutcomeService,
    private readonly nextMisses: NextMisses,
    private readonly records: ContractRecords,
  ) {}

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
