import type { Limit } from '@weibao/contract-terms';
import { formatInstant, type ClockRecord } from '@weibao/exchange';
import type { Marks } from '@weibao/exchange';
import type { Moment } from './moment.js';
import { clockState } from './clock-status.js';
import type { Reached } from './incidents.js';

/** A clock with what a screen needs beside the record. */
export interface ClockLine extends ClockRecord {
  stage: string;
  titleZh: string;
  titleEn: string;
  limitZh: string;
  limitEn: string;
  strict: boolean;
  startedAt: string | null;
}

/** A clock while it is computed, with instants in milliseconds. */
export interface Clock {
  line: ClockLine;
  subject: string;
  clause: string;
  stage: string;
  fromMs: number; // the report or filing, for order and counting years
  startMs: number | null;
  dueMs: number | null;
  met: Reached | null;
  firm: boolean;
  level: string | null;
}

export interface ClockParts {
  subject: string;
  clause: string;
  stage: string;
  titleZh: string;
  titleEn: string;
  limit: Limit | undefined;
  working: boolean;
  strict: boolean;
  firm: boolean;
  fromMs: number;
  startMs: number | null;
  dueMs: number | null;
  met: Reached | null;
  level: string | null;
  override?: 'met' | 'waived' | 'not-owed' | null;
  marks: Marks;
}

export function makeClock(parts: ClockParts, moment: Moment): Clock {
  const dayLong = parts.limit !== undefined && !('minutes' in parts.limit) && !('hours' in parts.limit);
  const strict = parts.strict || dayLong; // a day ends at 24:00, which is already the next day
  const computed =
    parts.override !== undefined && parts.override !== null
      ? { status: parts.override, lateSeconds: 0 }
      : parts.dueMs === null
        ? { status: parts.met ? ('met' as const) : ('running' as const), lateSeconds: 0 }
        : clockState(parts.dueMs, strict, parts.met, moment);
  const line: ClockLine = {
    subject: parts.subject,
    clause: parts.clause,
    dueAt: parts.dueMs === null ? null : formatInstant(parts.dueMs),
    metAt: parts.met === null ? null : formatInstant(parts.met.atMs),
    status: computed.status,
    lateSeconds: computed.lateSeconds,
    firm: parts.firm,
    ...parts.marks,
    stage: parts.stage,
    titleZh: parts.titleZh,
    titleEn: parts.titleEn,
    ...limitTexts(parts.limit, parts.working, parts.strict),
    strict,
    startedAt: parts.startMs === null ? null : formatInstant(parts.startMs),
  };
  return {
    line,
    subject: parts.subject,
    clause: parts.clause,
    stage: parts.stage,
    fromMs: parts.fromMs,
    startMs: parts.startMs,
    dueMs: parts.dueMs,
    met: parts.met,
    firm: parts.firm,
    level: parts.level,
  };
}

/** The record of the exchange format: what a screen needs beside it is left out. */
export function recordOf(line: ClockLine): ClockRecord {
  const {
    stage: _s,
    titleZh: _z,
    titleEn: _e,
    limitZh: _lz,
    limitEn: _le,
    strict: _st,
    startedAt: _sa,
    ...record
  } = line;
  return record;
}

export function limitTexts(
  limit: Limit | undefined,
  working: boolean,
  strict: boolean,
): { limitZh: string; limitEn: string } {
  if (limit === undefined) return { limitZh: '未定期限', limitEn: 'no limit set' };
  const sign = strict ? '<' : '≤';
  if ('minutes' in limit) return { limitZh: `${sign}${limit.minutes} 分`, limitEn: `${sign}${limit.minutes} min` };
  if ('hours' in limit)
    return working
      ? { limitZh: `${sign}${limit.hours} 工作时`, limitEn: `${sign}${limit.hours} working h` }
      : { limitZh: `${sign}${limit.hours} 时`, limitEn: `${sign}${limit.hours} h` };
  if ('days' in limit) return { limitZh: `${limit.days} 日内`, limitEn: `within ${limit.days} days` };
  if ('workingDays' in limit)
    return { limitZh: `${limit.workingDays} 个工作日内`, limitEn: `within ${limit.workingDays} working days` };
  return { limitZh: '当日内', limitEn: 'the same day' };
}
