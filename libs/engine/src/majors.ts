import { dayOf, startOfDay } from '@weibao/calendar';
import { parseInstant, type CounterRecord } from '@weibao/exchange';
import type { Acceptance } from './acceptances.js';
import { isWaived } from './decisions.js';
import { isCovered } from './incidents.js';
import { joined } from './marks.js';
import { tasksFailed } from './security-cooperation.js';
import { afterMonths } from './periods.js';
import type { State } from './state.js';

/** A major breach on record. */
export interface Major {
  clause: string;
  atMs: number;
  because: string[];
  readings: readonly string[]; // by which it is one
}

/** BY-8-MAJ: counters that reached their limit, failed acceptances, and what people ruled; a recorded waiver takes one off the record. */
export const majorsOf = (
  state: State,
  counters: readonly CounterRecord[],
  acceptances: readonly Acceptance[],
): Major[] => state.byVersion((own) => majorsBy(own, counters, acceptances)).sort((a, b) => a.atMs - b.atMs);

function majorsBy(state: State, counters: readonly CounterRecord[], acceptances: readonly Acceptance[]): Major[] {
  const { book } = state;
  const rule = book.terms.major;
  if (!rule) return [];
  const found: (Major & { key: string })[] = [];
  for (const counter of counters) {
    if (counter.reachedAt === null) continue;
    const atMs = parseInstant(counter.reachedAt) as number;
    if ((rule.counters.includes(counter.clause) || counter.clause === rule.fails) && book.measures(dayOf(atMs)))
      found.push({
        clause: counter.clause,
        atMs,
        because: counter.subjects,
        key: counter.period,
        readings: counter.readings ?? [],
      });
  }
  for (const acceptance of acceptances)
    if (acceptance.refailedAtMs !== null && book.measures(acceptance.period.firstDay))
      found.push({
        clause: rule.refail,
        atMs: acceptance.refailedAtMs,
        because: [acceptance.period.label],
        key: acceptance.period.label,
        readings: book.terms.acceptance?.readings ?? [],
      });
  for (const other of rule.unruled) {
    if (!book.chosen([other])) continue;
    for (const incident of state.incidents)
      if (
        !incident.drill &&
        incident.cause === other.cause &&
        (other.levels as readonly (string | null)[]).includes(incident.level) &&
        book.measures(dayOf(incident.reportedAtMs)) &&
        isCovered(book, incident)
      )
        found.push({
          clause: other.clause,
          atMs: incident.reportedAtMs,
          because: [incident.incident],
          key: incident.incident,
          readings: joined([other.option], incident.levelReadings),
        });
  }
  if (rule.tasks && book.chosen([rule.tasks]))
    for (const [task, atMs] of tasksFailed(
      state,
      book.history.of('security-task.ordered').filter((fact) => book.measures(dayOf(fact.atMs))),
    ))
      found.push({ clause: rule.tasks.clause, atMs, because: [task], key: task, readings: [rule.tasks.option] });
  for (const duty of rule.duties.length > 0 ? state.duties : [])
    if (
      rule.duties.includes(duty.clause) &&
      (duty.record.status === 'overdue' || duty.record.status === 'late') &&
      book.measures(duty.onDay)
    )
      found.push({
        clause: duty.clause,
        atMs: duty.dueMs as number,
        because: [duty.key],
        key: duty.key,
        readings: duty.record.readings ?? [],
      });
  const ruled = majorClauses(state);
  for (const fact of book.history.of('breach.ruled'))
    if (ruled.includes(fact.clause) && book.measures(dayOf(fact.atMs))) {
      const key = fact.subject ?? book.history.nameOf(fact);
      const readings = rule.notMajor.filter(({ clause }) => clause === fact.clause).map(({ option }) => option);
      found.push({ clause: fact.clause, atMs: fact.atMs, because: [key], key, readings });
    }
  return found
    .filter((major) => !isWaived(state, major.clause, major.key))
    .map(({ clause, atMs, because, readings }) => ({ clause, atMs, because, readings }));
}

/** Clauses under which a ruling is a major breach, as the readings in force have them. */
export function majorClauses(state: State): string[] {
  const rule = state.book.terms.major;
  if (!rule) return [];
  const not = rule.notMajor.filter((other) => state.book.chosen([other])).map((other) => other.clause);
  return rule.ruled.filter((clause) => !not.includes(clause));
}

/** Whether a breach lies in these months of the term (0–12 is year 1). */
export function inMonths(state: State, major: Major, fromMonth: number, toMonth: number): boolean {
  const { term } = state.book;
  if (!term) return false;
  return startOfDay(afterMonths(term, fromMonth)) <= major.atMs && dayOf(major.atMs) < afterMonths(term, toMonth);
}
