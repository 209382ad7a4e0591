import { TRIAL_PREFIX, type Actor, type ActorRole, type Allowed, type Reply } from '@weibao/messages';
import type { ContractRecords } from '../facts/contract-records.js';
import type { FactCopies } from '../facts/fact-copies.js';
import { refuse } from './reply.js';

const ASK_AGAIN_MS = 1000;
const isOfThePlatform = (role: ActorRole): boolean => role === 'system-administrator' || role === 'service';

/**
 * Who may: the one place that decides it for every operation. The role must be listed, and the actor's organisation must have one of the listed
 * parts in the contract. An operation that lists no parts is not about one contract and needs none. The system administrator and the processes
 * themselves are the platform's own: where their role is listed they pass without a part (they register and import before there are parties).
 */
export class Guard {
  private readonly asked = new Map<string, { atMs: number; answered: Promise<unknown> }>();

  constructor(
    private readonly records: ContractRecords,
    private readonly copies: FactCopies,
  ) {}

  /** Null when allowed. The refusal is the same for a contract of others and for one that does not exist: nobody learns which exist. */
  async refusal(allowed: Allowed, actor: Actor, contract: string): Promise<Reply<never> | null> {
    const isTrial = contract.startsWith(TRIAL_PREFIX);
    if (!allowed.roles.includes(actor.role) && !(isTrial && allowed.trialRoles?.includes(actor.role)))
      return notAllowed(actor.role);
    if (isOfThePlatform(actor.role) || allowed.parts.length === 0) return null;
    return (await this.hasPart(allowed, actor, contract)) ? null : notYours(contract);
  }

  private async hasPart(allowed: Allowed, actor: Actor, contract: string): Promise<boolean> {
    let record = this.records.known(contract);
    if (!record?.registered) record = await this.records.get(contract);
    if (!record.registered) {
      // Registered a moment ago, perhaps, and its copy is still on the way.
      await this.askOwner(contract);
      record = await this.records.get(contract);
    }
    return record.parties.some(
      ({ organisation, part }) => organisation === actor.organisation && allowed.parts.includes(part),
    );
  }

  /** Once a second at most for each unknown contract, so that guessing costs the owner nothing; who comes meanwhile waits for the same answer. */
  private async askOwner(contract: string): Promise<void> {
    const nowMs = Date.now();
    const last = this.asked.get(contract);
    if (last && nowMs - last.atMs < ASK_AGAIN_MS) {
      await last.answered;
      return;
    }
    if (this.asked.size > 1000) this.asked.clear();
    const answered = this.copies.catchUp(contract, ['billing']);
    this.asked.set(contract, { atMs: nowMs, answered });
    await answered;
  }
}

function notAllowed(role: string): Reply<never> {
  return refuse(
    'ACCESS.ROLE',
    `角色 ${role} 不能办理此项。请由有权限的账号办理,或请管理员调整角色。`,
    `The role ${role} may not do this. Use an account that may, or ask an administrator to change the role.`,
  );
}

function notYours(contract: string): Reply<never> {
  return refuse(
    'ACCESS.NOT_YOURS',
    `没有合同 ${contract},或贵单位不是该合同的当事方。请核对合同编号。`,
    `There is no contract ${contract}, or your organisation has no part in it. Check the contract's id.`,
  );
}
