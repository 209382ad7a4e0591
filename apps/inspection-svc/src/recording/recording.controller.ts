import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { Reply } from '@weibao/messages';
import { FactCorrections, FactRecording, type Call } from '@weibao/service-kit';
import { TermsFiles } from '../terms/terms-files.js';
import { examineForInspections } from './inspection-recording.rules.js';
import { onceKeyOf } from './once-keys.js';
import { signingBy } from './report-signing.rules.js';

/** Inspections, backups, duties, documents, surveys, approvals, staff and effort: recorded by people, and put right. */
@Controller()
export class RecordingController {
  constructor(
    private readonly recording: FactRecording,
    private readonly corrections: FactCorrections,
    private readonly terms: TermsFiles,
  ) {}

  @MessagePattern('inspection.fact.record')
  record(call: Call<'inspection.fact.record'>): Promise<Reply> {
    return this.recording.record(call, {
      onceKeyOf,
      examine: (recording) => {
        const { faults } = examineForInspections(recording, this.terms.of(recording.record));
        if (call.body.signed !== true) return { faults };
        const signing = signingBy(recording, call.actor.role);
        return { faults: [...faults, ...signing.faults], also: signing.facts };
      },
    });
  }

  @MessagePattern('inspection.fact.withdraw')
  withdraw(call: Call<'inspection.fact.withdraw'>): Promise<Reply> {
    return this.corrections.withdraw(call);
  }

  @MessagePattern('inspection.fact.confirm')
  confirm(call: Call<'inspection.fact.confirm'>): Promise<Reply> {
    return this.corrections.confirm(call);
  }
}
