import type { Limit } from '@weibao/contract-terms';
import { formatInstant, outcomeInstant, type ClockRecord } from '@weibao/exchange';
import type { Moment } from './moment.js';
import { clockState, overdueFrom } from './clock-status.js';
import type { Reached } from './incidents.js';
import { marked, readingsIn } from './marks.js';

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

/** What all clocks of a target have in common on a screen: titles and limit in both languages. */
export interface ClockFace {
  stage: string;
  titleZh: string;
  titleEn: string;
  limitZh: string;
  limitEn: string;
  strict: boolean;
}

/** A clock while it is computed, with instants in milliseconds. */
export interface Clock {
  record: ClockRecord;
  face: ClockFace;
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
  face: ClockFace;
  firm: boolean;
  fromMs: number;
  startMs: number | null;
  dueMs: number | null;
  met: Reached | null;
  level: string | null;
  override: 'met' | 'waived' | 'not-owed' | null;
  readings: readonly string[];
  unconfirmed: boolean;
  provisional: boolean;
  missing: string[] | undefined;
}

export function clockFace(
  target: { stage: string; titleZh: string; titleEn: string; strict: boolean },
  limit: Limit | undefined,
  working: boolean,
): ClockFace {
  const dayLong = limit !== undefined && !('minutes' in limit) && !('hours' in limit);
  return {
    stage: target.stage,
    titleZh: target.titleZh,
    titleEn: target.titleEn,
    ...limitTexts(limit, working, target.strict),
    strict: target.strict || dayLong, // a day ends at 24:00, which is already the next day
  };
}

export function makeClock(parts: ClockParts, moment: Moment): Clock {
  const { subject, clause, face, fromMs, startMs, dueMs, met, firm, level } = parts;
  const { status, lateSeconds } =
    parts.override !== null
      ? { status: parts.override, lateSeconds: 0 }
      : dueMs === null
        ? { status: met ? ('met' as const) : ('running' as const), lateSeconds: 0 }
        : clockState(dueMs, face.strict, met, moment);
  const dueAt = dueMs === null ? null : formatInstant(dueMs);
  const metAt = met === null ? null : outcomeInstant(met.at, met.atMs);
  const { readings } = parts;
  // With the readings in the literal: a field added to thousands of records costs each of them a second object.
  const record: ClockRecord =
    readings.length > 0
      ? { subject, clause, dueAt, metAt, status, lateSeconds, firm, readings: readings as string[] }
      : { subject, clause, dueAt, metAt, status, lateSeconds, firm };
  if (parts.unconfirmed || parts.provisional || parts.missing) marked(record, { ...parts, readings: undefined });
  return { record, face, subject, clause, stage: face.stage, fromMs, startMs, dueMs, met, firm, level };
}

/** Done too late, or not done and past due. */
export const isExceeded = ({ record }: Clock): boolean => record.status === 'late' || record.status === 'overdue';
/** Exceeded, and a breach: targets that are not firm are only measured. */
export const isLate = (clock: Clock): boolean => clock.firm && isExceeded(clock);
/** When a clock was missed: the limit itself, whether it was reached later or not at all. */
export const missedAt = (clock: Clock): number => overdueFrom(clock.dueMs as number, clock.face.strict);

/** The readings by which these clocks are what they are, each once. */
export const clockReadings = (clocks: readonly Clock[]): readonly string[] =>
  readingsIn(clocks.map(({ record }) => record));

/** The record with what a screen needs beside it. Written out, since two spreads and a field take ten times as long, and there are thousands. */
export const lineOf = ({ record, face, startMs }: Clock): ClockLine =>
  marked(
    {
      subject: record.subject,
      clause: record.clause,
      dueAt: record.dueAt,
      metAt: record.metAt,
      status: record.status,
      lateSeconds: record.lateSeconds,
      firm: record.firm,
      stage: face.stage,
      titleZh: face.titleZh,
      titleEn: face.titleEn,
      limitZh: face.limitZh,
      limitEn: face.limitEn,
      strict: face.strict,
      startedAt: startMs === null ? null : formatInstant(startMs),
    },
    record,
  );

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

export const NO_LIMIT = { limitZh: '未定期限', limitEn: 'no limit set' };

function limitTexts(limit: Limit | undefined, working: boolean, strict: boolean): { limitZh: string; limitEn: string } {
  if (limit === undefined) return NO_LIMIT;
  const sign = strict ? '<' : '≤';
  if ('minutes' in limit) return { limitZh: `${sign}${limit.minutes} 分`, limitEn: `${sign}${limit.minutes} min` };
  if ('hours' in limit)
    return working
      ? { limitZh: `${sign}${limit.hours} 工作时`, limitEn: `${sign}${limit.hours} working h` }
      : { limitZh: `${sign}${limit.hours} 时`, limitEn: `${sign}${limit.hours} h` };
  if ('days' in limit) return { limitZh: `${limit.days} 日内`, limitEn: `within ${limit.days} days` };
  if ('workingDays' in limit)
    return { limitZh: `${limit.workingDays} 个工作日内`, limitEn: `within ${limit.workingDays} working days` };
  if ('endOfWork' in limit) return { limitZh: '当日下班前', limitEn: 'by the end of the working day' };
  return { limitZh: '当日内', limitEn: 'the same day' };
}
