import { dayOf } from '@weibao/calendar';
import { systemInScope, type Terms } from '@weibao/contract-terms';
import { stages, type Stage } from '@weibao/exchange';
import { answersThatCount, proveTheSame } from './answers.js';
import type { Book } from './book.js';
import { instantMs, type History, type Known, type KnownOf } from './history.js';
import { joined } from './marks.js';

/** The fact by which something was reached: when, and whether that entry is back-dated and nobody confirmed it. */
export type Reached = Pick<Known, 'at' | 'atMs' | 'id' | 'unconfirmed'>;

interface Grading {
  atMs: number;
  level: string;
  readings: readonly string[];
}

export interface IncidentState {
  incident: string;
  members: string[]; // with the incidents merged into it
  level: string | null;
  gradings: Grading[]; // the level on the report first, then each grading
  levelReadings: readonly string[]; // by which its level is that one
  answerReadings: readonly string[]; // by which its answer is that one
  system: string | null;
  subsystem: string | null;
  department: string | null;
  summary: string | null;
  reportedAtMs: number;
  occurredAtMs: number | null;
  reportUnconfirmed: boolean;
  open: boolean;
  mergedInto: string | null;
  drill: boolean;
  emergency: boolean; // flagged by the hospital, or by the vendor and confirmed
  stages: Map<Stage, Reached>;
  cause: string | null;
  problem: string | null;
  estimate: { atMs: number; restoreByMs: number } | null;
  waits: { fromMs: number; toMs: number | null }[];
  impact: KnownOf<'incident.graded'>['impact'] | null;
}

const NONE: readonly never[] = [];
const ANSWER: readonly string[] = ['answer.channel'];
const LEVEL: readonly string[] = ['level.effective'];

const folded = new WeakMap<History, WeakMap<Terms, readonly IncidentState[]>>();

/** The incidents that somebody reported, merged ones folded into the one that stands: the same at all moments that know the same facts. */
export function incidentsOf(book: Book): readonly IncidentState[] {
  let byTerms = folded.get(book.history);
  if (!byTerms) folded.set(book.history, (byTerms = new WeakMap()));
  let incidents = byTerms.get(book.signed);
  if (!incidents) byTerms.set(book.signed, (incidents = incidentsIn(book)));
  return incidents;
}

function incidentsIn(book: Book): IncidentState[] {
  const { history } = book;
  const rootOf = roots(history);
  const reports = history.grouped('incident.reported', 'incident');
  const members = new Map<string, string[]>();
  for (const key of reports.keys()) {
    const root = rootOf(key);
    const list = members.get(root);
    if (list) list.push(key);
    else members.set(root, [key]);
  }
  // What was recorded about the one that stands counts also where its own report was withdrawn.
  for (const [root, list] of members) if (!list.includes(root)) list.push(root);
  const reached = stagesReached(book, rootOf);
  const gradedOf = history.grouped('incident.graded', 'incident');
  const respondedOf = history.grouped('incident.responded', 'incident');
  const causedOf = history.grouped('incident.caused', 'incident');
  const estimatedOf = history.grouped('incident.estimated', 'incident');
  const waitStartedOf = history.grouped('incident.wait-started', 'incident');
  const waitEndedOf = history.grouped('incident.wait-ended', 'incident');

  const states: IncidentState[] = [];
  for (const [key, folded] of members) {
    const told = earliestFirst(reports, folded);
    // A drill that was merged into an incident tells nothing of it.
    const all = told.some(isReal) ? told.filter(isReal) : told;
    const first = all[0] as KnownOf<'incident.reported'>;
    const own = all.find((fact) => fact.incident === key) ?? first;
    const reportedLevel = own.level ?? all.find((fact) => fact.level !== undefined)?.level;
    const graded = gradingsThatCount(history, key, earliestFirst(gradedOf, folded), {
      own: own.level !== undefined,
      any: reportedLevel !== undefined,
    });
    const gradings: Grading[] = [];
    if (reportedLevel !== undefined) gradings.push({ atMs: first.atMs, level: reportedLevel, readings: NONE });
    for (const fact of graded) {
      if (fact.level !== undefined) gradings.push({ atMs: fact.atMs, level: fact.level, readings: NONE });
      else {
        const read = levelByImpact(book.as(book.on(dayOf(first.atMs))), fact.impact);
        if (read) gradings.push({ atMs: fact.atMs, ...read });
      }
    }
    // L-16: also where a person is read to be needed, who has not graded it.
    const countsInstitutions = graded.some(
      ({ level, impact }) => level === undefined && impact?.institutionsHit !== undefined,
    );
    const byImpact = countsInstitutions && book.on(dayOf(first.atMs)).terms.levelsByInstitutions ? INSTITUTIONS : NONE;
    const stages = reached.get(key) ?? new Map<Stage, Reached>();
    const causes = earliestFirst(causedOf, folded);
    const estimate = last(earliestFirst(estimatedOf, folded), (fact) => fact.restoreBy);
    states.push({
      incident: key,
      members: folded,
      level: gradings[gradings.length - 1]?.level ?? null,
      gradings,
      levelReadings: joined(levelReadings(gradings), byImpact),
      answerReadings: proveTheSame(earliestFirst(respondedOf, folded), book) ? NONE : ANSWER,
      system: own.system ?? first.system ?? null,
      subsystem: own.subsystem ?? first.subsystem ?? null,
      department: own.department ?? null,
      summary: own.summary ?? null,
      reportedAtMs: first.atMs,
      occurredAtMs: first.occurredAt === undefined ? null : instantMs(first.occurredAt),
      reportUnconfirmed: first.unconfirmed,
      open: !stages.has('closed') && !stages.has('confirmed'),
      mergedInto: null,
      drill: !all.some(isReal),
      emergency: all.some((fact) => fact.emergency === true && (fact.by !== 'vendor' || history.isConfirmed(fact))),
      stages,
      cause: last(causes, (fact) => fact.cause)?.cause ?? null,
      problem: last(causes, (fact) => fact.problem)?.problem ?? null,
      estimate: estimate ? { atMs: estimate.atMs, restoreByMs: instantMs(estimate.restoreBy as string) } : null,
      waits: waitsOf(earliestFirst(waitStartedOf, folded), earliestFirst(waitEndedOf, folded)),
      impact: last(graded, (fact) => fact.impact)?.impact ?? null,
    });
  }
  return states.sort((a, b) => a.reportedAtMs - b.reportedAtMs || (a.incident < b.incident ? -1 : 1));
}

const isReal = ({ drill }: KnownOf<'incident.reported'>): boolean => drill !== true;

/** Whether the contract is about an incident: it lies in the term, and its system, where it is named, is on a list that the contract closes. */
export function isCovered(book: Book, { reportedAtMs, system, subsystem }: IncidentState): boolean {
  if (!book.inTerm(reportedAtMs)) return false;
  const { terms } = book.on(dayOf(reportedAtMs));
  return terms.scope !== 'listed' || system === null || systemInScope(terms, system, subsystem ?? undefined) !== 'out';
}

/** The incident that an incident was merged into, through any chain; itself where it was not. */
function roots(history: History): (key: string) => string {
  const into = new Map<string, string>();
  for (const fact of history.of('incident.merged'))
    if (fact.into !== undefined && fact.into !== fact.incident) into.set(fact.incident, fact.into);
  return (key) => {
    if (!into.has(key)) return key;
    const seen = new Set<string>();
    let at = key;
    while (into.has(at) && !seen.has(at)) {
      seen.add(at);
      at = into.get(at) as string;
    }
    return at;
  };
}

/** When each incident reached each of its stages first, by any of its members. */
function stagesReached(book: Book, rootOf: (key: string) => string): Map<string, Map<Stage, Reached>> {
  const reached = new Map<string, Map<Stage, Reached>>();
  const answers = answersThatCount(book, (fact: KnownOf<'incident.responded'>) => rootOf(fact.incident));
  for (const stage of stages) {
    const facts = book.history.of(`incident.${stage}`);
    for (const fact of stage === 'responded' ? answers(facts as readonly KnownOf<'incident.responded'>[]) : facts) {
      const root = rootOf(fact.incident);
      let own = reached.get(root);
      if (!own) reached.set(root, (own = new Map()));
      if (!own.has(stage)) own.set(stage, fact);
    }
  }
  return reached;
}

/** The facts about any of an incident's members. */
function earliestFirst<F extends Known>(
  groups: ReadonlyMap<string, readonly F[]>,
  members: readonly string[],
): readonly F[] {
  if (groups.size === 0) return NONE;
  if (members.length === 1) return groups.get(members[0] as string) ?? NONE;
  return members.flatMap((member) => groups.get(member) ?? NONE).sort((a, b) => a.atMs - b.atMs);
}

/** The last fact that says something of a kind. */
function last<F>(facts: readonly F[], said: (fact: F) => unknown): F | undefined {
  for (let index = facts.length - 1; index >= 0; index -= 1)
    if (said(facts[index] as F) !== undefined) return facts[index];
  return undefined;
}

/**
 * G-10: the level is the hospital's word; the vendor's counts once confirmed, or while nobody else has said any. What was said of a report before it was
 * merged into another one is no word on that one, unless that one has none of its own.
 */
function gradingsThatCount(
  history: History,
  incident: string,
  graded: readonly KnownOf<'incident.graded'>[],
  reported: { own: boolean; any: boolean },
): readonly KnownOf<'incident.graded'>[] {
  if (graded.every((fact) => fact.by !== 'vendor' && fact.incident === incident)) return graded;
  const said = graded.filter((fact) => fact.by !== 'vendor' || history.isConfirmed(fact));
  const mergedMs = (key: string) =>
    history.of('incident.merged').find((fact) => fact.incident === key)?.atMs ?? -Infinity;
  const own = said.filter((fact) => fact.incident === incident || fact.atMs >= mergedMs(fact.incident));
  if (reported.own || own.length > 0) return own;
  return reported.any || said.length > 0 ? said : graded;
}

const INSTITUTIONS: readonly string[] = ['ly.levels'];

/** G-10, where the level changed; and those by which a level was read off an impact. */
function levelReadings(gradings: readonly Grading[]): readonly string[] {
  if (gradings.length < 2) return gradings[0]?.readings ?? NONE;
  const changed = new Set(gradings.map(({ level }) => level)).size > 1;
  return joined(changed ? LEVEL : undefined, ...gradings.map(({ readings }) => readings));
}

/** The level that an impact has, where the contract says so; null where a person must grade. */
function levelByImpact(
  book: Book,
  impact: KnownOf<'incident.graded'>['impact'],
): { level: string; readings: readonly string[] } | null {
  const hit = levelByInstitutions(book, impact);
  if (hit !== null) return { level: hit, readings: NONE };
  const level = levelByCoreFunction(book, impact?.coreFunction);
  return level === null ? null : { level, readings: book.terms.levelsByCoreFunction?.readings ?? NONE };
}

/** L-16: all institutions and at least two of them → 1; two or more → 2; one → 3; else 4. */
function levelByInstitutions(book: Book, impact: KnownOf<'incident.graded'>['impact']): string | null {
  if (!book.terms.levelsByInstitutions || impact?.institutionsHit === undefined) return null;
  if (book.readings.is('ly.levels', 'human')) return null;
  const { institutionsHit: hit, institutionsTotal: total } = impact;
  if (hit >= 2) return total !== undefined && hit >= total ? '1' : '2';
  return hit === 1 ? '3' : '4';
}

/** B-29: business partly affected is no level of the text; a core function that cannot be used is the gravest. */
function levelByCoreFunction(book: Book, impact: string | undefined): string | null {
  const rule = book.terms.levelsByCoreFunction;
  if (!rule || (impact !== 'severe' && impact !== 'notable' && impact !== 'slight')) return null;
  return (book.chosen([rule.other]) ?? rule)[impact];
}

/**
 * Waits on the hospital, one after the other: begun again while one lasts it is the same wait; begun at the instant at which one ended it is another,
 * and that end is not its own.
 */
function waitsOf(
  started: readonly KnownOf<'incident.wait-started'>[],
  ended: readonly Known[],
): { fromMs: number; toMs: number | null }[] {
  const waits: { fromMs: number; toMs: number | null }[] = [];
  for (const { atMs, on } of started) {
    if (on !== undefined && on !== 'hospital') continue;
    const last = waits[waits.length - 1];
    if (last && (last.toMs === null || atMs < last.toMs || atMs === last.fromMs)) continue;
    const endMs = ended.find((other) => (last?.toMs === atMs ? other.atMs > atMs : other.atMs >= atMs))?.atMs;
    waits.push({ fromMs: atMs, toMs: endMs ?? null });
  }
  return waits;
}
