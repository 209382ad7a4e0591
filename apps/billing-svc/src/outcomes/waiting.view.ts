import type { Outcome } from '@weibao/exchange';
import type { WaitingDecisions } from '@weibao/messages';

/** As many lines as people read in a morning; what is left out is counted. */
const MOST_LINES = 50;

/**
 * Deductions that wait for finance: proposed ones that cost something or whose sum nobody knows, disputed ones, and decided ones whose sum is another by
 * now. In the order of the outcome.
 */
export function waitingDecisions({ deductions }: Pick<Outcome, 'deductions'>): WaitingDecisions {
  const lines = deductions
    .filter(
      ({ decision, payable, review }) =>
        decision === 'disputed' || review !== undefined || (decision === 'proposed' && payable !== '0.00'),
    )
    .map(({ clause, subject, period, payment, decision, review }) => ({
      clause,
      subject: subject ?? period ?? '',
      payment: payment ?? null,
      state: review !== undefined ? ('changed' as const) : decision === 'disputed' ? decision : ('proposed' as const),
    }));
  return { lines: lines.slice(0, MOST_LINES), left: Math.max(0, lines.length - MOST_LINES) };
}
