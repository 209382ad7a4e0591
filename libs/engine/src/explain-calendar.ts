import { dateFromDay, dayOf, type TrailEntry } from '@weibao/calendar';
import type { Limit } from '@weibao/contract-terms';
import { formatInstant, type Step } from '@weibao/exchange';
import type { Clock } from './clock-line.js';
import { demandConcerns } from './demands.js';
import { targetsAsRead } from './incident-targets.js';
import type { CountedTime } from './off-hours.js';
import type { State } from './state.js';
import type { Version } from './versions.js';

/** A line of an explanation, in both languages and as a step. */
export interface Explained {
  zh: string;
  en: string;
  step: Step;
}

/** The limit of a clock as the readings in force have it, and the only time that it counts. */
interface Measured {
  version: Version;
  limit: Limit;
  counted: CountedTime | null; // null: round the clock
  hoursUnknown: boolean;
}

function measuredBy(state: State, clock: Clock): Measured | null {
  const version = state.book.on(dayOf(clock.fromMs));
  const book = state.book.as(version);
  if (state.incidents.some(({ incident }) => incident === clock.subject)) {
    const read = targetsAsRead(state.book, version).targets.find(
      ({ target, face }) => target.clause === clock.clause && face.stage === clock.stage,
    );
    const limit = read?.target.limit;
    return read && limit ? { version, limit, counted: read.workingTime, hoursUnknown: read.hoursUnknown } : null;
  }
  const demand = state.demands.find((candidate) => candidate.demand === clock.subject);
  const target = version.terms.demandTargets.find(
    (candidate) =>
      demand !== undefined &&
      candidate.clause === clock.clause &&
      candidate.stage === clock.stage &&
      candidate.titleZh === clock.face.titleZh &&
      demandConcerns(book, candidate, demand),
  );
  // A date that both sides agreed is no span that a calendar counts.
  const agreed = target?.agreedDate === true && book.history.grouped('demand.agreed', 'demand').has(clock.subject);
  if (!target?.limit || agreed) return null;
  const inHours = target.workingIf !== undefined && book.chosen([target.workingIf]) !== undefined;
  const counted = inHours ? version.workingTime : null;
  return { version, limit: target.limit, counted, hoursUnknown: inHours && counted === null };
}

/** Which calendar a limit runs by, which of its days counted and why the others did not, and what moved the moment that comes of it. */
export function calendarOf(state: State, clock: Clock): Explained[] {
  const measured = measuredBy(state, clock);
  if (!measured || clock.startMs === null) return [];
  const due = state.book.due(measured.limit, clock.startMs, measured.counted);
  return [
    calendarLine(clock, measured),
    ...daysCounted(clock, clock.startMs, measured, due.dueMs),
    ...moved(clock, due.dueMs),
  ];
}

function calendarLine(clock: Clock, { version, limit, counted, hoursUnknown }: Measured): Explained {
  const windows = version.windows?.map(([from, to]) => `${from}–${to}`) ?? [];
  const [hoursZh, hoursEn] = [windows.join('、'), windows.join(', ')];
  const line = (calendar: string, zh: string, en: string): Explained => ({
    zh,
    en,
    step: { label: 'calendar', inputs: { hours: windows }, result: calendar, clause: clock.clause },
  });
  if ('days' in limit)
    return line(
      'days',
      '按日历日计，首日不计，末日至 24:00',
      'counted in calendar days, not the first, to 24:00 of the last',
    );
  if ('workingDays' in limit)
    return line(
      'working-days',
      '按工作日计（调休上班日在内），首日不计，末日至 24:00',
      'counted in working days (make-up days among them), not the first, to 24:00 of the last',
    );
  if ('sameDay' in limit) {
    const { orMinutes } = limit;
    return line(
      'same-day',
      `至当日 24:00${orMinutes === undefined ? '' : `，或起算后 ${orMinutes} 分，以较晚者为准`}`,
      `to 24:00 of the day${orMinutes === undefined ? '' : `, or ${orMinutes} min after the start if that is later`}`,
    );
  }
  if (hoursUnknown)
    return line(
      'hours-unknown',
      '合同按工作时间计，工作时间尚未填写：按 7×24 提示，不作违约',
      'counted in working time, which nobody has given: reminded round the clock, and no breach',
    );
  if ('endOfWork' in limit)
    return line(
      'end-of-work',
      `至当日下班为止（下班后的，至下一工作日下班），工作时间 ${hoursZh}`,
      `to the end of the working day, or of the next one if it is over; working hours ${hoursEn}`,
    );
  if (counted === null) return line('round-the-clock', '按 7×24 连续计时', 'counted round the clock');
  if (counted === version.workingTime)
    return line('working-time', `只计工作时间 ${hoursZh}`, `only working time counts, ${hoursEn}`);
  return line('off-hours', `只计工作时间 ${hoursZh} 以外的时间`, `only time outside working hours counts, ${hoursEn}`);
}

/** Working time: which days counted, and why the others did not; equal days off are one line. Outside of it: how much lay inside. */
function daysCounted(clock: Clock, startMs: number, { version, limit, counted }: Measured, dueMs: number): Explained[] {
  if (counted === null || !version.workingTime || !('hours' in limit || 'minutes' in limit)) return [];
  if (counted !== version.workingTime) {
    const lost = version.workingTime.worked(startMs, dueMs);
    return [
      {
        zh: `其间工作时间 ${duration(lost, '小时', '分', '秒')}，不计`,
        en: `${duration(lost, ' h', ' min', ' s')} of working time on the way, not counted`,
        step: { label: 'not-counted', inputs: { why: 'working-time' }, result: lost / 1000, clause: clock.clause },
      },
    ];
  }
  const lengthMs = 'hours' in limit ? limit.hours * 3_600_000 : limit.minutes * 60_000;
  return grouped(version.workingTime.explainDue(startMs, lengthMs).trail).map((group): Explained => {
    const first = dateFromDay(group.fromDay);
    const range = group.fromDay === group.toDay ? first : `${first} — ${dateFromDay(group.toDay)}`;
    if (group.countedMs > 0) {
      const span =
        group.fromMs !== undefined && group.toMs !== undefined
          ? ` ${timeOfDay(group.fromMs)}–${timeOfDay(group.toMs)}`
          : '';
      return {
        zh: `${range}${span} 计 ${duration(group.countedMs, '小时', '分', '秒')}`,
        en: `${range}${span} counts ${duration(group.countedMs, ' h', ' min', ' s')}`,
        step: { label: 'counted', inputs: { day: range }, result: group.countedMs / 1000, clause: clock.clause },
      };
    }
    const [zh, en] =
      group.kind === 'holiday'
        ? ['法定节假日', 'statutory holiday']
        : group.kind === 'weekend'
          ? ['周末', 'weekend']
          : ['工作时间外', 'outside working hours'];
    return {
      zh: `${range} ${zh}，不计`,
      en: `${range} ${en}, not counted`,
      step: { label: 'not-counted', inputs: { day: range, why: group.kind }, result: 0, clause: clock.clause },
    };
  });
}

/** A wait on the hospital puts the moment off; a forecast, or an opening after the request, brings it forward. */
function moved({ dueMs, clause }: Clock, countedMs: number): Explained[] {
  if (dueMs === null)
    return [
      {
        zh: '等待甲方期间停止计时',
        en: 'stopped while the vendor waits on the hospital',
        step: { label: 'moved', inputs: { from: formatInstant(countedMs) }, result: null, clause },
      },
    ];
  if (dueMs === countedMs) return [];
  const later = dueMs > countedMs;
  return [
    {
      zh: later
        ? `其间等待甲方或不可抗力，由 ${clock24(countedMs)} 顺延`
        : `依预计恢复时刻或次一开始办公时刻，由 ${clock24(countedMs)} 提前`,
      en: later
        ? `put off from ${clock24(countedMs)} by a wait on the hospital or force majeure`
        : `brought forward from ${clock24(countedMs)} by the estimate or the next opening`,
      step: { label: 'moved', inputs: { from: formatInstant(countedMs) }, result: formatInstant(dueMs), clause },
    },
  ];
}

export const clock24 = (ms: number): string => formatInstant(ms).slice(0, 19).replace('T', ' ');
const timeOfDay = (ms: number): string => formatInstant(ms).slice(11, 19).replace(/:00$/, '');

interface Group {
  kind: TrailEntry['kind'];
  fromDay: number;
  toDay: number;
  countedMs: number;
  fromMs?: number | undefined;
  toMs?: number | undefined;
}

function grouped(trail: readonly TrailEntry[]): Group[] {
  const groups: Group[] = [];
  for (const entry of trail) {
    const last = groups[groups.length - 1];
    if (
      last &&
      entry.countedMs === 0 &&
      last.countedMs === 0 &&
      last.kind === entry.kind &&
      entry.day <= last.toDay + 1
    )
      last.toDay = entry.day;
    else
      groups.push({
        kind: entry.kind,
        fromDay: entry.day,
        toDay: entry.day,
        countedMs: entry.countedMs,
        fromMs: entry.fromMs,
        toMs: entry.toMs,
      });
  }
  return groups;
}

export function duration(ms: number, h: string, m: string, s: string): string {
  const [hours, minutes, seconds] = [
    Math.floor(ms / 3_600_000),
    Math.floor((ms % 3_600_000) / 60_000),
    Math.floor((ms % 60_000) / 1000),
  ];
  return [
    hours ? `${hours}${h}` : '',
    minutes ? `${minutes}${m}` : '',
    seconds || (!hours && !minutes) ? `${seconds}${s}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
