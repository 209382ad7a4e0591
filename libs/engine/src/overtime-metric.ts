import { dayOf } from '@weibao/calendar';
import type { MetricRule } from '@weibao/contract-terms';
import { parseInstant, type CounterRecord, type MetricRecord } from '@weibao/exchange';
import { clockReadings, isLate } from './clock-line.js';
import { clockIsWaived, decisionOn } from './decisions.js';
import { isCovered } from './incidents.js';
import { isKept } from './kept-record.js';
import { joined, marks, readingsIn } from './marks.js';
import { endsAt, holds, type Period } from './periods.js';
import type { State } from './state.js';

type Rule = Extract<MetricRule, { kind: 'overtimes' }>;

/** BY-V-OBJ2: every exceedance of the period, a stage each; met at none, missed at a major-breach count, between them as a person rules (B-1). */
export function overtimes(state: State, rule: Rule, period: Period, counters: readonly CounterRecord[]): MetricRecord {
  const { readings } = state.book;
  const incidents = state.incidents.filter(
    (incident) => !incident.drill && holds(period, dayOf(incident.reportedAtMs)) && isCovered(state.book, incident),
  );
  const own = state.clocks.filter((clock) => rule.targets.includes(clock.clause) && holds(period, dayOf(clock.fromMs)));
  const exceeded = own.filter(({ record }) => record.status === 'late' || record.status === 'overdue');
  const standing = exceeded.filter((clock) => !clockIsWaived(state, clock));
  const late = standing.filter(isLate);
  // Late by a clock that cannot be firm while a parameter is blank, or of no known level: nothing is booked, and nothing is met.
  const unknown = [
    ...new Set([
      ...standing.filter((clock) => !isLate(clock)).flatMap((clock) => clock.record.missing ?? []),
      ...(incidents.some((incident) => incident.level === null) ? ['incident.graded'] : []),
    ]),
  ];
  const reached = counters.some(
    (counter) =>
      rule.counters.includes(counter.clause) &&
      counter.reachedAt !== null &&
      (counter.period === period.label ||
        (counter.period === 'rolling-12-months' && holds(period, dayOf(parseInstant(counter.reachedAt) as number)))),
  );
  const status = statusOf();
  return {
    clause: rule.clause,
    period: period.label,
    value: status === 'undetermined' && incidents.length === 0 ? null : String(late.length),
    threshold: '0',
    final: state.moment.reached(endsAt(period)),
    status,
    ...marks({
      readings: joined(
        rule.readings,
        period.readings,
        clockReadings(exceeded),
        readingsIn(counters.filter(({ clause, reachedAt }) => rule.counters.includes(clause) && reachedAt !== null)),
        ...incidents.map(({ levelReadings }) => levelReadings),
      ),
      missing:
        status !== 'undetermined'
          ? []
          : incidents.length === 0
            ? ['incident.reported']
            : late.length > 0
              ? ['ruling']
              : unknown,
      unconfirmed: own.some((clock) => clock.record.unconfirmed === true),
    }),
  };

  function statusOf(): MetricRecord['status'] {
    if (incidents.length === 0) return isKept(state.book, period) ? 'not-applicable' : 'undetermined';
    if (late.length === 0) return unknown.length > 0 ? 'undetermined' : 'met';
    if (reached || readings.is('by.obj2', 'zero-overtimes')) return 'missed';
    if (readings.is('by.obj2', 'below-major-breach-counts')) return 'met';
    return (
      ruling(
        state,
        rule,
        period,
        late.map((clock) => clock.fromMs),
      ) ?? 'undetermined'
    );
  }
}

/**
 * What the hospital ruled of a year between the counts: breach.ruled under the criterion's clause is missed, with `times: 0` met; a decision under
 * the clause that waives it is met. A ruling without a year is about the last overtimes before it.
 */
function ruling(state: State, rule: Rule, period: Period, overtimesMs: readonly number[]): 'met' | 'missed' | null {
  if (decisionOn(state, rule.clause, period.label, null)?.outcome === 'waived') return 'met';
  const later = (ms: number) =>
    state.exceeded.some(
      (clock) =>
        rule.targets.includes(clock.clause) &&
        isLate(clock) &&
        clock.fromMs <= ms &&
        dayOf(clock.fromMs) > period.lastDay,
    );
  const about = state.book.history.of('breach.ruled').filter((fact) => {
    if (fact.clause !== rule.clause || fact.by === 'vendor') return false;
    const label = fact.period ?? fact.subject;
    return label === undefined
      ? overtimesMs.some((ms) => ms <= fact.atMs) && !later(fact.atMs)
      : label === period.label;
  });
  const last = about.reduce<(typeof about)[number] | null>(
    (found, fact) => (found === null || fact.knownMs >= found.knownMs ? fact : found),
    null,
  );
  return last === null ? null : last.times === 0 ? 'met' : 'missed';
}
