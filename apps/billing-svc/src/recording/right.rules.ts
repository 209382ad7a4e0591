import type { CommandFault, Examined } from '@weibao/service-kit';
import type { BillingRecording, FactOfType } from './billing-recording.js';

/** A right is exercised by its holder, once, and only if the record gives it. */
export function examineRight(recording: BillingRecording, fact: FactOfType<'right.exercised'>): Examined {
  const { contract, outcome, side } = recording;
  const given = outcome.rights.filter(
    ({ right, clause }) => right === fact.right && (fact.clause === undefined || fact.clause === clause),
  );
  const own = given.filter(({ holder }) => holder === side);
  const [right] = own;
  if (given.length === 0) return { faults: [notGiven(contract, fact)] };
  if (!right) return { faults: [otherSides(fact)] };
  if (own.length > 1) return { faults: [whichClause(own.map(({ clause }) => clause))] };
  return { faults: [], fact: { ...fact, clause: right.clause } };
}

const notGiven = (contract: string, fact: FactOfType<'right.exercised'>): CommandFault => ({
  code: 'BILLING.RIGHT_UNKNOWN',
  place: 'right',
  zh: `合同 ${contract} 的结果中目前没有权利“${fact.right}”${fact.clause === undefined ? '' : `（${fact.clause}）`}。请在权利清单中核对其触发条件。`,
  en: `The outcome of contract ${contract} gives no right "${fact.right}"${fact.clause === undefined ? '' : ` (${fact.clause})`} at present. Look at the list of rights for what triggers it.`,
});

const otherSides = (fact: FactOfType<'right.exercised'>): CommandFault => ({
  code: 'BILLING.RIGHT_NOT_YOURS',
  place: 'right',
  zh: `权利“${fact.right}”属于合同另一方，只能由其行使。`,
  en: `The right "${fact.right}" is the other side's; only its holder exercises it.`,
});

const whichClause = (clauses: readonly string[]): CommandFault => ({
  code: 'BILLING.CLAUSE_NEEDED',
  place: 'clause',
  zh: `该权利由多个条款给出：${clauses.join('、')}。请填写 clause。`,
  en: `Several clauses give this right: ${clauses.join(', ')}. Say which by "clause".`,
});
