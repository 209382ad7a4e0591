import type { Fact } from '@weibao/exchange';
import { ownerOf, type BodyOf } from '@weibao/messages';
import { refused, type CommandContext, type Decision } from './command-context.js';
import { readable, type CommandFault } from '@weibao/service-kit';

/** The right entry is a new fact: a wrong one is withdrawn, with the reason, and stays visible. */
export function decideWithdraw(context: CommandContext, body: BodyOf<'incident.fact.withdraw'>): Decision {
  const fact = named(context, body.fact);
  if (isFault(fact)) return refused(fact);
  if (fact.type === 'fact.withdrawn')
    return refused({
      code: 'INCIDENT.NOT_WITHDRAWABLE',
      place: 'fact',
      zh: `记录 ${body.fact} 本身是一次撤销，不能再撤销。请把正确的内容作为新记录登记。`,
      en: `Fact ${body.fact} is itself a withdrawal and cannot be withdrawn. Enter what is right as a new fact.`,
    });
  return {
    ok: true,
    fact: { type: 'fact.withdrawn', by: context.by, fact: body.fact, note: body.note },
    result: { withdrawn: body.fact },
    headUnmoved: false,
  };
}

/** The hospital's consent to an entry of the vendor, such as one that carries an earlier time than its recording. */
export function decideConfirm(context: CommandContext, body: BodyOf<'incident.fact.confirm'>): Decision {
  const fact = named(context, body.fact);
  if (isFault(fact)) return refused(fact);
  const confirmation = context.record.confirmationOf(fact);
  if (confirmation)
    return refused({
      code: 'INCIDENT.CONFIRMED_ALREADY',
      place: 'fact',
      zh: `记录 ${body.fact} 已于 ${readable(confirmation.at)} 确认（记录 ${confirmation.id}），无需再次确认。`,
      en: `Fact ${body.fact} was confirmed at ${readable(confirmation.at)} (fact ${confirmation.id}); nothing is left to do.`,
    });
  if (fact.by !== 'vendor')
    return refused({
      code: 'INCIDENT.NOTHING_TO_CONFIRM',
      place: 'fact',
      zh: `记录 ${body.fact} 不是维保商录入的，无需医院确认。请核对记录编号。`,
      en: `Fact ${body.fact} was not entered by the vendor and needs no confirmation. Check the id.`,
    });
  return {
    ok: true,
    fact: { type: 'fact.confirmed', by: context.by, fact: body.fact },
    result: { confirmed: body.fact },
    headUnmoved: false,
  };
}

const isFault = (value: Fact | CommandFault): value is CommandFault => 'code' in value && 'zh' in value;

/** The fact that is meant, if it is this service's own and stands. */
function named(context: CommandContext, id: string): Fact | CommandFault {
  const fact = context.record.fact(id);
  if (!fact)
    return {
      code: 'INCIDENT.FACT_UNKNOWN',
      place: 'fact',
      zh: `合同 ${context.contract} 中没有记录 ${id}。请在事件的历史中核对记录编号。`,
      en: `Contract ${context.contract} has no fact ${id}. Look its id up in the incident's history.`,
    };
  const withdrawal = context.record.withdrawalOf(fact);
  if (withdrawal)
    return {
      code: 'INCIDENT.WITHDRAWN_ALREADY',
      place: 'fact',
      zh: `记录 ${id} 已于 ${readable(withdrawal.at)} 撤销（记录 ${withdrawal.id}）。请把正确的内容作为新记录登记。`,
      en: `Fact ${id} was withdrawn at ${readable(withdrawal.at)} (fact ${withdrawal.id}). Enter what is right as a new fact.`,
    };
  return ownFault(context, fact, id) ?? fact;
}

/** A correction stands in the record of the service that holds what it corrects. */
function ownFault(context: CommandContext, fact: Fact, id: string): CommandFault | null {
  const correction = fact.type === 'fact.withdrawn' || fact.type === 'fact.confirmed';
  const corrected = correction ? context.record.fact(fact.fact) : fact;
  const owner = corrected ? ownerOf(corrected.type) : 'incident';
  if (owner === 'incident') return null;
  return {
    code: 'INCIDENT.FACT_ELSEWHERE',
    place: 'fact',
    zh: `记录 ${id}（${fact.type}）由 ${owner} 服务保管，不能在此更正。请在相应页面更正。`,
    en: `Fact ${id} (${fact.type}) is kept by the ${owner} service and cannot be corrected here. Correct it where it was entered.`,
  };
}
