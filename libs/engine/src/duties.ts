import { backups } from './backup-duties.js';
import type { Book } from './book.js';
import { afterNotice, once, reports } from './document-duties.js';
import { furtherDuties } from './further-duties.js';
import { makeAll, type Duty } from './owed-duty.js';
import { holidays, periodic } from './periodic-duties.js';

/** Recurring work and documents owed by a date (lists of clauses.md: inspections, backups, reviews, plans, rosters, reports for inspections). */
export function dutiesOf(book: Book): Duty[] {
  return book.versions.flatMap((version) => dutiesBy(book.as(version)));
}

/** Those that one version of the terms measures: each by the day on which it begins. */
function dutiesBy(book: Book): Duty[] {
  return book.terms.duties.flatMap((rule) => {
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
  });
}
