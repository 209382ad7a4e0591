import { addMonths, dateFromDay, dayFromDate, dayOf, startOfDay } from '@weibao/calendar';
import type { DutyRule } from '@weibao/contract-terms';
import type { Book } from './book.js';
import type { Known } from './history.js';
import { makeAll, type Duty, type Owed } from './owed-duty.js';
import { endsAt, startsAt, type Period } from './periods.js';
import { uncovered } from './rest-days.js';

/** An assessment is owed once for each period that it covers, which may be more than one settlement. */
const everyOf = (book: Book, rule: Extract<DutyRule, { kind: 'periodic' }>) =>
  rule.every === 'settlement' && rule.proof.assessment
    ? 'assessment'
    : (book.chosen(rule.otherEvery)?.every ?? rule.every);

export function periodic(book: Book, rule: Extract<DutyRule, { kind: 'periodic' }>): Duty[] {
  const everyMonthBefore = book.chosen(rule.otherDueDays)?.day ?? rule.dueDayOfMonthBefore;
  const owed = book.periods(everyOf(book, rule)).flatMap((span): Owed[] => {
    const parts: { documents?: string[]; subject?: string }[] =
      rule.each && rule.proof.documents
        ? rule.proof.documents.map((name) => ({ documents: [name], subject: name }))
        : [{}];
    return parts.map((part) => {
      const documents = part.documents ?? rule.proof.documents;
      const proof = firstProof(book, rule, documents, span);
      const dueOnDay = rule.noDue
        ? null
        : everyMonthBefore === undefined
          ? span.lastDay
          : dayBefore(span, everyMonthBefore);
      const beginsMs =
        rule.noDue && rule.proof.assessment
          ? endsAt(span)
          : everyMonthBefore === undefined
            ? startsAt(span)
            : Math.max(startOfDay(addMonths(firstOf(span), -1)), startOfDay(book.term?.firstDay ?? span.firstDay));
      return {
        rule,
        period: span.label,
        ...(part.subject !== undefined ? { subject: part.subject } : {}),
        span,
        beginsMs,
        dueOnDay,
        proof,
        provisional: false,
        // Which days a roster must cover is the calendar's to say.
        ...(rule.proof.covers === undefined ? {} : { readings: book.listReadings(span.firstDay, span.lastDay) }),
        breach: part.subject ?? rule.proof.inspection ?? rule.proof.duty ?? rule.proof.documents?.[0] ?? 'assessment',
        firm: rule.firm,
        planned: rule.planned,
      };
    });
  });
  return makeAll(book, owed);
}

const firstOf = (span: Period): number => dayFromDate(`${dateFromDay(span.firstDay).slice(0, 7)}-01`) as number;

/** "By the 28th of the month before": a fixed date, which no rest day moves. */
function dayBefore(span: Period, dayOfMonth: number): number {
  return addMonths(firstOf(span), -1) + dayOfMonth - 1;
}

function firstProof(
  book: Book,
  rule: Extract<DutyRule, { kind: 'periodic' }>,
  documents: readonly string[] | undefined,
  span: Period,
): Known | null {
  const { history } = book;
  const { proof } = rule;
  const found: Known[] = [];
  // A label that is none of this duty's periods ("2026-Q2" where quarters run from the contract's start) says nothing: the date does.
  const known = new Set(book.periods(everyOf(book, rule)).map((period) => period.label));
  const when =
    rule.dueDayOfMonthBefore === undefined
      ? span
      : { ...span, firstDay: addMonths(firstOf(span), -1), lastDay: firstOf(span) - 1 };
  const belongs = (label: string | undefined, atMs: number) =>
    label === undefined || !known.has(label) ? inside(when, atMs) : label === span.label;
  const replacing = proof.alsoInspection && book.chosen([proof.alsoInspection])?.inspection;
  if (proof.inspection)
    found.push(
      ...history
        .of('inspection.ended')
        .filter(
          (fact) =>
            (fact.kind === proof.inspection && belongs(fact.period, fact.atMs)) ||
            (replacing !== undefined && fact.kind === replacing && inside(span, fact.atMs)),
        ),
    );
  if (proof.duty)
    found.push(
      ...[...history.of('duty.done')].filter((fact) => fact.kind === proof.duty && belongs(fact.period, fact.atMs)),
    );
  if (documents)
    found.push(
      ...history
        .of('document.filed')
        .filter(
          (fact) =>
            documents.includes(fact.document) &&
            (!proof.stamped || fact.stamped === true) &&
            belongs(fact.about, fact.atMs) &&
            (proof.covers === undefined || uncovered(book, span, fact).length === 0),
        ),
    );
  if (proof.assessment) found.push(...history.of('assessment.held').filter((fact) => fact.period === span.label));
  return found.sort((a, b) => a.atMs - b.atMs)[0] ?? null;
}

const inside = (span: Period, ms: number): boolean => startsAt(span) <= ms && ms < endsAt(span);

/** Without the published lists there is no holiday (G-4). */
const HOLIDAYS: readonly string[] = ['calendar.source'];

export function holidays(book: Book, rule: Extract<DutyRule, { kind: 'holiday' }>): Duty[] {
  if (!book.term) return [];
  const inspections = book.history
    .of('inspection.ended')
    .filter((fact) => rule.proof.inspection !== undefined && fact.kind === rule.proof.inspection);
  const blocks = book.calendar.holidayBlocks(book.term.firstDay, book.term.lastDay);
  const perDay = rule.perDayIf !== undefined && book.chosen([rule.perDayIf]) !== undefined;
  const spans = perDay
    ? blocks.flatMap((block) =>
        Array.from({ length: block.lastDay - block.firstDay + 1 }, (_, n) => ({
          firstDay: block.firstDay + n,
          lastDay: block.firstDay + n,
        })),
      )
    : blocks;
  const owed = spans.map((block): Owed => {
    const label = dateFromDay(block.firstDay);
    const before = perDay ? block.firstDay : book.calendar.previousWorkingDay(block.firstDay - 1);
    const proof =
      inspections.find((fact) => {
        if (fact.period !== undefined && /^\d{4}-\d\d-\d\d$/.test(fact.period)) {
          const day = dayFromDate(fact.period);
          return day !== null && block.firstDay <= day && day <= block.lastDay;
        }
        const day = dayOf(fact.atMs);
        return before <= day && day <= block.lastDay;
      }) ?? null;
    return {
      rule,
      period: label,
      span: { label, firstDay: block.firstDay, lastDay: block.lastDay },
      beginsMs: startOfDay(before),
      dueOnDay: block.lastDay,
      proof,
      provisional: false,
      readings: HOLIDAYS,
      breach: rule.proof.inspection ?? 'holiday',
      firm: true,
      planned: rule.planned,
    };
  });
  return makeAll(book, owed);
}
