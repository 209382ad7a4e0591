import { Controller, Inject } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { applicationPacks } from '@weibao/engine';
import type { Reply } from '@weibao/messages';
import { FactCorrections, FactRecording, type Call, type Examined, type RecordingOf } from '@weibao/service-kit';
import { HOUSE_RULES, type HouseRules } from '../config.js';
import { OutcomeService, settled } from '../outcomes/outcome.service.js';
import { examineForBilling } from './billing-recording.rules.js';
import { onceKeyOf } from './once-keys.js';

/** Acceptances, invoices, payments, decisions, rulings, notices, rights, and the contract's own history: recorded by people, and put right. */
@Controller()
export class RecordingController {
  constructor(
    private readonly recording: FactRecording,
    private readonly corrections: FactCorrections,
    private readonly outcomes: OutcomeService,
    @Inject(HOUSE_RULES) private readonly house: HouseRules,
  ) {}

  @MessagePattern('billing.fact.record')
  record(call: Call<'billing.fact.record'>): Promise<Reply> {
    return this.recording.record(call, { onceKeyOf, examine: (recording) => this.examine(recording) });
  }

  @MessagePattern('billing.fact.withdraw')
  withdraw(call: Call<'billing.fact.withdraw'>): Promise<Reply> {
    return this.corrections.withdraw(call);
  }

  @MessagePattern('billing.fact.confirm')
  confirm(call: Call<'billing.fact.confirm'>): Promise<Reply> {
    return this.corrections.confirm(call);
  }

  /** Judged on the outcome of exactly the facts that the recording was read with; computed only where a rule asks for it. */
  private examine(recording: RecordingOf): Examined {
    const { outcomes } = this;
    const record = outcomes.withTermsOf(recording.record);
    return examineForBilling({
      ...recording,
      terms: record.terms,
      house: this.house,
      packs: () => applicationPacks({ terms: record.terms, facts: record.facts, asOfMs: recording.nowMs }),
      outcomeAt: (asOfMs) => settled(record, asOfMs).outcome,
      get outcome() {
        return outcomes.current(record, recording.nowMs).outcome;
      },
    });
  }
}
