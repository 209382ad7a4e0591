import type { AmountRule } from '@weibao/contract-terms';
import type { Step } from '@weibao/exchange';
import { step } from './deduction.js';
import { formatYuan, fraction, times, yuan, type Money } from './money.js';
import type { State } from './state.js';

export interface Amount {
  value: Money | null;
  steps: readonly Step[];
  missing: readonly string[];
}

/** How an amount is made: the base, the share, the product. The same for all breaches of a clause under the same terms, and made once. */
export function amountSteps(state: State, rule: AmountRule, clause: string, day: number): Amount {
  let made = state.amounts.get(rule);
  if (!made) state.amounts.set(rule, (made = new Map()));
  const version = state.book.on(day);
  let amount = made.get(version);
  if (!amount) made.set(version, (amount = makeAmount(state, rule, clause, day)));
  return amount;
}

function makeAmount(state: State, rule: AmountRule, clause: string, day: number): Amount {
  if ('yuan' in rule)
    return { value: yuan(rule.yuan), steps: [step('amount', { fixed: rule.yuan }, rule.yuan, clause)], missing: [] };
  if ('share' in rule) {
    const allAnnual =
      state.book.readings.is('hp.base_mix', 'all-annual') &&
      rule.of === 'total' &&
      state.book.terms.bases['annual'] !== undefined;
    const of = allAnnual ? 'annual' : rule.of;
    const base = state.book.base(of, day);
    const baseClause = state.book.terms.bases[of]?.clause ?? clause;
    if (base === null)
      return {
        value: null,
        steps: [step('base', { base: of }, null, baseClause)],
        missing: state.book.missingOf(of, day),
      };
    const value = times(base, fraction(rule.share));
    return {
      value,
      steps: [
        step('base', { base: of }, formatYuan(base), baseClause),
        step('share', { base: formatYuan(base), share: rule.share }, formatYuan(value), clause),
      ],
      missing: [],
    };
  }
  if ('from' in rule)
    return {
      value: yuan(rule.from),
      steps: [step('range', { from: rule.from, to: rule.to }, rule.from, clause)],
      missing: ['deduction.decided'],
    };
  return { value: null, steps: [step('by-person', {}, null, clause)], missing: ['deduction.decided'] };
}
