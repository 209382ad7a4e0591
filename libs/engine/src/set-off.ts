import { dayOf } from '@weibao/calendar';
import type { PaymentRule } from '@weibao/contract-terms';
import type { Deduction } from './deduction.js';
import { holds, type Period } from './periods.js';
import type { State } from './state.js';

/**
 * Whether a line comes off a payment: one of its settlement, or, where the contract has no settlements, the payment that takes them; read as set off
 * automatically (G-11), the next payment to come after the breach, the last one for what comes later still.
 */
export function comesOff(
  state: State,
  line: Deduction,
  rule: PaymentRule,
  period: Period | null,
  milestoneDay: (rule: PaymentRule) => number | null,
): boolean {
  if (!line.setOff || line.payer !== 'vendor') return false;
  if (period) return holds(period, dayOf(line.settleMs));
  const single = state.book.terms.payments.filter((other) => other.payment !== 'P*');
  const taker = single.find((other) => other.takesSetOff);
  if (taker) return taker === rule;
  const day = dayOf(line.settleMs);
  const next = single.find((other) => (milestoneDay(other) ?? -Infinity) >= day) ?? single[single.length - 1];
  return next === rule;
}
