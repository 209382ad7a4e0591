import { addMonths, dayOf, startOfDay } from '@weibao/calendar';
import type { CounterRule } from '@weibao/contract-terms';
import { formatInstant, type CounterRecord } from '@weibao/exchange';
import { clockReadings, isLate, missedAt, type Clock } from './clock-line.js';
import { consecutive } from './consecutive-misses.js';
import { counterRecord, limitAt, type Counted, type Limited } from './counter-record.js';
import { clockIsWaived } from './decisions.js';
import { keyed } from './keyed.js';
import { joined } from './marks.js';
import { holds, startsAt } from './periods.js';
import { mostOf, rulingsByPerson } from './person-counts.js';
import type { State } from './state.js';
import { verdictsOf } from './verdicts.js';
import type { Version } from './versions.js';

/**
 * Counts that a clause acts upon once they reach a limit. Periods that have not begun are not listed. A count over a period has the limit of the
 * period's first day; one that no period ends has at each count the limit then in force.
 */
export function countersOf(state: State): CounterRecord[] {
  return [
    ...state.byVersion((own) =>
      own.book.terms.counters
        .filter((rule) => !isEndless(own, rule))
        .flatMap((rule) => counter(own, { ...rule, limit: limitOf(own, rule) })),
    ),
    ...endlessOf(state).flatMap((rule) => counter(state, rule)),
  ];
}

const limitOf = ({ book }: State, { limit, aboveIf }: CounterRule): number =>
  book.chosen(aboveIf) === undefined ? limit : limit + 1;

const nameOf = ({ clause, kind }: CounterRule): string => `${clause}|${kind}`;

/** Counted over the whole term, or over any twelve months. */
function isEndless({ book }: State, rule: CounterRule): boolean {
  if (rule.kind === 'late-incidents') return book.readings.is('by.year', 'rolling-12-months');
  if (rule.kind === 'effort') return rule.per === 'term' && !(rule.perYearIf && book.chosen([rule.perYearIf]));
  return rule.kind === 'consecutive-incidents' || rule.kind === 'failed-acceptances';
}

/** Each as the terms have it that are in force now, with its limit of each day; one that they no longer have as it was last. */
function endlessOf(state: State): Limited[] {
  const rulesOf = (own: State) => keyed(own.book.terms.counters, nameOf);
  const keys = new Set(state.book.versions.flatMap((version) => [...rulesOf(state.as(version)).keys()]));
  return [...keys].flatMap((key) => {
    const ruleIn = (version: Version): CounterRule | undefined => {
      const own = state.as(version);
      const written = rulesOf(own).get(key);
      return written && isEndless(own, written) ? { ...written, limit: limitOf(own, written) } : undefined;
    };
    const now = state.book.inForceNow(ruleIn);
    const rule = now && ruleIn(now);
    if (!rule) return [];
    const limitAt = (ms: number): number => {
      const then = state.on(dayOf(ms));
      const written = rulesOf(then).get(key);
      return written === undefined ? Infinity : limitOf(then, written);
    };
    return [{ ...rule, limitAt }];
  });
}

type LateRule = Extract<Limited, { kind: 'late-incidents' }>;

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
    (item, index) =>
      sorted.slice(0, index + 1).filter((other) => leavesMs(other) > item.atMs).length >= limitAt(rule, item.atMs),
  );
  const now = sorted.filter((item) => !state.moment.reached(leavesMs(item)));
  return {
    ...counterRecord(rule, 'rolling-12-months', now, {
      readings: clockReadings(late),
      unconfirmed: state.clocks.some(
        (clock) => clock.record.unconfirmed === true && rule.targets.includes(clock.clause),
      ),
    }),
    reachedAt: reached ? formatInstant(reached.atMs) : null,
  };
}

function counter(state: State, rule: Limited): CounterRecord[] {
  const { book } = state;
  switch (rule.kind) {
    case 'late-incidents':
      if (rule.limitAt) return [rolling(state, rule)];
      return book
        .countingYears('by.year')
        .filter((year) => book.measures(year.firstDay) && book.moment.reached(startsAt(year)))
        .map((year) => {
          const late = state.exceeded.filter(
            (clock) =>
              rule.targets.includes(clock.clause) &&
              isLate(clock) &&
              !clockIsWaived(state, clock) &&
              holds(year, dayOf(clock.fromMs)),
          );
          return counterRecord(rule, year.label, overtimesOf(state, late), {
            readings: joined(year.readings, clockReadings(late)),
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
              (fromLabel === null
                ? book.inTerm(fact.atMs)
                : book.periodOf('year', dayOf(fact.atMs))?.label === fromLabel),
          );
      const counted = (facts: ReturnType<typeof spent>): Counted[] =>
        facts.map((fact) => ({
          subject: fact.about ?? book.history.nameOf(fact),
          atMs: fact.atMs,
          amount: rule.unit === 'personDays' ? (fact.personDays ?? 0) : (fact.count ?? 1),
        }));
      const unconfirmed = (facts: ReturnType<typeof spent>) => facts.some((fact) => fact.unconfirmed);
      if (rule.limitAt) {
        const all = book.history.of('effort.spent').filter((fact) => fact.kind === rule.effort);
        const own = spent(null);
        const readings = joined(...all.map((fact) => book.coverageOf(fact.atMs)));
        return [counterRecord(rule, 'term', counted(own), { readings, unconfirmed: unconfirmed(own) })];
      }
      return book
        .periods('year')
        .filter((year) => book.measures(year.firstDay) && book.moment.reached(startsAt(year)))
        .map((year) => {
          const own = spent(year.label);
          const extra = { readings: year.readings, unconfirmed: unconfirmed(own) };
          return counterRecord(rule, year.label, counted(own), extra);
        });
    }
    case 'failed-acceptances': {
      const final = book.readings.is('by.two_fails', 'final-verdict');
      const held = [...book.history.of('acceptance.held'), ...book.history.of('acceptance.reheld')];
      const failed = [...new Set(held.map((fact) => fact.year))].sort().flatMap((year) => {
        const { first, again } = verdictsOf(book, year);
        const verdict = final ? again : first;
        return verdict?.passed === false ? [{ subject: `year-${year}`, atMs: verdict.atMs, amount: 1 }] : [];
      });
      return [counterRecord(rule, 'term', failed, { readings: book.terms.acceptance?.readings })];
    }
    case 'ruled':
      return book
        .periods('year')
        .filter((year) => book.measures(year.firstDay) && book.moment.reached(startsAt(year)))
        .map((year) => mostOf(rule, year, rulingsByPerson(state, rule.ruled, year)));
  }
}
