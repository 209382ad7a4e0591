import { addYears, dateFromDay, dayFromDate, startOfDay } from '@weibao/calendar';
import type { DutyRule } from '@weibao/contract-terms';
import type { Book } from './book.js';
import type { Owed } from './owed-duty.js';
import type { KnownOf } from './history.js';

type FurtherRule = Extract<DutyRule, { kind: 'planned' | 'standing' | 'retention' }>;
type RuleOf<K extends FurtherRule['kind']> = Extract<FurtherRule, { kind: K }>;

/** Duties that the contract itself does not date: dated by a plan, kept after the end, or read off a backup. */
export function furtherDuties(book: Book, rule: FurtherRule): Owed[] {
  switch (rule.kind) {
    case 'planned':
      return planned(book, rule);
    case 'standing':
      return standing(book, rule);
    case 'retention':
      return retention(book, rule);
  }
}

const plain = { span: null, proof: null, provisional: false, firm: false, planned: false } as const;

/** The date is the plan's: of a duty planned twice the later plan stands. */
function planned(book: Book, rule: RuleOf<'planned'>): Owed[] {
  const plans = new Map<string, KnownOf<'duty.planned'>>();
  for (const fact of book.history.of('duty.planned'))
    if (fact.kind !== undefined && rule.duties.includes(fact.kind)) plans.set(fact.duty, fact);
  return [...plans.values()].map((plan) => ({
    ...plain,
    rule,
    subject: plan.duty,
    beginsMs: plan.atMs,
    dueOnDay: plan.dueOn === undefined ? null : dayFromDate(plan.dueOn),
    proof: book.history.grouped('duty.done', 'duty').get(plan.duty)?.[0] ?? null,
    breach: plan.kind ?? plan.duty,
  }));
}

function standing(book: Book, rule: RuleOf<'standing'>): Owed[] {
  const { term } = book;
  if (!term) return [];
  const endless = book.chosen(rule.endlessIf) !== undefined;
  return [
    {
      ...plain,
      rule,
      subject: 'after-the-end',
      beginsMs: startOfDay(term.lastDay + 1),
      dueOnDay: endless ? null : addYears(term.lastDay, rule.yearsAfterEnd),
      breach: 'standing',
      lapses: true,
    },
  ];
}

/** Of the last so many days none may be gone; before the record is that old, none since the term began. */
function retention(book: Book, rule: RuleOf<'retention'>): Owed[] {
  const { term } = book;
  if (!term) return [];
  return book.history.of('backup.finished').flatMap((fact): Owed[] => {
    const oldest = fact.oldestRestorableOn === undefined ? null : dayFromDate(fact.oldestRestorableOn);
    const day = dayFromDate(fact.day);
    if (oldest === null || day === null) return [];
    const kept = oldest <= Math.max(term.firstDay, day - rule.days + 1);
    return [
      {
        ...plain,
        rule,
        period: dateFromDay(day),
        beginsMs: fact.atMs,
        dueOnDay: day,
        proof: kept ? fact : null,
        breach: 'retention',
      },
    ];
  });
}
