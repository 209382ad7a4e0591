import type { Calendar } from './calendar.js';
import { MS_PER_DAY, dayOf, startOfDay } from './days.js';
import { MS_PER_MINUTE, type DayHours } from './windows.js';
import type { DayKind } from './year-lists.js';

/** One day on the way to a due instant. `fromMs` and `toMs` stand where something counted; a break may lie between them. */
export interface TrailEntry {
  day: number;
  kind: DayKind;
  fromMs?: number;
  toMs?: number;
  countedMs: number;
}

export interface DueTrail {
  dueMs: number;
  /** Every day from the start's to the due instant's, in order; empty for an amount of 0. */
  trail: TrailEntry[];
}

/** Walks the days, so that the explanation is made by counting and not told afterwards. `workingMs` > 0. */
export function traceDue(calendar: Calendar, hours: DayHours, startMs: number, workingMs: number): DueTrail {
  const trail: TrailEntry[] = [];
  const perDayMs = hours.perDay * MS_PER_MINUTE;
  const closesAtMs = hours.timeAfter(perDayMs);
  let day = dayOf(startMs);
  let midnightMs = startOfDay(day);
  // Of the first day, what was over by the start is not counted.
  let overMs = hours.workedBy(startMs - midnightMs);
  let fromMs = hours.workFrom(startMs - midnightMs) ?? closesAtMs;
  let leftMs = workingMs;
  for (;;) {
    const kind = calendar.kindOf(day);
    if (kind === 'weekend' || kind === 'holiday') {
      trail.push({ day, kind, countedMs: 0 });
    } else {
      const openMs = perDayMs - overMs;
      if (leftMs <= openMs) {
        const dueMs = midnightMs + hours.timeAfter(overMs + leftMs);
        trail.push({ day, kind, fromMs: midnightMs + fromMs, toMs: dueMs, countedMs: leftMs });
        return { dueMs, trail };
      }
      leftMs -= openMs;
      if (openMs === 0) trail.push({ day, kind, countedMs: 0 });
      else trail.push({ day, kind, fromMs: midnightMs + fromMs, toMs: midnightMs + closesAtMs, countedMs: openMs });
    }
    day++;
    midnightMs += MS_PER_DAY;
    overMs = 0;
    fromMs = hours.workFrom(0) as number;
  }
}
