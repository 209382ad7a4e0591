import { dayOf } from '@weibao/calendar';
import type { DemandTarget } from '@weibao/contract-terms';
import { answersThatCount, proveTheSame } from './answers.js';
import type { Book, Due } from './book.js';
import { clockFace, makeClock, type Clock } from './clock-line.js';
import { agreedForceMajeure, movedBy, on, type ForceMajeure } from './force-majeure.js';
import type { Known, KnownOf } from './history.js';
import { joined } from './marks.js';
import type { Reached } from './incidents.js';
import { sealedPapers } from './sealed-papers.js';

const ANSWER: readonly string[] = ['answer.channel'];

/** A date of delivery that both sides agreed, and until when it stood. */
export interface AgreedDate {
  sinceMs: number;
  untilMs: number; // when a change or another date replaced it; Infinity while it stands
  deliverByMs: number;
}

export interface DemandState {
  demand: string;
  filedAtMs: number;
  class: string | null; // null while only the vendor has classed it
  unconfirmed: boolean;
  answered: Reached | null;
  delivered: Reached | null;
  accepted: Reached | null;
  refused: Reached | null;
  affected: Reached | null;
  agreedAtMs: number | null;
  dates: AgreedDate[];
  dateVoid: boolean; // a change took the date away and no new one was agreed
  forceMajeure: readonly ForceMajeure[]; // on its subsystem, that the contract takes out of its clocks
  answerReadings: readonly string[]; // by which its answer is that one
}

export function demandsOf(book: Book, parse: (text: string) => number): DemandState[] {
  const { history } = book;
  // Accepted is what the hospital accepted.
  const counts = (fact: Known) => fact.type !== 'demand.accepted' || fact.by !== 'vendor' || history.isConfirmed(fact);
  const answers = answersThatCount(book, (fact: KnownOf<'demand.answered'>) => fact.demand);
  const first = (
    type: 'demand.answered' | 'demand.delivered' | 'demand.accepted' | 'demand.refused' | 'demand.business-affected',
  ) => {
    const map = new Map<string, Reached>();
    for (const fact of type === 'demand.answered' ? answers(history.of(type)) : history.of(type).filter(counts))
      if (!map.has(fact.demand)) map.set(fact.demand, fact);
    return map;
  };
  const [answered, delivered, accepted, refused, affected] = [
    first('demand.answered'),
    first('demand.delivered'),
    first('demand.accepted'),
    first('demand.refused'),
    first('demand.business-affected'),
  ];
  // BY-A1-DEMSTAT: the acceptance slip (需求验收确认单) with the hospital's seal is the acceptance.
  const slip = (key: string) => sealedPapers(history, 'demand-acceptance', key)[0]?.signed ?? null;
  const filed = new Map<string, KnownOf<'demand.filed'>>();
  for (const fact of history.of('demand.filed')) if (!filed.has(fact.demand)) filed.set(fact.demand, fact);
  return [...filed.values()].map((fact) => {
    const key = fact.demand;
    const agreements = [
      ...(history.grouped('demand.agreed', 'demand').get(key) ?? []),
      ...(history.grouped('demand.changed', 'demand').get(key) ?? []),
    ].sort((a, b) => a.atMs - b.atMs);
    const agreed = agreedDates(agreements, parse);
    const forceMajeure = hinderedBy(book, fact);
    for (const date of forceMajeure.length > 0 ? agreed.dates : [])
      date.deliverByMs = movedBy(forceMajeure, date.sinceMs, date.deliverByMs);
    return {
      demand: key,
      filedAtMs: fact.atMs,
      class: fact.by === 'vendor' && !history.isConfirmed(fact) ? null : (fact.class ?? null),
      unconfirmed: fact.unconfirmed,
      answered: answered.get(key) ?? null,
      delivered: delivered.get(key) ?? null,
      accepted: firstOf(accepted.get(key) ?? null, slip(key)),
      refused: refused.get(key) ?? null,
      affected: affected.get(key) ?? null,
      agreedAtMs: confirmedByBoth(agreements),
      ...agreed,
      forceMajeure,
      answerReadings: proveTheSame(history.grouped('demand.answered', 'demand').get(key) ?? [], book) ? [] : ANSWER,
    };
  });
}

/** Of its subsystem, where the terms in force when it was filed let force majeure stop the clocks. */
function hinderedBy(book: Book, { atMs, subsystem }: KnownOf<'demand.filed'>): readonly ForceMajeure[] {
  if (subsystem === undefined || book.on(dayOf(atMs)).terms.forceMajeureStopsClocks === undefined) return [];
  return on(agreedForceMajeure(book.history), [subsystem]);
}

/** When both sides had confirmed the demand: at once by `both` (or without `by`), else with the second side's fact. */
function confirmedByBoth(facts: readonly (KnownOf<'demand.agreed'> | KnownOf<'demand.changed'>)[]): number | null {
  const agreed = facts.filter((fact) => fact.type === 'demand.agreed');
  const together = agreed.find((fact) => fact.by === undefined || fact.by === 'both')?.atMs ?? Infinity;
  const sides = ['hospital', 'vendor'].map((side) => agreed.find((fact) => fact.by === side)?.atMs ?? Infinity);
  const first = Math.min(together, Math.max(...sides));
  return Number.isFinite(first) ? first : null;
}

/** LY-A5.4.2, LY-A5.4.3: a date counts once both sides have agreed to it; a change takes it away until both set a new one. */
function agreedDates(
  facts: readonly (KnownOf<'demand.agreed'> | KnownOf<'demand.changed'>)[],
  parse: (text: string) => number,
): { dates: AgreedDate[]; dateVoid: boolean } {
  const dates: AgreedDate[] = [];
  const offers = new Map<string, Set<string>>(); // instant → sides that named it
  let standing: AgreedDate | null = null;
  let dateVoid = false;
  const set = (sinceMs: number, deliverByMs: number) => {
    if (standing) standing.untilMs = Math.min(standing.untilMs, sinceMs);
    standing = { sinceMs, untilMs: Infinity, deliverByMs };
    dates.push(standing);
    dateVoid = false;
  };
  for (const fact of facts) {
    if (fact.type === 'demand.changed') {
      if (standing) (standing as AgreedDate).untilMs = Math.min((standing as AgreedDate).untilMs, fact.atMs);
      standing = null;
      dateVoid = true;
      offers.clear();
    }
    if (fact.deliverBy === undefined) continue;
    const deliverByMs = parse(fact.deliverBy);
    if (fact.by === undefined || fact.by === 'both') {
      set(fact.atMs, deliverByMs);
      continue;
    }
    const sides = offers.get(String(deliverByMs)) ?? new Set<string>();
    sides.add(fact.by);
    offers.set(String(deliverByMs), sides);
    if (sides.has('hospital') && sides.has('vendor')) set(fact.atMs, deliverByMs);
  }
  return { dates, dateVoid };
}

/** Whether a target is about demands of this class; a demand without a confirmed class is treated as the target says. */
export function demandConcerns(book: Book, target: DemandTarget, demand: DemandState): boolean {
  const name = demand.class ?? target.unclassifiedAs ?? null;
  const { classes, exceptClasses = [] } = { ...target, ...book.chosen(target.otherClasses) };
  if (classes) return name !== null && classes.includes(name);
  return name === null
    ? target.unclassifiedAs !== undefined || exceptClasses.length === 0
    : !exceptClasses.includes(name);
}

export function demandClocks(contract: Book, demand: DemandState): Clock[] {
  if (!contract.inTerm(demand.filedAtMs)) return [];
  const filedDay = dayOf(demand.filedAtMs);
  const version = contract.on(filedDay);
  const book = contract.as(version);
  return version.terms.demandTargets.flatMap((target): Clock[] => {
    if (!demandConcerns(book, target, demand)) return [];
    const inWorkingTime = target.workingIf !== undefined && book.chosen([target.workingIf]) !== undefined;
    // Without the working hours nobody can say which limit holds, or when it ends: the stricter one reminds, and is no breach.
    const hoursUnknown = (target.selectedBy !== undefined || inWorkingTime) && !version.workingTime;
    if (hoursUnknown && target.selectedBy === 'other-time') return [];
    if (target.selectedBy !== undefined && version.workingTime)
      if (version.workingTime.isWorking(demand.filedAtMs) !== (target.selectedBy === 'working-time')) return [];
    const delivery = target.deliveredIf !== undefined && book.chosen([target.deliveredIf]) !== undefined;
    const met =
      target.stage === 'answered' && !delivery
        ? firstOf(demand.answered, firstOf(demand.delivered, demand.refused))
        : demand.delivered;
    const agreed = target.agreedDate ? demand.dates[demand.dates.length - 1] : undefined;
    if (target.agreedDate && !agreed && !target.limit && !demand.dateVoid) return [];
    const startMs =
      target.from === 'answered-or-filed' ? (demand.answered?.atMs ?? demand.filedAtMs) : demand.filedAtMs;
    // A limit of its own holds until a date is agreed upon, and does not come back when that is taken away (L-34).
    const replaced = target.agreedDate && demand.dateVoid && (agreed !== undefined || !target.limit);
    const due = replaced
      ? null
      : agreed
        ? { dueMs: agreed.deliverByMs, provisional: false, readings: [] }
        : target.limit
          ? pausedDue(book.due(target.limit, startMs, inWorkingTime ? version.workingTime : null), startMs, demand)
          : null;
    return [
      makeClock(
        {
          subject: demand.demand,
          clause: target.clause,
          face: clockFace(target, agreed ? undefined : target.limit, inWorkingTime && version.workingTime !== null),
          firm: target.firm && !hoursUnknown,
          fromMs: demand.filedAtMs,
          startMs: agreed ? agreed.sinceMs : startMs,
          dueMs: due?.dueMs ?? null,
          met,
          level: null,
          override: replaced && !met ? 'not-owed' : null,
          readings: joined(
            target.readings,
            target.stage === 'answered' || target.from === 'answered-or-filed' ? demand.answerReadings : undefined,
            due?.readings,
            target.selectedBy === undefined ? undefined : book.listReadings(filedDay, filedDay),
            book.coverageOf(demand.filedAtMs),
          ),
          unconfirmed: demand.unconfirmed || met?.unconfirmed === true,
          provisional: due?.provisional === true,
          missing: hoursUnknown ? ['parameters.workingHours'] : undefined,
        },
        book.moment,
      ),
    ];
  });
}

/** Its hours stand still while force majeure lasts. */
const pausedDue = (due: Due, startMs: number, { forceMajeure }: DemandState): Due =>
  forceMajeure.length === 0 ? due : { ...due, dueMs: movedBy(forceMajeure, startMs, due.dueMs) };

function firstOf(a: Reached | null, b: Reached | null): Reached | null {
  if (!a || !b) return a ?? b;
  return a.atMs <= b.atMs ? a : b;
}
