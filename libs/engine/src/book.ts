import {
  addMonths,
  dayFromDate,
  dayOf,
  makeCalendar,
  startOfDay,
  weekdayOf,
  yearOf,
  type Calendar,
} from '@weibao/calendar';
import type { AmountRule, Limit, Readings, Terms } from '@weibao/contract-terms';
import { canonicalJson, type Parameters } from '@weibao/exchange';
import { amountOf, baseOf, missingOfBase, systemFeeOf } from './bases.js';
import type { History } from './history.js';
import { joined } from './marks.js';
import type { Money } from './money.js';
import { Moment } from './moment.js';
import type { CountedTime } from './off-hours.js';
import {
  calendarPeriods,
  contractPeriods,
  coverage,
  endedAt,
  inCycles,
  months,
  serviceYears,
  type Period,
  type Term,
} from './periods.js';
import { everyYearPlain, publishedYears } from './published-years.js';
import { termOf } from './term.js';
import { readingsOf, versionsOf, type Version } from './versions.js';

/** The spans over which a contract counts; an assessment covers a settlement unless one is read to serve several (H-10). */
type Span = 'year' | 'quarter' | 'half-year' | 'month' | 'settlement' | 'assessment';

/** A due moment, whether it rests on a year without a published calendar, and the readings by which it is this one. */
export interface Due {
  dueMs: number;
  provisional: boolean;
  readings: readonly string[];
}

/** The same of a last day. */
export interface LastDay {
  day: number;
  provisional: boolean;
  readings: readonly string[];
}

const NONE: readonly string[] = [];
const DAYS: readonly string[] = ['days.rule'];
const LISTS: readonly string[] = ['calendar.source'];
const DAYS_AND_LISTS: readonly string[] = [...DAYS, ...LISTS];

/** The contract as it is known at the moment asked about: terms in force by day, parameters, readings, calendar, term and periods. */
export class Book {
  readonly calendar: Calendar;
  /** The published years, also where they are read away (G-4). */
  private readonly listed: Calendar;
  readonly readings: Readings;
  /** As agreed, with its renewals; one that a right ended ends then. */
  readonly term: Term | null;
  private readonly agreedTerm: Term | null;
  /** When a right that had arisen ended the contract (decision 0031); null while none did, or where its term was over by then. */
  readonly endedMs: number | null;
  readonly registry;
  /** The terms as signed, then as each amendment left them. */
  readonly versions: readonly Version[];
  /** The version that this contract is read as; null for the contract as a whole. */
  private readonly own: Version | null = null;
  private readonly wholeTerm: Readings;
  private readonly periodLists = new Map<string, Period[]>();

  constructor(
    readonly signed: Terms,
    readonly history: History,
    readonly moment: Moment,
    endedMs: number | null = null,
  ) {
    this.endedMs = endedMs;
    this.registry = signed.registry;
    const parameters: Parameters = Object.assign(
      {},
      ...history.of('contract.registered').map((fact) => fact.parameters ?? {}),
    );
    this.readings = readingsOf(signed, parameters, history);
    this.wholeTerm = this.readings;
    this.listed = makeCalendar(publishedYears(history));
    this.calendar = this.readings.is('calendar.source', 'mon–fri-only') ? makeCalendar(everyYearPlain) : this.listed;
    this.versions = versionsOf(signed, parameters, this);
    this.agreedTerm = termOf(this);
    if (this.agreedTerm && endedMs !== null && dayOf(endedMs) > this.agreedTerm.lastDay) this.endedMs = null;
    this.term = this.agreedTerm && this.endedMs !== null ? endedAt(this.agreedTerm, this.endedMs) : this.agreedTerm;
  }

  /** The contract by its calendar as agreed, though a right ended it: what is still to be paid is paid by that. */
  get scheduled(): Book {
    if (this.endedMs === null) return this;
    return Object.create(this, {
      term: { value: this.agreedTerm },
      endedMs: { value: null },
      periodLists: { value: new Map() },
    }) as Book;
  }

  /** The contract as it stood when a right ended it: time that passes later changes nothing of it. */
  get atItsEnd(): Book {
    if (this.endedMs === null) return this;
    const moment = new Moment(Math.min(this.moment.asOfMs, this.endedMs));
    return Object.create(this, { moment: { value: moment } }) as Book;
  }

  /** The version in force when something began. */
  on(day: number): Version {
    let inForce = this.versions[0] as Version;
    for (const version of this.versions) if (version.fromDay <= day) inForce = version;
    return inForce;
  }

  /** The contract as that version has it: its terms, parameters and readings. Term and periods stay those of the contract as a whole. */
  as(version: Version): Book {
    if (this.versions.length === 1) return this;
    return Object.create(this, { own: { value: version }, readings: { value: version.readings } }) as Book;
  }

  /** Whether what began on a day is measured by this version: decision 0015. */
  measures(day: number): boolean {
    return this.own === null || this.on(day) === this.own;
  }

  /** The version whose word on something is in force now, or was last; an amendment still to come is waited for only where it says something else. */
  inForceNow(said: (version: Version) => unknown): Version | undefined {
    let now: { version: Version; text: string } | undefined;
    for (const version of this.versions) {
      const word = said(version);
      if (word === undefined) continue;
      const text = canonicalJson(word);
      const isSigned = version === this.versions[0];
      if (!isSigned && now?.text !== text && !this.moment.reached(startOfDay(version.fromDay))) continue;
      now = { version, text };
    }
    return now?.version;
  }

  /** The version known last: what holds for the contract as a whole. */
  get latest(): Version {
    return this.versions[this.versions.length - 1] as Version;
  }

  get terms(): Terms {
    return (this.own ?? this.latest).terms;
  }

  get parameters(): Parameters {
    return (this.own ?? this.latest).parameters;
  }

  /** The first of these that a reading in force chooses; they say what holds instead of the default. */
  chosen<T extends { option: string; value: string }>(others: readonly T[]): T | undefined {
    return others.find((other) => this.readings.is(other.option, other.value));
  }

  /** A base of money such as the contract total; null while the contract leaves it blank. */
  base(name: string, day?: number): Money | null {
    return baseOf(this.versionOn(day), name);
  }

  /** The parameters for lack of which a base is null. */
  missingOf(name: string, day?: number): string[] {
    return missingOfBase(this.versionOn(day), name);
  }

  /** A fixed sum or a share of a base; null while the base is blank or only a person can say. */
  amount(rule: AmountRule, day?: number): Money | null {
    return amountOf(this.versionOn(day), rule);
  }

  /** The version that measures a day; without one, that of which the question is. */
  private versionOn(day: number | undefined): Version {
    return day === undefined ? (this.own ?? this.latest) : this.on(day);
  }

  /** The first day of the term, the service years and other spans; empty while no date is known. */
  periods(kind: Span): Period[] {
    const found = this.periodLists.get(kind);
    if (found) return found;
    const list = this.cut(this.makePeriods(kind));
    this.periodLists.set(kind, list);
    return list;
  }

  /** What runs when a right ends the contract ends at that instant. */
  private cut(periods: Period[]): Period[] {
    const { endedMs } = this;
    if (endedMs === null) return periods;
    return periods.map((period) => (period.lastDay === dayOf(endedMs) ? { ...period, endedMs } : period));
  }

  private makePeriods(kind: Span): Period[] {
    if (!this.term) return [];
    if (kind === 'year') return serviceYears(this.term);
    if (kind === 'month') return months(this.term);
    if (kind === 'settlement') return this.settlements();
    if (kind === 'assessment') return this.assessments();
    const length = kind === 'quarter' ? 3 : 6;
    const [own, calendar] = [contractPeriods(this.term, length), calendarPeriods(this.term, length)];
    const chosen = this.wholeTerm.is('quarter.basis', 'calendar') ? calendar : own;
    return sameSpans(own, calendar) ? chosen : readBy(chosen, ['quarter.basis']);
  }

  /** H-10, read so that a quarterly settlement takes the last half-yearly assessment. */
  get assessesSeveralSettlements(): boolean {
    return this.wholeTerm.is('hp.cycle', 'quarter-using-the-last-one');
  }

  /** H-10: by which an assessment covers one settlement, or several. */
  private assessments(): Period[] {
    const [settlements, halves] = [this.periods('settlement'), this.periods('half-year')];
    const chosen = this.assessesSeveralSettlements ? halves : settlements;
    const isOpen = this.registry.some(({ option }) => option === 'hp.cycle') && !sameSpans(settlements, halves);
    return isOpen ? readBy(chosen, ['hp.cycle']) : chosen;
  }

  private settlements(): Period[] {
    const quarterly =
      this.wholeTerm.is('hp.cycle', 'quarter-with-assessment-each-quarter') ||
      this.wholeTerm.is('hp.cycle', 'quarter-using-the-last-one');
    const cycleOf = ({ parameters, terms }: Version) =>
      parameters.settlement ?? (quarterly ? 'quarter' : (terms.settlement?.default ?? 'year'));
    const cycles = inCycles(
      this.versions.map((version) => ({ fromDay: version.fromDay, periods: this.periods(cycleOf(version)) })),
    );
    // Where the parameters name no cycle a reading may.
    const isOpen = this.versions.some(
      ({ parameters, terms }) => parameters.settlement === undefined && terms.settlement,
    );
    return isOpen ? readBy(cycles, this.terms.settlement?.readings ?? []) : cycles;
  }

  /** The period of a kind that holds a day. */
  periodOf(kind: Span, day: number): Period | null {
    return this.periods(kind).find((period) => period.firstDay <= day && day <= period.lastDay) ?? null;
  }

  /** The years over which a contract counts: its service years, or by `option` calendar years, cut to the term. */
  countingYears(option: string): Period[] {
    if (!this.term || !this.wholeTerm.is(option, 'calendar-year')) return this.periods('year');
    const { firstDay, lastDay } = this.term;
    const years: Period[] = [];
    for (let year = yearOf(firstDay); year <= yearOf(lastDay); year += 1)
      years.push({
        label: String(year),
        firstDay: Math.max(dayFromDate(`${year}-01-01`) as number, firstDay),
        lastDay: Math.min(dayFromDate(`${year}-12-31`) as number, lastDay),
      });
    return this.cut(years);
  }

  /** The year over which a contract counts: its service year, or by `option` the calendar year. */
  countingYear(option: string, day: number): Period | null {
    return this.countingYears(option).find((year) => year.firstDay <= day && day <= year.lastDay) ?? null;
  }

  /** Whether something lies in the term; while its dates are blank (lint says so) everything that is reported does. */
  inTerm(ms: number): boolean {
    if (this.endedMs !== null && ms > this.endedMs) return false;
    const day = dayOf(ms);
    return this.term === null || (this.coveredFrom <= day && day <= this.term.lastDay);
  }

  /** The readings on which it depends that something lies in the term. */
  coverageOf(ms: number): readonly string[] {
    const { gap } = this.terms.term;
    if (this.term === null) return NONE;
    const day = dayOf(ms);
    return gap && day < this.term.firstDay ? [gap.option] : coverage(this.term, day);
  }

  /** The first day of the term, or of a gap before it that is read as covered. */
  private get coveredFrom(): number {
    const { gap } = this.terms.term;
    const firstDay = this.term?.firstDay ?? -Infinity;
    if (!gap || !this.chosen([gap])) return firstDay;
    return dayFromDate(this.chosen(gap.otherFrom)?.fromOn ?? gap.fromOn) ?? firstDay;
  }

  /** From which day the record is kept. */
  get recordStartsOn(): number | null {
    const started = this.history.of('record.started')[0];
    return started === undefined ? null : dayFromDate(started.on ?? started.at.slice(0, 10));
  }

  /** The last day of a period of days or working days that starts on `day` (Civil Code 201–203). */
  lastDay(day: number, limit: { days: number } | { workingDays: number } | { months: number }): LastDay {
    if ('workingDays' in limit) {
      const last = this.calendar.addWorkingDays(day, limit.workingDays);
      return { day: last, provisional: this.unpublished(day, last), readings: this.listReadings(day, last) };
    }
    // G-3, not the defaults: the first day counts, or a last day on a rest day stays.
    const counted = this.readings.is('days.rule', 'start-day-counted') ? 1 : 0;
    const raw = 'days' in limit ? day + limit.days - counted : addMonths(day, limit.months);
    if (this.readings.is('days.rule', 'no-roll-forward')) return { day: raw, provisional: false, readings: DAYS };
    const last = this.calendar.nextWorkingDay(raw);
    const readings = this.listReadings(raw, last).length > 0 ? DAYS_AND_LISTS : DAYS;
    return { day: last, provisional: this.unpublished(raw, last), readings };
  }

  /** When a clock that starts at `fromMs` is due. Whole days end at 24:00. */
  due(limit: Limit, fromMs: number, workingTime: CountedTime | null): Due {
    if ('minutes' in limit || 'hours' in limit) {
      const lengthMs = 'minutes' in limit ? limit.minutes * 60_000 : limit.hours * 3_600_000;
      if (!workingTime) return { dueMs: fromMs + lengthMs, provisional: false, readings: NONE };
      return this.onWorkingDays(fromMs, workingTime.due(fromMs, lengthMs));
    }
    if ('endOfWork' in limit) {
      // Without the hours the day's end stands in, as a reminder.
      if (!workingTime) return { dueMs: startOfDay(dayOf(fromMs) + 1), provisional: false, readings: NONE };
      const opensMs = workingTime.due(fromMs, 1) - 1;
      const dueMs = workingTime.due(opensMs, workingTime.worked(opensMs, startOfDay(dayOf(opensMs) + 1)));
      return this.onWorkingDays(fromMs, dueMs);
    }
    if ('sameDay' in limit) {
      const midnight = startOfDay(dayOf(fromMs) + 1);
      const other = limit.orMinutes === undefined ? midnight : fromMs + limit.orMinutes * 60_000;
      return { dueMs: Math.max(midnight, other), provisional: false, readings: NONE };
    }
    const last = this.lastDay(dayOf(fromMs), limit);
    return { dueMs: startOfDay(last.day + 1), provisional: last.provisional, readings: last.readings };
  }

  private onWorkingDays(fromMs: number, dueMs: number): Due {
    const [from, to] = [dayOf(fromMs), dayOf(dueMs)];
    return { dueMs, provisional: this.unpublished(from, to), readings: this.listReadings(from, to) };
  }

  /** G-4: by which the working days among these are those they are; none where the published lists say nothing that a plain week does not. */
  listReadings(fromDay: number, toDay: number): readonly string[] {
    for (let day = fromDay; day <= toDay; day += 1)
      if (this.listed.isWorkingDay(day) !== weekdayOf(day) < 6 || !this.listed.isPublished(yearOf(day))) return LISTS;
    return NONE;
  }

  unpublished(fromDay: number, toDay: number): boolean {
    for (let year = yearOf(fromDay); year <= yearOf(toDay); year += 1)
      if (!this.calendar.isPublished(year)) return true;
    return false;
  }

  /** The annual fee of a listed system, by its name or one of its parts. */
  systemFee(name: string): { name: string; fee: Money } | null {
    return systemFeeOf(this.terms, name);
  }

  /** The core systems of the availability promise on a day: chosen by parameter, else those the contract names. */
  coreSystems(day: number): string[] {
    const { parameters, terms } = this.on(day);
    return parameters.coreSystems ?? terms.systems.filter((system) => system.core).map((system) => system.name);
  }
}

const sameSpans = (a: readonly Period[], b: readonly Period[]): boolean =>
  a.length === b.length &&
  a.every(({ label, firstDay, lastDay }, index) => {
    const other = b[index];
    return other?.label === label && other.firstDay === firstDay && other.lastDay === lastDay;
  });

const readBy = (periods: readonly Period[], readings: readonly string[]): Period[] =>
  periods.map((period) => ({ ...period, readings: joined(period.readings, readings) }));
