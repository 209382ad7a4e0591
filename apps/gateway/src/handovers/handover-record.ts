import { Inject, Injectable } from '@nestjs/common';
import { formatInstant } from '@weibao/exchange';
import type { Actor } from '@weibao/messages';
import { RequestClient } from '@weibao/service-kit';
import { CLOCK, type Clock } from '../config.js';
import type { Answered } from '../door/answers.js';
import { HandoverRepository, type Handover, type Signer } from './handover.repository.js';
import { dateAt } from './shift.js';

/**
 * Writes a sheet that both have signed into the record of each of its contracts: the handing over as work that was done, the taking over as its signature, each in
 * the name and role in which the sheet was signed. The command ids follow from the sheet, so that what was interrupted is completed and nothing is there twice.
 */
@Injectable()
export class HandoverRecord {
  constructor(
    private readonly handovers: HandoverRepository,
    private readonly client: RequestClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async complete(sheet: Handover, requestId: string): Promise<Answered<undefined>> {
    if (sheet.recordedAtMs !== null || sheet.takenOver === null) return { ok: true, value: undefined };
    const { handedOver, takenOver } = sheet;
    const handover = `handover-${sheet.id}`;
    const said = { handover, on: dateAt(handedOver.atMs) };
    for (const contract of sheet.contracts) {
      const ask = (signed: 'handed-over' | 'taken-over', signer: Signer) =>
        this.client.ask('inspection.handover.record', {
          contract,
          actor: actorOf(signer, sheet),
          body: { ...said, signed, at: secondOf(signer.atMs) },
          commandId: `${handover}-${signed}`,
          requestId,
        });
      const first = await ask('handed-over', handedOver);
      const second = first.ok ? await ask('taken-over', takenOver) : first;
      if (!second.ok) return { ok: false, error: second.error };
    }
    await this.handovers.noteRecorded(sheet.id, this.clock());
    return { ok: true, value: undefined };
  }
}

/** To the second, so that a service whose clock is a little behind does not take it for the future. */
const secondOf = (ms: number): string => formatInstant(Math.floor(ms / 1000) * 1000);
const actorOf = ({ account, role }: Signer, { organisation }: Handover): Actor => ({ account, role, organisation });
