import { dayOf } from '@weibao/calendar';
import type { PaymentRule } from '@weibao/contract-terms';
import type { Deduction } from './deduction.js';
import { holds, type Period } from './periods.js';

/**
 * Whether a line comes off a payment: one of its settlement, or, where it lies in no settlement, the payment that takes them; read as set off
 * automatically (G-11), the next payment to come after the breach, the last one for what comes later still.
 */
export function comesOff(
  line: Deduction,
  rule: PaymentRule,
  period: Period | null,
  others: {
    single: readonly { rule: PaymentRule; milestoneDay: number | null }[];
    settlements: readonly Period[];
  },
): boolean {
  if (!line.setOff || line.payer !== 'vendor') return false;
  if (period) return holds(period, dayOf(line.settleMs));
  if (others.settlements.some((settlement) => holds(settlement, dayOf(line.settleMs)))) return false;
  const { single } = others;
  const taker = single.find((other) => other.rule.takesSetOff);
  if (taker) return taker.rule === rule;
  const day = dayOf(line.settleMs);
  const next = single.find(({ milestoneDay }) => (milestoneDay ?? -Infinity) >= day) ?? single[single.length - 1];
  return next?.rule === rule;
}
