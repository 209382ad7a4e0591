import { stages, type Stage } from '@weibao/exchange';
import type { Book } from './book.js';
import type { Known, KnownOf } from './history.js';

/** When something was reached, by which fact, and whether that entry is back-dated and nobody confirmed it. */
export interface Reached {
  atMs: number;
  factId: string | null;
  unconfirmed: boolean;
}

/** The facts about an incident of which all count, not just the first. */
type AboutIncident =
  'incident.graded' | 'incident.caused' | 'incident.estimated' | 'incident.wait-started' | 'incident.wait-ended';

interface Grading {
  atMs: number;
  level: string;
}

export interface IncidentState {
  incident: string;
  members: string[]; // with the incidents merged into it
  level: string | null;
  gradings: Grading[]; // the level on the report first, then each grading
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
  stages: Map<Stage, Reached>;
  cause: string | null;
  problem: string | null;
  estimate: { atMs: number; restoreByMs: number } | null;
  waits: { fromMs: number; toMs: number | null }[];
  impact: KnownOf<'incident.graded'>['impact'] | null;
}

/** The incidents that somebody reported, merged ones folded into the one that stands. */
export function incidentsOf(book: Book, parse: (text: string) => number): IncidentState[] {
  const { history } = book;
  const reports = new Map<string, KnownOf<'incident.reported'>[]>();
  for (const fact of history.of('incident.reported')) push(reports, fact.incident, fact);
  const into = new Map<string, string>();
  for (const fact of history.of('incident.merged'))
    if (fact.into !== undefined && fact.into !== fact.incident) into.set(fact.incident, fact.into);
  const root = (key: string): string => {
    const seen = new Set<string>();
    let at = key;
    while (into.has(at) && !seen.has(at)) {
      seen.add(at);
      at = into.get(at) as string;
    }
    return at;
  };
  const members = new Map<string, string[]>();
  for (const key of reports.keys()) push(members, root(key), key);

  const reached = new Map<string, Map<Stage, Reached>>();
  for (const stage of stages)
    for (const fact of history.of(`incident.${stage}`)) {
      const list = reached.get(root(fact.incident)) ?? new Map<Stage, Reached>();
      if (!list.has(stage)) list.set(stage, asReached(fact));
      reached.set(root(fact.incident), list);
    }

  const states: IncidentState[] = [];
  for (const [key, folded] of members) {
    const all = folded.flatMap((member) => reports.get(member) ?? []).sort((a, b) => a.atMs - b.atMs);
    const own = reports.get(key)?.[0] ?? (all[0] as KnownOf<'incident.reported'>);
    const first = all[0] as KnownOf<'incident.reported'>;
    const about = <T extends AboutIncident>(type: T): readonly KnownOf<T>[] => {
      const groups: ReadonlyMap<string, readonly Known[]> = history.grouped(type, 'incident');
      const found = folded.flatMap((member) => groups.get(member) ?? []).sort((a, b) => a.atMs - b.atMs);
      return found as unknown as readonly KnownOf<T>[];
    };
    const graded = about('incident.graded');
    const gradings: Grading[] = [];
    const reportedLevel = own.level ?? all.find((fact) => fact.level !== undefined)?.level;
    if (reportedLevel !== undefined) gradings.push({ atMs: first.atMs, level: reportedLevel });
    for (const fact of graded) {
      const level = fact.level ?? levelByInstitutions(book, fact.impact);
      if (level !== null && level !== undefined) gradings.push({ atMs: fact.atMs, level });
    }
    const stagesReached = reached.get(key) ?? new Map<Stage, Reached>();
    const causes = about('incident.caused');
    const lastCause = causes[causes.length - 1];
    const estimates = about('incident.estimated').filter((fact) => fact.restoreBy !== undefined);
    const lastEstimate = estimates[estimates.length - 1];
    states.push({
      incident: key,
      members: folded,
      level: gradings[gradings.length - 1]?.level ?? null,
      gradings,
      system: own.system ?? first.system ?? null,
      subsystem: own.subsystem ?? first.subsystem ?? null,
      department: own.department ?? null,
      summary: own.summary ?? null,
      reportedAtMs: first.atMs,
      occurredAtMs: first.occurredAt === undefined ? null : parse(first.occurredAt),
      reportUnconfirmed: first.unconfirmed,
      open: !stagesReached.has('closed') && !stagesReached.has('confirmed'),
      mergedInto: null,
      drill: all.every((fact) => fact.drill === true),
      stages: stagesReached,
      cause: [...causes].reverse().find((fact) => fact.cause !== undefined)?.cause ?? null,
      problem: [...causes].reverse().find((fact) => fact.problem !== undefined)?.problem ?? lastCause?.problem ?? null,
      estimate: lastEstimate ? { atMs: lastEstimate.atMs, restoreByMs: parse(lastEstimate.restoreBy as string) } : null,
      waits: waitsOf(about('incident.wait-started'), about('incident.wait-ended')),
      impact: [...graded].reverse().find((fact) => fact.impact !== undefined)?.impact ?? null,
    });
  }
  return states.sort((a, b) => a.reportedAtMs - b.reportedAtMs || (a.incident < b.incident ? -1 : 1));
}

export const asReached = (fact: Known): Reached => ({
  atMs: fact.atMs,
  factId: fact.id ?? null,
  unconfirmed: fact.unconfirmed,
});

/** L-16: all institutions and at least two of them → 1; two or more → 2; one → 3; else 4. */
function levelByInstitutions(book: Book, impact: KnownOf<'incident.graded'>['impact']): string | null {
  if (!book.terms.levelsByInstitutions || impact?.institutionsHit === undefined) return null;
  if (book.readings.is('ly.levels', 'human')) return null;
  const { institutionsHit: hit, institutionsTotal: total } = impact;
  if (hit >= 2) return total !== undefined && hit >= total ? '1' : '2';
  return hit === 1 ? '3' : '4';
}

/** Waits on the hospital, one after the other: begun again while one lasts it is the same wait. */
function waitsOf(started: readonly Known[], ended: readonly Known[]): { fromMs: number; toMs: number | null }[] {
  const waits: { fromMs: number; toMs: number | null }[] = [];
  for (const { atMs } of started) {
    const last = waits[waits.length - 1];
    if (last && (last.toMs === null || atMs < last.toMs)) continue;
    waits.push({ fromMs: atMs, toMs: ended.find((other) => other.atMs >= atMs)?.atMs ?? null });
  }
  return waits;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
