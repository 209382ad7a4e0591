import { dayOf, startOfDay } from '@weibao/calendar';
import { sameName, type ConsentRule } from '@weibao/contract-terms';
import { approvalsOf, lastMs, type Approval } from './approvals.js';
import type { Book } from './book.js';
import type { KnownOf } from './history.js';
import { keyed } from './keyed.js';
import type { State } from './state.js';

/** One thing that must stand before an act: the approval, or a document. `asked` and `refused` are an approval's alone. */
export interface ConsentNeed {
  need: string; // 'approval', or the kind of document
  stamped: boolean;
  metMs: number | null;
  lateMs: number | null; // it came, after the act
  state: 'met' | 'late' | 'asked' | 'refused' | 'unnamed' | 'missing';
  approval: string | null;
}

/**
 * An act for which the contract wants the hospital's consent first. done: everything stood before it. without: it happened and something did not.
 * undetermined: an approval stands that names nothing, so that nobody can say. Not done yet: allowed once all needs are met, else waiting; refused.
 */
export interface Consent {
  rule: ConsentRule;
  clause: string;
  subject: string;
  post: string | null;
  person: string | null;
  actMs: number | null;
  status: 'done' | 'without' | 'undetermined' | 'allowed' | 'waiting' | 'refused';
  needs: ConsentNeed[];
}

interface Act {
  subject: string;
  keys: readonly string[]; // whatever an approval or a document may call it by
  atMs: number;
  post: string | null;
  person: string | null;
}

/**
 * Every act that needed consent, and every one that was asked for and has not happened, in the order of the terms; the latest first. An act is judged
 * by the terms in force on its day, what was only asked for by those in force when it was asked (decision 0015).
 */
export function consentsOf(state: State, of: (rule: ConsentRule) => boolean = () => true): Consent[] {
  const { book } = state;
  if (!book.versions.some(({ terms }) => terms.consents.some(of))) return [];
  const approvals = approvalsOf(book);
  return rulesInTurn(state).flatMap((rules) => {
    const turn = rules.map(({ own, rule }) => ({
      own,
      rule,
      given: byAbout(approvals.filter(({ kind }) => kind === rule.approval)),
    }));
    const lastActs = new Map<string, number>();
    const happened = turn
      .flatMap(({ own, rule, given }) => actsOf(own, rule).map((act) => ({ own, rule, given, act })))
      .sort((a, b) => a.act.atMs - b.act.atMs)
      .map(({ own, rule, given, act }) => {
        const consent = judged(own.book, rule, given, act, lastOf(lastActs, act.keys));
        for (const key of act.keys) lastActs.set(key, act.atMs);
        return consent;
      });
    const used = new Set(happened.flatMap(({ needs }) => needs.map(({ approval }) => approval)));
    const open = turn.flatMap(({ own, rule, given }) => asked(own.book, rule, given, lastActs, used));
    return [...open, ...happened.reverse()].filter(({ rule }) => of(rule));
  });
}

/** Each rule as every version of the terms has it that knows it: those of one clause and act together, since an act follows the one before it under other terms too. */
function rulesInTurn(state: State): { own: State; rule: ConsentRule }[][] {
  const turns = new Map<string, { own: State; rule: ConsentRule }[]>();
  for (const version of [...state.book.versions].reverse()) {
    const own = state.as(version);
    for (const [name, rule] of keyed(own.book.terms.consents, ({ clause, act }) => `${clause}|${act.fact}`))
      turns.set(name, [{ own, rule }, ...(turns.get(name) ?? [])]);
  }
  return [...turns.values()];
}

type Approvals = ReadonlyMap<string | null, readonly Approval[]>;

function byAbout(approvals: readonly Approval[]): Approvals {
  const found = new Map<string | null, Approval[]>();
  for (const approval of approvals) found.set(approval.about, [...(found.get(approval.about) ?? []), approval]);
  return found;
}

const lastOf = (acts: ReadonlyMap<string, number>, keys: readonly string[]): number =>
  Math.max(-Infinity, ...keys.map((key) => acts.get(key) ?? -Infinity));

function actsOf(state: State, { act }: ConsentRule): Act[] {
  const { book } = state;
  const counts = (atMs: number) =>
    book.measures(dayOf(atMs)) &&
    book.inTerm(atMs) &&
    (book.recordStartsOn === null || atMs >= startOfDay(book.recordStartsOn));
  switch (act.fact) {
    case 'staff.changed':
      return book.history
        .of('staff.changed')
        .filter((fact) => (fact.of ?? fact.by) === act.of && counts(fact.atMs))
        .filter(({ post }) => act.posts.length === 0 || act.posts.some((name) => sameName(name, post)))
        .map(ofStaff);
    case 'staff.absent':
      return book.history
        .of('staff.absent')
        .filter((fact) => (fact.of ?? fact.by) === act.of && counts(fact.atMs))
        .filter(({ atMs }) => !act.onWorkingDays || book.calendar.isWorkingDay(dayOf(atMs)))
        .map(ofStaff);
    case 'incident.remote-started':
      return state.incidents.flatMap(({ incident, members, stages, drill }) => {
        const started = stages.get('remote-started');
        if (!started || drill || !counts(started.atMs)) return [];
        return [{ subject: incident, keys: [incident, ...members], atMs: started.atMs, post: null, person: null }];
      });
    case 'demand.delivered':
      return state.demands.flatMap(({ demand, class: kind, delivered }) =>
        delivered && kind !== null && act.classes.includes(kind) && counts(delivered.atMs)
          ? [{ subject: demand, keys: [demand], atMs: delivered.atMs, post: null, person: null }]
          : [],
      );
  }
}

const ofStaff = (fact: KnownOf<'staff.changed'> | KnownOf<'staff.absent'>): Act => ({
  subject: fact.person ?? fact.post,
  keys: [fact.person, fact.post, fact.id].filter((key) => key !== undefined),
  atMs: fact.atMs,
  post: fact.post,
  person: fact.person ?? null,
});

const isNever = (book: Book, { neverIf }: ConsentRule): boolean =>
  neverIf !== undefined && book.chosen([neverIf]) !== undefined;

/** Before the act, not later than it; and after the last act of that name, whose consent it was. */
function judged(book: Book, rule: ConsentRule, approvals: Approvals, act: Act, sinceMs: number): Consent {
  const needs = needsOf(book, rule, approvals, act.keys, { sinceMs, actMs: act.atMs });
  const open = needs.filter(({ state }) => state !== 'met');
  const { subject, post, person, atMs } = act;
  const status = isNever(book, rule)
    ? 'without'
    : open.length === 0
      ? 'done'
      : open.every(({ state }) => state === 'unnamed')
        ? 'undetermined'
        : 'without';
  return { rule, clause: rule.clause, subject, post, person, actMs: atMs, status, needs };
}

/** What was asked for, or agreed to, and has not been done. An approval that came after the act is the act's, late. */
function asked(
  book: Book,
  rule: ConsentRule,
  approvals: Approvals,
  lastActs: ReadonlyMap<string, number>,
  used: ReadonlySet<string | null>,
): Consent[] {
  return [...approvals].flatMap(([about, own]): Consent[] => {
    const latest = own.at(-1);
    if (about === null || !latest || used.has(latest.approval)) return [];
    if (!book.measures(dayOf(lastMs(latest)))) return [];
    if (lastMs(latest) <= lastOf(lastActs, [about]) || isElsewhere(rule, about, book)) return [];
    const needs = needsOf(book, rule, approvals, [about], { sinceMs: lastOf(lastActs, [about]), actMs: null });
    const status =
      latest.status === 'refused' || isNever(book, rule)
        ? 'refused'
        : needs.every(({ state }) => state === 'met')
          ? 'allowed'
          : 'waiting';
    return [{ rule, clause: rule.clause, subject: about, post: null, person: null, actMs: null, status, needs }];
  });
}

/** One kind of approval may serve two clauses: what is about a demand of another class belongs to the other. */
function isElsewhere({ act }: ConsentRule, about: string, book: Book): boolean {
  if (act.fact !== 'demand.delivered') return false;
  const [filed] = book.history.grouped('demand.filed', 'demand').get(about) ?? [];
  return filed?.class !== undefined && !act.classes.includes(filed.class);
}

interface Between {
  sinceMs: number;
  actMs: number | null;
}

function needsOf(
  book: Book,
  rule: ConsentRule,
  approvals: Approvals,
  keys: readonly string[],
  { sinceMs, actMs }: Between,
): ConsentNeed[] {
  const limitMs = actMs ?? Infinity;
  const documents = rule.documents.map(({ document, stamped }): ConsentNeed => {
    const filed = (book.history.grouped('document.filed', 'document').get(document) ?? []).filter(
      (fact) =>
        fact.about !== undefined &&
        keys.includes(fact.about) &&
        fact.atMs > sinceMs &&
        (!stamped || fact.stamped === true),
    );
    const inTime = filed.find(({ atMs }) => atMs <= limitMs);
    return need(document, stamped, inTime?.atMs ?? null, inTime ? null : (filed[0]?.atMs ?? null));
  });
  return [...documents, approvalNeed(approvals, keys, sinceMs, limitMs)];
}

function approvalNeed(approvals: Approvals, keys: readonly string[], sinceMs: number, limitMs: number): ConsentNeed {
  const nothing = need('approval', false, null, null);
  const given = ({ status, decidedMs }: Approval) => status === 'given' && decidedMs !== null && decidedMs > sinceMs;
  const own = keys.flatMap((key) => approvals.get(key) ?? []).filter((approval) => lastMs(approval) > sinceMs);
  const inTime = own.find((approval) => given(approval) && lastMs(approval) <= limitMs);
  if (inTime) return { ...need('approval', false, inTime.decidedMs, null), approval: inTime.approval };
  const late = own.find(given);
  if (late) return { ...need('approval', false, null, late.decidedMs), approval: late.approval };
  const open = own.at(-1);
  if (open) return { ...nothing, state: open.status === 'refused' ? 'refused' : 'asked', approval: open.approval };
  const unnamed = (approvals.get(null) ?? []).some((approval) => given(approval) && lastMs(approval) <= limitMs);
  return unnamed ? { ...nothing, state: 'unnamed' } : nothing;
}

const need = (name: string, stamped: boolean, metMs: number | null, lateMs: number | null): ConsentNeed => ({
  need: name,
  stamped,
  metMs,
  lateMs,
  state: metMs !== null ? 'met' : lateMs !== null ? 'late' : 'missing',
  approval: null,
});
