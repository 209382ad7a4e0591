import type { CounterRule } from '@weibao/contract-terms';
import type { CounterRecord } from '@weibao/exchange';
import { counterRecord, type Counted } from './counter-record.js';
import { isWaived } from './decisions.js';
import { within, type Period } from './periods.js';
import type { State } from './state.js';

/** L-28: each person's rulings of a year; those that name nobody are taken together. */
export function rulingsByPerson(state: State, clause: string, year: Period): Counted[][] {
  const persons = new Map<string, Counted[]>();
  for (const fact of within(state.book.history.of('breach.ruled'), year)) {
    if (fact.clause !== clause || isWaived(state, clause, fact.subject ?? state.book.history.nameOf(fact))) continue;
    const own = persons.get(fact.person ?? '') ?? [];
    persons.set(fact.person ?? '', [
      ...own,
      { subject: state.book.history.nameOf(fact), atMs: fact.atMs, amount: fact.times ?? 1 },
    ]);
  }
  return [...persons.values()];
}

/** The count that reached the limit first, else the highest. */
export function mostOf(rule: CounterRule, { label, readings }: Period, counts: readonly Counted[][]): CounterRecord {
  const records = counts.map((counted) => counterRecord(rule, label, counted, { readings }));
  const [first] = records.sort(
    (a, b) =>
      compareReached(a.reachedAt, b.reachedAt) || b.count - a.count || (a.subjects.join() < b.subjects.join() ? -1 : 1),
  );
  return first ?? counterRecord(rule, label, [], { readings });
}

/** Instants of one offset compare as texts; what was never reached comes last. */
const compareReached = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;
