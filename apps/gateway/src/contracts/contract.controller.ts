import { Controller } from '@nestjs/common';
import type { AmendmentTrial, ContractTermsView, ContractView, FiguresView, ReadingEffectView } from '@weibao/messages';
import { Audit } from '../audit/audit.service.js';
import type { Answered } from '../door/answers.js';
import type { Caller } from '../door/caller.js';
import { callerOf, Through, type Door } from '../door/door.js';
import { At } from '../door/route.js';
import { ServiceRequests, type CommandAnswer } from '../door/service-requests.js';
import { formatSequence } from '../stream/sequence.js';
import { StreamHub } from '../stream/stream-hub.js';
import {
  acceptFinding,
  checkAmendment,
  compareReading,
  dropContract,
  getContract,
  getFigures,
  getTerms,
  listContracts,
  registerContract,
} from './contract.routes.js';
import { OwnContracts } from './own-contracts.js';

@Controller()
export class ContractController {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly contracts: OwnContracts,
    private readonly hub: StreamHub,
    private readonly audit: Audit,
  ) {}

  @At(listContracts)
  async list(@Through() door: Door<typeof listContracts>): Promise<Answered<unknown>> {
    const sequence = formatSequence(this.hub.sequence);
    const own = await this.contracts.of(callerOf(door), door.requestId, door.query.trials);
    return own.ok
      ? {
          ok: true,
          value: { contracts: own.result.map((view) => forRoom(callerOf(door), view)), missing: [], sequence },
        }
      : own;
  }

  @At(getContract)
  get(@Through() door: Door<typeof getContract>): Promise<Answered<unknown>> {
    return this.requests.one<ContractView, { contract: ContractView }>(
      'billing.contract.get',
      door,
      door.params.contract,
      {},
      (contract) => ({ contract: forRoom(callerOf(door), contract) }),
    );
  }

  @At(getTerms)
  terms(@Through() door: Door<typeof getTerms>): Promise<Answered<unknown>> {
    return this.requests.one<ContractTermsView, { terms: ContractTermsView }>(
      'billing.clauses.list',
      door,
      door.params.contract,
      {},
      (terms) => ({ terms }),
    );
  }

  @At(getFigures)
  figures(@Through() door: Door<typeof getFigures>): Promise<Answered<unknown>> {
    const show = (figures: FiguresView) => figures;
    return this.requests.one('billing.figures.get', door, door.params.contract, {}, show);
  }

  @At(checkAmendment)
  check(@Through() door: Door<typeof checkAmendment>): Promise<Answered<unknown>> {
    const show = (trial: AmendmentTrial) => trial;
    return this.requests.one('billing.amendment.check', door, door.params.contract, door.body, show);
  }

  @At(compareReading)
  compare(@Through() door: Door<typeof compareReading>): Promise<Answered<unknown>> {
    const { contract, reading } = door.params;
    return this.requests.one<{ effects: ReadingEffectView[] }, { effects: ReadingEffectView[] }>(
      'billing.reading.compare',
      door,
      contract,
      { reading },
      (found) => found,
    );
  }

  @At(acceptFinding)
  accept(@Through() door: Door<typeof acceptFinding>): Promise<Answered<CommandAnswer>> {
    return this.requests.command('billing.finding.accept', door, door.params.contract, door.body);
  }

  @At(registerContract)
  async register(@Through() door: Door<typeof registerContract>): Promise<Answered<CommandAnswer>> {
    const { contract } = door.params;
    const { organisation } = callerOf(door).actor;
    const body = { ...door.body, parties: door.body.parties ?? [{ organisation, part: 'customer' as const }] };
    const answered = await this.requests.command('billing.contract.register', door, contract, body);
    if (answered.ok) await this.changed('contract.registered', door, contract);
    return answered;
  }

  @At(dropContract)
  async drop(@Through() door: Door<typeof dropContract>): Promise<Answered<CommandAnswer>> {
    const { contract } = door.params;
    const answered = await this.requests.command('billing.contract.drop', door, contract, {});
    if (answered.ok) await this.changed('contract.dropped', door, contract);
    return answered;
  }

  private async changed(action: string, door: Door, contract: string): Promise<void> {
    this.contracts.forgetAll();
    await this.audit.note(door, action, { contract });
  }
}

/** Visitors read a wall: unless it is an internal one it is not told whose contract it is. */
const forRoom = ({ actor }: Caller, view: ContractView): ContractView =>
  actor.role === 'wall' ? { ...view, parties: view.parties.filter(({ part }) => part !== 'vendor') } : view;
