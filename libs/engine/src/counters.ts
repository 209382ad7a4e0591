import { addMonths, dayOf, startOfDay } from '@weibao/calendar';
import type { CounterRule } from '@weibao/contract-terms';
import { formatInstant, type CounterRecord } from '@weibao/exchange';
import { isLate, missedAt, type Clock } from './clock-line.js';
import { clockIsWaived, isWaived } from './decisions.js';
import { verdictsOf } from './verdicts.js';
import { marks } from './marks.js';
import { holds, startsAt } from './periods.js';
import type { State } from './state.js';

/** Counts that a clause acts upon once they reach a limit. Periods that have not begun are not listed. */
export function countersOf(state: State): CounterRecord[] {
  return state.book.terms.counters.flatMap((written) => {
    const above = state.book.chosen(written.aboveIf) !== undefined;
    return counter(state, above ? { ...written, limit: written.limit + 1 } : written);
  });
}

interface Counted {
  subject: string;
  atMs: number;
  amount: number;
}

function record(
  rule: CounterRule,
  period: string,
  counted: readonly Counted[],
  extra: { unconfirmed?: boolean } = {},
): CounterRecord {
  let running = 0;
  let reachedAt: number | null = null;
  for (const item of [...counted].sort((a, b) => a.atMs - b.atMs)) {
    running += item.amount;
    if (reachedAt === null && running >= rule.limit) reachedAt = item.atMs;
  }
  return {
    clause: rule.clause,
    period,
    count: Math.round(running * 1000) / 1000,
    limit: rule.limit,
    subjects: [...new Set(counted.map((item) => item.subject))],
    reachedAt: reachedAt === null ? null : formatInstant(reachedAt),
    ...marks({ readings: rule.readings, unconfirmed: extra.unconfirmed === true }),
  };
}

type LateRule = Extract<CounterRule, { kind: 'late-incidents' }>;

/** Late clocks as overtimes: one an incident, or one a stage where that reading is in force; each when its limit was missed. */
function overtimesOf(state: State, late: readonly Clock[]): Counted[] {
  const { book } = state;
  const perStage = book.readings.is('by.overtime_unit', 'stage');
  const bySubject = new Map<string, number>();
  for (const clock of late) {
    const key = perStage ? `${clock.subject}|${clock.clause}` : clock.subject;
    bySubject.set(key, Math.min(bySubject.get(key) ?? Infinity, missedAt(clock)));
  }
  return [...bySubject].map(([key, atMs]) => ({ subject: key.split('|')[0] as string, atMs, amount: 1 }));
}

/** B-9, read as any twelve months: the count of the last twelve, and when any twelve first held enough. */
function rolling(state: State, rule: LateRule): CounterRecord {
  const late = state.exceeded.filter(
    (clock) => rule.targets.includes(clock.clause) && isLate(clock) && !clockIsWaived(state, clock),
  );
  const counted = overtimesOf(state, late);
  const leavesMs = (item: Counted) => startOfDay(addMonths(dayOf(item.atMs), 12));
  const sorted = [...counted].sort((a, b) => a.atMs - b.atMs);
  const reached = sorted.find(
    (item, index) => sorted.slice(0, index + 1).filter((other) => leavesMs(other) > item.atMs).length >= rule.limit,
  );
  const now = sorted.filter((item) => !state.moment.reached(leavesMs(item)));
  return {
    ...record(rule, 'rolling-12-months', now, {
      unconfirmed: state.clocks.some(
        (clock) => clock.record.unconfirmed === true && rule.targets.includes(clock.clause),
      ),
    }),
    reachedAt: reached ? formatInstant(reached.atMs) : null,
  };
}

function counter(state: State, rule: CounterRule): CounterRecord[] {
  const { book } = state;
  switch (rule.kind) {
    case 'late-incidents':
      if (book.readings.is('by.year', 'rolling-12-months')) return [rolling(state, rule)];
      return book
        .countingYears('by.year')
        .filter((year) => book.moment.reached(startsAt(year)))
        .map((year) => {
          const late = state.exceeded.filter(
            (clock) =>
              rule.targets.includes(clock.clause) &&
              isLate(clock) &&
              !clockIsWaived(state, clock) &&
              holds(year, dayOf(clock.fromMs)),
          );
          return record(rule, year.label, overtimesOf(state, late), {
            unconfirmed: state.clocks.some(
              (clock) =>
                clock.record.unconfirmed === true &&
                rule.targets.includes(clock.clause) &&
                holds(year, dayOf(clock.fromMs)),
            ),
          });
        });
    case 'consecutive-incidents':
      return [consecutive(state, rule)];
    case 'effort': {
      const spent = (fromLabel: string | null) =>
        book.history
          .of('effort.spent')
          .filter(
            (fact) =>
              fact.kind === rule.effort &&
              (fromLabel === null || book.periodOf('year', dayOf(fact.atMs))?.label === fromLabel),
          )
          .map((fact) => ({
            subject: fact.about ?? fact.id ?? fact.at,
            atMs: fact.atMs,
            amount: rule.unit === 'personDays' ? (fact.personDays ?? 0) : (fact.count ?? 1),
          }));
      if (rule.per === 'term' && !(rule.perYearIf && book.chosen([rule.perYearIf])))
        return [record(rule, 'term', spent(null))];
      return book
        .periods('year')
        .filter((year) => book.moment.reached(startsAt(year)))
        .map((year) => record(rule, year.label, spent(year.label)));
    }
    case 'failed-acceptances': {
      const final = book.readings.is('by.two_fails', 'final-verdict');
      const held = [...book.history.of('acceptance.held'), ...book.history.of('acceptance.reheld')];
      const failed = [...new Set(held.map((fact) => fact.year))].sort().flatMap((year) => {
        const { first, again } = verdictsOf(book, year);
        const verdict = final ? again : first;
        return verdict?.passed === false ? [{ subject: `year-${year}`, atMs: verdict.atMs, amount: 1 }] : [];
      });
      return [record(rule, 'term', failed)];
    }
    case 'ruled':
      return book
        .periods('year')
        .filter((year) => book.moment.reached(startsAt(year)))
        .map((year) =>
          record(
            rule,
            year.label,
            book.history
              .of('breach.ruled')
              .filter(
                (fact) =>
                  fact.clause === rule.ruled &&
                  book.periodOf('year', dayOf(fact.atMs))?.label === year.label &&
                  !isWaived(state, rule.ruled, fact.subject ?? fact.id ?? fact.at),
              )
              .map((fact) => ({ subject: fact.id ?? fact.at, atMs: fact.atMs, amount: fact.times ?? 1 })),
          ),
        );
  }
}

/** HP-7.3: incidents in the order of their reports; a miss is a late phone confirmation or arrival, an incident with both on time resets. */
function consecutive(state: State, rule: Extract<CounterRule, { kind: 'consecutive-incidents' }>): CounterRecord {
  const { readings } = state.book;
  const phoneOnly = readings.is('hp.consecutive', 'phone-only');
  const sameLevel = readings.is('hp.consecutive', 'same-level');
  const targets = readings.is('hp.consecutive', 'any-stage')
    ? [...rule.targets, ...rule.otherStageTargets]
    : rule.targets;
  const streaks = new Map<string, Counted[]>();
  const pending = new Set<string>(); // an incident that may still be on time stands between two misses
  let reached: number | null = null;
  let unconfirmed = false;
  let reachedBy: Counted[] = [];
  for (const incident of state.incidents) {
    const clocks = state
      .clocksOf(incident.incident)
      .filter((clock) => targets.includes(clock.clause) && (!phoneOnly || clock.stage === 'responded'));
    if (clocks.length === 0) continue;
    unconfirmed ||= clocks.some((clock) => clock.record.unconfirmed === true);
    const key = sameLevel ? (incident.level ?? '') : '';
    const streak = streaks.get(key) ?? [];
    const late = clocks.filter((clock) => isLate(clock) && !clockIsWaived(state, clock));
    if (late.length > 0) {
      if (pending.delete(key)) streak.length = 0;
      streak.push({ subject: incident.incident, atMs: Math.min(...late.map(missedAt)), amount: 1 });
      if (streak.length >= rule.limit && reached === null) {
        reached = Math.max(...streak.map((item) => item.atMs));
        reachedBy = [...streak];
      }
    } else if (clocks.every((clock) => clock.record.status !== 'running')) {
      streak.length = 0;
      pending.delete(key);
    } else pending.add(key);
    streaks.set(key, streak);
  }
  const longest = [...streaks.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  const now = record(rule, 'term', longest, { unconfirmed });
  // A right once given stays, even after an incident on time has ended the streak.
  return reached === null
    ? now
    : {
        ...now,
        subjects: [...new Set([...reachedBy, ...longest].map((item) => item.subject))],
        reachedAt: formatInstant(reached),
      };
}
