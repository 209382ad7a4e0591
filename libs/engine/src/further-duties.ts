import { addYears, dateFromDay, dayFromDate } from '@weibao/calendar';
import type { DutyRule } from '@weibao/contract-terms';
import { givenId } from '@weibao/exchange';
import type { Book } from './book.js';
import type { Owed } from './owed-duty.js';
import { endOfTerm, endReadings } from './periods.js';
import type { Known } from './history.js';

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

/** The date is the plan's: of a duty planned twice the later plan stands. What calls for the work by itself owes it without a date until one is planned. */
function planned(book: Book, rule: RuleOf<'planned'>): Owed[] {
  const { history } = book;
  const items = new Map(calledFor(book, rule).map((item) => [item.key, item]));
  for (const plan of history.of('duty.planned')) {
    if (plan.kind === undefined || !rule.duties.includes(plan.kind)) continue;
    const dueOnDay = plan.dueOn === undefined ? null : dayFromDate(plan.dueOn);
    items.set(plan.duty, { key: plan.duty, kind: plan.kind, atMs: plan.atMs, dueOnDay });
  }
  return [...items.values()].map(({ key, kind, atMs, dueOnDay }) => {
    const done: Known[] = [
      ...(history.grouped('duty.done', 'duty').get(key) ?? []),
      ...(history.grouped('inspection.ended', 'inspection').get(key) ?? []),
      ...(history.grouped('inspection.finding-closed', 'finding').get(key) ?? []),
    ];
    const proof = done.sort((a, b) => a.atMs - b.atMs)[0] ?? null;
    return { ...plain, rule, subject: key, beginsMs: atMs, dueOnDay, proof, breach: kind };
  });
}

interface Called {
  key: string;
  kind: string;
  atMs: number;
  dueOnDay: number | null;
}

function calledFor(book: Book, rule: RuleOf<'planned'>): Called[] {
  const { history } = book;
  const kind = rule.duties[0] ?? rule.clause;
  const item = (key: string, { atMs }: Known, dueOnDay: number | null = null): Called => ({
    key,
    kind,
    atMs,
    dueOnDay,
  });
  return rule.calledForBy.flatMap((call): Called[] => {
    switch (call.fact) {
      case 'approval.given':
        return history
          .of('approval.given')
          .filter((fact) => fact.kind === call.kind && book.inTerm(fact.atMs))
          .map((fact) => item(fact.approval, fact));
      case 'staff.changed':
        return history
          .of('staff.changed')
          .filter((fact) => (fact.of ?? fact.by) === call.by && book.inTerm(fact.atMs))
          .map((fact) => item(givenId(fact) ?? fact.post, fact));
      case 'assessment.held':
        return history
          .of('assessment.held')
          .filter((fact) => fact.passed === call.passed)
          .map((fact) => item(fact.period, fact));
      case 'inspection.finding-noted':
        return history
          .of('inspection.finding-noted')
          .map((fact) => item(fact.finding, fact, fact.dueOn === undefined ? null : dayFromDate(fact.dueOn)));
    }
  });
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
      beginsMs: endOfTerm(term),
      dueOnDay: endless ? null : addYears(term.lastDay, rule.yearsAfterEnd),
      readings: endReadings(term),
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
