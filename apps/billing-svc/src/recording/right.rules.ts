import type { RightRecord } from '@weibao/exchange';
import { readable, type CommandFault, type Examined } from '@weibao/service-kit';
import { hasReason, reasonNeeded, type BillingRecording, type FactOfType } from './billing-recording.js';

type RightFact = FactOfType<'right.exercised' | 'right.let-go'>;

/** A right is exercised by its holder, or let go with a reason; once, and only if the record gives it. What arises later is a right anew. */
export function examineRight(recording: BillingRecording, fact: RightFact): Examined {
  const { contract, outcome, side } = recording;
  const given = outcome.rights.filter(
    ({ right, clause }) => right === fact.right && (fact.clause === undefined || fact.clause === clause),
  );
  const own = given.filter(({ holder }) => holder === side);
  const clauses = new Set(own.map(({ clause }) => clause));
  const standing = own.find(({ exercisedAt, letGoAt }) => exercisedAt === null && letGoAt === undefined);
  const right = standing ?? own[0];
  if (given.length === 0) return { faults: [notGiven(contract, fact)] };
  if (!right) return { faults: [otherSides(fact)] };
  if (clauses.size > 1) return { faults: [whichClause([...clauses])] };
  const faults: CommandFault[] = [];
  if (!standing) faults.push(settledAlready(right));
  if (fact.type === 'right.let-go' && !hasReason(fact))
    faults.push(reasonNeeded({ zh: '放弃权利', en: 'To let go of a right' }));
  return {
    faults,
    fact: { ...fact, clause: right.clause },
    // Of two decisions on the same right one is stored; the other one finds it.
    onceKey: ['right', right.right, right.clause, right.since].join('|'),
  };
}

function settledAlready({ right, clause, exercisedAt, letGoAt }: RightRecord): CommandFault {
  const when = readable(exercisedAt ?? letGoAt ?? '');
  const [zh, en] = exercisedAt === null ? ['放弃', 'let go'] : ['行使', 'exercised'];
  return {
    code: 'BILLING.RIGHT_SETTLED',
    place: 'right',
    zh: `权利“${right}”（${clause}）已于 ${when} ${zh}，本次没有保存。如属误记，请先撤销该记录并写明原因。`,
    en: `The right "${right}" (${clause}) was ${en} at ${when}; nothing was stored. If that was wrong, withdraw that fact with the reason first.`,
  };
}

const notGiven = (contract: string, fact: RightFact): CommandFault => ({
  code: 'BILLING.RIGHT_UNKNOWN',
  place: 'right',
  zh: `合同 ${contract} 的结果中目前没有权利“${fact.right}”${fact.clause === undefined ? '' : `（${fact.clause}）`}。请在权利清单中核对其触发条件。`,
  en: `The outcome of contract ${contract} gives no right "${fact.right}"${fact.clause === undefined ? '' : ` (${fact.clause})`} at present. Look at the list of rights for what triggers it.`,
});

const otherSides = (fact: RightFact): CommandFault => ({
  code: 'BILLING.RIGHT_NOT_YOURS',
  place: 'right',
  zh: `权利“${fact.right}”属于合同另一方，只能由其行使或放弃。`,
  en: `The right "${fact.right}" is the other side's; only its holder exercises it or lets it go.`,
});

const whichClause = (clauses: readonly string[]): CommandFault => ({
  code: 'BILLING.CLAUSE_NEEDED',
  place: 'clause',
  zh: `该权利由多个条款给出：${clauses.join('、')}。请填写 clause。`,
  en: `Several clauses give this right: ${clauses.join(', ')}. Say which by "clause".`,
});
