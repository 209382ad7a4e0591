import { dateFromDay, dayOf, type TrailEntry } from '@weibao/calendar';
import { formatInstant, type Step } from '@weibao/exchange';
import type { Clock } from './clock-line.js';
import { State, type Input } from './state.js';

/** How one deadline came about, line by line in both languages, with its steps. */
export interface ClockExplanation {
  clause: string;
  clauseZh: string;
  clauseEn: string;
  dueAt: string | null;
  linesZh: string[];
  linesEn: string[];
  steps: Step[];
}

/** Explains the deadline of a clause for an incident or demand; null where there is no such clock. */
export function explainClock(input: Input, subject: string, clause: string): ClockExplanation | null {
  const state = new State(input);
  const clock = state.clocksOnlyOf(subject).find((candidate) => candidate.clause === clause);
  if (!clock) return null;
  const entry = state.book.terms.clauses.get(clause);
  const lines: Explained[] = [start(state, clock), ...counted(state, clock), due(clock), verdict(clock)];
  return {
    clause,
    clauseZh: entry?.zh ?? '',
    clauseEn: entry?.en ?? '',
    dueAt: clock.record.dueAt,
    linesZh: lines.map((line) => line.zh),
    linesEn: lines.map((line) => line.en),
    steps: lines.map((line) => line.step),
  };
}

const clock24 = (ms: number): string => formatInstant(ms).slice(0, 19).replace('T', ' ');
const timeOfDay = (ms: number): string => formatInstant(ms).slice(11, 19).replace(/:00$/, '');

interface Explained {
  zh: string;
  en: string;
  step: Step;
}

function start(state: State, clock: Clock): Explained {
  const startMs = clock.startMs ?? clock.fromMs;
  const target = targetOf(state, clock);
  const names: Record<string, [string, string]> = {
    reported: ['报告', 'reported'],
    restored: ['恢复', 'restored'],
    resolved: ['解决', 'resolved'],
    closed: ['关闭', 'closed'],
    'onsite-requested': ['提出现场支持', 'on-site support requested'],
  };
  const [zh, en] =
    startMs === clock.fromMs || !target ? ['报告', 'reported'] : (names[target.from] ?? [target.from, target.from]);
  return {
    zh: `${clock24(startMs)} ${zh}，时限 ${clock.face.limitZh}`,
    en: `${en} ${clock24(startMs)}, limit ${clock.face.limitEn}`,
    step: {
      label: 'start',
      inputs: { from: zh, limit: clock.face.limitEn },
      result: formatInstant(startMs),
      clause: clock.clause,
    },
  };
}

/** The target as the terms in force at the report have it. */
const targetOf = ({ book }: State, clock: Clock) =>
  book.on(dayOf(clock.fromMs)).terms.incidentTargets.find((candidate) => candidate.clause === clock.clause);

/** Working time: which days counted, and why the others did not; equal days off are one line. */
function counted(state: State, clock: Clock): Explained[] {
  const target = targetOf(state, clock);
  const version = state.book.on(dayOf(clock.fromMs));
  if (
    !target?.limit ||
    target.calendar !== 'working' ||
    !version.workingTime ||
    clock.startMs === null ||
    !('hours' in target.limit || 'minutes' in target.limit)
  )
    return [];
  const lengthMs = 'hours' in target.limit ? target.limit.hours * 3_600_000 : target.limit.minutes * 60_000;
  return grouped(version.workingTime.explainDue(clock.startMs, lengthMs).trail).map((group): Explained => {
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

function duration(ms: number, h: string, m: string, s: string): string {
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

function due(clock: Clock): Explained {
  const step: Step = {
    label: 'due',
    inputs: { limit: clock.face.limitEn, strict: clock.face.strict },
    result: clock.record.dueAt,
    clause: clock.clause,
  };
  if (clock.dueMs === null) return { zh: '未定期限', en: 'no limit set', step };
  const edge = clock.face.strict
    ? ['，满时限即超时', ', the limit itself is late']
    : ['，满时限仍算按时', ', the limit itself is on time'];
  return { zh: `应于 ${clock24(clock.dueMs)} 前完成${edge[0]}`, en: `due ${clock24(clock.dueMs)}${edge[1]}`, step };
}

function verdict(clock: Clock): Explained {
  const line = clock.record;
  const step: Step = {
    label: 'verdict',
    inputs: { due: line.dueAt, met: line.metAt },
    result: line.status,
    clause: clock.clause,
  };
  const late = duration(line.lateSeconds * 1000, '小时', '分', '秒');
  const lateEn = duration(line.lateSeconds * 1000, ' h', ' min', ' s');
  const met = clock.met ? clock24(clock.met.atMs) : '';
  switch (line.status) {
    case 'met':
      return { zh: `${met} 完成，按时`, en: `done ${met}, on time`, step };
    case 'late':
      return {
        zh: `${met} 完成，超时 ${late}${line.lateSeconds === 0 ? '（恰满时限，合同要求小于）' : ''}`,
        en: `done ${met}, late by ${lateEn}${line.lateSeconds === 0 ? ' (exactly on the limit, which the contract says must be undercut)' : ''}`,
        step,
      };
    case 'overdue':
      return { zh: `尚未完成，已超时 ${late}`, en: `not done, overdue by ${lateEn}`, step };
    case 'running':
      return { zh: '计时中', en: 'running', step };
    case 'waived':
      return { zh: '已免除', en: 'waived', step };
    case 'not-owed':
      return { zh: '无须完成', en: 'not owed', step };
  }
}
