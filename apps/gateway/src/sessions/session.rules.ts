import type { Role } from '@weibao/messages';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface SessionLimits {
  idleMs: number;
  absoluteMs: number;
}

/** A wall runs for weeks without a hand on it; everybody else signs in again when a session was left alone or has grown old. */
export function sessionLimits(role: Role, settings: { idleHours: number; days: number }): SessionLimits {
  if (role === 'wall') return { idleMs: 14 * DAY_MS, absoluteMs: 90 * DAY_MS };
  return { idleMs: settings.idleHours * HOUR_MS, absoluteMs: settings.days * DAY_MS };
}

/** The moment at which a session ends if nobody uses it again. At that moment it has ended. */
export function sessionEndsAtMs(session: { startedAtMs: number; usedAtMs: number }, limits: SessionLimits): number {
  return Math.min(session.usedAtMs + limits.idleMs, session.startedAtMs + limits.absoluteMs);
}

/** Use is written down at most once a minute: a wall asks many times a second. */
export const shouldNoteUse = (usedAtMs: number, nowMs: number): boolean => nowMs - usedAtMs >= 60_000;
