import { formatInstant } from '@weibao/exchange';
import type { ProbeView } from '@weibao/messages';
import { longestPauseMs } from './probe-state.js';
import type { KnownProbe } from './probe.repository.js';

const instant = (ms: number | null): string | null => (ms === null ? null : formatInstant(ms));

/** A probe as the hospital sees it: a state that is older than a check can be is none. */
export function probeView(probe: KnownProbe, nowMs: number): ProbeView {
  const { checkedAtMs, latencyMs, fault, failingSinceMs, outage } = probe.state;
  return {
    contract: probe.contract,
    system: probe.system,
    target: probe.target,
    intervalSeconds: probe.intervalSeconds,
    timeoutSeconds: probe.timeoutSeconds,
    retries: probe.retries,
    expectStatus: probe.expectStatus,
    setBy: probe.setBy,
    setAt: formatInstant(probe.setAtMs),
    state: stateOf(probe, nowMs),
    checkedAt: instant(checkedAtMs),
    latencyMs,
    fault,
    failingSince: instant(failingSinceMs),
    outage,
  };
}

function stateOf(probe: KnownProbe, nowMs: number): ProbeView['state'] {
  const { checkedAtMs, failures, outage, latencyMs, fault } = probe.state;
  if (latencyMs === null && failures === 0 && fault !== null) return 'refused';
  if (checkedAtMs === null) return 'waiting';
  if (nowMs - checkedAtMs > longestPauseMs(probe)) return 'unwatched';
  if (outage !== null) return 'down';
  return failures > 0 ? 'failing' : 'up';
}
