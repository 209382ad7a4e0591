import {
  addMonths,
  addYears,
  dayFromDate,
  dayOf,
  makeCalendar,
  makeWorkingTime,
  startOfDay,
  yearOf,
  type Calendar,
  type WorkingTime,
} from '@weibao/calendar';
import {
  amendTerms,
  mergePatch,
  Readings,
  sameName,
  type AmountRule,
  type Limit,
  type Terms,
} from '@weibao/contract-terms';
import { parseInstant, type Parameters } from '@weibao/exchange';
import type { History } from './history.js';
import { fraction, percentage, times, yuan, type Money } from './money.js';
import type { Moment } from './moment.js';
import { calendarPeriods, contractPeriods, months, serviceYears, type Period, type Term } from './periods.js';

/** Terms and parameters as they stood on a day. */
interface Version {
  fromDay: number;
  terms: Terms;
  parameters: Parameters;
  workingTime: WorkingTime | null;
  /** Readings as chosen for the whole term, with what amendments chose from their day on. */
  readings: Readings;
}

/** The spans over which a contract counts; an assessment covers a settlement unless one is read to serve several (H-10). */
type Span = 'year' | 'quarter' | 'half-year' | 'month' | 'settlement' | 'assessment';

/** A due moment and whether it rests on a year without a published calendar. */
export interface Due {
  dueMs: number;
  provisional: boolean;
}

/** The contract as it is known at the moment asked about: terms in force by day, parameters, readings, calendar, term and periods. */
export class Book {
  readonly calendar: Calendar;
  readonly readings: Readings;
  readonly term: Term | null;
  readonly registry;
  private readonly versions: Version[];
  private readonly periodLists = new Map<string, Period[]>();

  constructor(
    terms: Terms,
    readonly history: History,
    readonly moment: Moment,
  ) {
    this.registry = terms.registry;
    const parameters: Parameters = Object.assign(
      {},
      ...history.of('contract.registered').map((fact) => fact.parameters ?? {}),
    );
    this.readings = readingsOf(terms, parameters, history);
    this.calendar = makeCalendar(
      this.readings.is('calendar.source', 'mon–fri-only') ? everyYearPlain : publishedYears(history),
    );
    this.versions = versionsOf(terms, parameters, this);
    this.term = this.termOf();
  }

  /** The version in force when something began. */
  on(day: number): Version {
    let inForce = this.versions[0] as Version;
    for (const version of this.versions) if (version.fromDay <= day) inForce = version;
    return inForce;
  }

  /** This contract read as an amendment of that version has it. */
  readAs(version: Version): Book {
    if (version.readings === this.readings) return this;
    return Object.create(this, { readings: { value: version.readings } }) as Book;
  }

  /** The version known last: what holds for the contract as a whole. */
  get latest(): Version {
    return this.versions[this.versions.length - 1] as Version;
  }

  get terms(): Terms {
    return this.latest.terms;
  }

  get parameters(): Parameters {
    return this.latest.parameters;
  }

  /** The first of these that a reading in force chooses; they say what holds instead of the default. */
  chosen<T extends { option: string; value: string }>(others: readonly T[]): T | undefined {
    return others.find((other) => this.readings.is(other.option, other.value));
  }

  /** A base of money such as the contract total; null while the contract leaves it blank. */
  base(name: string, day?: number): Money | null {
    const version = day === undefined ? this.latest : this.on(day);
    const rule = version.terms.bases[name];
    if (!rule) return null;
    if (rule.yuan !== undefined) return yuan(rule.yuan);
    if (rule.parameter !== undefined) {
      const value = version.parameters[rule.parameter];
      return value === undefined ? null : yuan(value);
    }
    const of = rule.of === undefined ? null : this.base(rule.of, day);
    if (of === null) return null;
    if (rule.shareParameter)
      return version.parameters.share === undefined ? null : times(of, percentage(version.parameters.share));
    return rule.share === undefined ? null : times(of, fraction(rule.share));
  }

  /** A fixed sum or a share of a base; null while the base is blank or only a person can say. */
  amount(rule: AmountRule, day?: number): Money | null {
    if ('yuan' in rule) return yuan(rule.yuan);
    if ('share' in rule) {
      const of = this.base(rule.of, day);
      return of === null ? null : times(of, fraction(rule.share));
    }
    return null;
  }

  /** The first day of the term, the service years and other spans; empty while no date is known. */
  periods(kind: Span): Period[] {
    const found = this.periodLists.get(kind);
    if (found) return found;
    const list = this.makePeriods(kind);
    this.periodLists.set(kind, list);
    return list;
  }

  private makePeriods(kind: Span): Period[] {
    if (!this.term) return [];
    if (kind === 'year') return serviceYears(this.term);
    if (kind === 'month') return months(this.term);
    if (kind === 'settlement') {
      const rule = this.terms.settlement;
      const quarterly =
        this.readings.is('hp.cycle', 'quarter-with-assessment-each-quarter') ||
        this.readings.is('hp.cycle', 'quarter-using-the-last-one');
      const every = this.parameters.settlement ?? (quarterly ? 'quarter' : (rule?.default ?? 'year'));
      return every === 'year' ? serviceYears(this.term) : this.periods(every);
    }
    if (kind === 'assessment')
      return this.periods(this.readings.is('hp.cycle', 'quarter-using-the-last-one') ? 'half-year' : 'settlement');
    const length = kind === 'quarter' ? 3 : 6;
    return this.readings.is('quarter.basis', 'calendar')
      ? calendarPeriods(this.term, length)
      : contractPeriods(this.term, length);
  }

  /** The period of a kind that holds a day. */
  periodOf(kind: Span, day: number): Period | null {
    return this.periods(kind).find((period) => period.firstDay <= day && day <= period.lastDay) ?? null;
  }

  /** The years over which a contract counts: its service years, or by `option` calendar years, cut to the term. */
  countingYears(option: string): Period[] {
    if (!this.term || !this.readings.is(option, 'calendar-year')) return this.periods('year');
    const { firstDay, lastDay } = this.term;
    const years: Period[] = [];
    for (let year = yearOf(firstDay); year <= yearOf(lastDay); year += 1)
      years.push({
        label: String(year),
        firstDay: Math.max(dayFromDate(`${year}-01-01`) as number, firstDay),
        lastDay: Math.min(dayFromDate(`${year}-12-31`) as number, lastDay),
      });
    return years;
  }

  /** The year over which a contract counts: its service year, or by `option` the calendar year. */
  countingYear(option: string, day: number): Period | null {
    return this.countingYears(option).find((year) => year.firstDay <= day && day <= year.lastDay) ?? null;
  }

  /** Whether something lies in the term; while its dates are blank (lint says so) everything that is reported does. */
  inTerm(ms: number): boolean {
    const day = dayOf(ms);
    return this.term === null || (this.term.firstDay <= day && day <= this.term.lastDay);
  }

  /** From which day the record is kept. */
  get recordStartsOn(): number | null {
    const started = this.history.of('record.started')[0];
    return started === undefined ? null : dayFromDate(started.on ?? started.at.slice(0, 10));
  }

  /** The last day of a period of days or working days that starts on `day` (Civil Code 201–203). */
  lastDay(
    day: number,
    limit: { days: number } | { workingDays: number } | { months: number },
  ): { day: number; provisional: boolean } {
    if ('workingDays' in limit) {
      const last = this.calendar.addWorkingDays(day, limit.workingDays);
      return { day: last, provisional: this.unpublished(day, last) };
    }
    // G-3, not the defaults: the first day counts, or a last day on a rest day stays.
    const counted = this.readings.is('days.rule', 'start-day-counted') ? 1 : 0;
    const raw = 'days' in limit ? day + limit.days - counted : addMonths(day, limit.months);
    if (this.readings.is('days.rule', 'no-roll-forward')) return { day: raw, provisional: false };
    const last = this.calendar.nextWorkingDay(raw);
    return { day: last, provisional: this.unpublished(raw, last) };
  }

  /** When a clock that starts at `fromMs` is due. Whole days end at 24:00. */
  due(limit: Limit, fromMs: number, workingTime: WorkingTime | null): Due {
    if ('minutes' in limit || 'hours' in limit) {
      const lengthMs = 'minutes' in limit ? limit.minutes * 60_000 : limit.hours * 3_600_000;
      if (!workingTime) return { dueMs: fromMs + lengthMs, provisional: false };
      const dueMs = workingTime.due(fromMs, lengthMs);
      return { dueMs, provisional: this.unpublished(dayOf(fromMs), dayOf(dueMs)) };
    }
    if ('sameDay' in limit) {
      const midnight = startOfDay(dayOf(fromMs) + 1);
      const other = limit.orMinutes === undefined ? midnight : fromMs + limit.orMinutes * 60_000;
      return { dueMs: Math.max(midnight, other), provisional: false };
    }
    const last = this.lastDay(dayOf(fromMs), limit);
    return { dueMs: startOfDay(last.day + 1), provisional: last.provisional };
  }

  unpublished(fromDay: number, toDay: number): boolean {
    for (let year = yearOf(fromDay); year <= yearOf(toDay); year += 1)
      if (!this.calendar.isPublished(year)) return true;
    return false;
  }

  /** The annual fee of a listed system, by its name or one of its parts. */
  systemFee(name: string): { name: string; fee: Money } | null {
    for (const system of this.terms.systems)
      if (
        system.feeYuan !== undefined &&
        (sameName(system.name, name) || system.subsystems.some((part) => sameName(part, name)))
      )
        return { name: system.name, fee: yuan(system.feeYuan) };
    return null;
  }

  /** The core systems of the availability promise: chosen by parameter, else those the contract names. */
  coreSystems(): string[] {
    return (
      this.parameters.coreSystems ?? this.terms.systems.filter((system) => system.core).map((system) => system.name)
    );
  }

  private termOf(): Term | null {
    const { term } = this.terms;
    const startText =
      term.startsOn ??
      (this.chosen(term.otherStarts)?.parameters ?? term.startParameters)
        .map((name) => this.parameters[name])
        .find((value) => value !== undefined);
    const firstDay = startText === undefined ? null : dayFromDate(startText);
    if (firstDay === null) return null;
    const anniversary = this.readings.is('term.end', 'anniversary');
    const endText = term.endsOn ?? (term.endParameter || term.years === undefined ? this.parameters.endsOn : undefined);
    if (endText !== undefined) {
      const end = dayFromDate(endText) as number;
      return { firstDay, lastDay: end, anniversary: false, firstTermLastDay: end };
    }
    if (term.years === undefined) return null;
    const lastAfter = (years: number) => addYears(firstDay, years) - (anniversary ? 0 : 1);
    let lastDay = lastAfter(term.years);
    const firstTermLastDay = lastDay;
    // A renewal of the same length follows while nobody has given notice in time and the last day for it has passed.
    for (let terms = 2; term.renewal; terms += 1) {
      const { renewal } = term;
      const noticeBy = lastDay - renewal.daysBefore;
      const stopped = this.history.of('notice.served').some((fact) => {
        const sentDay = dayOf(fact.sentAt === undefined ? fact.atMs : (parseInstant(fact.sentAt) as number));
        return fact.notice === renewal.notice && sentDay <= noticeBy;
      });
      if (
        stopped ||
        this.readings.is('ly.renewal', 'needs-signature') ||
        !this.moment.reached(startOfDay(noticeBy + 1))
      )
        break;
      lastDay = lastAfter(term.years * terms);
    }
    return { firstDay, lastDay, anniversary, firstTermLastDay };
  }
}

function days(texts: readonly string[] | undefined): number[] {
  return (texts ?? []).map((text) => dayFromDate(text)).filter((day): day is number => day !== null);
}

const publishedYears = (history: History) =>
  history.of('calendar.published').map((fact) => ({
    year: fact.year,
    holidays: days(fact.holidays),
    workdays: days(fact.workdays),
    source: fact.source ?? 'calendar.published',
  }));

/** G-4, read as Monday to Friday only: lists that name no day, over the built-in ones too. */
const everyYearPlain = Array.from({ length: 101 }, (_, index) => ({
  year: 2000 + index,
  holidays: [],
  workdays: [],
  source: 'mon-fri-only',
}));

function readingsOf(terms: Terms, parameters: Parameters, history: History): Readings {
  const readings = new Readings(terms.registry);
  for (const [option, value] of Object.entries(parameters.readings ?? {})) readings.choose(option, value);
  for (const fact of history.of('reading.chosen'))
    if (fact.value !== undefined) readings.choose(fact.reading, fact.value);
  return readings;
}

function amended(terms: Terms, patch: unknown): Terms {
  const parsed = amendTerms(terms, patch);
  if (!parsed.ok)
    throw new Error(
      `an amendment does not fit the terms of ${terms.contract}: facts must be validated before they are computed`,
    );
  return parsed.value;
}

function versionsOf(
  terms: Terms,
  parameters: Parameters,
  book: Pick<Book, 'history' | 'calendar' | 'readings' | 'chosen'>,
): Version[] {
  const { history, calendar } = book;
  const make = (fromDay: number, inForce: Terms, given: Parameters): Version => {
    const written = inForce.workingTime;
    const windows =
      (written && book.chosen(written.otherWindows)?.windows) ??
      written?.windows ??
      (written?.parameter ? given.workingHours : undefined);
    const amended = given.readings !== parameters.readings;
    return {
      fromDay,
      terms: inForce,
      parameters: given,
      workingTime: windows ? makeWorkingTime(calendar, windows) : null,
      readings: amended ? readingsOf(terms, given, history) : book.readings,
    };
  };
  const versions = [make(-Infinity, terms, parameters)];
  const amendments = [...history.of('contract.amended')].sort((a, b) =>
    a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0,
  );
  for (const fact of amendments) {
    const before = versions[versions.length - 1] as Version;
    const changes = (fact.changes ?? {}) as { parameters?: unknown; terms?: unknown };
    versions.push(
      make(
        dayFromDate(fact.effectiveOn) as number,
        changes.terms === undefined ? before.terms : amended(before.terms, changes.terms),
        changes.parameters === undefined
          ? before.parameters
          : (mergePatch(before.parameters, changes.parameters) as Parameters),
      ),
    );
  }
  return versions;
}
