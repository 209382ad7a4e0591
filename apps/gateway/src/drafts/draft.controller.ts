import { Controller } from '@nestjs/common';
import type { DraftList, DraftRegistered, DraftView } from '@weibao/messages';
import { Audit } from '../audit/audit.service.js';
import { OwnContracts } from '../contracts/own-contracts.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At } from '../door/route.js';
import { ServiceRequests, type CommandAnswer } from '../door/service-requests.js';
import {
  acceptFindings,
  discardDraft,
  findParty,
  getDraft,
  listDrafts,
  registerDraft,
  saveDraft,
  startDraft,
} from './draft.routes.js';
import { Parties } from './parties.service.js';

/** Drafts are of no contract yet. */
const ALL = 'all';

@Controller()
export class DraftController {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly parties: Parties,
    private readonly contracts: OwnContracts,
    private readonly audit: Audit,
  ) {}

  @At(listDrafts)
  async list(@Through() door: Door<typeof listDrafts>): Promise<Answered<unknown>> {
    const reply = await this.requests.query<DraftList>('billing.draft.list', door, ALL, {});
    return reply.ok ? { ok: true, value: reply.result } : reply;
  }

  @At(getDraft)
  async get(@Through() door: Door<typeof getDraft>): Promise<Answered<unknown>> {
    const reply = await this.requests.query<DraftView>('billing.draft.get', door, ALL, door.params);
    if (!reply.ok) return reply;
    const named = reply.result.content.parties.map(({ organisation }) => organisation);
    return { ok: true, value: { draft: reply.result, parties: await this.parties.named(named) } };
  }

  @At(startDraft)
  start(@Through() door: Door<typeof startDraft>): Promise<Answered<CommandAnswer>> {
    return this.requests.command('billing.draft.start', door, ALL, door.body);
  }

  @At(saveDraft)
  async save(@Through() door: Door<typeof saveDraft>): Promise<Answered<CommandAnswer>> {
    const error = await this.parties.refusal(door.body.content.parties);
    if (error) return { ok: false, error };
    return this.requests.command('billing.draft.save', door, ALL, { ...door.params, ...door.body });
  }

  @At(acceptFindings)
  accept(@Through() door: Door<typeof acceptFindings>): Promise<Answered<CommandAnswer>> {
    return this.requests.command('billing.draft.accept', door, ALL, { ...door.params, ...door.body });
  }

  @At(registerDraft)
  async register(@Through() door: Door<typeof registerDraft>): Promise<Answered<CommandAnswer>> {
    const answered = await this.requests.command('billing.draft.register', door, ALL, { ...door.params, ...door.body });
    if (!answered.ok) return answered;
    this.contracts.forgetAll();
    const { contract } = answered.value.result as DraftRegistered;
    await this.audit.note(door, 'contract.registered', { contract, draft: door.params.draft });
    return answered;
  }

  @At(discardDraft)
  discard(@Through() door: Door<typeof discardDraft>): Promise<Answered<CommandAnswer>> {
    return this.requests.command('billing.draft.discard', door, ALL, { ...door.params, ...door.query });
  }

  @At(findParty)
  async party(@Through() door: Door<typeof findParty>): Promise<Answered<unknown>> {
    const found = await this.parties.find(door.params.name);
    return 'code' in found ? { ok: false, error: found } : { ok: true, value: { party: found } };
  }
}
