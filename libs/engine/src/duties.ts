import { addMonths, dateFromDay, dayFromDate, dayOf, startOfDay } from '@weibao/calendar';
import { sameName, type DutyRule } from '@weibao/contract-terms';
import { formatInstant, parseInstant, type DutyRecord, type DutyStatus } from '@weibao/exchange';
import type { Book } from './book.js';
import type { Known, KnownOf } from './history.js';
import { marks } from './marks.js';
import { servedAt } from './notice-service.js';
import { furtherDuties } from './further-duties.js';
import { endsAt, startsAt, type Period } from './periods.js';

/** A duty while it is computed. */
export interface Duty {
  record: DutyRecord;
  rule: DutyRule;
  titleZh: string;
  titleEn: string;
  owedBy: 'vendor' | 'hospital';
  firm: boolean;
  planned: boolean;
  clause: string;
  /** What the duty is about: its period, or the inspection or document that a record names. */
  key: string;
  period: Period | null;
  dueMs: number | null; // the instant from which it is late
  proof: Known | null;
  signed: boolean;
  breach: string;
}

export interface Owed {
  rule: DutyRule;
  period?: string;
  subject?: string;
  span: Period | null;
  beginsMs: number;
  dueOnDay: number | null;
  proof: Known | null;
  provisional: boolean;
  breach: string;
  firm: boolean;
  planned: boolean;
  /** Past its day it is over, not missed. */
  lapses?: boolean;
}

/** Recurring work and documents owed by a date (lists of clauses.md: inspections, backups, reviews, plans, rosters, reports for inspections). */
export function dutiesOf(book: Book): Duty[] {
  return book.terms.duties.flatMap((rule) => {
    switch (rule.kind) {
      case 'periodic':
        return periodic(book, rule);
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
        return furtherDuties(book, rule).map((owed) => make(book, owed));
    }
  });
}

function make(book: Book, owed: Owed): Duty {
  const { rule, proof } = owed;
  const dueMs = owed.dueOnDay === null ? null : startOfDay(owed.dueOnDay + 1);
  const status = statusOf(book, owed, dueMs);
  return {
    record: {
      clause: rule.clause,
      ...(owed.period !== undefined ? { period: owed.period } : {}),
      ...(owed.subject !== undefined ? { subject: owed.subject } : {}),
      ...(owed.dueOnDay !== null ? { dueOn: dateFromDay(owed.dueOnDay) } : {}),
      doneAt: proof ? formatInstant(proof.atMs) : null,
      status,
      ...marks({ readings: rule.readings, unconfirmed: proof?.unconfirmed === true, provisional: owed.provisional }),
    },
    rule,
    titleZh: rule.titleZh,
    titleEn: rule.titleEn,
    owedBy: rule.owedBy,
    firm: owed.firm,
    planned: owed.planned,
    clause: rule.clause,
    key: owed.subject ?? owed.period ?? rule.clause,
    period: owed.span,
    dueMs,
    proof,
    signed: proof !== null && isSigned(book, proof),
    breach: owed.breach,
  };
}

function statusOf(book: Book, owed: Owed, dueMs: number | null): DutyStatus {
  if (owed.proof) return dueMs !== null && owed.proof.atMs >= dueMs ? 'late' : 'done';
  if (!book.moment.reached(owed.beginsMs)) return 'upcoming';
  if (owed.lapses) return dueMs !== null && book.moment.reached(dueMs) ? 'done' : 'due';
  const started = book.recordStartsOn;
  if (started !== null && dueMs !== null && dueMs <= startOfDay(started)) return 'not-recorded';
  if (dueMs !== null && book.moment.reached(dueMs)) return 'overdue';
  return 'due';
}

/** Unsigned is not done where the contract says so: signed by the hospital, by the duty's or inspection's own key. */
function isSigned(book: Book, proof: Known): boolean {
  const key =
    proof.type === 'inspection.ended'
      ? proof.inspection
      : proof.type === 'duty.done'
        ? proof.duty
        : proof.type === 'document.filed'
          ? (proof.about ?? proof.document)
          : null;
  return (
    (key !== null && book.history.of('duty.signed').some((fact) => fact.duty === key && fact.by !== 'vendor')) ||
    (proof.type === 'document.filed' &&
      book.history
        .of('document.confirmed')
        .some((fact) => fact.document === proof.document && fact.about === proof.about))
  );
}

/** An assessment is owed once for each period that it covers, which may be more than one settlement. */
const everyOf = (book: Book, rule: Extract<DutyRule, { kind: 'periodic' }>) =>
  rule.every === 'settlement' && rule.proof.assessment
    ? 'assessment'
    : (book.chosen(rule.otherEvery)?.every ?? rule.every);

function periodic(book: Book, rule: Extract<DutyRule, { kind: 'periodic' }>): Duty[] {
  const everyMonthBefore = book.chosen(rule.otherDueDays)?.day ?? rule.dueDayOfMonthBefore;
  return book.periods(everyOf(book, rule)).flatMap((span) => {
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
      return make(book, {
        rule,
        period: span.label,
        ...(part.subject !== undefined ? { subject: part.subject } : {}),
        span,
        beginsMs,
        dueOnDay,
        proof,
        provisional: false,
        breach: part.subject ?? rule.proof.inspection ?? rule.proof.duty ?? rule.proof.documents?.[0] ?? 'assessment',
        firm: rule.firm,
        planned: rule.planned,
      });
    });
  });
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
            belongs(fact.about, fact.atMs),
        ),
    );
  if (proof.assessment) found.push(...history.of('assessment.held').filter((fact) => fact.period === span.label));
  return found.sort((a, b) => a.atMs - b.atMs)[0] ?? null;
}

const inside = (span: Period, ms: number): boolean => startsAt(span) <= ms && ms < endsAt(span);

function holidays(book: Book, rule: Extract<DutyRule, { kind: 'holiday' }>): Duty[] {
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
  return spans.map((block) => {
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
    return make(book, {
      rule,
      period: label,
      span: { label, firstDay: block.firstDay, lastDay: block.lastDay },
      beginsMs: startOfDay(before),
      dueOnDay: block.lastDay,
      proof,
      provisional: false,
      breach: rule.proof.inspection ?? 'holiday',
      firm: true,
      planned: rule.planned,
    });
  });
}

function reports(book: Book, rule: Extract<DutyRule, { kind: 'report' }>): Duty[] {
  const inspections = new Map<string, KnownOf<'inspection.ended'>>();
  for (const fact of book.history.of('inspection.ended'))
    if (!inspections.has(fact.inspection)) inspections.set(fact.inspection, fact);
  return [...inspections.values()]
    .filter(
      (fact) =>
        (rule.inspections === undefined || (fact.kind !== undefined && rule.inspections.includes(fact.kind))) &&
        book.inTerm(fact.atMs),
    )
    .map((fact) => {
      const last = book.lastDay(dayOf(fact.atMs), { workingDays: rule.workingDays });
      const proof =
        book.history
          .of('document.filed')
          .find(
            (other) =>
              rule.documents.includes(other.document) &&
              other.about === fact.inspection &&
              (!rule.stamped || other.stamped === true),
          ) ?? null;
      return make(book, {
        rule,
        subject: fact.inspection,
        span: null,
        beginsMs: fact.atMs,
        dueOnDay: last.day,
        proof,
        provisional: last.provisional,
        breach: rule.documents[0] ?? 'inspection-report',
        firm: true,
        planned: false,
      });
    });
}

/** One duty a day: the backup of a day's data, done in time, of the kind and in the places asked for. */
function backups(book: Book, rule: Extract<DutyRule, { kind: 'backup' }>): Duty[] {
  const { term } = book;
  if (!term) return [];
  const byDay = new Map<string, KnownOf<'backup.finished'>[]>();
  for (const fact of book.history.of('backup.finished')) {
    const list = byDay.get(fact.day);
    if (list) list.push(fact);
    else byDay.set(fact.day, [fact]);
  }
  const today = dayOf(book.moment.asOfMs);
  const duties: Duty[] = [];
  for (let day = term.firstDay; day <= Math.min(term.lastDay, today); day += 1) {
    const label = dateFromDay(day);
    const taken = (byDay.get(label) ?? []).filter((fact) => fact.ok !== false);
    // Copies are owed of a backup that was made, by the end of the day on which it was.
    const first = taken[0];
    if (rule.locations.length > 0 && !first) continue;
    const proof =
      rule.locations.length > 0 ? lastCopy(rule, taken) : (taken.find((fact) => isKind(rule, fact)) ?? null);
    const dueFrom = rule.locations.length > 0 && first ? Math.max(day, dayOf(first.atMs)) : day;
    duties.push(
      make(book, {
        rule,
        period: label,
        span: { label, firstDay: day, lastDay: day },
        beginsMs: startOfDay(day),
        dueOnDay: dueFrom + rule.dueDaysAfter,
        proof,
        provisional: false,
        breach: rule.locations.length > 0 ? 'copies' : 'backup',
        firm: true,
        planned: false,
      }),
    );
  }
  // Tomorrow's backup becomes a duty at midnight.
  if (today < term.lastDay) book.moment.reached(startOfDay(Math.max(today + 1, term.firstDay)));
  return duties;
}

type BackupRule = Extract<DutyRule, { kind: 'backup' }>;

const isKind = (rule: BackupRule, fact: KnownOf<'backup.finished'>): boolean =>
  rule.backup !== 'full' || fact.kind === undefined || fact.kind === 'full';

/** The backup with which every place held the day's data: one run may go to several places, or several runs to one each. */
function lastCopy(rule: BackupRule, taken: readonly KnownOf<'backup.finished'>[]): KnownOf<'backup.finished'> | null {
  const places = rule.locations.map((place) =>
    taken.find((fact) => fact.locations?.some((name) => sameName(name, place))),
  );
  if (places.some((fact) => fact === undefined)) return null;
  return (places as KnownOf<'backup.finished'>[]).reduce((last, fact) => (fact.atMs > last.atMs ? fact : last));
}

function once(book: Book, rule: Extract<DutyRule, { kind: 'once' }>): Duty[] {
  const { term } = book;
  if (rule.from === 'force-majeure-end')
    return book.history.of('force-majeure.agreed').flatMap((event) => {
      const endMs = event.to === undefined ? null : parseInstant(event.to);
      return endMs === null ? [] : onceFrom(book, rule, endMs, dayOf(endMs), event.id ?? event.system, endMs);
    });
  if (!term) return [];
  const startDay = rule.from === 'term-start' ? term.firstDay : term.lastDay;
  return onceFrom(
    book,
    rule,
    startOfDay(rule.from === 'term-start' ? startDay : startDay + 1),
    startDay,
    null,
    -Infinity,
  );
}

/** A document owed once, by a day counted from `startDay` or without one; `about` names what it is for where that is not the contract itself. */
function onceFrom(
  book: Book,
  rule: Extract<DutyRule, { kind: 'once' }>,
  beginsMs: number,
  startDay: number,
  about: string | null,
  notBeforeMs: number,
): Duty[] {
  const { limit } = rule;
  if (limit !== undefined && !('days' in limit) && !('workingDays' in limit))
    throw new Error(`${rule.clause}: a duty counted from a day needs days or working days`);
  const last = limit === undefined ? null : book.lastDay(startDay, limit);
  return rule.documents.map((document) => {
    const proof =
      book.history
        .of('document.filed')
        .find(
          (fact) =>
            fact.document === document &&
            fact.atMs >= notBeforeMs &&
            (about === null || fact.about === undefined || fact.about === about),
        ) ?? null;
    return make(book, {
      rule,
      subject: about ?? document,
      span: null,
      beginsMs,
      dueOnDay: last?.day ?? null,
      proof,
      provisional: last?.provisional === true,
      breach: document,
      firm: true,
      planned: false,
    });
  });
}

/** What a notice obliges to, counted from its service: one duty a notice. */
function afterNotice(book: Book, rule: Extract<DutyRule, { kind: 'after-notice' }>): Duty[] {
  return book.history
    .of('notice.served')
    .filter((fact) => rule.notices.includes(fact.notice))
    .flatMap((notice) => {
      const servedMs = servedAt(book, notice);
      if (servedMs === null) return [];
      const servedDay = dayOf(servedMs);
      const last =
        'days' in rule.limit || 'workingDays' in rule.limit
          ? book.lastDay(servedDay, rule.limit)
          : { day: servedDay, provisional: false };
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
        make(book, {
          rule,
          subject: notice.id ?? notice.notice,
          span: null,
          beginsMs: servedMs,
          dueOnDay: last.day,
          proof,
          provisional: last.provisional,
          breach: rule.documents[0] ?? notice.notice,
          firm: true,
          planned: false,
        }),
      ];
    });
}
