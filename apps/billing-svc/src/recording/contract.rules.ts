import { caseFaults } from '@weibao/contract-terms';
import { settle } from '@weibao/engine';
import { faultsOf, formatInstant, parametersSchema, type Fact } from '@weibao/exchange';
import type { CommandFault } from '@weibao/service-kit';
import { textOf } from '@weibao/service-kit';
import { calendarFaults } from '../calendars/calendar.rules.js';
import { hasReason, reasonNeeded, type BillingRecording, type FactOfType } from './billing-recording.js';

/** What the rules of payments and of acceptances look up themselves: they know the contract as it stands, and say what there is. */
const lookedUp = new Set(['payment', 'year']);

/** Clauses and readings that the contract does not have, whichever fact names them. */
export function termsFaults({ contract, fact, terms, nowMs }: BillingRecording): CommandFault[] {
  const candidate = { at: formatInstant(nowMs), ...fact } as Fact;
  return caseFaults(terms, {}, [candidate], () => 'fact').flatMap(({ place, message }) => {
    const field = place.slice('fact.'.length);
    if (lookedUp.has(field)) return [];
    const given = textOf(fact, field) ?? '';
    if (field.startsWith('changes')) return invalidAmendment(`${field}: ${message}`);
    if (field === 'clause')
      return {
        code: 'BILLING.CLAUSE_UNKNOWN',
        place: field,
        zh: `合同 ${contract} 没有条款“${given}”。请在条款清单中选择。`,
        en: `Contract ${contract} has no clause "${given}". Choose one of its clauses.`,
      };
    return {
      code: 'BILLING.READING_UNKNOWN',
      place: field,
      zh: `合同 ${contract} 没有这样的读法或取值“${given}”：${message}。请在歧义清单中选择。`,
      en: `Contract ${contract} has no such reading or value "${given}": ${message}.`,
    };
  });
}

/** A note on the scorecard is about a line that stands there, and a half-year or quarter that is assessed. */
export function scorecardFaults(
  { contract, terms, outcome }: BillingRecording,
  fact: FactOfType<'scorecard.noted' | 'assessment.held'>,
): CommandFault[] {
  const faults: CommandFault[] = [];
  if (fact.type === 'scorecard.noted' && !terms.scorecard?.lines.some(({ clause }) => clause === fact.clause))
    faults.push({
      code: 'BILLING.CLAUSE_UNKNOWN',
      place: 'clause',
      zh: `“${fact.clause}”不是合同 ${contract} 评分表中的一项。请在评分表中选择；其他违约请记录 breach.ruled。`,
      en: `"${fact.clause}" is no line of the scorecard of contract ${contract}. Choose one; other breaches are recorded as breach.ruled.`,
    });
  if (fact.type === 'scorecard.noted' && fact.times === 0 && !hasReason(fact))
    faults.push(
      reasonNeeded({
        zh: `“${fact.clause}”记 0 次，表示不采纳系统建议的扣分`,
        en: `"${fact.clause}" is noted no times, which refuses what the facts suggest`,
      }),
    );
  const assessed = terms.duties.flatMap((rule) => ('proof' in rule && rule.proof.assessment ? [rule.clause] : []));
  const periods = new Set(
    [...outcome.duties.filter(({ clause }) => assessed.length === 0 || assessed.includes(clause)), ...outcome.scores]
      .map(({ period }) => period)
      .filter((period) => period !== undefined),
  );
  if (fact.period !== undefined && !periods.has(fact.period))
    faults.push({
      code: 'RECORD.PERIOD_UNKNOWN',
      place: 'period',
      zh: `合同 ${contract} 没有考核期“${fact.period}”；有：${[...periods].slice(0, 12).join('、')}。请核对。`,
      en: `Contract ${contract} has no assessed period "${fact.period}"; it has ${[...periods].slice(0, 12).join(', ')}. Check it.`,
    });
  return faults;
}

/** What changes how everything is computed is tried out first: a record that cannot be computed any more would help nobody. */
export function trialFaults(recording: BillingRecording, fact: FactOfType<'contract.amended' | 'calendar.published'>) {
  const faults = fact.type === 'contract.amended' ? changesFaults(fact) : calendarFaults(fact);
  if (faults.length > 0) return faults;
  const { terms, record, nowMs } = recording;
  const at = formatInstant(nowMs);
  try {
    settle({
      terms,
      facts: [...record.facts, { at, ...fact, id: 'candidate', recordedAt: at } as Fact],
      asOfMs: nowMs,
    });
    return [];
  } catch (error) {
    return [invalidAmendment(error instanceof Error ? error.message : String(error))];
  }
}

function changesFaults(fact: FactOfType<'contract.amended'>): CommandFault[] {
  const { parameters, terms, ...others } = (fact.changes ?? {}) as Record<string, unknown>;
  if (Object.keys(others).length > 0 || (parameters === undefined && terms === undefined))
    return [invalidAmendment('changes: expected { "parameters": {…} } or { "terms": {…} }')];
  if (parameters === undefined) return [];
  // A merge patch takes a value away by null.
  const given = Object.fromEntries(Object.entries(parameters ?? {}).filter(([, value]) => value !== null));
  const parsed = parametersSchema.safeParse(given);
  return parsed.success
    ? []
    : faultsOf(parsed.error, 'changes.parameters').map(({ place, message }) =>
        invalidAmendment(`${place}: ${message}`),
      );
}

const invalidAmendment = (why: string): CommandFault => ({
  code: 'BILLING.AMENDMENT_INVALID',
  place: 'changes',
  zh: `按此变更无法计算，没有保存：${why}。请更正后重新提交。`,
  en: `With this change nothing can be computed, and it was not stored: ${why}. Correct it and send it again.`,
});
