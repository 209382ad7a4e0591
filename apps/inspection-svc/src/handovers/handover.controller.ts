import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { RecordableFact, Reply } from '@weibao/messages';
import { FactRecording, type Call } from '@weibao/service-kit';
import { onceKeyOf } from '../recording/once-keys.js';

/** BY-A1-DUTY  a log of each handover: the work of whoever hands over, signed by whoever takes over. What the sheet says stands at the gateway. */
@Controller()
export class HandoverController {
  constructor(private readonly recording: FactRecording) {}

  @MessagePattern('inspection.handover.record')
  record(call: Call<'inspection.handover.record'>): Promise<Reply> {
    const { handover, on, signed, at } = call.body;
    const type = signed === 'handed-over' ? ('duty.done' as const) : ('duty.signed' as const);
    const fact: RecordableFact = {
      type,
      duty: handover,
      kind: 'handover',
      period: on,
      ...(at === undefined ? {} : { at }),
    };
    return this.recording.record(
      { ...call, body: { fact } },
      { onceKeyOf, examine: () => ({ faults: [] }), ofTheCommand: true },
    );
  }
}
