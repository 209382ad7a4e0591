import { dateFromDay, dayFromDate, dayOf } from '@weibao/calendar';
import type { Outcome, PaymentStatus } from '@weibao/exchange';
import { historyAt } from './history.js';
import { formatYuan, sum, yuan, ZERO } from './money.js';
import { paymentDays } from './payments.js';
import { settle } from './settle.js';
import { stateOf } from './contract-end.js';
import type { Input } from './state.js';

export type ForecastState = 'paid' | 'overdue' | 'eligible' | 'held' | 'not-yet' | 'suspended';

/** Money of one payment that left, or may leave, on one day. */
export interface ForecastEntry {
  payment: string;
  clause: string;
  state: ForecastState;
  on: string | null; // null: nobody knows when
  fixed: boolean; // paid, or due on this day; else the earliest last day, were everything fulfilled today
  amount: string | null; // null: nobody knows how much
}

/** What is summed over entries: by state, and what of it nobody knows. */
export interface ForecastSums {
  amounts: Record<ForecastState, string>;
  total: string;
  unknown: number; // payments of unknown amount
}
export interface ForecastMonth extends ForecastSums {
  month: string; // YYYY-MM
}

export const forecastStates: readonly ForecastState[] = ['paid', 'overdue', 'eligible', 'held', 'not-yet', 'suspended'];

/**
 * The payments of a contract as cash by day. Net amounts of the outcome, less what was paid already; a payment whose day is not fixed is taken on the last
 * day that it would have were its conditions fulfilled today, a suspended one on none. What is forfeited is not paid.
 */
export function forecastEntries(input: Input, outcome: Outcome = settle(input)): ForecastEntry[] {
  const days = paymentDays(stateOf(input));
  const today = dayOf(input.asOfMs);
  const made = historyAt(input.facts, input.asOfMs).of('payment.made');
  return outcome.payments.flatMap(({ payment, clause, net, status, dueOn }): ForecastEntry[] => {
    const own = made.filter((fact) => fact.payment === payment);
    const paid = own.map(({ atMs, amount }) => ({
      payment,
      clause,
      state: 'paid' as const,
      on: dateFromDay(dayOf(atMs)),
      fixed: true,
      amount: amount === undefined ? null : formatYuan(yuan(amount)),
    }));
    const state = restState(status);
    if (state === null) return paid;
    const rest = net === null ? null : yuan(net).minus(sum(own.map(({ amount }) => yuan(amount ?? '0'))));
    if (rest?.lte(ZERO)) return paid;
    const expected = state === 'suspended' ? null : (days.get(payment) ?? null);
    const due = dueOn === null ? null : dayFromDate(dueOn);
    const day = due === null ? expected : Math.max(due, today);
    return [
      ...paid,
      {
        payment,
        clause,
        state,
        on: day === null ? null : dateFromDay(day),
        fixed: dueOn !== null,
        amount: rest === null ? null : formatYuan(rest),
      },
    ];
  });
}

const restState = (status: PaymentStatus): Exclude<ForecastState, 'paid'> | null =>
  status === 'paid' || status === 'forfeited' ? null : status;

function sumsOf(entries: readonly ForecastEntry[]): ForecastSums {
  const of = (chosen: readonly ForecastEntry[]) => formatYuan(sum(chosen.map(({ amount }) => yuan(amount ?? '0'))));
  return {
    amounts: Object.fromEntries(
      forecastStates.map((state) => [state, of(entries.filter((entry) => entry.state === state))]),
    ) as ForecastSums['amounts'],
    total: of(entries),
    unknown: entries.filter(({ amount }) => amount === null).length,
  };
}

/** The sums of each month that holds an entry, and of what has no day; of one contract or of several. */
export function forecastSums(entries: readonly ForecastEntry[]): { months: ForecastMonth[]; undated: ForecastSums } {
  const months = [...new Set(entries.flatMap(({ on }) => on?.slice(0, 7) ?? []))].sort();
  return {
    months: months.map((month) => ({ month, ...sumsOf(entries.filter(({ on }) => on?.startsWith(month) === true)) })),
    undated: sumsOf(entries.filter(({ on }) => on === null)),
  };
}
