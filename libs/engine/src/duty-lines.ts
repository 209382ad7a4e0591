import type { PenaltyRule } from '@weibao/contract-terms';
import { formatInstant } from '@weibao/exchange';
import type { Acceptance } from './acceptances.js';
import { amountSteps } from './amount-steps.js';
import { makeDeduction, step, type Deduction } from './deduction.js';
import { endsAt } from './periods.js';
import type { State } from './state.js';

/** A duty not done in time; what falls due before the record began counts nowhere. */
export function dutiesMissed(
  state: State,
  rule: Extract<PenaltyRule, { kind: 'duty-missed' }>,
  acceptances: readonly Acceptance[],
): Deduction[] {
  const missed = state.duties
    .filter(
      (duty) =>
        rule.duties.includes(duty.clause) &&
        duty.firm &&
        duty.owedBy === 'vendor' &&
        (duty.record.status === 'overdue' || duty.record.status === 'late') &&
        state.book.measures(duty.onDay),
    )
    .map((duty) => ({
      subject: duty.record.subject,
      period: duty.record.period,
      breach: duty.breach,
      clause: duty.clause,
      dueOn: duty.record.dueOn ?? null,
      doneAt: duty.record.doneAt,
      status: duty.record.status,
      eventMs: duty.dueMs as number,
      onDay: duty.onDay,
      unconfirmed: duty.record.unconfirmed === true,
      provisional: duty.record.provisional === true,
      readings: duty.record.readings,
    }));
  const rectified = acceptances
    .filter(({ period }) => state.book.measures(period.firstDay))
    .flatMap(({ rectificationBreaches, period }) =>
      rectificationBreaches.map((breach) => ({ ...breach, onDay: period.firstDay })),
    )
    .filter((breach) => rule.duties.includes(breach.clause))
    .map((breach) => ({
      subject: undefined,
      period: breach.period,
      breach: 'rectification',
      clause: breach.clause,
      dueOn: null,
      doneAt: null,
      status: 'late',
      eventMs: breach.atMs,
      onDay: breach.onDay,
      unconfirmed: false,
      provisional: false,
      readings: breach.readings,
    }));
  return [...missed, ...rectified].map((item) => {
    const amount = amountSteps(state, rule.amount, rule.clause, item.onDay);
    return makeDeduction(state, {
      rule,
      ...(item.subject !== undefined ? { subject: item.subject } : {}),
      ...(item.period !== undefined ? { period: item.period } : {}),
      breach: item.breach,
      computed: amount.value,
      eventMs: item.eventMs,
      onDay: item.onDay,
      steps: [
        step('missed', { duty: item.clause, dueOn: item.dueOn, doneAt: item.doneAt }, item.status, item.clause),
        ...amount.steps,
      ],
      missing: amount.missing,
      unconfirmed: item.unconfirmed,
      provisional: item.provisional,
      ...(item.readings ? { readings: item.readings } : {}),
    });
  });
}

/** BY-V-APPLY10WD: the application for acceptance came late or has not come. */
export function applicationsLate(
  state: State,
  rule: Extract<PenaltyRule, { kind: 'application-late' }>,
  acceptances: readonly Acceptance[],
): Deduction[] {
  const apply = state.book.terms.acceptance?.apply.clause ?? rule.clause;
  return acceptances.flatMap((acceptance) => {
    if (!state.book.measures(acceptance.period.firstDay)) return [];
    if (!acceptance.applied) {
      // A verdict without a recorded application shows that there was one; what fell due before the record began is not ours to judge.
      if (acceptance.passedAtMs !== null || acceptance.failedAtMs !== null) return [];
      const started = state.book.recordStartsOn;
      if (started !== null && acceptance.applyByDay < started) return [];
    }
    if (acceptance.applyLateFromMs > (state.book.endedMs ?? Infinity)) return []; // not owed any more
    const late = acceptance.applied
      ? acceptance.applied.atMs >= acceptance.applyLateFromMs
      : state.moment.reached(endsAt(acceptance.period)) && state.moment.reached(acceptance.applyLateFromMs);
    if (!late) return [];
    const amount = amountSteps(state, rule.amount, rule.clause, acceptance.period.firstDay);
    return [
      makeDeduction(state, {
        rule,
        period: acceptance.period.label,
        breach: 'acceptance.applied',
        computed: amount.value,
        eventMs: acceptance.applyLateFromMs,
        onDay: acceptance.period.firstDay,
        steps: [
          step(
            'missed',
            {
              duty: apply,
              dueOn: acceptance.record.applyBy,
              doneAt: acceptance.applied ? formatInstant(acceptance.applied.atMs) : null,
            },
            acceptance.applied ? 'late' : 'overdue',
            apply,
          ),
          ...amount.steps,
        ],
        missing: amount.missing,
        unconfirmed: acceptance.applied?.unconfirmed === true,
        provisional: acceptance.record.provisional === true,
        readings: acceptance.applyReadings,
      }),
    ];
  });
}
