import { dayOf } from '@weibao/calendar';
import { formatInstant, type Step } from '@weibao/exchange';
import { NO_LIMIT, type Clock } from './clock-line.js';
import { calendarOf, clock24, duration, type Explained } from './explain-calendar.js';
import { stateOf } from './contract-end.js';
import type { State, Input } from './state.js';

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
  const state = stateOf(input);
  const clock = state.clocksOnlyOf(subject).find((candidate) => candidate.clause === clause);
  if (!clock) return null;
  const entry = state.book.terms.clauses.get(clause);
  const lines: Explained[] = [start(state, clock), ...calendarOf(state, clock), due(clock), verdict(clock)];
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

function start(state: State, clock: Clock): Explained {
  const startMs = clock.startMs ?? clock.fromMs;
  const target = state.book
    .on(dayOf(clock.fromMs))
    .terms.incidentTargets.find((candidate) => candidate.clause === clock.clause);
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

function due(clock: Clock): Explained {
  const step: Step = {
    label: 'due',
    inputs: { limit: clock.face.limitEn, strict: clock.face.strict },
    result: clock.record.dueAt,
    clause: clock.clause,
  };
  if (clock.dueMs === null)
    return clock.face.limitEn === NO_LIMIT.limitEn
      ? { zh: NO_LIMIT.limitZh, en: NO_LIMIT.limitEn, step }
      : { zh: '期限待等待结束后确定', en: 'due once the wait has ended', step };
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
