import { dayOf } from '@weibao/calendar';
import type { PenaltyRule } from '@weibao/contract-terms';
import type { MetricRecord } from '@weibao/exchange';
import type { Acceptance } from './acceptances.js';
import { agreedDatesMissed } from './agreed-dates.js';
import { amountSteps } from './amount-steps.js';
import { claims } from './claimed-losses.js';
import { clockReadings } from './clock-line.js';
import { makeDeduction, step, type Deduction } from './deduction.js';
import type { KnownOf } from './history.js';
import { startsAt } from './periods.js';
import { penaltiesInForce } from './penalties-in-force.js';
import { dutiesMissed, applicationsLate } from './duty-lines.js';
import { lateClocks, incidentLate, allLate, perHourLate, clockLine } from './late-lines.js';
import { majorClauses } from './majors.js';
import { joined } from './marks.js';
import { formatYuan, yuan, ZERO } from './money.js';
import { metricsMissed } from './metric-fines.js';
import { occurrences } from './occurrences.js';
import { scoreFines } from './score-fines.js';
import type { Score } from './scores.js';
import type { State } from './state.js';

export interface PenaltyContext {
  scores: readonly Score[];
  metrics: readonly MetricRecord[];
  acceptances: readonly Acceptance[];
}

/** What is owed by each penalty rule of the terms that measure the breach, and by each claim, before caps. */
export function owedDeductions(state: State, context: PenaltyContext): Deduction[] {
  const lines = onlyLarger(
    state,
    oncePerSubject(
      state,
      state.byVersion((own) =>
        penaltiesInForce(own.book).flatMap((rule) => {
          const once = rule.oncePerSubjectIf !== undefined && own.book.chosen([rule.oncePerSubjectIf]) !== undefined;
          return linesOf(own, rule, context).map((line) => ({ line, once }));
        }),
      ),
    ),
  );
  return [...lines, ...claims(state, lines)];
}

const RIVALS: readonly string[] = ['hp.stack_late', 'stacking'];

/** H-6, where not stacked, and G-12, where only the highest counts: of the hourly damages and the compensation for one event the larger alone. */
function onlyLarger(state: State, lines: Deduction[]): Deduction[] {
  const { readings } = state.book;
  const alone = readings.is('hp.stack_late', 'exclusive') || readings.is('stacking', 'highest');
  const clausesOf = (kind: PenaltyRule['kind']) =>
    new Set(
      state.book.versions.flatMap(({ terms }) =>
        terms.penalties.filter((rule) => rule.kind === kind).map((rule) => rule.clause),
      ),
    );
  const [hourly, whole] = [clausesOf('per-hour-late'), clausesOf('all-late')];
  const value = (line: Deduction) => line.computed ?? ZERO;
  const rival = (line: Deduction, clauses: ReadonlySet<string>) =>
    lines.find((other) => other.key === line.key && clauses.has(other.clause));
  return lines
    .map((line) => {
      const own = hourly.has(line.clause) ? whole : whole.has(line.clause) ? hourly : null;
      return own && rival(line, own) ? { ...line, readings: joined(line.readings, RIVALS) } : line;
    })
    .filter((line) => {
      if (!alone) return true;
      if (hourly.has(line.clause))
        return !(rival(line, whole) && value(rival(line, whole) as Deduction).gte(value(line)));
      if (whole.has(line.clause))
        return !(rival(line, hourly) && value(rival(line, hourly) as Deduction).gt(value(line)));
      return true;
    });
}

/** B-28, read by root cause: of several breaches of a clause on one subject only the first is a line. */
function oncePerSubject(state: State, lines: readonly { line: Deduction; once: boolean }[]): Deduction[] {
  const first = new Map<string, Deduction>();
  for (const { line, once } of lines) {
    if (!once) continue;
    const key = `${line.clause}|${line.key}`;
    const known = first.get(key);
    if (!known || line.eventMs < known.eventMs) first.set(key, line);
  }
  return lines
    .filter(({ line, once }) => !once || first.get(`${line.clause}|${line.key}`) === line)
    .map(({ line, once }) =>
      // Another limit of the same event, missed earlier, would have been the line.
      once ? { ...line, readings: joined(line.readings, clockReadings(state.clocksOf(line.key))) } : line,
    );
}

function linesOf(state: State, rule: PenaltyRule, context: PenaltyContext): Deduction[] {
  switch (rule.kind) {
    case 'incident-late':
      return incidentLate(state, rule);
    case 'clock-late':
      return lateClocks(state, rule.targets).map((clock) => clockLine(state, rule, clock));
    case 'all-late':
      return allLate(state, rule);
    case 'per-hour-late':
      return perHourLate(state, rule);
    case 'duty-missed':
      return dutiesMissed(state, rule, context.acceptances);
    case 'application-late':
      return applicationsLate(state, rule, context.acceptances);
    case 'ruled':
      return ruled(state, rule);
    case 'score-points':
    case 'score-band':
      return scoreFines(state, rule, context.scores);
    case 'occurrence':
      return occurrences(state, rule);
    case 'metric-missed':
      return metricsMissed(state, rule, context.metrics);
    case 'agreed-date-missed':
      return agreedDatesMissed(state, rule);
    case 'payment-late':
    case 'claimed':
      return []; // after the payments, and after the lines they are measured against
  }
}

/** Rulings that another rule of money, a counter or a right acts upon. */
function takenByOthers(state: State, rule: PenaltyRule): string[] {
  const { penalties, counters, rights, metrics } = state.book.terms;
  return [
    ...penalties.flatMap((other) =>
      other.kind === 'ruled' && other !== rule ? (other.rulings ?? [other.clause]) : [],
    ),
    ...counters.flatMap((counter) => (counter.kind === 'ruled' ? [counter.ruled] : [])),
    ...rights.flatMap((right) => (right.kind === 'ruled' ? [right.ruled] : [])),
    ...metrics.map((metric) => metric.clause),
  ];
}

/** One breach.ruled is one record; its times, once unless told, or its days multiply the amount. Days that nobody gave are not one day. */
function ruled(state: State, rule: Extract<PenaltyRule, { kind: 'ruled' }>): Deduction[] {
  const clauses = rule.rulings ?? [rule.clause];
  const elsewhere = rule.others ? new Set([...majorClauses(state), ...takenByOthers(state, rule)]) : null;
  return state.book.history
    .of('breach.ruled')
    .filter(
      (fact) =>
        state.book.measures(dayOf(fact.atMs)) &&
        (clauses.includes(fact.clause) || (elsewhere !== null && !elsewhere.has(fact.clause))),
    )
    .map((fact) => {
      const count = rule.per === 'days' ? (fact.days ?? null) : (fact.times ?? 1);
      const amount = amountSteps(state, rule.amount, rule.clause, dayOf(fact.atMs));
      const given = fact.amount === undefined ? amount.value : yuan(fact.amount);
      const value = given === null || count === null ? null : given.times(count);
      return makeDeduction(state, {
        rule,
        ...(fact.period !== undefined && fact.subject === undefined
          ? { period: fact.period }
          : { subject: fact.subject ?? state.book.history.nameOf(fact) }),
        breach: fact.clause,
        computed: value,
        eventMs: fact.atMs,
        onDay: dayOf(fact.atMs),
        settleMs: settledAt(state, fact),
        steps: [
          step('ruled', { ruling: fact.clause, at: fact.at }, count, fact.clause),
          ...amount.steps,
          step(rule.per, { count }, value === null ? null : formatYuan(value), rule.clause),
        ],
        missing: [
          ...(fact.amount === undefined ? amount.missing : []),
          ...(count === null ? ['breach.ruled.days'] : []),
        ],
        ...('to' in rule.amount && count !== null ? { atMost: yuan(rule.amount.to).times(count) } : {}),
        unconfirmed: fact.unconfirmed,
        readings: elsewhere === null ? [] : notMajorBy(state, fact.clause),
      });
    });
}

/**
 * JH-3.3: the fee of the cycle concerned. It is the one that the ruling names, if that had begun, else that of the incident which it is about, else that
 * of its day.
 */
function settledAt(state: State, { atMs, period, subject }: KnownOf<'breach.ruled'>): number {
  const { book } = state;
  const named = book.periods('settlement').find(({ label }) => label === period);
  if (named && startsAt(named) <= atMs) return startsAt(named);
  const about = subject === undefined ? undefined : state.standsFor(subject);
  const reportedMs = state.incidents.find(({ incident }) => incident === about)?.reportedAtMs;
  return reportedMs !== undefined && book.inTerm(reportedMs) ? reportedMs : atMs;
}

/** By which a ruling under a clause is a general breach and no major one. */
const notMajorBy = ({ book }: State, ruled: string): string[] =>
  (book.terms.major?.notMajor ?? []).filter(({ clause }) => clause === ruled).map(({ option }) => option);
