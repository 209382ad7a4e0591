import { dayOf } from '@weibao/calendar';
import type { Stage } from '@weibao/exchange';
import type { Book, Due } from './book.js';
import { pausesOf } from './clock-pauses.js';
import { makeClock, type Clock } from './clock-line.js';
import { overdueFrom } from './clock-status.js';
import { joined } from './marks.js';
import { targetsAsRead, type Emergencies, type TargetAsRead, type TargetsAsRead } from './incident-targets.js';
import { isCovered, type IncidentState, type Reached } from './incidents.js';
import type { Version } from './versions.js';

/** The clocks of incidents: every stage target and owed report of their level, measured with the terms in force when they were reported. */
export function incidentClocks(book: Book, incidents: readonly IncidentState[]): Clock[] {
  const clocks: Clock[] = [];
  const read = new Map<Version, TargetsAsRead>();
  for (const incident of incidents) {
    if (incident.drill || !isCovered(book, incident)) continue;
    const version = book.on(dayOf(incident.reportedAtMs));
    let terms = read.get(version);
    if (!terms) read.set(version, (terms = targetsAsRead(book, version)));
    for (const target of targetsFor(terms, incident)) {
      const clock = targetClock(terms, target, incident);
      if (clock) clocks.push(clock);
    }
  }
  return clocks;
}

/** The targets that may concern the incident: those of its level, unless the level depends on when each was met. */
function targetsFor(terms: TargetsAsRead, incident: IncidentState): readonly TargetAsRead[] {
  if (terms.level === 'at-each-moment') return terms.targets;
  const level = levelFor(terms, incident, null);
  let own = terms.byLevel.get(level);
  if (!own) terms.byLevel.set(level, (own = terms.targets.filter((target) => isOfLevel(target, level))));
  return own;
}

function targetClock(terms: TargetsAsRead, read: TargetAsRead, incident: IncidentState): Clock | null {
  const { target } = read;
  const met = metBy(terms, read, incident);
  const level = levelFor(terms, incident, met);
  if (!concerns(read, level, incident)) return null;
  if (target.requires.length > 0 && !hasAll(incident, target.requires)) return null;
  const startMs = startOf(terms, read, incident);
  if (startMs === null) return null;
  if (
    target.selectedBy !== undefined &&
    terms.version.workingTime &&
    terms.version.workingTime.isWorking(startMs) !== (target.selectedBy === 'working-time')
  )
    return null;
  if (read.onlyOnEstimate && !isForeseen(terms, read, incident, startMs)) return null;
  const due = target.limit === undefined ? null : dueOf(terms, read, incident, target.limit, startMs);
  const dueMs = due?.dueMs ?? null;
  const override = overrideOf(terms, read, incident, met, level, startMs, dueMs);
  // What somebody else is known to have caused is no breach of the vendor, where read so.
  const others = terms.vendorCausedOnly && incident.cause !== null && incident.cause !== 'vendor';
  return makeClock(
    {
      subject: incident.incident,
      clause: target.clause,
      face: read.face,
      firm: target.firm && !read.hoursUnknown && !others && !isReminder(read, incident),
      fromMs: incident.reportedAtMs,
      startMs,
      dueMs,
      met,
      level,
      override,
      readings: readingsOf(terms, read, incident, startMs, due),
      unconfirmed:
        incident.reportUnconfirmed || met?.unconfirmed === true || restsOnUnconfirmed(read, incident, override),
      provisional: due?.provisional === true,
      missing: read.hoursUnknown ? ['parameters.workingHours'] : undefined,
    },
    terms.book.moment,
  );
}

const ATTRIBUTION: readonly string[] = ['attribution.required'];
const PAUSE: readonly string[] = ['clock.pause'];
const CLOCK_START: readonly string[] = ['clock.start'];

/** G-1: whether a clock that runs from the report may be read to run from another moment. */
const startIsRead = (read: TargetAsRead, { occurredAtMs, gradings, reportedAtMs }: IncidentState): boolean =>
  (read.from === 'reported' || read.fromReport) &&
  (occurredAtMs !== null || (gradings[0] !== undefined && gradings[0].atMs !== reportedAtMs));

/** Those of the target, and those on which this incident makes it depend. */
function readingsOf(
  terms: TargetsAsRead,
  read: TargetAsRead,
  incident: IncidentState,
  startMs: number,
  due: TargetDue | null,
): readonly string[] {
  const { target, asksForAnswer } = read;
  return joined(
    target.readings,
    target.levels || target.emergency ? incident.levelReadings : undefined,
    asksForAnswer ? incident.answerReadings : undefined,
    incident.cause !== null && incident.cause !== 'vendor' ? ATTRIBUTION : undefined,
    due?.waited && terms.waitsByReading ? PAUSE : undefined,
    startIsRead(read, incident) ? CLOCK_START : undefined,
    due?.readings,
    target.selectedBy === undefined ? undefined : terms.book.listReadings(dayOf(startMs), dayOf(startMs)),
    terms.book.coverageOf(incident.reportedAtMs),
  );
}

/** When a target is due, and whether a wait lay on the way: paused by it or not. */
interface TargetDue extends Omit<Due, 'dueMs'> {
  dueMs: number | null;
  waited: boolean;
}

const hasAll = ({ stages }: IncidentState, all: readonly Stage[]): boolean => all.every((stage) => stages.has(stage));
const hasAny = ({ stages }: IncidentState, any: readonly Stage[]): boolean => any.some((stage) => stages.has(stage));
const earliestOf = ({ stages }: IncidentState, any: readonly Stage[]): number =>
  Math.min(...any.map((stage) => stages.get(stage)?.atMs ?? Infinity));

function concerns(read: TargetAsRead, level: string | null, incident: IncidentState): boolean {
  if (read.emergencies && !isAmong(read.emergencies, level, incident)) return false;
  if (read.exceptEmergencies && isAmong(read.exceptEmergencies, level, incident)) return false;
  return isOfLevel(read, level);
}

function isOfLevel({ levels, ungraded }: TargetAsRead, level: string | null): boolean {
  return levels === null || (level === null ? ungraded : levels.includes(level));
}

const isAmong = ({ levels, flagged }: Emergencies, level: string | null, incident: IncidentState): boolean =>
  levels === null || (level !== null && levels.includes(level)) || (flagged && incident.emergency);

/** What met the target: its stage, a document about the incident, or another stage that counts as well; the earliest. */
function metBy(terms: TargetsAsRead, read: TargetAsRead, incident: IncidentState): Reached | null {
  let met: Reached | null = null;
  for (const stage of read.metBy) {
    const reached = incident.stages.get(stage);
    if (reached && (met === null || reached.atMs < met.atMs)) met = reached;
  }
  if (read.target.documents && terms.filedAbout.size > 0)
    for (const member of incident.members)
      for (const fact of terms.filedAbout.get(member) ?? [])
        if (read.target.documents.includes(fact.document) && (met === null || fact.atMs < met.atMs)) met = fact;
  return met;
}

/** G-10: the final level from the report on, the level at the report, or the level at each moment. */
function levelFor(terms: TargetsAsRead, incident: IncidentState, met: Reached | null): string | null {
  if (terms.level === 'at-report') return incident.gradings[0]?.level ?? null;
  if (terms.level === 'at-each-moment') return levelAt(incident, met?.atMs ?? Infinity);
  return incident.level;
}

function levelAt(incident: IncidentState, ms: number): string | null {
  let level = incident.gradings[0]?.level ?? null;
  for (const grading of incident.gradings) if (grading.atMs <= ms) level = grading.level;
  return level;
}

/** When the clock starts; null while it does not exist. */
function startOf(terms: TargetsAsRead, read: TargetAsRead, incident: IncidentState): number | null {
  const { target } = read;
  if (target.fromAnyOf.length > 0) {
    const firstMs = earliestOf(incident, target.fromAnyOf);
    if (firstMs === Infinity) return null;
    return read.fromReport ? reportClockStart(terms, incident) : firstMs;
  }
  if (read.from === 'reported') return reportClockStart(terms, incident);
  const reached = incident.stages.get(read.from);
  return reached?.atMs ?? (target.reminderFromReport ? incident.reportedAtMs : null);
}

/** Whether the clock runs from the report only because what starts it has not come: it reminds, and is no breach. */
const isReminder = ({ target, from }: TargetAsRead, incident: IncidentState): boolean =>
  target.reminderFromReport && target.fromAnyOf.length === 0 && from !== 'reported' && !incident.stages.has(from);

/** G-1: the clock runs from the report to the vendor, unless another reading was chosen. */
function reportClockStart(terms: TargetsAsRead, incident: IncidentState): number {
  if (terms.fromOccurrence && incident.occurredAtMs !== null) return incident.occurredAtMs;
  if (terms.fromGrading && incident.gradings[0]) return incident.gradings[0].atMs;
  return incident.reportedAtMs;
}

/** When the target is due; at no moment while nobody can know. */
function dueOf(
  terms: TargetsAsRead,
  { workingTime, openingPlusMs, estimateCounts, onlyOnEstimate }: TargetAsRead,
  incident: IncidentState,
  limit: NonNullable<TargetAsRead['target']['limit']>,
  startMs: number,
): TargetDue {
  const { book, version } = terms;
  // No spread: a field added after one makes thousands of clocks slow (decision 0013).
  const { dueMs, provisional, readings } = book.due(limit, startMs, workingTime);
  const due = { dueMs, provisional, readings, waited: false };
  // A request out of hours, due so many hours after the next opening.
  if (openingPlusMs !== null && version.workingTime)
    due.dueMs = Math.min(due.dueMs, version.workingTime.due(startMs, 1) - 1 + openingPlusMs);
  const { estimate } = incident;
  if (estimateCounts && estimate && estimate.restoreByMs > due.dueMs && (onlyOnEstimate || estimate.atMs < due.dueMs))
    return { ...due, dueMs: Math.max(startMs, estimate.atMs) };
  // A recorded wait on the hospital, or force majeure, stops the clock, on which working time too. While it lasts nobody knows when the target is due.
  for (const wait of pausesOf(terms, incident)) {
    if (wait.fromMs >= due.dueMs || (wait.toMs ?? Infinity) <= startMs) continue;
    if (wait.toMs === null) return { ...due, dueMs: null, waited: true };
    const from = Math.max(wait.fromMs, startMs);
    const lost = workingTime ? workingTime.worked(from, wait.toMs) : wait.toMs - from;
    due.dueMs = workingTime ? workingTime.due(due.dueMs, lost) : due.dueMs + lost;
  }
  const endMs = due.dueMs;
  due.waited = incident.waits.some((wait) => wait.fromMs < endMs && (wait.toMs ?? Infinity) > startMs);
  return due;
}

/** H-36, read by the forecast alone: whether somebody said that it would last longer than the limit. */
function isForeseen(
  { book }: TargetsAsRead,
  { target, workingTime }: TargetAsRead,
  { estimate }: IncidentState,
  startMs: number,
): boolean {
  return (
    target.limit !== undefined &&
    estimate !== null &&
    estimate.restoreByMs > book.due(target.limit, startMs, workingTime).dueMs
  );
}

function overrideOf(
  terms: TargetsAsRead,
  read: TargetAsRead,
  incident: IncidentState,
  met: Reached | null,
  level: string | null,
  startMs: number,
  dueMs: number | null,
): 'met' | 'not-owed' | null {
  const { target } = read;
  const { stages } = incident;
  if (met) return dueMs !== null && finishedBeforeUpgrade(terms, read, incident, met, level, startMs) ? 'met' : null;
  if (target.waivedBy.length > 0 && hasAny(incident, target.waivedBy)) return 'not-owed';
  const other = target.notOwedIfWithin && stages.get(target.notOwedIfWithin);
  if (other && dueMs !== null && other.atMs <= dueMs) return 'not-owed';
  const settled = target.settledBy && stages.has(target.settledBy.stage) && !hasAny(incident, target.settledBy.unless);
  return settled ? 'not-owed' : null;
}

/** G-14: whether a back-dated entry that nobody confirmed made the clock exist or start, or what was not done not owed. */
function restsOnUnconfirmed(
  { target, from }: TargetAsRead,
  incident: IncidentState,
  override: 'met' | 'not-owed' | null,
): boolean {
  const isOpen = (stage: Stage): boolean => incident.stages.get(stage)?.unconfirmed === true;
  if (target.requires.some(isOpen)) return true;
  if (target.fromAnyOf.length > 0) {
    const firstMs = earliestOf(incident, target.fromAnyOf);
    if (target.fromAnyOf.some((stage) => isOpen(stage) && incident.stages.get(stage)?.atMs === firstMs)) return true;
  } else if (from !== 'reported' && isOpen(from)) return true;
  if (override !== 'not-owed') return false;
  return [...target.waivedBy, target.notOwedIfWithin, target.settledBy?.stage].some(
    (stage) => stage !== undefined && isOpen(stage),
  );
}

/**
 * G-10: a stage finished in time under the level of that moment, with the readings and pauses in force, is not made late by a grading that came after it;
 * nor is one for which that level set no limit, or one that nobody could know.
 */
function finishedBeforeUpgrade(
  terms: TargetsAsRead,
  { target, levels, emergencies }: TargetAsRead,
  incident: IncidentState,
  met: Reached,
  level: string | null,
  startMs: number,
): boolean {
  if (!terms.finalFromReport || !target.stage || incident.gradings.length < 2) return false;
  const then = levelAt(incident, met.atMs);
  if (then === null || then === level) return false;
  // What only an emergency asks for, nobody asked for while it was none.
  if (emergencies && !isAmong(emergencies, then, incident)) return true;
  if (levels === null) return false;
  const ofStage = terms.targets.filter((other) => other.target.stage === target.stage && isOfLevel(other, then));
  if (ofStage.length === 0) return true;
  const milder = ofStage.find((other) => other.target.from === target.from && other.levels !== null);
  if (!milder?.target.limit) return false;
  if (milder.hoursUnknown) return true;
  const { dueMs } = dueOf(terms, milder, incident, milder.target.limit, startMs);
  return dueMs !== null && met.atMs < overdueFrom(dueMs, milder.target.strict);
}
