import { on } from './force-majeure.js';
import type { TargetsAsRead } from './incident-targets.js';
import type { IncidentState } from './incidents.js';

/**
 * Waits on the hospital where they stop the clocks (G-8), and force majeure on the system where the contract takes that time out; one after the other,
 * none counted twice.
 */
export function pausesOf({ forceMajeure, waitsPause }: TargetsAsRead, incident: IncidentState): IncidentState['waits'] {
  const waits = waitsPause ? incident.waits : [];
  const excused = forceMajeure.length === 0 ? [] : on(forceMajeure, [incident.system, incident.subsystem]);
  if (excused.length === 0) return waits;
  const merged: IncidentState['waits'] = [];
  for (const span of [...waits, ...excused].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = merged[merged.length - 1];
    if (last && (last.toMs === null || span.fromMs <= last.toMs))
      last.toMs = last.toMs === null || span.toMs === null ? null : Math.max(last.toMs, span.toMs);
    else merged.push({ fromMs: span.fromMs, toMs: span.toMs });
  }
  return merged;
}
