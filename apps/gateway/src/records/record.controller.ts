import { Controller } from '@nestjs/common';
import { operations, ownerOf, services, type RecordedFactPage } from '@weibao/messages';
import type { Answered } from '../door/answers.js';
import { Audit } from '../audit/audit.service.js';
import { callerOf, Through, type Door } from '../door/door.js';
import { roleNotAllowed } from '../door/refusals.js';
import { At } from '../door/route.js';
import { ServiceRequests, type CommandAnswer } from '../door/service-requests.js';
import { EvidenceService } from '../evidence/evidence.service.js';
import { isDecision } from './decisions.js';
import { confirmFact, eraseText, listRecords, recordFact, withdrawFact } from './record.routes.js';

type Correction = 'withdraw' | 'confirm' | 'erase';
/** A service's word that a fact is not its own to correct. */
const NOT_HERE = /\.FACT_(UNKNOWN|ELSEWHERE)$/;

/** Recording facts and putting them right: to the service that owns the type, or keeps the fact. */
@Controller()
export class RecordController {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly evidence: EvidenceService,
    private readonly audit: Audit,
  ) {}

  @At(recordFact)
  async record(@Through() door: Door<typeof recordFact>): Promise<Answered<CommandAnswer>> {
    const unknown = await this.evidence.citedRefusal(door.params.contract, door.body.fact);
    if (unknown) return { ok: false, error: unknown };
    const { contract } = door.params;
    const { type } = door.body.fact;
    const answered = await this.requests.command(`${ownerOf(type)}.fact.record`, door, contract, door.body);
    if (answered.ok && isDecision(type)) await this.audited('decision.recorded', door, answered.value, { type });
    return answered;
  }

  @At(listRecords)
  list(@Through() door: Door<typeof listRecords>): Promise<Answered<unknown>> {
    const { type, ...query } = door.query;
    return this.requests.one<RecordedFactPage, RecordedFactPage>(
      'billing.fact.list',
      door,
      door.params.contract,
      type === undefined ? query : { ...query, types: type },
      ({ facts, next }) => ({ facts, next }),
    );
  }

  @At(withdrawFact)
  async withdraw(@Through() door: Door<typeof withdrawFact>): Promise<Answered<CommandAnswer>> {
    const answered = await this.correct('withdraw', door);
    if (answered.ok) await this.audited('fact.withdrawn', door, answered.value, { of: door.params.fact });
    return answered;
  }

  @At(confirmFact)
  confirm(@Through() door: Door<typeof confirmFact>): Promise<Answered<CommandAnswer>> {
    return this.correct('confirm', door);
  }

  /** The audit says whose text went, never the text; the reason stands where the text stood. */
  @At(eraseText)
  async erase(@Through() door: Door<typeof eraseText>): Promise<Answered<CommandAnswer>> {
    const answered = await this.correct('erase', door);
    if (answered.ok) await this.audited('text.erased', door, answered.value, { field: door.body.field });
    return answered;
  }

  /** Sent again under its key, a command is answered again and noted again: the audit says who asked, the record what was done once. */
  private audited(
    action: string,
    door: Pick<Door, 'caller' | 'address' | 'requestId'> & { params: { contract: string } },
    { result, commandId }: CommandAnswer,
    said: Record<string, unknown>,
  ): Promise<void> {
    const { fact } = result as { fact?: string };
    return this.audit.note(door, action, { contract: door.params.contract, fact, commandId, ...said });
  }

  /**
   * An id does not say who keeps the fact: the services are asked one after the other until one does. Each of them stores under the same command id only
   * what is its own, so that sent twice it is done once. Those that the caller's role cannot correct anything of are left out.
   */
  private async correct(
    correction: Correction,
    door: Pick<Door, 'caller' | 'requestId' | 'commandId'> & {
      params: { contract: string; fact: string };
      body: Record<string, unknown>;
    },
  ): Promise<Answered<CommandAnswer>> {
    const { contract, fact } = door.params;
    const { role } = callerOf(door).actor;
    const able = services.filter((service) => operations[`${service}.fact.${correction}`].allowed.roles.includes(role));
    let answered: Answered<CommandAnswer> = { ok: false, error: roleNotAllowed(role, []) };
    for (const service of able) {
      answered = await this.requests.command(`${service}.fact.${correction}`, door, contract, { ...door.body, fact });
      if (answered.ok || !NOT_HERE.test(answered.error.code)) return answered;
    }
    return answered;
  }
}
