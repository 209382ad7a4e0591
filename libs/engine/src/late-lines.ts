import { dayOf } from '@weibao/calendar';
import type { PenaltyRule } from '@weibao/contract-terms';
import type { Step } from '@weibao/exchange';
import { feeLine } from './agreed-dates.js';
import { amountSteps } from './amount-steps.js';
import { clockReadings, isLate, missedAt, type Clock } from './clock-line.js';
import { ALL_STAGES, lateTogether } from './late-together.js';
import { makeDeduction, step, type Deduction } from './deduction.js';
import { formatYuan, untilNextFen, yuan } from './money.js';
import type { State } from './state.js';

export const lateClocks = (state: State, targets: readonly string[]): Clock[] =>
  state.exceeded.filter(
    (clock) =>
      targets.includes(clock.clause) &&
      isLate(clock) &&
      clock.dueMs !== null &&
      state.book.measures(dayOf(clock.fromMs)),
  );

const lateStep = (clock: Clock): Step =>
  step(
    'late',
    { target: clock.clause, due: clock.record.dueAt, met: clock.record.metAt, lateSeconds: clock.record.lateSeconds },
    clock.record.status,
    clock.clause,
  );

const marksOf = (clocks: readonly Clock[]) => ({
  unconfirmed: clocks.some((clock) => clock.record.unconfirmed === true),
  provisional: clocks.some((clock) => clock.record.provisional === true),
  readings: clockReadings(clocks),
});

/** One line an incident (or, read otherwise, a stage), whichever of the stages are late. */
export function incidentLate(state: State, rule: Extract<PenaltyRule, { kind: 'incident-late' }>): Deduction[] {
  const groups = new Map<string, Clock[]>();
  const perStage = state.book.readings.is('by.overtime_unit', 'stage');
  for (const clock of lateClocks(state, rule.targets)) {
    const key = perStage ? `${clock.subject}|${clock.stage}` : clock.subject;
    const group = groups.get(key);
    if (group) group.push(clock);
    else groups.set(key, [clock]);
  }
  return [...groups.values()].map((clocks) => {
    const first = clocks[0] as Clock;
    const amount = amountSteps(state, rule.amount, rule.clause, dayOf(first.fromMs));
    return makeDeduction(state, {
      rule,
      subject: first.subject,
      breach: first.stage,
      computed: amount.value,
      eventMs: Math.min(...clocks.map(missedAt)),
      onDay: dayOf(first.fromMs),
      settleMs: first.fromMs,
      steps: [...clocks.map(lateStep), ...amount.steps],
      missing: amount.missing,
      ...marksOf(clocks),
      // A stage in time might have been the first that was late, by whose name the line goes.
      readings: clockReadings(state.clocksOf(first.subject).filter((clock) => rule.targets.includes(clock.clause))),
    });
  });
}

export function clockLine(state: State, rule: Extract<PenaltyRule, { kind: 'clock-late' }>, clock: Clock): Deduction {
  const amount = amountSteps(state, rule.amount, rule.clause, dayOf(clock.fromMs));
  return makeDeduction(state, {
    rule,
    subject: clock.subject,
    breach: clock.stage,
    computed: amount.value,
    subsystem: feeLine(state, clock.subject),
    eventMs: missedAt(clock),
    onDay: dayOf(clock.fromMs),
    settleMs: clock.fromMs,
    steps: [lateStep(clock), ...amount.steps],
    missing: amount.missing,
    ...marksOf([clock]),
  });
}

/** HP-7.2-COND: due only when every stage of the event is late; a stage that never applied is not late (H-7). */
export function allLate(state: State, rule: Extract<PenaltyRule, { kind: 'all-late' }>): Deduction[] {
  // Where all are late one is.
  const subjects = new Set(lateClocks(state, rule.targets).map((clock) => clock.subject));
  return [...subjects].flatMap((subject) => {
    const tested = lateTogether(state, rule, subject);
    if (tested.length === 0) return [];
    const first = tested[0] as Clock;
    const amount = amountSteps(state, rule.amount, rule.clause, dayOf(first.fromMs));
    return [
      makeDeduction(state, {
        rule,
        subject: first.subject,
        breach: ALL_STAGES,
        computed: amount.value,
        eventMs: Math.max(...tested.map(missedAt)),
        onDay: dayOf(first.fromMs),
        settleMs: first.fromMs,
        steps: [
          ...tested.map(lateStep),
          step('all-late', { late: tested.length }, true, rule.condition ?? rule.clause),
          ...amount.steps,
        ],
        missing: amount.missing,
        ...marksOf(tested),
      }),
    ];
  });
}

const HOUR_MS = 3_600_000;

/** HP-3.2-ARRLATE: a share of the total for each hour late; completed hours unless read otherwise. While nobody has arrived the hours go on, until the contract ends. */
export function perHourLate(state: State, rule: Extract<PenaltyRule, { kind: 'per-hour-late' }>): Deduction[] {
  const { readings } = state.book;
  const started = readings.is('hp.arrlate', 'started') || readings.is('money.rounding', 'started-units');
  const proRata = readings.is('hp.arrlate', 'pro-rata-hours') || readings.is('money.rounding', 'pro-rata');
  const rate =
    'share' in rule.amount && readings.is('hp.arrlate', 'annual') ? { ...rule.amount, of: 'annual' } : rule.amount;
  return lateClocks(state, rule.targets).flatMap((clock) => {
    const dueMs = clock.dueMs as number;
    const endedMs = state.book.endedMs ?? Infinity;
    const goesOn = !clock.met && state.moment.asOfMs < endedMs;
    const lateMs = Math.min(clock.met?.atMs ?? state.moment.asOfMs, endedMs) - dueMs;
    const completed = Math.floor(lateMs / HOUR_MS);
    if (goesOn && !proRata) state.moment.reached(dueMs + (completed + 1) * HOUR_MS + (started ? 1 : 0));
    const hours = proRata ? yuan(lateMs).div(HOUR_MS) : yuan(started ? Math.ceil(lateMs / HOUR_MS) : completed);
    if (hours.lte(0)) return [];
    const amount = amountSteps(state, rate, rule.clause, dayOf(clock.fromMs));
    const value = amount.value === null ? null : amount.value.times(hours);
    if (goesOn && proRata && amount.value !== null && value !== null)
      state.moment.reached(state.moment.asOfMs + untilNextFen(value, amount.value.div(HOUR_MS)));
    return [
      makeDeduction(state, {
        rule,
        subject: clock.subject,
        breach: clock.stage,
        computed: value,
        eventMs: missedAt(clock),
        onDay: dayOf(clock.fromMs),
        settleMs: clock.fromMs,
        steps: [
          lateStep(clock),
          ...amount.steps,
          step(
            'hours',
            { lateSeconds: clock.record.lateSeconds, hours: hours.toDecimalPlaces(4).toString() },
            value === null ? null : formatYuan(value),
            rule.clause,
          ),
        ],
        missing: amount.missing,
        ...marksOf([clock]),
      }),
    ];
  });
}
