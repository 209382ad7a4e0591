import { dateFromDay, dayOf, MS_PER_DAY, startOfDay } from '@weibao/calendar';
import type { PenaltyRule } from '@weibao/contract-terms';
import { makeDeduction, step, type Deduction } from './deduction.js';
import { joined } from './marks.js';
import { formatYuan, fraction, times, untilNextFen, yuan, ZERO, type Money } from './money.js';
import type { Payment } from './payments.js';
import type { State } from './state.js';

const ROUNDING: readonly string[] = ['money.rounding'];

/** One stretch of days over which the same amount was late. */
interface Stretch {
  fromDay: number;
  toDay: number;
  days: Money;
  outstanding: Money;
  grows: boolean; // pro rata, to the moment asked about and on
}

/** What the hospital owes for paying late: a share a day of what is outstanding, for each day after the due day up to and including the day of payment. */
export function latePayments(state: State, payments: readonly Payment[]): Deduction[] {
  return state.byVersion((own) =>
    own.book.terms.penalties.flatMap((rule) => (rule.kind === 'payment-late' ? latenessOf(own, rule, payments) : [])),
  );
}

function latenessOf(
  state: State,
  rule: Extract<PenaltyRule, { kind: 'payment-late' }>,
  payments: readonly Payment[],
): Deduction[] {
  return payments
    .filter((payment) => state.book.terms === payment.own.book.terms)
    .flatMap((payment) => {
      const stretches = lateStretches(state, payment);
      const first = stretches[0];
      if (!first) return [];
      const share = fraction(rule.sharePerDay);
      const value = stretches.reduce(
        (total, stretch) => total.plus(times(stretch.outstanding, share).times(stretch.days)),
        ZERO,
      );
      for (const { outstanding, grows } of stretches)
        if (grows)
          state.moment.reached(state.moment.asOfMs + untilNextFen(value, times(outstanding, share).div(MS_PER_DAY)));
      return [
        makeDeduction(state, {
          rule,
          subject: payment.payment,
          breach: 'payment',
          payer: 'hospital',
          computed: value,
          eventMs: startOfDay(first.fromDay),
          onDay: payment.onDay,
          readings: joined(payment.record.readings, ROUNDING),
          steps: [
            ...stretches.map((stretch) =>
              step(
                'days-late',
                {
                  from: dateFromDay(stretch.fromDay),
                  to: dateFromDay(stretch.toDay),
                  outstanding: formatYuan(stretch.outstanding),
                  share: rule.sharePerDay,
                },
                stretch.days.toDecimalPlaces(6).toNumber(),
                payment.rule.clause,
              ),
            ),
            step('late-payment', { sharePerDay: rule.sharePerDay }, formatYuan(value), rule.clause),
          ],
        }),
      ];
    });
}

function lateStretches(state: State, payment: Payment): Stretch[] {
  const { dueDay, net, gatesOpenMs } = payment;
  if (
    payment.beforeRecord ||
    dueDay === null ||
    net === null ||
    gatesOpenMs === null ||
    payment.record.status === 'forfeited'
  )
    return [];
  const startDay = Math.max(dueDay, Number.isFinite(gatesOpenMs) ? dayOf(gatesOpenMs) : dueDay) + 1;
  // Paid by then, it can never be late: no moment to wait for.
  if (payment.paidMs !== null && dayOf(payment.paidMs) < startDay) return [];
  if (!state.moment.reached(startOfDay(startDay))) return [];
  if (state.book.readings.is('money.rounding', 'pro-rata'))
    return toTheMoment(state, payment, net, startOfDay(startDay));
  const today = dayOf(state.moment.asOfMs);
  const lastDay = payment.paidMs === null ? today : dayOf(payment.paidMs);
  if (payment.paidMs === null) state.moment.reached(startOfDay(today + 1));
  const suspended = (day: number) =>
    payment.suspensions.some(
      (span) => dayOf(span.fromMs) <= day && day < (Number.isFinite(span.toMs) ? dayOf(span.toMs) : Infinity),
    );
  const stretches: Stretch[] = [];
  let outstanding = net;
  let index = 0;
  const made = payment.made.map((fact) => ({ day: dayOf(fact.atMs), amount: yuan(fact.amount ?? '0') }));
  const settle = (day: number) => {
    // What was paid on an earlier day no longer counts on this one.
    for (; index < made.length && (made[index] as (typeof made)[number]).day < day; index += 1)
      outstanding = outstanding.minus((made[index] as (typeof made)[number]).amount);
  };
  for (let day = startDay; day <= lastDay;) {
    settle(day);
    const nextPayment = made[index]?.day ?? Infinity;
    const nextSuspension = payment.suspensions
      .flatMap((span) => [dayOf(span.fromMs), Number.isFinite(span.toMs) ? dayOf(span.toMs) : Infinity])
      .filter((change) => change > day);
    const toDay = Math.min(lastDay, nextPayment, ...nextSuspension.map((change) => change - 1));
    if (!suspended(day) && outstanding.gt(0))
      stretches.push({
        fromDay: day,
        toDay: Math.max(day, toDay),
        days: yuan(Math.max(day, toDay) - day + 1),
        outstanding,
        grows: false,
      });
    day = Math.max(day, toDay) + 1;
  }
  return stretches;
}

/** G-6, pro rata: the last day counts as far as it had gone, and so does the day of each part payment and suspension. */
function toTheMoment(state: State, payment: Payment, net: Money, fromMs: number): Stretch[] {
  const endMs = payment.paidMs ?? state.moment.asOfMs;
  const edges = [
    fromMs,
    endMs,
    ...payment.made.map((fact) => fact.atMs),
    ...payment.suspensions.flatMap((span) => [span.fromMs, span.toMs]),
  ].filter((ms) => fromMs <= ms && ms <= endMs);
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  return sorted.slice(1).flatMap((toMs, index): Stretch[] => {
    const since = sorted[index] as number;
    const paid = payment.made.filter((fact) => fact.atMs <= since).map((fact) => yuan(fact.amount ?? '0'));
    const outstanding = paid.reduce((left, amount) => left.minus(amount), net);
    if (outstanding.lte(0) || payment.suspensions.some((span) => span.fromMs <= since && since < span.toMs)) return [];
    return [
      {
        fromDay: dayOf(since),
        toDay: dayOf(toMs - 1),
        days: yuan(toMs - since).div(MS_PER_DAY),
        outstanding,
        grows: payment.paidMs === null && toMs === endMs,
      },
    ];
  });
}
