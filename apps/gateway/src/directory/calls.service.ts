import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../audit/audit.service.js';
import { CLOCK, type Clock } from '../config.js';
import { callerOf, type Door } from '../door/door.js';
import { CallRepository } from './call.repository.js';
import { ContactRepository } from './contact.repository.js';
import type { callBody } from './directory.routes.js';

/** Keeps who called about an incident in the directory, so that the fact names nobody. */
@Injectable()
export class Calls {
  constructor(
    private readonly contacts: ContactRepository,
    private readonly calls: CallRepository,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async note(
    door: Pick<Door, 'caller' | 'address' | 'requestId'>,
    about: { contract: string; incident: string; department: string },
    { name, phone, told }: z.infer<typeof callBody>,
  ): Promise<void> {
    if (name + phone + told === '') return;
    const { account, organisation } = callerOf(door).actor;
    const { contract, incident, department } = about;
    const nowMs = this.clock();
    const contact =
      name + phone === ''
        ? null
        : (await this.contacts.note({ organisation, department, name, phone }, account, nowMs)).id;
    await this.calls.put({ organisation, contract, incident }, { contact, told: told || null }, account, nowMs);
    await this.audit.note(door, 'call.noted', { contract, incident, contact });
  }
}
