import { addMonths, dateFromDay, dayOf, startOfDay, yearOf } from '@weibao/calendar';
import { formatInstant, type CounterRecord, type DutyStatus } from '@weibao/exchange';
import { approvalsOf, type Approval } from './approvals.js';
import type { Book } from './book.js';
import { consentsOf, type Consent } from './consents.js';
import { countersOf } from './counters.js';
import type { History, Known, KnownOf } from './history.js';
import type { Duty } from './owed-duty.js';
import { restDaysIn, uncovered } from './rest-days.js';
import { stateOf } from './contract-end.js';
import type { State, Input } from './state.js';

/** Who has a post: the one who was named for it last. */
export interface StaffPost {
  post: string;
  person: string | null;
  of: 'hospital' | 'vendor' | null;
  onSite: boolean | null; // null: not said
  since: string;
  absentSince: string | null;
}

/** A month of a roster, each weekend and holiday day with who stands on it. */
export interface Roster {
  clause: string;
  document: string; // the kind that it is filed as
  period: string;
  dueOn: string | null;
  status: DutyStatus;
  provisional: boolean; // the year has no published list: its weekends alone are known
  filedAt: string | null; // the roster that was filed last
  days: { on: string; kind: 'weekend' | 'holiday'; people: { person: string; post: string | null }[] }[];
  missing: string[] | null; // days that it leaves out; null: it does not say who stands when, or there is none
}

/** Work promised in numbers, and what was spent of it. */
export interface Effort extends CounterRecord {
  titleZh: string;
  titleEn: string;
  unit: 'personDays' | 'count';
}

export interface Staff {
  people: StaffPost[];
  consents: Consent[];
  approvals: Approval[];
  rosters: Roster[];
  efforts: Effort[];
}

/** Months of rosters that are still looked at, back from today or from the end of the term. */
const MONTHS_BACK = 12;

/** The people of a contract, what was done with and without the hospital's consent, rosters and effort. */
export function staffOf(input: Input): Staff {
  const state = stateOf(input);
  const { book } = state;
  return {
    people: peopleOf(book.history),
    consents: consentsOf(state),
    approvals: approvalsOf(book),
    rosters: rostersOf(state),
    efforts: effortsOf(state),
  };
}

function peopleOf(history: History): StaffPost[] {
  const named = [...history.of('staff.assigned'), ...history.of('staff.changed')].sort((a, b) => a.atMs - b.atMs);
  const posts = new Map<string, (typeof named)[number]>();
  for (const fact of named) posts.set(`${sideOf(fact) ?? ''} ${fact.post}`, fact);
  return [...posts.values()].map((fact) => {
    const left = history
      .of('staff.absent')
      .find((gone) => gone.post === fact.post && gone.person === fact.person && gone.atMs >= fact.atMs);
    return {
      post: fact.post,
      person: fact.person ?? null,
      of: sideOf(fact),
      onSite: fact.onSite ?? null,
      since: formatInstant(fact.atMs),
      absentSince: left ? formatInstant(left.atMs) : null,
    };
  });
}

const sideOf = (fact: Known & { of?: 'hospital' | 'vendor' | undefined }): StaffPost['of'] =>
  fact.of ?? (fact.by === 'hospital' || fact.by === 'vendor' ? fact.by : null);

function rostersOf(state: State): Roster[] {
  const { book, duties } = state;
  const from = addMonths(Math.min(dayOf(book.moment.asOfMs), book.term?.lastDay ?? Infinity), -MONTHS_BACK);
  return duties
    .filter((duty) => covers(duty) && duty.period !== null && duty.period.lastDay >= from)
    .filter((duty) => duty.record.status !== 'upcoming' || filedFor(book, duty).length > 0)
    .map((duty): Roster => {
      const period = duty.period as NonNullable<Duty['period']>;
      const filed = filedFor(book, duty).at(-1);
      const standing = new Map<string, { person: string; post: string | null }[]>();
      for (const { on, person, post } of filed?.shifts ?? [])
        standing.set(on, [...(standing.get(on) ?? []), { person, post: post ?? null }]);
      return {
        clause: duty.clause,
        document: duty.breach,
        period: period.label,
        dueOn: duty.record.dueOn ?? null,
        status: duty.record.status,
        provisional: !book.calendar.isPublished(yearOf(period.firstDay)),
        filedAt: filed ? formatInstant(filed.atMs) : null,
        days: restDaysIn(book, period).map((day) => ({
          on: dateFromDay(day),
          kind: book.calendar.isHoliday(day) ? 'holiday' : 'weekend',
          people: standing.get(dateFromDay(day)) ?? [],
        })),
        missing: filed?.shifts === undefined ? null : uncovered(book, period, filed).map(dateFromDay),
      };
    });
}

const covers = ({ rule }: Duty): boolean => rule.kind === 'periodic' && rule.proof.covers !== undefined;

/** The rosters filed for a month by name, or in the month before it. */
function filedFor({ history }: Book, { rule, period }: Duty): KnownOf<'document.filed'>[] {
  if (rule.kind !== 'periodic' || period === null) return [];
  const first = addMonths(period.firstDay, -1);
  return history
    .of('document.filed')
    .filter((fact) => rule.proof.documents?.includes(fact.document) === true)
    .filter(({ about, atMs }) =>
      about === undefined ? startOfDay(first) <= atMs && atMs < startOfDay(period.firstDay) : about === period.label,
    );
}

function effortsOf(state: State): Effort[] {
  // Of each clause as the terms had it last: a counter that an amendment drops still counts the years before it (decision 0015).
  const rules = new Map(
    state.book.versions.flatMap(({ terms }) =>
      terms.counters.flatMap((rule) => (rule.kind === 'effort' ? [[rule.clause, rule] as const] : [])),
    ),
  );
  return countersOf(state).flatMap((record) => {
    const rule = rules.get(record.clause);
    return rule ? [{ ...record, titleZh: rule.titleZh, titleEn: rule.titleEn, unit: rule.unit }] : [];
  });
}
