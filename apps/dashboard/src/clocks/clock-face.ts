import type { ClockView } from '@weibao/messages';
import { instantMs } from '../time/moments.js';

/**
 * What one stage clock looks like at a moment of the server. The due moment and the status are the server's; between two answers of the
 * server only the time left moves, and the face turns to missed at the moment at which the outcome would.
 */
export type FaceState = 'met' | 'late' | 'running' | 'soon' | 'missed' | 'waived' | 'not-owed' | 'undated';

export interface ClockFace {
  state: FaceState;
  mark: string; // a shape that tells the state without any colour
  leftMs: number | null; // until due, negative once past; null when the clock no longer runs or has no due moment
  lateSeconds: number;
  usedSeconds: number | null; // from the start of the clock until it was met
  shareElapsed: number; // 0…1, for the bar
}

export const marks: Record<FaceState, string> = {
  met: '✓',
  late: '✕',
  running: '●',
  soon: '▲',
  missed: '■',
  waived: '–',
  'not-owed': '–',
  undated: '○',
};

/** When a running clock is called soon: a fifth of its limit, at least two minutes and at most an hour before it is due. */
const soonMs = (limitMs: number) => Math.min(Math.max(limitMs / 5, 2 * 60_000), 60 * 60_000);

export function clockFace(clock: ClockView, nowMs: number): ClockFace {
  const startedMs = clock.startedAt === null ? null : instantMs(clock.startedAt);
  const dueMs = clock.dueAt === null ? null : instantMs(clock.dueAt);
  const metMs = clock.metAt === null ? null : instantMs(clock.metAt);
  const face = (state: FaceState, rest: Partial<ClockFace> = {}): ClockFace => ({
    state,
    mark: marks[state],
    leftMs: null,
    lateSeconds: clock.lateSeconds,
    usedSeconds: startedMs === null || metMs === null ? null : Math.floor((metMs - startedMs) / 1000),
    shareElapsed: 1,
    ...rest,
  });
  if (clock.status !== 'running' && clock.status !== 'overdue') return face(clock.status);
  if (dueMs === null) return face(clock.status === 'overdue' ? 'missed' : 'undated', { shareElapsed: 0 });

  const leftMs = dueMs - nowMs;
  if (nowMs >= missedFromMs(clock))
    return face('missed', { leftMs, lateSeconds: Math.max(Math.floor(-leftMs / 1000), 0) });
  const limitMs = startedMs === null ? leftMs : dueMs - startedMs;
  const shareElapsed = limitMs > 0 ? Math.min(Math.max(1 - leftMs / limitMs, 0), 1) : 1;
  return face(leftMs <= soonMs(limitMs) ? 'soon' : 'running', { leftMs, shareElapsed });
}

/** From when on a clock counts as missed if nothing more is recorded; Infinity for one that was met, is waived or has no due moment. */
export function missedFromMs({ status, dueAt, strict }: ClockView): number {
  if (status === 'overdue' || status === 'late') return -Infinity;
  if (status !== 'running' || dueAt === null) return Infinity;
  // A `<` limit is missed when it is met exactly; a `≤` limit from the first whole second after it.
  return instantMs(dueAt) + (strict ? 0 : 1000);
}

/** The clock whose time left stands large: the next one that still runs, or, when none does, the one overdue longest. */
export function leadingClock(
  clocks: readonly ClockView[],
  nowMs: number,
): { clock: ClockView; face: ClockFace } | null {
  const open = clocks
    .map((clock) => ({ clock, face: clockFace(clock, nowMs) }))
    .filter(({ face }) => face.leftMs !== null)
    .sort((a, b) => (a.face.leftMs as number) - (b.face.leftMs as number));
  return open[0] ?? null;
}

/** Limits in working time: the seconds between start and end say nothing about them, the moment does. */
export const inWorkingTime = (clock: ClockView): boolean => /工作/.test(clock.limitZh);
