import { dayOf } from '@weibao/calendar';
import type { PenaltyRule } from '@weibao/contract-terms';
import { formatInstant } from '@weibao/exchange';
import { overdueFrom } from './clock-status.js';
import { makeDeduction, step, type Deduction } from './deduction.js';
import { demandConcerns, type DemandState } from './demands.js';
import { formatYuan, fraction, times, yuan, type Money } from './money.js';
import type { State } from './state.js';

type Rule = Extract<PenaltyRule, { kind: 'agreed-date-missed' }>;

/**
 * LY-A5.4.4 (2), (3): a fixed fine for each agreed date that passed while it stood and nothing was delivered; more where a superior was told of it,
 * the highest multiplier only; where the business was affected the larger fine takes its place (L-7).
 */
export function agreedDatesMissed(state: State, rule: Rule): Deduction[] {
  const target = state.book.terms.demandTargets.find((candidate) => candidate.clause === rule.target);
  if (!target) return [];
  return state.demands
    .filter(
      (demand) =>
        state.book.measures(dayOf(demand.filedAtMs)) &&
        state.book.inTerm(demand.filedAtMs) &&
        demandConcerns(state.book, target, demand),
    )
    .flatMap((demand) =>
      demand.dates
        .filter((date) => {
          const lateFromMs = overdueFrom(date.deliverByMs, target.strict);
          if (date.untilMs < lateFromMs) return false; // replaced before it came due
          if (lateFromMs > (state.book.endedMs ?? Infinity)) return false; // the contract had ended
          return demand.delivered ? demand.delivered.atMs > date.deliverByMs : state.moment.reached(lateFromMs);
        })
        .flatMap((date, index) => lines(state, rule, demand, date.deliverByMs, index)),
    );
}

/** The line of the price list that a demand concerns. */
export function feeLine(state: State, demand: string): string | null {
  const subsystem = state.book.history.grouped('demand.filed', 'demand').get(demand)?.[0]?.subsystem;
  return subsystem === undefined ? null : (state.book.systemFee(subsystem)?.name ?? null);
}

function lines(state: State, rule: Rule, demand: DemandState, deliverByMs: number, index: number): Deduction[] {
  const { readings } = state.book;
  const missed = step(
    'missed',
    {
      deliverBy: formatInstant(deliverByMs),
      deliveredAt: demand.delivered ? formatInstant(demand.delivered.atMs) : null,
    },
    true,
    rule.target,
  );
  const breach = index === 0 ? 'delivered' : `delivered-${index + 1}`;
  const make = (clause: string, value: Money, steps: ReturnType<typeof step>[]) =>
    makeDeduction(state, {
      rule: { ...rule, clause },
      subject: demand.demand,
      breach,
      computed: value,
      subsystem: feeLine(state, demand.demand),
      eventMs: overdueFrom(deliverByMs, false),
      onDay: dayOf(demand.filedAtMs),
      steps: [missed, ...steps],
      unconfirmed: demand.delivered?.unconfirmed === true,
    });
  const fixed = 'yuan' in rule.amount ? yuan(rule.amount.yuan) : yuan(0);
  const larger = 'yuan' in rule.affected.amount ? yuan(rule.affected.amount.yuan) : yuan(0);
  const complaint = rule.multipliers
    .filter((multiplier) =>
      state.book.history
        .of('complaint.verified')
        .some((fact) => fact.about === demand.demand && fact.target === multiplier.target),
    )
    .sort((a, b) => times(yuan(1), fraction(b.factor)).comparedTo(times(yuan(1), fraction(a.factor))))[0];
  const multiplied = (value: Money) => {
    if (!complaint) return { value, steps: [] };
    const result = times(value, fraction(complaint.factor));
    return {
      value: result,
      steps: [
        step('complaint', { target: complaint.target, factor: complaint.factor }, formatYuan(result), complaint.clause),
      ],
    };
  };
  const base = multiplied(fixed);
  const plain = make(rule.clause, base.value, [
    step('amount', { fixed: formatYuan(fixed) }, formatYuan(fixed), rule.clause),
    ...base.steps,
  ]);
  if (!demand.affected) return [plain];
  const also = readings.is('ly.demand_fines', 'also') ? multiplied(larger) : { value: larger, steps: [] };
  const affected = make(rule.affected.clause, also.value, [
    step(
      'affected',
      { at: formatInstant(demand.affected.atMs), fixed: formatYuan(larger) },
      formatYuan(also.value),
      rule.affected.clause,
    ),
    ...also.steps,
  ]);
  return readings.is('ly.demand_fines', 'add') ? [plain, affected] : [affected];
}
