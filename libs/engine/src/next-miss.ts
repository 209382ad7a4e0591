import { dayOf } from '@weibao/calendar';
import type { Terms } from '@weibao/contract-terms';
import { formatInstant, stages, type Fact, type Outcome, type Stage } from '@weibao/exchange';
import { formatYuan, sum, yuan } from './money.js';
import { scorecardPeriods, type ScorecardPeriod } from './scorecard-periods.js';
import { settle } from './settle.js';
import { stateOf } from './contract-end.js';
import type { Input } from './state.js';

/** A stage target that an incident reported now would have. */
interface MissTarget {
  clause: string;
  level: string | null;
  titleZh: string;
  titleEn: string;
  stage: Stage | null; // null: a report is owed
  documents: readonly string[];
  alsoMetBy: readonly Stage[];
  dueMs: number;
}

/** What missing a target by an hour would bring, beside an incident all of whose targets are kept. */
export interface NextMiss extends Omit<MissTarget, 'documents' | 'alsoMetBy' | 'dueMs'> {
  dueAt: string;
  amount: string | null; // null: for people to set
  lines: { clause: string; breach: string; payable: string | null }[];
  counters: { clause: string; period: string; count: number; limit: number; reached: boolean }[];
  rights: { clause: string; right: string; holder: 'hospital' | 'vendor' }[];
  points: { clause: string; period: string; points: string }[]; // that the scorecard would suggest
}

const INCIDENT = 'next-miss';
const HOUR_MS = 3_600_000;
/** Nobody has refused anything: the vendor works on it, remotely first, then on site. */
const done: readonly Stage[] = stages.filter((stage) => stage !== 'remote-refused' && stage !== 'confirmed');

type Owed = Pick<MissTarget, 'level' | 'stage' | 'documents' | 'alsoMetBy'>;

/** As amended until today. */
const termsNow = (input: Input): Terms => stateOf(input).book.on(dayOf(input.asOfMs)).terms;

/** The incident: reported at the moment asked about, everything done at once but what is missed. */
function incident(
  { terms, asOfMs }: Input,
  { level, stage, documents, alsoMetBy }: Owed,
  missedAtMs: number | null,
): Fact[] {
  const at = formatInstant(asOfMs);
  const late = missedAtMs === null ? null : formatInstant(missedAtMs);
  const kinds = [...new Set(terms.incidentTargets.flatMap((target) => target.documents ?? []))];
  return [
    { type: 'incident.reported', at, incident: INCIDENT, ...(level === null ? {} : { level: level as '1' }) },
    { type: 'incident.caused', at, incident: INCIDENT, cause: 'vendor' },
    ...done.flatMap((one): Fact[] => {
      const type = `incident.${one}` as 'incident.responded';
      if (late !== null && one === stage) return [{ type, at: late, incident: INCIDENT }];
      return late !== null && alsoMetBy.includes(one) ? [] : [{ type, at, incident: INCIDENT }];
    }),
    ...kinds.map((document): Fact => ({
      type: 'document.filed',
      at: late !== null && documents.includes(document) ? late : at,
      document,
      about: INCIDENT,
    })),
  ];
}

/** The firm targets of an incident that is reported now, of each level, with their due moments. */
function missTargets(input: Input): MissTarget[] {
  const { asOfMs } = input;
  const terms = termsNow(input);
  const found: MissTarget[] = [];
  const never = asOfMs + 3650 * 24 * HOUR_MS; // later than any limit: the due moment is asked for, not the miss
  for (const target of terms.incidentTargets) {
    const last = terms.levels.at(-1)?.level ?? null;
    const any = target.emergency ? (terms.emergencyLevels[0] ?? last) : last;
    const levels = target.levels === undefined ? [any] : target.levels.length > 0 ? target.levels : [null];
    for (const level of levels) {
      const { stage = null, documents = [], alsoMetBy } = target;
      const owed = { level, stage, documents, alsoMetBy };
      const state = stateOf({ ...input, facts: [...input.facts, ...incident(input, owed, never)] });
      const clock = state.clocksOnlyOf(INCIDENT).find(({ clause }) => clause === target.clause);
      if (!clock?.firm || clock.dueMs === null || clock.record.status !== 'running') continue;
      if (found.some((one) => one.clause === target.clause && one.level === level)) continue;
      const { clause, titleZh, titleEn } = target;
      found.push({ ...owed, clause, titleZh, titleEn, dueMs: clock.dueMs });
    }
  }
  return found;
}

/** What runs now is taken as done now: the price is that of one miss, not of all that is open. */
function inTime(input: Input): Fact[] {
  const at = formatInstant(input.asOfMs);
  const documents = [...new Set(termsNow(input).incidentTargets.flatMap((target) => target.documents ?? []))];
  const isStage = (stage: string): stage is Stage => (stages as readonly string[]).includes(stage);
  const running = stateOf(input).clocks.filter(({ record }) => record.status === 'running');
  return running.flatMap(({ subject, stage }): Fact[] => {
    if (stage === 'answered' || stage === 'delivered')
      return [{ type: `demand.${stage}` as 'demand.answered', at, demand: subject }];
    const reports = documents.map((document): Fact => ({ type: 'document.filed', at, document, about: subject }));
    if (!isStage(stage)) return reports;
    return [{ type: `incident.${stage}` as 'incident.responded', at, incident: subject }, ...reports];
  });
}

/** What missing each target of an incident reported now would bring, one after the other. */
export function* nextMisses(input: Input): Generator<NextMiss> {
  const targets = missTargets(input);
  if (targets.length === 0) return;
  const facts = [...input.facts, ...inTime(input)];
  for (const target of targets) yield nextMiss({ ...input, facts }, target);
}

/** The same function with one hypothetical incident added, kept and missed, at the same later moment: what differs is the miss alone. */
function nextMiss(input: Input, target: MissTarget): NextMiss {
  const { terms } = input;
  const asOfMs = target.dueMs + HOUR_MS;
  const at = (missedAtMs: number | null) =>
    settle({ ...input, asOfMs, facts: [...input.facts, ...incident(input, target, missedAtMs)] });
  const [kept, missed] = [at(null), at(asOfMs)];
  const { clause, level, titleZh, titleEn, stage, dueMs } = target;
  const points = (missedAtMs: number | null) =>
    scorecardPeriods({ ...input, asOfMs, facts: [...input.facts, ...incident(input, target, missedAtMs)] });
  return {
    ...{ clause, level, titleZh, titleEn, stage, dueAt: formatInstant(dueMs) },
    ...costOf(kept, missed),
    ...consequencesOf(kept, missed),
    points: terms.scorecard ? morePoints(points(null), points(asOfMs)) : [],
  };
}

function costOf(kept: Outcome, missed: Outcome): Pick<NextMiss, 'amount' | 'lines'> {
  const own = ({ deductions }: Outcome) => deductions.filter(({ payer }) => payer === 'vendor');
  const key = ({ clause, subject, period, breach }: Outcome['deductions'][number]) =>
    [clause, subject, period, breach].join('|');
  const before = new Map(own(kept).map((line) => [key(line), line.payable]));
  const changed = own(missed).filter((line) => !before.has(key(line)) || before.get(key(line)) !== line.payable);
  const total = (outcome: Outcome) => sum(own(outcome).map(({ payable }) => yuan(payable ?? '0')));
  const unknown = changed.some(({ payable }) => payable === null);
  return {
    amount: unknown ? null : formatYuan(total(missed).minus(total(kept))),
    lines: changed.map(({ clause, breach, payable }) => ({ clause, breach, payable })),
  };
}

function consequencesOf(kept: Outcome, missed: Outcome): Pick<NextMiss, 'counters' | 'rights'> {
  const counterKey = ({ clause, period, limit }: Outcome['counters'][number]) => [clause, period, limit].join('|');
  const counted = new Map(kept.counters.map((counter) => [counterKey(counter), counter]));
  const rightKey = ({ clause, right, since }: Outcome['rights'][number]) => [clause, right, since].join('|');
  const arisen = new Set(kept.rights.map(rightKey));
  return {
    counters: missed.counters.flatMap((counter) => {
      const before = counted.get(counterKey(counter));
      const { clause, period, count, limit, reachedAt } = counter;
      if (before?.count === count) return [];
      return [{ clause, period, count, limit, reached: reachedAt !== null && (before?.reachedAt ?? null) === null }];
    }),
    rights: missed.rights
      .filter((right) => !arisen.has(rightKey(right)))
      .map(({ clause, right, holder }) => ({ clause, right, holder })),
  };
}

/** Lines of the scorecard that the facts suggest more often. */
function morePoints(kept: readonly ScorecardPeriod[], missed: readonly ScorecardPeriod[]): NextMiss['points'] {
  const suggested = (periods: readonly ScorecardPeriod[]) =>
    periods.flatMap(({ period, suggested: lines }) => lines.map((line) => ({ period, ...line })));
  const before = new Map(suggested(kept).map(({ period, clause, times }) => [`${period}|${clause}`, times]));
  return suggested(missed)
    .filter(({ period, clause, times }) => (before.get(`${period}|${clause}`) ?? 0) < times)
    .map(({ clause, period, points }) => ({ clause, period, points }));
}
