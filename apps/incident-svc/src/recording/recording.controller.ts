import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { Reply } from '@weibao/messages';
import { FactRecording, type Call } from '@weibao/service-kit';
import { onceKeyOf } from '../once-keys.js';
import { TermsLibrary } from '../terms/terms-library.js';
import { examineForIncidents } from './incident-recording.rules.js';

/** Demands, defects, security tasks, complaints, outages and what both sides agree: recorded by people and monitors. */
@Controller()
export class RecordingController {
  constructor(
    private readonly recording: FactRecording,
    private readonly library: TermsLibrary,
  ) {}

  @MessagePattern('incident.fact.record')
  record(call: Call<'incident.fact.record'>): Promise<Reply> {
    return this.recording.record(call, {
      onceKeyOf,
      examine: (recording) => examineForIncidents(recording, this.library.of(recording.record)),
    });
  }
}
