import type { Terms } from '@weibao/contract-terms';
import { settle } from '@weibao/engine';
import { parseInstant, type DeductionRecord, type Fact, type FactOf, type Fault } from '@weibao/exchange';

type Decision = FactOf<'deduction.decided'>;

/**
 * Whoever confirms a deduction at another amount than the computed one says why (exchange.md). What was computed is what the decision holds, or else what
 * was known when it was recorded, or is known at the moment asked about: a file tells a decision's day, seldom what was typed in before it. An amount
 * that only a person can set changes nothing.
 */
export function changedAmounts(
  terms: Terms,
  facts: readonly Fact[],
  asOfMs: number,
  place: (fact: Fact) => string,
): Fault[] {
  const outcomes = new Map<number, readonly DeductionRecord[]>();
  const linesAt = (momentMs: number): readonly DeductionRecord[] => {
    const known = outcomes.get(momentMs) ?? settle({ terms, facts, asOfMs: momentMs }).deductions;
    outcomes.set(momentMs, known);
    return known;
  };
  return facts.flatMap((fact) => {
    if (fact.type !== 'deduction.decided' || fact.outcome !== 'confirmed') return [];
    const { amount } = fact;
    if (amount === undefined || fact.note?.trim()) return [];
    const computed =
      fact.basis === undefined
        ? [parseInstant(fact.recordedAt ?? fact.at) as number, asOfMs]
            .flatMap(linesAt)
            .filter((line) => isMeant(line, fact))
            .map((line) => line.computed)
        : [fact.basis.computed];
    if (computed.length === 0 || computed.some((sum) => sum === null || Number(sum) === Number(amount))) return [];
    return [
      {
        place: `${place(fact)}.note`,
        message: `expected the reason why ${computed[0]} is confirmed at ${amount}, got nothing`,
      },
    ];
  });
}

const isMeant = (line: DeductionRecord, { clause, subject, period, breach }: Decision): boolean => {
  const key = line.subject ?? line.period;
  return (
    line.clause === clause && (subject ?? period ?? key) === key && (breach === undefined || breach === line.breach)
  );
};
