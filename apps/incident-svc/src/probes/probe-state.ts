import type { Checked } from './probe-check.js';

/** What is kept of a probe between two checks, and over a restart. Moments in milliseconds. */
export interface ProbeState {
  checkedAtMs: number | null; // the last check that told whether the system answers
  latencyMs: number | null; // of a good one
  fault: string | null; // of a bad one
  failingSinceMs: number | null; // the first bad one of a series
  failures: number; // in that series
  outage: string | null; // that this probe opened and that still runs
}
export const unchecked: ProbeState = {
  checkedAtMs: null,
  latencyMs: null,
  fault: null,
  failingSinceMs: null,
  failures: 0,
  outage: null,
};

export interface ProbeTerms {
  intervalSeconds: number;
  timeoutSeconds: number;
  retries: number; // bad checks in a row that are not yet an outage
}

/** What a check adds to the record. */
export type Told =
  | { type: 'monitoring.started' | 'monitoring.ended'; atMs: number }
  | { type: 'outage.started'; atMs: number }
  | { type: 'outage.ended'; outage: string; atMs: number }
  | { type: 'monitoring.gap'; fromMs: number; toMs: number };

/** Longer between two checks than this, and nobody watched: one check was missed and the next one, too. */
export const longestPauseMs = ({ intervalSeconds, timeoutSeconds }: ProbeTerms): number =>
  (2 * intervalSeconds + timeoutSeconds) * 1000;

/** A bad check is repeated soon; a good one after the interval. */
const SOON_MS = 5000;
export const pauseMs = ({ intervalSeconds }: ProbeTerms, { failures, outage }: ProbeState): number =>
  failures > 0 && outage === null ? Math.min(intervalSeconds * 1000, SOON_MS) : intervalSeconds * 1000;

/**
 * What a check changes. The first one begins the watch. The time before it that nobody watched is a gap, neither up nor down, and breaks a series of
 * bad checks: what happened in it is not known; an outage that ran before is taken to have gone on. While a name leads where no probe may go nothing
 * is known at all, and the gap is told once it leads somewhere again.
 */
export function afterCheck(
  state: ProbeState,
  terms: ProbeTerms,
  checked: Checked,
  atMs: number,
): { state: ProbeState; told: Told[] } {
  if (checked.result === 'refused') return { state: { ...state, latencyMs: null, fault: checked.fault }, told: [] };
  const { checkedAtMs } = state;
  const begun: Told[] = checkedAtMs === null ? [{ type: 'monitoring.started', atMs }] : [];
  const isGap = checkedAtMs !== null && atMs - checkedAtMs > longestPauseMs(terms);
  const gap: Told[] = isGap ? [{ type: 'monitoring.gap', fromMs: checkedAtMs, toMs: atMs }] : [];
  const before = isGap ? { ...state, failingSinceMs: null, failures: 0 } : state;
  const after =
    checked.result === 'good'
      ? afterGood(before, checked.latencyMs, atMs)
      : afterBad(before, terms, checked.fault, atMs);
  return { state: after.state, told: [...begun, ...gap, ...after.told] };
}

/** An outage closes at the first good check. */
function afterGood({ outage }: ProbeState, latencyMs: number, atMs: number): { state: ProbeState; told: Told[] } {
  return {
    state: { ...unchecked, checkedAtMs: atMs, latencyMs },
    told: outage === null ? [] : [{ type: 'outage.ended', outage, atMs }],
  };
}

/** An outage opens with the first bad check above the retries, from the first bad one of the series on. */
function afterBad(
  state: ProbeState,
  { retries }: ProbeTerms,
  fault: string,
  atMs: number,
): { state: ProbeState; told: Told[] } {
  const failingSinceMs = state.failingSinceMs ?? atMs;
  const failures = state.failures + 1;
  const opens = state.outage === null && failures > retries;
  return {
    state: { ...state, checkedAtMs: atMs, latencyMs: null, fault, failingSinceMs, failures },
    told: opens ? [{ type: 'outage.started', atMs: failingSinceMs }] : [],
  };
}
