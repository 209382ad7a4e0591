import { Controller, Inject } from '@nestjs/common';
import { formatInstant } from '@weibao/exchange';
import { Audit } from '../audit/audit.service.js';
import { CLOCK, type Clock } from '../config.js';
import { OwnContracts } from '../contracts/own-contracts.js';
import type { Answered } from '../door/answers.js';
import { callerOf, Through, type Door } from '../door/door.js';
import { RefusedError } from '../door/refusals.js';
import { At } from '../door/route.js';
import { ServiceRequests } from '../door/service-requests.js';
import { CallRepository } from './call.repository.js';
import { ContactRepository, type Contact } from './contact.repository.js';
import { unknownContact, unknownHotline } from './directory.refusals.js';
import * as routes from './directory.routes.js';
import { HotlineRepository } from './hotline.repository.js';

const MOST_CONTACTS = 500;

/** The directory: hotlines belong to contracts, contacts to the organisation whose desk wrote them down. The audit names neither people nor numbers. */
@Controller()
export class DirectoryController {
  constructor(
    private readonly hotlines: HotlineRepository,
    private readonly contacts: ContactRepository,
    private readonly calls: CallRepository,
    private readonly contracts: OwnContracts,
    private readonly requests: ServiceRequests,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(routes.listHotlines)
  async listHotlines(@Through() door: Door<typeof routes.listHotlines>): Promise<Answered<unknown>> {
    const own = await this.contracts.of(callerOf(door), door.requestId);
    if (!own.ok) return { ok: false, error: own.error };
    return { ok: true, value: { hotlines: await this.hotlines.of(own.result.map(({ contract }) => contract)) } };
  }

  @At(routes.addHotline)
  async addHotline(@Through() door: Door<typeof routes.addHotline>): Promise<Answered<unknown>> {
    const { contract } = door.params;
    await this.mustHavePart(door, contract);
    const { system = null, name, phone } = door.body;
    const { account } = callerOf(door).actor;
    const added = await this.hotlines.add({ contract, system, name, phone }, account, this.clock());
    await this.audit.note(door, 'hotline.added', { contract, hotline: added.id });
    return { ok: true, value: added };
  }

  @At(routes.removeHotline)
  async removeHotline(@Through() door: Door<typeof routes.removeHotline>): Promise<Answered<undefined>> {
    const { contract, hotline } = door.params;
    await this.mustHavePart(door, contract);
    if (!(await this.hotlines.remove(contract, hotline))) return { ok: false, error: unknownHotline(hotline) };
    await this.audit.note(door, 'hotline.removed', { contract, hotline });
    return { ok: true, value: undefined };
  }

  @At(routes.listContacts)
  async listContacts(@Through() door: Door<typeof routes.listContacts>): Promise<Answered<unknown>> {
    const contacts = await this.contacts.list(callerOf(door).actor.organisation, MOST_CONTACTS);
    return { ok: true, value: { contacts: contacts.map(view) } };
  }

  @At(routes.addContact)
  async addContact(@Through() door: Door<typeof routes.addContact>): Promise<Answered<unknown>> {
    const { account, organisation } = callerOf(door).actor;
    const contact = await this.contacts.note({ organisation, ...door.body }, account, this.clock());
    await this.audit.note(door, 'contact.added', { contact: contact.id });
    return { ok: true, value: view(contact) };
  }

  @At(routes.eraseContact)
  async eraseContact(@Through() door: Door<typeof routes.eraseContact>): Promise<Answered<undefined>> {
    const { contact } = door.params;
    const erased = await this.contacts.erase(callerOf(door).actor.organisation, contact);
    if (!erased) return { ok: false, error: unknownContact(contact) };
    await this.audit.note(door, 'contact.erased', { contact });
    return { ok: true, value: undefined };
  }

  @At(routes.getCall)
  async getCall(@Through() door: Door<typeof routes.getCall>): Promise<Answered<unknown>> {
    await this.mustHavePart(door, door.params.contract);
    const call = await this.calls.find({ organisation: callerOf(door).actor.organisation, ...door.params });
    if (!call) return { ok: true, value: { call: null } };
    const { notedAtMs, ...said } = call;
    return { ok: true, value: { call: { ...said, notedAt: formatInstant(notedAtMs) } } };
  }

  /** Whose contract it is, billing-svc says: foreign and absent are refused alike. */
  private async mustHavePart(door: Pick<Door, 'caller' | 'requestId' | 'commandId'>, contract: string): Promise<void> {
    const reply = await this.requests.query('billing.contract.get', door, contract, {});
    if (!reply.ok) throw new RefusedError(reply.error);
  }
}

const view = ({ id, department, name, phone, notedAtMs }: Contact) => ({
  id,
  department,
  name,
  phone,
  notedAt: formatInstant(notedAtMs),
});
