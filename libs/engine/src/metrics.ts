import { dayOf } from '@weibao/calendar';
import type { MetricRule } from '@weibao/contract-terms';
import type { CounterRecord, MetricRecord } from '@weibao/exchange';
import { availability } from './availability.js';
import { clockReadings, isExceeded } from './clock-line.js';
import { joined, marks } from './marks.js';
import { formatRate, fraction, yuan } from './money.js';
import { overtimes } from './overtime-metric.js';
import { endsAt, holds, startsAt, type Period } from './periods.js';
import { cooperation } from './security-cooperation.js';
import { inspectionQuality } from './inspection-quality.js';
import { isKept } from './kept-record.js';
import { backups, defects, demands, plannedDuties, resolutions, restores, securityTasks, type Rate } from './rates.js';
import type { State } from './state.js';
import { negatives, satisfaction, survey } from './survey-metrics.js';
import { judged, NO_THRESHOLD } from './verdict-of-metric.js';

/** Metrics of every period that has begun, by the terms in force on its first day. A rate with nothing owed is not applicable; without any fact of its kind it is undetermined. */
export function metricsOf(state: State, counters: readonly CounterRecord[]): MetricRecord[] {
  const { book } = state;
  const kinds = [...new Set(book.versions.flatMap(({ terms }) => terms.metrics.map((rule) => rule.period)))];
  return kinds.flatMap((kind) =>
    yearsOrPeriods(state, kind)
      .filter((period) => book.moment.reached(startsAt(period)))
      .flatMap((period) => {
        const own = state.on(period.firstDay);
        return own.book.terms.metrics
          .filter((rule) => rule.period === kind)
          .flatMap((rule) => metric(own, rule, period, counters).map((record) => named(record, rule, period.readings)));
      }),
  );
}

/** What it is called in the contract, and in what it is measured. */
const named = (record: MetricRecord, rule: MetricRule, readings: readonly string[] | undefined): MetricRecord => ({
  ...record,
  ...marks({ readings: joined(record.readings, readings) }),
  unit: units[rule.kind],
  titleZh: rule.titleZh,
  titleEn: rule.titleEn,
  ...('measure' in rule && rule.measure !== undefined ? { measure: rule.measure } : {}),
});

const units: Record<MetricRule['kind'], NonNullable<MetricRecord['unit']>> = {
  availability: 'percent',
  overtimes: 'count',
  'planned-duties': 'percent',
  demands: 'percent',
  defects: 'percent',
  'security-tasks': 'percent',
  'security-cooperation': 'count',
  survey: 'points',
  'negative-evaluations': 'count',
  'on-time-rate': 'percent',
  resolutions: 'percent',
  'inspection-quality': 'percent',
  restores: 'percent',
  satisfaction: 'percent',
  backups: 'percent',
};

/** B-9: the years of yearly rates are those over which the contract counts. */
function yearsOrPeriods(state: State, kind: MetricRule['period']): Period[] {
  if (kind === 'year') return state.book.countingYears('by.year');
  return state.book.periods(kind === 'settlement' ? 'assessment' : kind);
}

function metric(state: State, rule: MetricRule, period: Period, counters: readonly CounterRecord[]): MetricRecord[] {
  switch (rule.kind) {
    case 'availability':
      return availability(state.book, rule, period);
    case 'overtimes':
      return [overtimes(state, rule, period, counters)];
    case 'planned-duties':
      return [rateRecord(state, rule, rule.threshold, period, plannedDuties(state, rule.clause, period))];
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
    case 'resolutions':
      return [rateRecord(state, rule, rule.threshold, period, resolutions(state, period))];
    case 'inspection-quality':
      return [rateRecord(state, rule, rule.threshold, period, inspectionQuality(state, rule, period))];
    case 'restores':
      return [rateRecord(state, rule, rule.threshold, period, restores(state, period))];
    case 'satisfaction':
      return [satisfaction(state, rule, period)];
    case 'backups':
      return [rateRecord(state, rule, rule.threshold, period, backups(state, rule.duty, period))];
  }
}

function rateRecord(
  state: State,
  rule: MetricRule,
  threshold: string | undefined,
  period: Period,
  rate: Rate,
): MetricRecord {
  const promise = threshold === undefined ? null : fraction(threshold);
  const applicable = rate.owed > 0;
  const known = rate.known && (applicable || isKept(state.book, period));
  // done ÷ owed ≥ promise, without division
  const met = promise && yuan(rate.done).times(promise.denominator).gte(promise.numerator.times(rate.owed));
  return {
    clause: rule.clause,
    period: period.label,
    value: known && applicable ? formatRate(yuan(rate.done).times(100).div(rate.owed)) : null,
    threshold: promise && formatRate(promise.numerator.times(100).div(promise.denominator)),
    final: state.moment.reached(endsAt(period)),
    status: !known ? 'undetermined' : !applicable ? nothingOwed(state) : judged(met),
    ...marks({
      readings: joined(rule.readings, rate.owed === 0 ? ZERO_OWED : undefined, rate.readings),
      unconfirmed: rate.unconfirmed === true,
      missing: !known ? rate.missing : applicable && promise === null ? NO_THRESHOLD : [],
    }),
  };
}

/** G-13: nothing to do in the period. */
const ZERO_OWED: readonly string[] = ['zero.denominator'];

function nothingOwed(state: State): 'not-applicable' | 'met' | 'missed' {
  const { readings } = state.book;
  if (readings.is('zero.denominator', 'met')) return 'met';
  return readings.is('zero.denominator', 'not-met') ? 'missed' : 'not-applicable';
}

function onTime(state: State, rule: Extract<MetricRule, { kind: 'on-time-rate' }>, period: Period): MetricRecord {
  const owed = state.clocks.filter(
    (clock) => rule.targets.includes(clock.clause) && holds(period, dayOf(clock.fromMs)),
  );
  const decided = owed.filter((clock) => clock.record.status === 'met' || isExceeded(clock));
  return rateRecord(state, rule, rule.threshold, period, {
    done: decided.filter((clock) => clock.record.status === 'met').length,
    owed: decided.length,
    known: true,
    missing: ['incident.reported'],
    readings: clockReadings(owed),
    unconfirmed: decided.some((clock) => clock.record.unconfirmed === true),
  });
}
