import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { Reply } from '@weibao/messages';
import { FactCorrections, FactRecording, type Call } from '@weibao/service-kit';
import { TermsFiles } from '../terms/terms-files.js';
import { examineForInspections } from './inspection-recording.rules.js';
import { onceKeyOf } from './once-keys.js';

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
      examine: (recording) => examineForInspections(recording, this.terms.of(recording.record)),
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
