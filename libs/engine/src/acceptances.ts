import { dateFromDay, dayOf, startOfDay } from '@weibao/calendar';
import type { AcceptanceRecord, MetricRecord } from '@weibao/exchange';
import type { Book } from './book.js';
import type { KnownOf } from './history.js';
import { joined, marks, readingsIn } from './marks.js';
import { endsAt, holds, type Period } from './periods.js';
import type { State } from './state.js';
import { rectification, type Rectification } from './rectification.js';
import { verdictsOf } from './verdicts.js';

/** A year's acceptance while it is computed. */
export interface Acceptance {
  record: AcceptanceRecord;
  year: number;
  period: Period;
  applyByDay: number;
  applied: KnownOf<'acceptance.applied'> | null;
  passedAtMs: number | null; // first verdict or re-acceptance
  failedAtMs: number | null; // first verdict
  refailedAtMs: number | null;
  applyLateFromMs: number;
  applyReadings: readonly string[]; // by which the application is due then
  rectification: Rectification['duties'];
  rectificationBreaches: Rectification['breaches'];
}

/** BY-2, BY-V: one acceptance a service year; criteria from the metrics, the verdict from people. */
export function acceptancesOf(state: State, metrics: readonly MetricRecord[]): Acceptance[] {
  const latest = state.book.terms.acceptance;
  if (!latest) return [];
  const { endedMs, scheduled } = state.book;
  return scheduled
    .periods('year')
    .slice(0, latest.years)
    .map((period, index): Acceptance => {
      const own = state.on(period.firstDay);
      const { book } = own;
      const rule = book.terms.acceptance ?? latest;
      const year = index + 1;
      const of = <T extends { year: number }>(facts: readonly T[]): T | null =>
        facts.find((fact) => fact.year === year) ?? null;
      const applied = of(book.history.of('acceptance.applied'));
      const { first: verdict, again } = verdictsOf(book, year);
      const apply = book.lastDay(period.lastDay, { workingDays: rule.apply.workingDays });
      const hold = applied ? book.lastDay(dayOf(applied.atMs), { days: rule.hold.days }) : null;
      const silenceMs =
        hold && rule.hold.silencePasses && book.chosen([rule.hold.silencePasses]) ? startOfDay(hold.day + 1) : null;
      const first =
        verdict ?? (silenceMs !== null && book.moment.reached(silenceMs) ? { passed: true, atMs: silenceMs } : null);
      // A year that a right cut short is not accepted.
      const ended = endsAt(period) <= (endedMs ?? Infinity) && book.moment.reached(endsAt(period));
      const status: AcceptanceRecord['status'] = again
        ? again.passed
          ? 'repassed'
          : 'refailed'
        : first
          ? first.passed
            ? 'passed'
            : 'failed'
          : applied
            ? 'applied'
            : ended
              ? 'due'
              : 'not-due';
      const failedAtMs = first && first.passed === false ? first.atMs : null;
      const judged = judgedIn(book, period);
      const rect = rectification(own, year, metrics, period, judged);
      return {
        record: {
          year,
          clause: rule.clause,
          applyBy: dateFromDay(apply.day),
          holdBy: hold ? dateFromDay(hold.day) : null,
          criteriaMet: criteriaMet(rule.criteria, metrics, judged),
          status,
          ...marks({
            readings: joined(
              rule.readings,
              period.readings,
              apply.readings,
              hold?.readings,
              readingsIn(judgedBy(rule.criteria, metrics, judged).flat()),
            ),
            unconfirmed: applied?.unconfirmed === true,
            provisional: apply.provisional || hold?.provisional === true,
          }),
        },
        year,
        period,
        applyByDay: apply.day,
        applied,
        passedAtMs: first?.passed ? first.atMs : again?.passed ? again.atMs : null,
        failedAtMs,
        refailedAtMs: again && again.passed === false ? again.atMs : null,
        applyLateFromMs: startOfDay(apply.day + 1),
        applyReadings: joined(period.readings, apply.readings, rule.readings),
        rectification: rect.duties,
        rectificationBreaches: rect.breaches,
      };
    });
}

/** The counting years that the acceptance of a service year judges: itself, or, read as calendar years (B-9), those that end in it. */
const judgedIn = (book: Book, period: Period): string[] =>
  book
    .countingYears('by.year')
    .filter((year) => holds(period, year.lastDay))
    .map((year) => year.label);

/** The metrics of each criterion and year that is judged. */
const judgedBy = (criteria: readonly string[], metrics: readonly MetricRecord[], judged: readonly string[]) =>
  criteria.flatMap((clause) =>
    judged.map((label) => metrics.filter((metric) => metric.clause === clause && metric.period === label)),
  );

/** False once one criterion is missed, else null while one is undetermined, else true; nothing owed does not block. */
function criteriaMet(
  criteria: readonly string[],
  metrics: readonly MetricRecord[],
  judged: readonly string[],
): boolean | null {
  const records = judgedBy(criteria, metrics, judged);
  if (records.some((list) => list.some((metric) => metric.status === 'missed'))) return false;
  if (records.some((list) => list.length === 0 || list.some((metric) => metric.status === 'undetermined'))) return null;
  return true;
}
