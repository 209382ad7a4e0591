import type { Fact } from '@weibao/exchange';
import { isRecordable, mayRecord, ownerOf, sideOf, type Reply, type Service } from '@weibao/messages';
import type { Call } from '../messaging/call.js';
import { readable, refusalOf, type CommandFault } from '../messaging/command-fault.js';
import type { ContractRecords } from './contract-records.js';
import type { NewFact } from './fact-body.js';
import type { FactStore } from './fact-store.js';
import { StandingFacts } from './standing-facts.js';

type Withdraw = Call<'inspection.fact.withdraw' | 'billing.fact.withdraw'>;
type Confirm = Call<'inspection.fact.confirm' | 'billing.fact.confirm'>;
type Correction = Withdraw | Confirm;

interface Named {
  fact: Fact;
  standing: StandingFacts;
}

/**
 * Taking back and confirming what a service keeps. Nothing is edited: a wrong entry is withdrawn with the reason and stays visible, the right one is
 * a new fact. Whoever may record a type for the hospital may withdraw it.
 */
export class FactCorrections {
  constructor(
    private readonly service: Service,
    private readonly store: FactStore,
    private readonly records: ContractRecords,
  ) {}

  async withdraw(call: Withdraw): Promise<Reply> {
    const named = await this.named(call);
    if ('code' in named) return { ok: false, error: refusalOf([named]) };
    if (named.fact.type === 'fact.withdrawn' || named.fact.type === 'contract.registered')
      return { ok: false, error: refusalOf([notWithdrawable(named.fact)]) };
    const { fact, note } = call.body;
    return this.append(call, { type: 'fact.withdrawn', by: 'hospital', fact, note }, { withdrawn: fact });
  }

  /** The hospital's consent to an entry of the vendor, such as one that carries an earlier time than its recording. */
  async confirm(call: Confirm): Promise<Reply> {
    const named = await this.named(call);
    if ('code' in named) return { ok: false, error: refusalOf([named]) };
    const confirmation = named.standing.confirmationOf(named.fact);
    if (confirmation) return { ok: false, error: refusalOf([confirmedAlready(named.fact, confirmation)]) };
    if (named.fact.by !== 'vendor') return { ok: false, error: refusalOf([nothingToConfirm(named.fact)]) };
    const { fact } = call.body;
    return this.append(call, { type: 'fact.confirmed', by: 'hospital', fact }, { confirmed: fact });
  }

  private async append(call: Correction, fact: NewFact, result: Record<string, string>): Promise<Reply> {
    const key = `${fact.type}:${String((fact as { fact?: unknown }).fact)}`;
    const appended = await this.store.append(call, {
      facts: [fact],
      once: [{ key, fact: 0 }],
      reply: ([written]) => ({ ...result, fact: written?.id, at: written?.at }),
    });
    if (appended.outcome !== 'taken' && appended.outcome !== 'moved') return appended.reply;
    // Somebody was faster by a moment: their entry is what the next look finds.
    const again = await this.named(call);
    const first = 'code' in again ? undefined : again.standing.confirmationOf(again.fact);
    const fault = 'code' in again ? again : first && confirmedAlready(again.fact, first);
    if (!fault) throw new Error(`the key ${key} is taken, and no fact that holds it stands`);
    return { ok: false, error: refusalOf([fault]) };
  }

  /** The fact that is meant, if it is this service's own, stands, and is the actor's to correct. */
  private async named(call: Correction): Promise<Named | CommandFault> {
    const { contract, actor, body } = call;
    const { facts, parties } = await this.records.get(contract);
    const standing = new StandingFacts(facts);
    const fact = standing.byId(body.fact);
    if (!fact) return unknownFact(contract, body.fact);
    const subject = subjectOf(fact, standing);
    const owner = ownerOf(subject.type);
    if (owner !== this.service) return factElsewhere(fact, owner);
    const withdrawal = standing.withdrawalOf(fact);
    if (withdrawal) return withdrawnAlready(fact, withdrawal);
    if (isRecordable(subject.type) && !mayRecord(subject.type, actor.role, sideOf(actor, parties)))
      return notYoursToCorrect(subject, actor.role);
    return { fact, standing };
  }
}

/** A correction stands with the service that keeps what it corrects. */
function subjectOf(fact: Fact, standing: StandingFacts): Fact {
  if (fact.type !== 'fact.withdrawn' && fact.type !== 'fact.confirmed') return fact;
  return standing.byId(fact.fact) ?? fact;
}

const unknownFact = (contract: string, id: string): CommandFault => ({
  code: 'RECORD.FACT_UNKNOWN',
  place: 'fact',
  zh: `合同 ${contract} 中没有记录 ${id}。请在记录清单中核对记录编号。`,
  en: `Contract ${contract} has no fact ${id}. Look its id up in the list of records.`,
});

const factElsewhere = (fact: Fact, owner: Service): CommandFault => ({
  code: 'RECORD.FACT_ELSEWHERE',
  place: 'fact',
  zh: `记录 ${fact.id}（${fact.type}）由 ${owner} 服务保管，请在那里更正。`,
  en: `Fact ${fact.id} (${fact.type}) is kept by the ${owner} service: correct it there.`,
});

const withdrawnAlready = (fact: Fact, withdrawal: Fact): CommandFault => ({
  code: 'RECORD.WITHDRAWN_ALREADY',
  place: 'fact',
  zh: `记录 ${fact.id} 已于 ${readable(withdrawal.at)} 撤销（记录 ${withdrawal.id}）。请把正确的内容作为新记录登记。`,
  en: `Fact ${fact.id} was withdrawn at ${readable(withdrawal.at)} (fact ${withdrawal.id}). Enter what is right as a new fact.`,
});

const notWithdrawable = (fact: Fact): CommandFault => ({
  code: 'RECORD.NOT_WITHDRAWABLE',
  place: 'fact',
  zh: `记录 ${fact.id}（${fact.type}）不能撤销。请把正确的内容作为新记录登记；合同内容变更请记录 contract.amended。`,
  en: `Fact ${fact.id} (${fact.type}) cannot be withdrawn. Enter what is right as a new fact; record contract.amended for a change of the contract.`,
});

const confirmedAlready = (fact: Fact, confirmation: Fact): CommandFault => ({
  code: 'RECORD.CONFIRMED_ALREADY',
  place: 'fact',
  zh: `记录 ${fact.id} 已于 ${readable(confirmation.at)} 确认（记录 ${confirmation.id}），无需再次确认。`,
  en: `Fact ${fact.id} was confirmed at ${readable(confirmation.at)} (fact ${confirmation.id}); nothing is left to do.`,
});

const nothingToConfirm = (fact: Fact): CommandFault => ({
  code: 'RECORD.NOTHING_TO_CONFIRM',
  place: 'fact',
  zh: `记录 ${fact.id} 不是维保商录入的，无需医院确认。请核对记录编号。`,
  en: `Fact ${fact.id} was not entered by the vendor and needs no confirmation. Check the id.`,
});

const notYoursToCorrect = (fact: Fact, role: string): CommandFault => ({
  code: 'ACCESS.FACT_TYPE',
  place: 'fact',
  zh: `角色 ${role} 不能更正“${fact.type}”。请由可以记录该项的账号更正。`,
  en: `The role ${role} does not correct "${fact.type}". Use an account that may record it.`,
});
