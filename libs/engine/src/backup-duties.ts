import { dateFromDay, dayOf, startOfDay } from '@weibao/calendar';
import { sameName, type DutyRule } from '@weibao/contract-terms';
import type { Book } from './book.js';
import type { KnownOf } from './history.js';
import { makeAll, type Duty, type Owed } from './owed-duty.js';
import { coverage } from './periods.js';

/** One duty a day: the backup of a day's data, done in time, of the kind and in the places asked for. */
export function backups(book: Book, rule: Extract<DutyRule, { kind: 'backup' }>): Duty[] {
  const { term } = book;
  if (!term) return [];
  const byDay = book.history.grouped('backup.finished', 'day');
  const today = dayOf(book.moment.asOfMs);
  const owed: Owed[] = [];
  for (let day = term.firstDay; day <= Math.min(term.lastDay, today); day += 1) {
    if (!book.measures(day)) continue;
    const label = dateFromDay(day);
    const taken = (byDay.get(label) ?? []).filter((fact) => fact.ok !== false);
    // Copies are owed of a backup that was made, by the end of the day on which it was.
    const first = taken[0];
    if (rule.locations.length > 0 && !first) continue;
    const proof =
      rule.locations.length > 0 ? lastCopy(rule, taken) : (taken.find((fact) => isAsAsked(rule, fact)) ?? null);
    const dueFrom = rule.locations.length > 0 && first ? Math.max(day, dayOf(first.atMs)) : day;
    owed.push({
      rule,
      period: label,
      span: { label, firstDay: day, lastDay: day, readings: coverage(term, day) },
      beginsMs: startOfDay(day),
      dueOnDay: dueFrom + rule.dueDaysAfter,
      proof,
      provisional: false,
      breach: rule.locations.length > 0 ? 'copies' : 'backup',
      firm: true,
      planned: false,
    });
  }
  // Tomorrow's backup becomes a duty at midnight.
  const next = Math.max(today + 1, term.firstDay);
  if (today < term.lastDay && book.measures(next)) book.moment.reached(startOfDay(next));
  return makeAll(book, owed);
}

/** Of the kind asked for, and where it is asked to lie. What an entry leaves open is not held against it. */
export const isAsAsked = (rule: BackupRule, fact: KnownOf<'backup.finished'>): boolean =>
  (rule.backup !== 'full' || fact.kind === undefined || fact.kind === 'full') &&
  (rule.place === undefined || fact.locations === undefined || liesIn(fact, rule.place));

const liesIn = (fact: KnownOf<'backup.finished'>, place: string): boolean =>
  fact.locations?.some((name) => sameName(name, place)) === true;

/** The backup with which every place held the day's data: one run may go to several places, or several runs to one each. */
function lastCopy(rule: BackupRule, taken: readonly KnownOf<'backup.finished'>[]): KnownOf<'backup.finished'> | null {
  const places = rule.locations.map((place) => taken.find((fact) => liesIn(fact, place)));
  if (places.some((fact) => fact === undefined)) return null;
  return (places as KnownOf<'backup.finished'>[]).reduce((last, fact) => (fact.atMs > last.atMs ? fact : last));
}

type BackupRule = Extract<DutyRule, { kind: 'backup' }>;
