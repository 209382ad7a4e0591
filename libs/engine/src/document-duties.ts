import { dayOf, startOfDay } from '@weibao/calendar';
import type { DutyRule } from '@weibao/contract-terms';
import { givenId, parseInstant } from '@weibao/exchange';
import type { Book } from './book.js';
import type { KnownOf } from './history.js';
import { servedAt } from './notice-service.js';
import { joined } from './marks.js';
import { makeAll, type Duty, type Owed } from './owed-duty.js';
import { endOfTerm, endReadings } from './periods.js';

export function reports(book: Book, rule: Extract<DutyRule, { kind: 'report' }>): Duty[] {
  const inspections = new Map<string, KnownOf<'inspection.ended'>>();
  for (const fact of book.history.of('inspection.ended'))
    if (!inspections.has(fact.inspection)) inspections.set(fact.inspection, fact);
  const owed = [...inspections.values()]
    .filter(
      (fact) =>
        (rule.inspections === undefined || (fact.kind !== undefined && rule.inspections.includes(fact.kind))) &&
        book.inTerm(fact.atMs),
    )
    .map((fact): Owed => {
      const last = book.lastDay(dayOf(fact.atMs), { workingDays: rule.workingDays });
      const proof =
        book.history
          .grouped('document.filed', 'about')
          .get(fact.inspection)
          ?.find((other) => rule.documents.includes(other.document) && (!rule.stamped || other.stamped === true)) ??
        null;
      return {
        rule,
        subject: fact.inspection,
        span: null,
        beginsMs: fact.atMs,
        dueOnDay: last.day,
        proof,
        provisional: last.provisional,
        unconfirmed: fact.unconfirmed,
        readings: joined(last.readings, book.coverageOf(fact.atMs)),
        breach: rule.documents[0] ?? 'inspection-report',
        firm: true,
        planned: false,
      };
    });
  return makeAll(book, owed);
}

export function once(book: Book, rule: Extract<DutyRule, { kind: 'once' }>): Duty[] {
  const { term } = book;
  if (rule.from === 'force-majeure-start')
    return book.history.of('force-majeure.agreed').flatMap((event) => {
      const startMs = event.from === undefined ? null : parseInstant(event.from);
      return startMs === null
        ? []
        : onceFrom(book, rule, startMs, dayOf(startMs), givenId(event) ?? event.system, startMs);
    });
  if (!term) return [];
  if (rule.from === 'renewal') return term.ends.slice(0, -1).flatMap((endDay) => renewed(book, rule, endDay));
  const startDay = rule.from === 'term-start' ? term.firstDay : term.lastDay;
  return onceFrom(
    book,
    rule,
    rule.from === 'term-start' ? startOfDay(startDay) : endOfTerm(term),
    startDay,
    null,
    -Infinity,
    rule.from === 'term-start' ? term.readings : endReadings(term),
  );
}

/** What a renewal asks for, from its first day on; what was filed while the term before it still ran is for it. */
function renewed(book: Book, rule: Extract<DutyRule, { kind: 'once' }>, endDay: number): Duty[] {
  const before = book.periodOf('year', endDay);
  const own = book.periodOf('year', endDay + 1);
  if (!before || !own) return [];
  return onceFrom(book, rule, startOfDay(endDay + 1), endDay, own.label, startOfDay(before.firstDay), own.readings);
}

/** A document owed once, by a day counted from `startDay` or without one; `about` names what it is for where that is not the contract itself. */
function onceFrom(
  book: Book,
  rule: Extract<DutyRule, { kind: 'once' }>,
  beginsMs: number,
  startDay: number,
  about: string | null,
  notBeforeMs: number,
  byTerm: readonly string[] = [],
): Duty[] {
  const { limit } = rule;
  if (limit !== undefined && !('days' in limit) && !('workingDays' in limit))
    throw new Error(`${rule.clause}: a duty counted from a day needs days or working days`);
  const last = limit === undefined ? null : book.lastDay(startDay, limit);
  const owed = rule.documents.map((document): Owed => {
    const proof =
      book.history
        .of('document.filed')
        .find(
          (fact) =>
            fact.document === document &&
            fact.atMs >= notBeforeMs &&
            (about === null || fact.about === undefined || fact.about === about),
        ) ?? null;
    return {
      rule,
      subject: about ?? document,
      span: null,
      beginsMs,
      dueOnDay: last?.day ?? null,
      proof,
      provisional: last?.provisional === true,
      readings: joined(last?.readings, byTerm),
      breach: document,
      firm: true,
      planned: false,
    };
  });
  return makeAll(book, owed);
}

/** What a notice obliges to, counted from its service: one duty a notice. */
export function afterNotice(book: Book, rule: Extract<DutyRule, { kind: 'after-notice' }>): Duty[] {
  const owed = book.history
    .of('notice.served')
    .filter((fact) => rule.notices.includes(fact.notice))
    .flatMap((notice): Owed[] => {
      const servedMs = servedAt(book, notice);
      if (servedMs === null) return [];
      const servedDay = dayOf(servedMs);
      const last =
        'days' in rule.limit || 'workingDays' in rule.limit
          ? book.lastDay(servedDay, rule.limit)
          : { day: servedDay, provisional: false, readings: [] };
      const proof =
        book.history
          .of('document.filed')
          .find(
            (fact) =>
              rule.documents.includes(fact.document) &&
              (fact.about === undefined
                ? fact.atMs >= notice.atMs
                : fact.about === notice.id || fact.about === notice.about),
          ) ?? null;
      return [
        {
          rule,
          subject: givenId(notice) ?? notice.notice,
          span: null,
          beginsMs: servedMs,
          dueOnDay: last.day,
          proof,
          provisional: last.provisional,
          unconfirmed: notice.unconfirmed,
          readings: last.readings,
          breach: rule.documents[0] ?? notice.notice,
          firm: true,
          planned: false,
        },
      ];
    });
  return makeAll(book, owed);
}
