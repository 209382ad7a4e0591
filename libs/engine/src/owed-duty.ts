import { dateFromDay, dayOf, startOfDay } from '@weibao/calendar';
import type { DutyRule } from '@weibao/contract-terms';
import { formatInstant, type DutyRecord, type DutyStatus } from '@weibao/exchange';
import type { Book } from './book.js';
import { agreedForceMajeure, hindering, movedBy } from './force-majeure.js';
import type { Known } from './history.js';
import { joined, marks } from './marks.js';
import type { Period } from './periods.js';

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
  onDay: number; // by whose terms it is measured
  beginsMs: number;
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
  /** What calls for it is an entry that nobody confirmed. */
  unconfirmed?: boolean;
  /** Beside those of its rule and of its period. */
  readings?: readonly string[];
  breach: string;
  firm: boolean;
  planned: boolean;
  /** Past its day it is over, not missed. */
  lapses?: boolean;
}

/** The day on which a duty begins: its period's first, or that of what calls for it. */
export const beginsOn = ({ span, beginsMs }: Pick<Owed, 'span' | 'beginsMs'>): number =>
  Math.min(span?.firstDay ?? Infinity, Number.isFinite(beginsMs) ? dayOf(beginsMs) : Infinity);

/** The duties among these that this version of the terms measures. */
export const makeAll = (book: Book, owed: readonly Owed[]): Duty[] =>
  owed.filter((one) => book.measures(beginsOn(one))).map((one) => make(book, one));

function make(book: Book, planned: Owed): Duty {
  const owed = moved(book, planned);
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
      ...marks({
        readings: joined(rule.readings, owed.span?.readings, owed.readings),
        unconfirmed: proof?.unconfirmed === true || owed.unconfirmed === true,
        provisional: owed.provisional,
      }),
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
    onDay: beginsOn(owed),
    beginsMs: owed.beginsMs,
    dueMs,
    proof,
    signed: proof !== null && signingsOf(book, proof).some(({ by }) => by !== 'vendor'),
    breach: owed.breach,
  };
}

/** By its length where force majeure took time from it, in whole days; a duty of force majeure itself, and one that is only kept, stand. */
function moved(book: Book, owed: Owed): Owed {
  const { rule, dueOnDay, beginsMs, proof } = owed;
  const { terms, history } = book;
  if (terms.forceMajeureMovesDuties === undefined || dueOnDay === null || owed.lapses) return owed;
  if (rule.kind === 'once' && rule.from === 'force-majeure-start') return owed;
  const spans = agreedForceMajeure(history).filter(({ fromMs }) => fromMs < (proof?.atMs ?? Infinity));
  const hinders = hindering(terms, spans, 'systems' in rule ? rule.systems : []);
  if (hinders.length === 0) return owed;
  return { ...owed, dueOnDay: dayOf(movedBy(hinders, beginsMs, startOfDay(dueOnDay + 1)) - 1) };
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

/** Who signed what proves a duty, by either side: work and inspections by their own key, a document by its confirmation. Unsigned is not done where the contract says so. */
export function signingsOf(book: Book, proof: Known): Known[] {
  const { history } = book;
  const key =
    proof.type === 'inspection.ended'
      ? proof.inspection
      : proof.type === 'duty.done'
        ? proof.duty
        : proof.type === 'document.filed'
          ? (proof.about ?? proof.document)
          : null;
  const signed = key === null ? [] : (history.grouped('duty.signed', 'duty').get(key) ?? []);
  const confirmed =
    proof.type === 'document.filed'
      ? (history.grouped('document.confirmed', 'document').get(proof.document) ?? []).filter(
          (fact) => fact.about === proof.about,
        )
      : [];
  return [...signed, ...confirmed];
}
