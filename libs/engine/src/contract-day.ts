import { dateFromDay, dayOf, startOfDay, weekdayOf, yearOf, type Windows } from '@weibao/calendar';
import type { Fact } from '@weibao/exchange';
import type { Book } from './book.js';
import { History, type KnownOf } from './history.js';
import { endOfContract, stateOf } from './contract-end.js';
import { State, type Input } from './state.js';

/** The day as one contract counts it: what kind of day, its working hours, and whom the roster names. */
export interface ContractDay {
  on: string; // YYYY-MM-DD
  kind: 'working' | 'make-up' | 'weekend' | 'holiday';
  provisional: boolean; // no list is published for the year: Monday to Friday only
  windows: Windows | null; // working hours of a working day; null: not known
  inHours: boolean | null; // whether working time runs now; null: hours not known
  onDuty: { post: string; person: string }[] | null; // null: the roster says nothing
  changesAtMs: number; // when one of the above changes though no fact arrives
}

/** A shift lasts no longer than this: an assignment that is older says nothing about now. */
const SHIFT_MS = 24 * 3_600_000;
const SATURDAY = 6;

/** Facts that the day is made of; the rest of a long record is left unread. */
const KINDS = new Set(['contract.registered', 'contract.amended', 'calendar.published', 'reading.chosen']);
const concerns = (fact: Fact) =>
  KINDS.has(fact.type) || fact.type.startsWith('staff.') || fact.type.startsWith('fact.') || isRoster(fact);
const isRoster = (fact: Fact) => fact.type === 'document.filed' && fact.document === 'roster';

export function contractDay({ terms, facts, asOfMs }: Input): ContractDay {
  const { book, moment } = new State({ terms, facts: facts.filter(concerns), asOfMs });
  const day = dayOf(asOfMs);
  const { windows, workingTime } = book.on(day);
  const published = book.calendar.isPublished(yearOf(day));
  moment.reached(startOfDay(day + 1));
  for (const edge of windows?.flat() ?? []) moment.reached(startOfDay(day) + msOfDay(edge));
  return {
    on: dateFromDay(day),
    kind: kindOf(book, day),
    provisional: !published,
    windows,
    inHours: workingTime ? workingTime.isWorking(asOfMs) : null,
    onDuty: onDuty(book.history, moment),
    changesAtMs: moment.changesAtMs ?? startOfDay(day + 1),
  };
}

/** When a working day begins where the contract names no hours. */
const USUAL_MORNING = '08:30';

/** The days of a digest, as one contract counts them. */
export interface DigestDays {
  on: string; // the day asked about
  since: string; // the working day before it: what fell due from then on was in no digest
  morningMs: number | null; // when its working hours begin; null: nobody works on it
  nextMorningMs: number; // of the next working day
  inTerm: boolean;
}

export function digestDays({ terms, facts, asOfMs }: Input): DigestDays {
  const endsMs = endOfContract({ terms, facts, asOfMs });
  const { book } = stateOf({ terms, facts: facts.filter(concerns), asOfMs, endsMs });
  const day = dayOf(asOfMs);
  const morningOf = (of: number) => startOfDay(of) + msOfDay(book.on(of).windows?.[0]?.[0] ?? USUAL_MORNING);
  const next = book.calendar.nextWorkingDay(day + 1);
  return {
    on: dateFromDay(day),
    since: dateFromDay(book.calendar.previousWorkingDay(day - 1)),
    morningMs: book.calendar.isWorkingDay(day) ? morningOf(day) : null,
    nextMorningMs: morningOf(next),
    inTerm: book.inTerm(asOfMs),
  };
}

function kindOf({ calendar }: Book, day: number): ContractDay['kind'] {
  if (calendar.isWorkingDay(day)) return weekdayOf(day) >= SATURDAY ? 'make-up' : 'working';
  return calendar.isHoliday(day) ? 'holiday' : 'weekend';
}

/** Of each post whoever was assigned last, unless recorded absent since; then whom the roster names for the day. */
function onDuty(history: History, moment: { asOfMs: number; reached(ms: number): boolean }): ContractDay['onDuty'] {
  const runs = (fact: { atMs: number }) => fact.atMs <= moment.asOfMs && !moment.reached(fact.atMs + SHIFT_MS);
  const last = new Map<string, KnownOf<'staff.assigned'>>();
  for (const fact of history.of('staff.assigned')) if (fact.atMs <= moment.asOfMs) last.set(fact.post ?? '', fact);
  const assigned = [...last.values()]
    .filter(runs)
    .map(({ post, person, atMs }) => ({ post: post ?? '', person: person ?? '', sinceMs: atMs }));
  const today = startOfDay(dayOf(moment.asOfMs));
  const here = [...assigned, ...rostered(history, moment.asOfMs).map((one) => ({ ...one, sinceMs: today }))]
    .filter(({ post, person, sinceMs }) => {
      const left = history.of('staff.absent').filter((fact) => fact.atMs >= sinceMs && fact.atMs <= moment.asOfMs);
      return !left.some((fact) => (fact.post ?? '') === post && fact.person === person);
    })
    .map(({ post, person }) => ({ post, person }));
  return here.length === 0 ? null : here;
}

/** Of the rosters that name somebody for the day the one that was filed last. */
function rostered(history: History, asOfMs: number): { post: string; person: string }[] {
  const on = dateFromDay(dayOf(asOfMs));
  const rosters = history.of('document.filed').filter((fact) => fact.atMs <= asOfMs && isRoster(fact));
  const todays = rosters.map(({ shifts = [] }) => shifts.filter((shift) => shift.on === on));
  return (todays.filter((list) => list.length > 0).at(-1) ?? []).map(({ post = '', person }) => ({ post, person }));
}

/** `09:30` in milliseconds from midnight. */
const msOfDay = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;
