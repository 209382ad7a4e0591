import { dayFromDate, dayOf, startOfDay } from '@weibao/calendar';
import type { MetricRule } from '@weibao/contract-terms';
import type { CounterRecord, MetricRecord } from '@weibao/exchange';
import { availability } from './availability.js';
import { isExceeded, isLate } from './clock-line.js';
import { clockIsWaived } from './decisions.js';
import type { KnownOf } from './history.js';
import { marks } from './marks.js';
import { formatRate, fraction, yuan } from './money.js';
import { endsAt, holds, startsAt, within, type Period } from './periods.js';
import type { State } from './state.js';
import { negatives, satisfaction, survey } from './survey-metrics.js';

interface Rate {
  done: number;
  owed: number;
  known: boolean;
  missing: string[];
  unconfirmed?: boolean;
}

/** Metrics of every period that has begun. A rate with nothing owed is not applicable; without any fact of its kind it is undetermined. */
export function metricsOf(state: State, counters: readonly CounterRecord[]): MetricRecord[] {
  const { book } = state;
  return book.terms.metrics.flatMap((rule) =>
    yearsOrPeriods(state, rule)
      .filter((period) => book.moment.reached(startsAt(period)))
      .flatMap((period) => metric(state, rule, period, counters)),
  );
}

function yearsOrPeriods(state: State, rule: MetricRule): Period[] {
  return state.book.periods(rule.period === 'settlement' ? 'assessment' : rule.period);
}

function metric(state: State, rule: MetricRule, period: Period, counters: readonly CounterRecord[]): MetricRecord[] {
  switch (rule.kind) {
    case 'availability':
      return availability(state.book, rule, period);
    case 'overtimes':
      return [overtimes(state, rule, period, counters)];
    case 'planned-duties':
      return [rateRecord(state, rule, rule.threshold, period, plannedDuties(state, period))];
    case 'demands':
      return [rateRecord(state, rule, rule.threshold, period, demands(state, rule.classes, period))];
    case 'defects':
      return [rateRecord(state, rule, rule.threshold, period, defects(state, period))];
    case 'security-tasks':
      return [rateRecord(state, rule, rule.threshold, period, securityTasks(state, period))];
    case 'security-cooperation':
      return [cooperation(state, rule, period)];
    case 'survey':
      return [survey(state, rule, period)];
    case 'negative-evaluations':
      return [negatives(state, rule, period)];
    case 'on-time-rate':
      return [onTime(state, rule, period)];
    case 'restores':
      return [rateRecord(state, rule, rule.threshold, period, restores(state, period))];
    case 'satisfaction':
      return [satisfaction(state, rule, period)];
    case 'backups':
      return [rateRecord(state, rule, rule.threshold, period, backups(state, rule.duty, period))];
  }
}

function rateRecord(state: State, rule: MetricRule, threshold: string, period: Period, rate: Rate): MetricRecord {
  const promise = fraction(threshold);
  const applicable = rate.owed > 0;
  // done ÷ owed ≥ promise, without division
  const met = yuan(rate.done).times(promise.denominator).gte(promise.numerator.times(rate.owed));
  return {
    clause: rule.clause,
    period: period.label,
    value: rate.known && applicable ? formatRate(yuan(rate.done).times(100).div(rate.owed)) : null,
    threshold: formatRate(promise.numerator.times(100).div(promise.denominator)),
    final: state.moment.reached(endsAt(period)),
    status: !rate.known ? 'undetermined' : !applicable ? nothingOwed(state) : met ? 'met' : 'missed',
    ...marks({
      readings: rule.readings,
      unconfirmed: rate.unconfirmed === true,
      missing: rate.known ? [] : rate.missing,
    }),
  };
}

/** G-13: nothing to do in the period. */
function nothingOwed(state: State): 'not-applicable' | 'met' | 'missed' {
  const { readings } = state.book;
  if (readings.is('zero.denominator', 'met')) return 'met';
  return readings.is('zero.denominator', 'not-met') ? 'missed' : 'not-applicable';
}

function overtimes(
  state: State,
  rule: Extract<MetricRule, { kind: 'overtimes' }>,
  period: Period,
  counters: readonly CounterRecord[],
): MetricRecord {
  const { readings } = state.book;
  const incidents = state.incidents.filter(
    (incident) => !incident.drill && holds(period, dayOf(incident.reportedAtMs)),
  );
  const exceeded = state.exceeded.filter(
    (clock) =>
      rule.targets.includes(clock.clause) &&
      holds(period, dayOf(clock.fromMs)) &&
      !clockIsWaived(state, clock.subject, clock.clause, clock.stage),
  );
  const late = exceeded.filter(isLate);
  // Late by a clock that cannot be firm while a parameter is blank: nothing is booked, and nothing is met.
  const unknown = [
    ...new Set(exceeded.filter((clock) => !isLate(clock)).flatMap((clock) => clock.record.missing ?? [])),
  ];
  const reached = counters.some(
    (counter) =>
      rule.counters.includes(counter.clause) && counter.period === period.label && counter.reachedAt !== null,
  );
  const ruling = late.length > 0 && !reached && readings.is('by.obj2', 'human-ruling');
  const tolerated = readings.is('by.obj2', 'below-major-breach-counts') && !reached;
  return {
    clause: rule.clause,
    period: period.label,
    value: String(late.length),
    threshold: '0',
    final: state.moment.reached(endsAt(period)),
    status:
      incidents.length === 0
        ? 'not-applicable'
        : late.length === 0 && unknown.length > 0
          ? 'undetermined'
          : late.length === 0 || tolerated
            ? 'met'
            : ruling
              ? 'undetermined'
              : 'missed',
    ...marks({
      readings: rule.readings,
      missing: ruling ? ['ruling'] : late.length === 0 ? unknown : [],
      unconfirmed: late.some((clock) => clock.record.unconfirmed === true),
    }),
  };
}

/** Done and signed by the hospital ÷ planned; while the period runs, of what has fallen due or been done. */
function plannedDuties(state: State, period: Period): Rate {
  const { history, moment } = state.book;
  const final = moment.reached(endsAt(period));
  const counted = (dueMs: number | null, done: boolean) => final || done || (dueMs !== null && moment.asOfMs >= dueMs);
  const plan = history.of('duty.planned').filter((fact) => {
    const day = fact.dueOn === undefined ? dayOf(fact.atMs) : dayFromDate(fact.dueOn);
    return day !== null && holds(period, day);
  });
  // B-30: the year's plan says what is planned; without one, what the contract itself fixes.
  const duties = state.duties.filter(
    (duty) =>
      plan.length === 0 &&
      duty.planned &&
      duty.record.status !== 'not-recorded' &&
      duty.period !== null &&
      holds(period, duty.period.firstDay) &&
      counted(duty.dueMs, duty.proof !== null),
  );
  const planned = new Map<string, { dueMs: number | null }>();
  for (const fact of plan) {
    const day = fact.dueOn === undefined ? dayOf(fact.atMs) : (dayFromDate(fact.dueOn) as number);
    planned.set(fact.duty, { dueMs: startOfDay(day + 1) });
  }
  const done = new Set(history.of('duty.done').map((fact) => fact.duty));
  const inspected = new Set(history.of('inspection.ended').map((fact) => fact.inspection));
  const signed = new Set(
    history
      .of('duty.signed')
      .filter((fact) => fact.by !== 'vendor')
      .map((fact) => fact.duty),
  );
  const own = [...planned].filter(([key, { dueMs }]) => counted(dueMs, done.has(key)));
  const known =
    duties.some((duty) => duty.proof !== null) ||
    planned.size > 0 ||
    within(history.of('duty.signed'), period).length > 0 ||
    within(history.of('inspection.ended'), period).length > 0;
  return {
    done:
      duties.filter((duty) => duty.proof !== null && duty.signed).length +
      own.filter(([key]) => (done.has(key) || inspected.has(key)) && signed.has(key)).length,
    owed: duties.length + own.length,
    known,
    missing: ['inspection.ended', 'duty.planned', 'duty.signed'],
  };
}

function demands(state: State, classes: readonly string[], period: Period): Rate {
  const agreed = state.demands.filter(
    (demand) =>
      demand.agreedAtMs !== null &&
      holds(period, dayOf(demand.agreedAtMs)) &&
      (demand.class === null || classes.includes(demand.class)),
  );
  return {
    done: agreed.filter((demand) => demand.accepted !== null).length,
    owed: agreed.length,
    known: true,
    missing: [],
  };
}

function defects(state: State, period: Period): Rate {
  const { history } = state.book;
  const closed = new Set(
    history
      .of('defect.closed')
      .filter((fact) => fact.by !== 'vendor' || history.isConfirmed(fact))
      .map((fact) => fact.defect),
  );
  const confirmed = new Set(within(history.of('defect.confirmed'), period).map((fact) => fact.defect));
  return {
    done: [...confirmed].filter((key) => closed.has(key)).length,
    owed: confirmed.size,
    known: true,
    missing: [],
  };
}

function securityTasks(state: State, period: Period): Rate {
  const { history } = state.book;
  const verified = new Set(history.of('security-task.verified').map((fact) => fact.task));
  const ordered = new Set(within(history.of('security-task.ordered'), period).map((fact) => fact.task));
  return { done: [...ordered].filter((key) => verified.has(key)).length, owed: ordered.size, known: true, missing: [] };
}

/** Met if nothing was refused, delayed beyond its limit or the subject of a valid complaint. */
function cooperation(state: State, rule: MetricRule, period: Period): MetricRecord {
  const { history, moment } = state.book;
  const ordered = within(history.of('security-task.ordered'), period);
  const refused = new Set(history.of('security-task.refused').map((fact) => fact.task));
  const verified = new Map<string, KnownOf<'security-task.verified'>>();
  for (const fact of history.of('security-task.verified')) if (!verified.has(fact.task)) verified.set(fact.task, fact);
  const tasks = new Set(ordered.map((fact) => fact.task));
  const bad = new Set<string>();
  for (const fact of ordered) {
    if (refused.has(fact.task)) bad.add(fact.task);
    if (fact.dueOn === undefined) continue;
    const dueMs = startOfDay((dayFromDate(fact.dueOn) as number) + 1);
    const done = verified.get(fact.task);
    if (done ? done.atMs >= dueMs : moment.reached(dueMs)) bad.add(fact.task);
  }
  const complaints = history
    .of('complaint.verified')
    .filter((fact) => fact.about !== undefined && tasks.has(fact.about)).length;
  const count = bad.size + complaints;
  return {
    clause: rule.clause,
    period: period.label,
    value: String(count),
    threshold: '0',
    final: moment.reached(endsAt(period)),
    status: tasks.size === 0 ? 'not-applicable' : count === 0 ? 'met' : 'missed',
    ...marks({ readings: rule.readings }),
  };
}

function onTime(state: State, rule: Extract<MetricRule, { kind: 'on-time-rate' }>, period: Period): MetricRecord {
  const decided = state.clocks.filter(
    (clock) =>
      rule.targets.includes(clock.clause) &&
      holds(period, dayOf(clock.fromMs)) &&
      (clock.record.status === 'met' || isExceeded(clock)),
  );
  return rateRecord(state, rule, rule.threshold ?? '1/1', period, {
    done: decided.filter((clock) => clock.record.status === 'met').length,
    owed: decided.length,
    known: true,
    missing: [],
    unconfirmed: decided.some((clock) => clock.record.unconfirmed === true),
  });
}

function restores(state: State, period: Period): Rate {
  const attempts = within(state.book.history.of('restore.tested'), period);
  return { done: attempts.filter((fact) => fact.ok).length, owed: attempts.length, known: true, missing: [] };
}

/** Days with a successful, signed backup in time ÷ days whose backup has fallen due. */
function backups(state: State, clause: string, period: Period): Rate {
  const { history } = state.book;
  const due = state.duties.filter(
    (duty) =>
      duty.clause === clause &&
      duty.period !== null &&
      holds(period, duty.period.firstDay) &&
      duty.dueMs !== null &&
      duty.record.status !== 'not-recorded' &&
      state.moment.reached(duty.dueMs),
  );
  const byDay = history.grouped('backup.finished', 'day');
  const compliant = (label: string, dueMs: number) =>
    byDay.get(label)?.some((fact) => fact.ok !== false && fact.confirmed === true && fact.atMs < dueMs) === true;
  const known = history.of('backup.finished').some((fact) => holds(period, dayFromDate(fact.day) as number));
  return {
    done: due.filter((duty) => compliant(duty.key, duty.dueMs as number)).length,
    owed: due.length,
    known,
    missing: ['backup.finished'],
  };
}
