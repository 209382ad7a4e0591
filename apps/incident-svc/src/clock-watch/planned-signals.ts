import type { ClockLine } from '@weibao/engine';
import { formatInstant, parseInstant } from '@weibao/exchange';
import { dueSoonAtMs, missedAtMs, type DueSoonLead } from './due-soon.js';

export type ClockSignalKind = 'clock.due-soon.v1' | 'clock.missed.v1' | 'clock.cleared.v1';

/** What tells one signal of a contract from another. */
export interface SignalKey {
  kind: ClockSignalKind;
  clause: string;
  subject: string;
  dueAt: string;
}
export interface PlannedSignal extends SignalKey {
  detail: Record<string, unknown>;
}

/** A signal that stands. */
export interface RaisedSignal extends SignalKey {
  missedAt: string | null; // of a clock.missed
}

export const keyText = (key: SignalKey): string => `${key.kind}\n${key.clause}\n${key.subject}\n${key.dueAt}`;

export interface WatchInput {
  clocks: readonly ClockLine[];
  /** Whether the clocks of a subject are among those: what was missed of others is not judged. */
  lookedAt: (subject: string) => boolean;
  /** The signals of the contract that stand already, by keyText. */
  raised: ReadonlyMap<string, RaisedSignal>;
  nowMs: number;
  lead: DueSoonLead;
  /** Running clocks that are stopped just now: their due moment moves on with time, so there is nothing to announce yet. */
  pushedBack: ReadonlySet<ClockLine>;
  /** Whether a clock that was done too late was known to be open at the moment it was missed: a watch that runs would have raised it. */
  wasOpenAt: (clock: ClockLine, missedMs: number) => boolean;
}

interface DueClock {
  clock: ClockLine;
  dueAt: string;
  dueMs: number;
  missedMs: number;
}

/**
 * The signals that some clocks of a contract call for at a moment and that do not stand yet, and for each subject when to look again.
 * Order: what is taken back, what was missed, what is due soon.
 */
export function planSignals(input: WatchInput): { signals: PlannedSignal[]; lookAgainAtMs: Map<string, number> } {
  const due = input.clocks.flatMap(withDueMoment);
  const missed = due.filter((line) => isMissed(line, input)).map(missedSignal);
  const running = due.filter(
    ({ clock, missedMs }) => clock.status === 'running' && input.nowMs < missedMs && !input.pushedBack.has(clock),
  );
  const dueSoon = running.filter((line) => soonAtMs(line, input) <= input.nowMs).map(dueSoonSignal);
  const signals = [...clearedSignals(due, input), ...missed, ...dueSoon].filter(
    (signal) => !input.raised.has(keyText(signal)),
  );
  const lookAgainAtMs = new Map<string, number>();
  for (const line of running) {
    const soonMs = soonAtMs(line, input);
    const nextMs = soonMs > input.nowMs ? soonMs : line.missedMs;
    const { subject } = line.clock;
    lookAgainAtMs.set(subject, Math.min(nextMs, lookAgainAtMs.get(subject) ?? Number.POSITIVE_INFINITY));
  }
  return { signals, lookAgainAtMs };
}

function withDueMoment(clock: ClockLine): DueClock[] {
  const dueMs = clock.dueAt === null ? null : parseInstant(clock.dueAt);
  if (clock.dueAt === null || dueMs === null) return [];
  return [{ clock, dueAt: clock.dueAt, dueMs, missedMs: missedAtMs(dueMs, clock.strict) }];
}

const soonAtMs = ({ clock, dueMs }: DueClock, { lead }: WatchInput): number =>
  dueSoonAtMs(clock.startedAt === null ? null : parseInstant(clock.startedAt), dueMs, lead);

/**
 * Overdue clocks are missed. One that was done too late counts when its miss fell into a time when nobody watched: while the service was down.
 * History that is imported afterwards raises nothing.
 */
function isMissed(line: DueClock, { nowMs, wasOpenAt }: WatchInput): boolean {
  if (line.clock.status === 'overdue') return true;
  return line.clock.status === 'late' && line.missedMs <= nowMs && wasOpenAt(line.clock, line.missedMs);
}

/** What every signal about a clock says, so that a screen need not ask. */
const about = (clock: ClockLine): Record<string, unknown> => ({
  stage: clock.stage,
  titleZh: clock.titleZh,
  titleEn: clock.titleEn,
  limitZh: clock.limitZh,
  limitEn: clock.limitEn,
  strict: clock.strict,
  firm: clock.firm,
  startedAt: clock.startedAt,
});

const signalOf = (kind: ClockSignalKind, line: DueClock, detail: Record<string, unknown>): PlannedSignal => ({
  kind,
  clause: line.clock.clause,
  subject: line.clock.subject,
  dueAt: line.dueAt,
  detail: { ...about(line.clock), ...detail },
});

const missedSignal = (line: DueClock): PlannedSignal =>
  signalOf('clock.missed.v1', line, { missedAt: formatInstant(line.missedMs) });

const dueSoonSignal = (line: DueClock): PlannedSignal => signalOf('clock.due-soon.v1', line, {});

/** Why a miss no longer stands. */
type ClearedReason = 'met' | 'waived' | 'not-owed' | 'due-moved' | 'gone';

/**
 * A miss that stands in the signals but no longer in the clocks: what was recorded later shows that the target was met in time, is not owed,
 * is due at another moment, or that there is no such clock (withdrawn, merged, another level).
 */
function clearedSignals(due: readonly DueClock[], { raised, clocks, lookedAt }: WatchInput): PlannedSignal[] {
  const cleared: PlannedSignal[] = [];
  const bySubject = new Map<string, DueClock[]>();
  for (const line of due) bySubject.set(line.clock.subject, [...(bySubject.get(line.clock.subject) ?? []), line]);
  for (const missed of raised.values()) {
    if (missed.kind !== 'clock.missed.v1' || !lookedAt(missed.subject)) continue;
    const same = (bySubject.get(missed.subject) ?? []).filter(({ clock }) => clock.clause === missed.clause);
    const exact = same.find((line) => line.dueAt === missed.dueAt);
    if (exact && ['overdue', 'late', 'running'].includes(exact.clock.status)) continue;
    const now =
      exact?.clock ??
      same[0]?.clock ??
      clocks.find((clock) => clock.clause === missed.clause && clock.subject === missed.subject);
    cleared.push({
      kind: 'clock.cleared.v1',
      clause: missed.clause,
      subject: missed.subject,
      dueAt: missed.dueAt,
      detail: {
        ...(now ? about(now) : {}),
        reason: reasonOf(now, exact !== undefined),
        metAt: now?.metAt ?? null,
        missedAt: missed.missedAt ?? missed.dueAt,
        dueAtNow: now?.dueAt ?? null,
      },
    });
  }
  return cleared;
}

function reasonOf(clock: ClockLine | undefined, sameDue: boolean): ClearedReason {
  if (!clock) return 'gone';
  if (clock.status === 'waived' || clock.status === 'not-owed') return clock.status;
  return clock.status === 'met' && sameDue ? 'met' : 'due-moved';
}
