import type { Calendar } from './calendar.js';
import { MS_PER_DAY, ZONE_OFFSET_MS } from './days.js';
import type { DayHours } from './windows.js';
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
  const startLocalMs = startMs + ZONE_OFFSET_MS;
  let day = Math.floor(startLocalMs / MS_PER_DAY);
  let midnightMs = day * MS_PER_DAY - ZONE_OFFSET_MS;
  const startTime = startLocalMs - day * MS_PER_DAY;
  let overBefore = hours.workedBy(startTime);
  let from = hours.firstWorkingTime(startTime) ?? MS_PER_DAY;
  let leftMs = workingMs;
  for (;;) {
    const kind = calendar.kindOf(day);
    if (kind === 'weekend' || kind === 'holiday') {
      trail.push({ day, kind, countedMs: 0 });
    } else {
      const openMs = hours.perDayMs - overBefore;
      if (leftMs <= openMs) {
        const dueMs = midnightMs + hours.timeAfter(overBefore + leftMs);
        trail.push({ day, kind, fromMs: midnightMs + from, toMs: dueMs, countedMs: leftMs });
        return { dueMs, trail };
      }
      if (openMs > 0) {
        trail.push({ day, kind, fromMs: midnightMs + from, toMs: midnightMs + hours.lastEnd, countedMs: openMs });
        leftMs -= openMs;
      } else {
        trail.push({ day, kind, countedMs: 0 });
      }
    }
    day++;
    midnightMs += MS_PER_DAY;
    overBefore = 0;
    from = hours.firstStart;
  }
}
