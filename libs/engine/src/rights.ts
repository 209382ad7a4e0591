import { dayOf, startOfDay } from '@weibao/calendar';
import type { RightRule } from '@weibao/contract-terms';
import { formatInstant, givenId, parseInstant, type CounterRecord, type RightRecord } from '@weibao/exchange';
import type { Acceptance } from './acceptances.js';
import type { CapUse } from './caps.js';
import { isWaived } from './decisions.js';
import type { Deduction } from './deduction.js';
import { exercisesOf, letGoAtMs } from './exercises.js';
import { failedAssessments } from './failed-assessments.js';
import type { KnownOf } from './history.js';
import { keyed } from './keyed.js';
import type { Major } from './majors.js';
import { joined, marks, readingsIn } from './marks.js';
import { fraction, times, toFen, yuan, ZERO } from './money.js';
import type { Payment } from './payments.js';
import { SCORE } from './score-fines.js';
import { inBand, type Score } from './scores.js';
import { parseMs, type State } from './state.js';

export interface RightContext {
  counters: readonly CounterRecord[];
  scores: readonly Score[];
  acceptances: readonly Acceptance[];
  majors: readonly Major[];
  caps: readonly CapUse[];
  payments: readonly Payment[];
  late: readonly Deduction[]; // hospital's lateness, before caps
}

interface Given {
  sinceMs: number;
  because: string[];
  readings?: readonly string[] | undefined;
}

/** A right while it is computed. */
export interface Right {
  record: RightRecord;
  rule: RightRule;
  exercisedMs: number | null;
}

/** Rights that the record gives to one side; they stay listed once exercised. Each by the terms in force when what gives it happened. */
export function rightsOf(state: State, context: RightContext): Right[] {
  const found = new Map<string, { rule: RightRule; given: Given[] }>();
  for (const version of state.book.versions) {
    const own = state.as(version);
    for (const [key, rule] of keyed(own.book.terms.rights, nameOf)) {
      const given = [...(found.get(key)?.given ?? []), ...givenBy(own, rule, context)];
      found.set(key, { rule, given });
    }
  }
  return [...found.values()].flatMap(({ rule, given }) => {
    return (onceGiven.has(rule.kind) ? earliest(given) : given).map(({ sinceMs, because, readings }) => {
      const exercised = exercisesOf(state, rule).find((fact) => fact.atMs >= sinceMs); // not before it had arisen
      const letGoMs = exercised ? null : letGoAtMs(state, rule, sinceMs);
      const record = {
        clause: rule.clause,
        right: rule.right,
        holder: rule.holder,
        since: formatInstant(sinceMs),
        because,
        exercisedAt: exercised ? formatInstant(exercised.atMs) : null,
        ...marks({ readings: joined(rule.readings, readings) }),
        ...(letGoMs === null ? {} : { letGoAt: formatInstant(letGoMs) }),
      };
      return { record, rule, exercisedMs: exercised?.atMs ?? null };
    });
  });
}

const nameOf = ({ kind, clause, right, holder }: RightRule): string => `${kind}|${clause}|${right}|${holder}`;

/** Given by the first of several occurrences, and not again by the next. */
const onceGiven: ReadonlySet<RightRule['kind']> = new Set([
  'major-breach',
  'acceptance-failed',
  'counter',
  'late-damages',
  'failed-assessments',
  'ruled',
  'notice-period',
]);

const earliest = (list: readonly Given[]): Given[] => {
  const sorted = [...list].sort((a, b) => a.sinceMs - b.sinceMs);
  const first = sorted[0];
  const because = [...new Set(sorted.flatMap((given) => given.because))];
  return first ? [{ sinceMs: first.sinceMs, because, readings: readingsIn(sorted) }] : [];
};

function givenBy(state: State, rule: RightRule, context: RightContext): Given[] {
  const { book } = state;
  const at = (ms: number) => book.measures(dayOf(ms));
  switch (rule.kind) {
    case 'major-breach':
      return context.majors
        .filter(({ atMs }) => at(atMs))
        .map((major) => ({ sinceMs: major.atMs, because: [major.clause, ...major.because], readings: major.readings }));
    case 'acceptance-failed': {
      const exercises = exercisesOf(state, rule);
      const failed = context.acceptances.flatMap((acceptance) =>
        acceptance.failedAtMs === null ||
        !book.measures(acceptance.period.firstDay) ||
        (acceptance.passedAtMs !== null && exercises.length === 0)
          ? []
          : [
              {
                sinceMs: acceptance.failedAtMs,
                because: [acceptance.period.label],
                readings: acceptance.record.readings,
              },
            ],
      );
      // Service not done in time gives it too; that it was not, the hospital says by exercising it.
      const unserved = exercises.filter(
        (fact) =>
          rule.suspends &&
          at(fact.atMs) &&
          !context.acceptances.some(({ failedAtMs }) => (failedAtMs ?? Infinity) <= fact.atMs),
      );
      return [...failed, ...unserved.map((fact) => ({ sinceMs: fact.atMs, because: [givenId(fact) ?? fact.at] }))];
    }
    case 'counter':
      return context.counters
        .filter((counter) => counter.clause === rule.counter && counter.reachedAt !== null)
        .map((counter) => ({
          sinceMs: parseInstant(counter.reachedAt as string) as number,
          because: counter.subjects,
          readings: counter.readings,
        }))
        .filter(({ sinceMs }) => at(sinceMs));
    case 'score-band':
      return inBand(state, context.scores, rule.clause)
        .filter(({ score }) => !isWaived(state, rule.clause, score.period.label, SCORE))
        .map(({ score, sinceMs }) => ({ sinceMs, because: [score.period.label], readings: score.record.readings }));
    case 'all-paid': {
      const paid = context.payments.map((payment) => payment.paidMs);
      const records = context.payments.map(({ record }) => record);
      if (paid.length === 0 || !paid.every((ms) => ms !== null)) return [];
      const sinceMs = Math.max(...(paid as number[]));
      return at(sinceMs)
        ? [{ sinceMs, because: context.payments.map((payment) => payment.payment), readings: readingsIn(records) }]
        : [];
    }
    case 'cap-reached':
      return context.caps
        .filter((cap) => cap.clause === rule.cap && cap.reachedMs !== null && at(cap.reachedMs))
        .map((cap) => ({ sinceMs: cap.reachedMs as number, because: cap.because, readings: cap.record.readings }));
    case 'late-damages':
      return lateDamages(state, rule, context);
    case 'failed-assessments':
      return failedAssessments(state, rule);
    case 'ruled': {
      // Under the name that the line of the ruling has, by which it is decided.
      const nameOf = (fact: KnownOf<'breach.ruled'>) => fact.subject ?? fact.period ?? book.history.nameOf(fact);
      return book.history
        .of('breach.ruled')
        .filter((fact) => fact.clause === rule.ruled && at(fact.atMs) && !isWaived(state, rule.ruled, nameOf(fact)))
        .map((fact) => ({ sinceMs: fact.atMs, because: [nameOf(fact)] }));
    }
    case 'notice-period': {
      const notice = book.history
        .of('notice.served')
        .find((fact) => rule.notices.includes(fact.notice) && at(fact.atMs));
      if (!notice) return [];
      const last = book.lastDay(dayOf(notice.atMs), { days: rule.days });
      const sinceMs = startOfDay(last.day + 1);
      return state.moment.reached(sinceMs)
        ? [{ sinceMs, because: [givenId(notice) ?? notice.notice], readings: last.readings }]
        : [];
    }
    case 'force-majeure':
      return book.history.of('force-majeure.agreed').flatMap((fact) => {
        if (fact.from === undefined || !at(parseMs(fact.from))) return [];
        const sinceMs = parseMs(fact.from) + rule.days * (startOfDay(1) - startOfDay(0));
        const endMs = fact.to === undefined ? Infinity : parseMs(fact.to);
        if (rule.endsContract && sinceMs > (book.endedMs ?? Infinity)) return []; // it has ended
        return endMs >= sinceMs && state.moment.reached(sinceMs)
          ? [{ sinceMs, because: [givenId(fact) ?? fact.system] }]
          : [];
      });
  }
}

/** LY-7.3-TERM: when, under these terms, the late damages, uncapped, reach their share of the contract (day 100 for one half); or, read otherwise, the capped total. */
function lateDamages(state: State, rule: Extract<RightRule, { kind: 'late-damages' }>, context: RightContext): Given[] {
  const base = state.book.base(rule.of);
  if (base === null) return [];
  const threshold = toFen(times(base, fraction(rule.share)));
  const onTotal = state.book.readings.is('ly.hlate', 'on-capped-total');
  const lines = context.late.filter(
    (line) => (onTotal || line.clause === rule.penalty) && line.decision?.outcome !== 'waived',
  );
  const reachedBy = lines.reduce((total, line) => total.plus(line.computed ?? ZERO), ZERO);
  if (reachedBy.lt(threshold)) return [];
  // The day on which the running sum first reaches the threshold, counted from the same stretches that made it.
  const daily = lines.flatMap((line) =>
    line.steps
      .filter((item) => item.label === 'days-late')
      .map((item) => ({
        fromMs: parseMs(`${String(item.inputs['from'])}T00:00:00+08:00`),
        days: Number(item.result),
        perDay: times(yuan(String(item.inputs['outstanding'])), fraction(String(item.inputs['share']))),
      })),
  );
  const dayMs = startOfDay(1) - startOfDay(0);
  const days = [
    ...new Set(daily.flatMap((part) => Array.from({ length: part.days }, (_, n) => part.fromMs + n * dayMs))),
  ].sort((a, b) => a - b);
  let running = ZERO;
  for (const day of days) {
    for (const part of daily)
      if (part.fromMs <= day && day < part.fromMs + part.days * dayMs) running = running.plus(part.perDay);
    if (running.gte(threshold) && state.book.measures(dayOf(day)))
      return [{ sinceMs: day, because: [...new Set(lines.map((line) => line.key))], readings: readingsIn(lines) }];
  }
  return [];
}
