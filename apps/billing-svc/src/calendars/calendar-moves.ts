import type { Terms } from '@weibao/contract-terms';
import { settle } from '@weibao/engine';
import { formatInstant, type Fact, type Outcome } from '@weibao/exchange';
import type { CalendarMove } from '@weibao/messages';
import { lineKey } from '../outcomes/outcome-changes.js';
import type { Settled } from '../outcomes/outcome.service.js';

interface Dated {
  kind: CalendarMove['kind'];
  clause: string;
  about: string | null;
  status: string;
  due: string | null;
}

/** What nobody has settled yet; what is past and done moves without anybody having to act. */
const OPEN = new Set(['running', 'upcoming', 'due', 'overdue', 'not-yet', 'held', 'eligible', 'suspended']);

/** What a contract's outcome dates, by name; of lines that share a name the first is compared with the first. */
function datedLines({ clocks, duties, payments }: Outcome): Map<string, Dated> {
  const found = new Map<string, Dated>();
  const note = (
    kind: Dated['kind'],
    line: { clause: string; status: string },
    about: string | null,
    due: string | null,
  ) => {
    const name = `${kind} ${lineKey(line)}`;
    let key = name;
    for (let count = 2; found.has(key); count += 1) key = `${name} ${count}`;
    found.set(key, { kind, clause: line.clause, about, status: line.status, due });
  };
  for (const line of clocks) note('clock', line, line.subject, line.dueAt);
  for (const line of duties) note('duty', line, line.subject ?? line.period ?? null, line.dueAt ?? line.dueOn ?? null);
  for (const line of payments) note('payment', line, line.payment, line.dueOn);
  return found;
}

/**
 * What of a contract moves when a year is published: the same function once more, with one hypothetical fact. Nothing is stored. A duty that another list
 * calls for, or no longer does, such as the inspection before a holiday, has a state on one side only.
 */
export function calendarMoves(
  { record, outcome, asOfMs }: Settled,
  given: { year: number; holidays: readonly string[]; workdays: readonly string[] },
): CalendarMove[] {
  const at = formatInstant(asOfMs);
  const days = { year: given.year, holidays: [...given.holidays], workdays: [...given.workdays] };
  const fact: Fact = { type: 'calendar.published', id: 'candidate', at, recordedAt: at, ...days };
  const now = datedLines(outcome);
  const then = datedLines(settle({ terms: record.terms, facts: [...record.facts, fact], asOfMs }));
  return [...new Set([...now.keys(), ...then.keys()])].flatMap((key) =>
    moveBetween(now.get(key) ?? null, then.get(key) ?? null, record.terms),
  );
}

function moveBetween(before: Dated | null, after: Dated | null, terms: Terms): CalendarMove[] {
  const line = before ?? after;
  if (!line || (before?.due === after?.due && before?.status === after?.status)) return [];
  const clause = terms.clauses.get(line.clause);
  return [
    {
      kind: line.kind,
      about: line.about,
      clause: line.clause,
      textZh: clause?.zh ?? '',
      textEn: clause?.en ?? '',
      before: before?.due ?? null,
      after: after?.due ?? null,
      statusBefore: before?.status ?? null,
      statusAfter: after?.status ?? null,
      open: OPEN.has(before?.status ?? '') || OPEN.has(after?.status ?? ''),
    },
  ];
}
