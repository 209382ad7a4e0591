import type { DutyRule } from '@weibao/contract-terms';
import { backups } from './backup-duties.js';
import type { Book } from './book.js';
import { afterNotice, once, reports } from './document-duties.js';
import { furtherDuties } from './further-duties.js';
import { makeAll, type Duty } from './owed-duty.js';
import { holidays, periodic } from './periodic-duties.js';

/**
 * Recurring work and documents owed by a date (lists of clauses.md: inspections, backups, reviews, plans, rosters, reports for inspections). Of a contract
 * that a right has ended those that were done or due by then or owed without a day, and what is owed because it has ended (decision 0031).
 */
export function dutiesOf(book: Book): Duty[] {
  const { endedMs } = book;
  if (endedMs === null) return dutiesBy(book, () => true);
  const arose = ({ beginsMs, dueMs, record }: Duty) =>
    beginsMs <= endedMs && (record.status === 'done' || dueMs === null || dueMs <= endedMs);
  return [...dutiesBy(book.atItsEnd, (rule) => !outlives(rule)).filter(arose), ...dutiesBy(book, outlives)];
}

/** Whether a duty is owed though the contract is over: by its nature, or because its clause is of what remains to be settled. */
const outlives = (rule: DutyRule): boolean =>
  ('survivesEnd' in rule && rule.survivesEnd) ||
  rule.kind === 'standing' ||
  (rule.kind === 'once' && rule.from === 'term-end');

const dutiesBy = (book: Book, chosen: (rule: DutyRule) => boolean): Duty[] =>
  book.versions.flatMap((version) => {
    const own = book.as(version);
    return own.terms.duties.filter(chosen).flatMap((rule) => dutiesOfRule(own, rule));
  });

/** Those that one version of the terms measures: each by the day on which it begins. */
function dutiesOfRule(book: Book, rule: DutyRule): Duty[] {
  switch (rule.kind) {
    case 'periodic':
      return rule.onlyIf && !book.chosen([rule.onlyIf]) ? [] : periodic(book, rule);
    case 'holiday':
      return holidays(book, rule);
    case 'report':
      return reports(book, rule);
    case 'backup':
      return backups(book, rule);
    case 'once':
      return once(book, rule);
    case 'after-notice':
      return afterNotice(book, rule);
    case 'planned':
    case 'standing':
    case 'retention':
      return makeAll(book, furtherDuties(book, rule));
  }
}
