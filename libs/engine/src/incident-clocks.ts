import { dayOf } from '@weibao/calendar';
import type { IncidentTarget } from '@weibao/contract-terms';
import type { Book } from './book.js';
import { makeClock, type Clock } from './clock-line.js';
import { overdueFrom } from './clock-status.js';
import type { IncidentState, Reached } from './incidents.js';
import { asReached } from './incidents.js';
import { marks } from './marks.js';

type Version = ReturnType<Book['on']>;

/** The clocks of an incident: every stage target and owed report of its level, measured with the terms in force when it was reported. */
export function incidentClocks(book: Book, incident: IncidentState): Clock[] {
  if (incident.drill || !book.inTerm(incident.reportedAtMs)) return [];
  const version = book.on(dayOf(incident.reportedAtMs));
  const read = book.readAs(version);
  return version.terms.incidentTargets.flatMap((written) => {
    const clock = targetClock(read, version, incident, asRead(read, written));
    return clock ? [clock] : [];
  });
}

/** The target as the readings in force have it. */
function asRead(book: Book, target: IncidentTarget): IncidentTarget {
  const limit = book.chosen(target.otherLimits)?.limit ?? target.limit;
  const stage = book.chosen(target.otherStages)?.stage ?? target.stage;
  const working = target.workingIf !== undefined && book.chosen([target.workingIf]) !== undefined;
  const wall = target.wallIf !== undefined && book.chosen([target.wallIf]) !== undefined;
  const firm = target.firmIf !== undefined && book.chosen([target.firmIf]) !== undefined;
  return {
    ...target,
    ...(limit === undefined ? {} : { limit }),
    ...(stage === undefined ? {} : { stage }),
    from: book.chosen(target.otherStarts)?.from ?? target.from,
    calendar: working ? 'working' : wall ? 'wall' : target.calendar,
    firm: firm || target.firm,
  };
}

function targetClock(book: Book, version: Version, incident: IncidentState, target: IncidentTarget): Clock | null {
  const met = metBy(book, incident, target);
  const level = levelFor(book, incident, met);
  if (!concerns(book, version, target, level)) return null;
  if (target.onlyIf !== undefined && !book.chosen([target.onlyIf])) return null;
  if (target.requires.some((stage) => !incident.stages.has(stage))) return null;
  const start = startOf(book, incident, target);
  if (start === null) return null;
  const workingTime = target.calendar === 'working' ? version.workingTime : null;
  const hoursUnknown = target.calendar === 'working' && !workingTime;
  if (
    target.selectedBy !== undefined &&
    version.workingTime &&
    version.workingTime.isWorking(start.ms) !== (target.selectedBy === 'working-time')
  )
    return null;
  const due = target.limit === undefined ? null : dueOf(book, version, incident, target, start.ms, workingTime);
  // G-9, not the default: what somebody else is known to have caused is no breach of the vendor.
  const others =
    book.readings.is('attribution.required', 'vendor-caused-only') &&
    incident.cause !== null &&
    incident.cause !== 'vendor';
  const firm = target.firm && !start.reminder && !hoursUnknown && !others;
  return makeClock(
    {
      subject: incident.incident,
      clause: target.clause,
      stage: target.stage ?? target.documents?.[0] ?? 'report',
      titleZh: target.titleZh,
      titleEn: target.titleEn,
      limit: target.limit,
      working: workingTime !== null,
      strict: target.strict,
      firm,
      fromMs: incident.reportedAtMs,
      startMs: start.ms,
      dueMs: due?.dueMs ?? null,
      met,
      level,
      override: overrideOf(book, version, incident, target, met, level, start.ms, due?.dueMs ?? null),
      marks: marks({
        readings: target.readings,
        unconfirmed: incident.reportUnconfirmed || met?.unconfirmed === true,
        provisional: due?.provisional === true,
        missing: hoursUnknown ? ['parameters.workingHours'] : [],
      }),
    },
    book.moment,
  );
}

function concerns(book: Book, version: Version, target: IncidentTarget, level: string | null): boolean {
  const everyLevel = target.everyLevelIf !== undefined && book.chosen([target.everyLevelIf]) !== undefined;
  if (target.emergency && !everyLevel)
    return (
      book.readings.is('hp.emergency', 'all') ||
      (level !== null && version.terms.emergencyLevels.includes(level as '1'))
    );
  if (target.levels === undefined) return true;
  if (level === null) return target.ungraded;
  return target.levels.includes(level as '1');
}

/** What met the target: its stage, a document about the incident, or another stage that counts as well; the earliest. */
function metBy(book: Book, incident: IncidentState, target: IncidentTarget): Reached | null {
  const found: Reached[] = [];
  for (const stage of [...(target.stage ? [target.stage] : []), ...target.alsoMetBy]) {
    const reached = incident.stages.get(stage);
    if (reached) found.push(reached);
  }
  if (target.documents)
    for (const member of incident.members)
      for (const fact of book.history.grouped('document.filed', 'about').get(member) ?? [])
        if (target.documents.includes(fact.document)) found.push(asReached(fact));
  return found.sort((a, b) => a.atMs - b.atMs)[0] ?? null;
}

/** G-10: the final level from the report on, the level at the report, or the level at each moment. */
function levelFor(book: Book, incident: IncidentState, met: Reached | null): string | null {
  if (book.readings.is('level.effective', 'level-at-report')) return incident.gradings[0]?.level ?? null;
  if (book.readings.is('level.effective', 'level-at-each-moment')) return levelAt(incident, met?.atMs ?? Infinity);
  return incident.level;
}

function levelAt(incident: IncidentState, ms: number): string | null {
  let level = incident.gradings[0]?.level ?? null;
  for (const grading of incident.gradings) if (grading.atMs <= ms) level = grading.level;
  return level;
}

function startOf(
  book: Book,
  incident: IncidentState,
  target: IncidentTarget,
): { ms: number; reminder: boolean } | null {
  if (target.fromAnyOf.length > 0) {
    const starts = target.fromAnyOf
      .map((stage) => incident.stages.get(stage)?.atMs)
      .filter((ms): ms is number => ms !== undefined);
    if (starts.length === 0) return null;
    const fromReport = target.fromReportIf !== undefined && book.chosen([target.fromReportIf]) !== undefined;
    return { ms: fromReport ? reportClockStart(book, incident) : Math.min(...starts), reminder: false };
  }
  if (target.from === 'reported' || (target.reminderFromReport && book.readings.is('by.report_start', 'reported')))
    return { ms: reportClockStart(book, incident), reminder: false };
  const from = target.reminderFromReport && book.readings.is('by.report_start', 'resolved') ? 'resolved' : target.from;
  const reached = incident.stages.get(from);
  if (reached) return { ms: reached.atMs, reminder: false };
  return target.reminderFromReport ? { ms: incident.reportedAtMs, reminder: true } : null;
}

/** G-1: the clock runs from the report to the vendor, unless another reading was chosen. */
function reportClockStart(book: Book, incident: IncidentState): number {
  const fromOccurrence = book.readings.is('clock.start', 'occurred') || book.readings.is('ly.event_start', 'occurred');
  if (fromOccurrence && incident.occurredAtMs !== null) return incident.occurredAtMs;
  if (book.readings.is('clock.start', 'graded') && incident.gradings[0]) return incident.gradings[0].atMs;
  return incident.reportedAtMs;
}

/** A request out of hours, due so many hours after the next opening where the reading in force says so; never, otherwise. */
function openingPlus(book: Book, version: Version, target: IncidentTarget, startMs: number): number {
  const rule = target.openingPlus && book.chosen([target.openingPlus]);
  if (!rule || !version.workingTime) return Infinity;
  return version.workingTime.due(startMs, 1) - 1 + rule.hours * 3_600_000;
}

function dueOf(
  book: Book,
  version: Version,
  incident: IncidentState,
  target: IncidentTarget,
  startMs: number,
  workingTime: Version['workingTime'],
) {
  const limited = book.due(target.limit as NonNullable<IncidentTarget['limit']>, startMs, workingTime);
  const due = { ...limited, dueMs: Math.min(limited.dueMs, openingPlus(book, version, target, startMs)) };
  const { estimate } = incident;
  const forecast = target.estimateBringsForward && !book.readings.is('hp.fallback_trigger', 'elapsed');
  if (forecast && estimate && estimate.restoreByMs > due.dueMs && estimate.atMs < due.dueMs)
    return { ...due, dueMs: Math.max(startMs, estimate.atMs) };
  const pauses = version.terms.waitsStopClocks !== undefined;
  if (!pauses && !book.readings.is('clock.pause', 'on-recorded-hospital-caused-wait')) return due;
  // G-8, the default only where a clause says so: a recorded wait on the hospital stops the clock, on which working time too.
  // While it lasts nobody knows when the target is due.
  let dueMs = due.dueMs;
  for (const wait of incident.waits) {
    if (wait.fromMs >= dueMs || (wait.toMs ?? Infinity) <= startMs) continue;
    if (wait.toMs === null) return null;
    const from = Math.max(wait.fromMs, startMs);
    const lost = workingTime ? workingTime.worked(from, wait.toMs) : wait.toMs - from;
    dueMs = workingTime ? workingTime.due(dueMs, lost) : dueMs + lost;
  }
  return { ...due, dueMs };
}

function overrideOf(
  book: Book,
  version: Version,
  incident: IncidentState,
  target: IncidentTarget,
  met: Reached | null,
  level: string | null,
  startMs: number,
  dueMs: number | null,
): 'met' | 'waived' | 'not-owed' | null {
  if (target.waivedBy.some((stage) => incident.stages.has(stage)) && !met) return 'not-owed';
  if (target.notOwedIfWithin && dueMs !== null && !met) {
    const other = incident.stages.get(target.notOwedIfWithin);
    if (other && other.atMs <= startMs + (dueMs - startMs)) return 'not-owed';
  }
  if (
    target.settledBy &&
    !met &&
    incident.stages.has(target.settledBy.stage) &&
    !target.settledBy.unless.some((stage) => incident.stages.has(stage))
  )
    return 'not-owed';
  return met && dueMs !== null && finishedBeforeUpgrade(book, version, incident, target, met, level, startMs)
    ? 'met'
    : null;
}

/** G-10: a stage finished in time under the level of that moment is not made late by a grading that came after it. */
function finishedBeforeUpgrade(
  book: Book,
  version: Version,
  incident: IncidentState,
  target: IncidentTarget,
  met: Reached,
  level: string | null,
  startMs: number,
): boolean {
  if (!book.readings.is('level.effective', 'final-level-from-report-time') || !target.stage) return false;
  const then = levelAt(incident, met.atMs);
  if (then === null || then === level) return false;
  const milder = version.terms.incidentTargets.find(
    (other) => other.stage === target.stage && other.from === target.from && other.levels?.includes(then as '1'),
  );
  if (!milder?.limit) return false;
  const workingTime = milder.calendar === 'working' ? version.workingTime : null;
  return met.atMs < overdueFrom(book.due(milder.limit, startMs, workingTime).dueMs, milder.strict);
}
