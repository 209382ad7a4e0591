import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config.js';
import { AuditRepository } from '../database/audit.repository.js';
import { callerOf, type Door } from '../door/door.js';

type Noting = Pick<Door, 'caller' | 'address' | 'requestId'>;

/** The one way in which a route writes into the audit: who did what, from where, in which request. Awaited before the answer leaves. */
@Injectable()
export class Audit {
  constructor(
    private readonly entries: AuditRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param action noun and participle: `token.created`, `device.revoked`, `record.exported`
   * @param detail what it was done to; `contract` and `account` in it can be searched for. Never a secret, never free text of a contract
   */
  async note(door: Noting, action: string, detail: Record<string, unknown> = {}): Promise<void> {
    const { account, organisation } = callerOf(door).actor;
    const { address, requestId } = door;
    await this.entries.add({ atMs: this.clock(), action, account, organisation, address, requestId, detail });
  }
}
