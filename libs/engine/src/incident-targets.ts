import { offHours, type CountedTime } from './off-hours.js';
import type { IncidentTarget } from '@weibao/contract-terms';
import type { Stage } from '@weibao/exchange';
import type { Book } from './book.js';
import { clockFace, type ClockFace } from './clock-line.js';
import { agreedForceMajeure, type ForceMajeure } from './force-majeure.js';
import type { KnownOf } from './history.js';
import type { Version } from './versions.js';

/** Which incidents are emergencies: those of these levels (null: of every level), and those that the hospital flags. */
export interface Emergencies {
  levels: readonly string[] | null;
  flagged: boolean;
}

/** A stage target as the readings in force have it, with all that does not depend on the incident. */
export interface TargetAsRead {
  target: IncidentTarget;
  face: ClockFace;
  metBy: readonly Stage[]; // any of them meets it
  levels: readonly string[] | null; // null: every incident
  ungraded: boolean; // and those without a level
  emergencies: Emergencies | null; // only these
  exceptEmergencies: Emergencies | null;
  from: 'reported' | Stage;
  fromReport: boolean; // runs from the report, though it exists only once a stage has come
  workingTime: CountedTime | null; // the only time that it counts; null: all of it
  hoursUnknown: boolean; // it runs in working time, and nobody said when that is
  openingPlusMs: number | null; // due so long after the next opening, where that is earlier
  estimateCounts: boolean;
  onlyOnEstimate: boolean;
  asksForAnswer: boolean; // whether or when it was answered makes a difference
}

/** The targets of a version of the terms and the readings that all of them share: found once, asked for each incident. */
export interface TargetsAsRead {
  book: Book;
  version: Version;
  targets: readonly TargetAsRead[];
  byLevel: Map<string | null, readonly TargetAsRead[]>; // filled as levels are met with
  level: 'final' | 'at-report' | 'at-each-moment'; // G-10
  finalFromReport: boolean;
  fromOccurrence: boolean; // G-1
  fromGrading: boolean;
  vendorCausedOnly: boolean; // G-9
  waitsPause: boolean; // G-8
  waitsByReading: boolean; // the contract itself does not say
  forceMajeure: readonly ForceMajeure[]; // that the contract takes out of its clocks
  filedAbout: ReadonlyMap<string, readonly KnownOf<'document.filed'>[]>;
}

export function targetsAsRead(contract: Book, version: Version): TargetsAsRead {
  const book = contract.as(version);
  const { readings } = book;
  return {
    book,
    version,
    targets: version.terms.incidentTargets
      .filter((written) => written.onlyIf === undefined || book.chosen([written.onlyIf]) !== undefined)
      .map((written) => asRead(book, version, written)),
    byLevel: new Map(),
    level: readings.is('level.effective', 'level-at-report')
      ? 'at-report'
      : readings.is('level.effective', 'level-at-each-moment')
        ? 'at-each-moment'
        : 'final',
    finalFromReport: readings.is('level.effective', 'final-level-from-report-time'),
    fromOccurrence: readings.is('clock.start', 'occurred') || readings.is('ly.event_start', 'occurred'),
    fromGrading: readings.is('clock.start', 'graded'),
    vendorCausedOnly: readings.is('attribution.required', 'vendor-caused-only'),
    waitsPause:
      version.terms.waitsStopClocks !== undefined || readings.is('clock.pause', 'on-recorded-hospital-caused-wait'),
    waitsByReading: version.terms.waitsStopClocks === undefined,
    forceMajeure: version.terms.forceMajeureStopsClocks === undefined ? [] : agreedForceMajeure(book.history),
    filedAbout: book.history.grouped('document.filed', 'about'),
  };
}

function asRead(book: Book, version: Version, written: IncidentTarget): TargetAsRead {
  const chosen = (rule: { option: string; value: string } | undefined): boolean =>
    rule !== undefined && book.chosen([rule]) !== undefined;
  const limit = book.chosen(written.otherLimits)?.limit ?? written.limit;
  const stage = book.chosen(written.otherStages)?.stage ?? written.stage;
  const target: IncidentTarget = {
    ...written,
    ...(limit === undefined ? {} : { limit }),
    ...(stage === undefined ? {} : { stage }),
    from: book.chosen(written.otherStarts)?.from ?? written.from,
    calendar: chosen(written.workingIf) ? 'working' : chosen(written.wallIf) ? 'wall' : written.calendar,
    firm: chosen(written.firmIf) || written.firm,
    strict: chosen(written.strictIf) || written.strict,
  };
  const inHours = target.calendar === 'working' || (limit !== undefined && 'endOfWork' in limit);
  const workingTime = inHours ? version.workingTime : null;
  const opening = target.openingPlus && book.chosen([target.openingPlus]);
  return {
    target,
    face: clockFace(
      { ...target, stage: target.stage ?? target.documents?.[0] ?? 'report' },
      target.limit,
      workingTime !== null,
    ),
    metBy: [...(target.stage ? [target.stage] : []), ...target.alsoMetBy],
    levels: target.levels ?? null,
    ungraded: target.ungraded,
    from: startOf(book, target),
    fromReport: chosen(target.fromReportIf),
    workingTime: chosen(written.offHoursIf) && version.workingTime ? offHours(version.workingTime) : workingTime,
    hoursUnknown: inHours && workingTime === null,
    openingPlusMs: opening && version.workingTime ? opening.hours * 3_600_000 : null,
    estimateCounts: target.estimateBringsForward && !book.readings.is('hp.fallback_trigger', 'elapsed'),
    onlyOnEstimate: chosen(target.onlyOnEstimateIf),
    asksForAnswer: JSON.stringify(target).includes('"responded"'),
    emergencies: target.emergency && !chosen(target.everyLevelIf) ? emergencies(book, version) : null,
    exceptEmergencies: chosen(target.exceptEmergenciesIf) ? emergencies(book, version) : null,
  };
}

/** H-35: level 1 or flagged by the hospital, one of the two, or every incident. */
function emergencies({ readings }: Book, version: Version): Emergencies {
  if (readings.is('hp.emergency', 'all')) return { levels: null, flagged: true };
  return {
    levels: readings.is('hp.emergency', 'flagged') ? [] : version.terms.emergencyLevels,
    flagged: !readings.is('hp.emergency', 'level-1'),
  };
}

function startOf(book: Book, target: IncidentTarget): 'reported' | Stage {
  if (target.reminderFromReport && target.from !== 'reported') {
    if (book.readings.is('by.report_start', 'reported')) return 'reported';
    if (book.readings.is('by.report_start', 'resolved')) return 'resolved';
  }
  return target.from;
}
