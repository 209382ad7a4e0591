import { formatInstant, type CounterRecord } from '@weibao/exchange';
import { clockReadings, isLate, missedAt, type Clock } from './clock-line.js';
import { counterRecord, limitAt, type Counted, type Limited } from './counter-record.js';
import { clockIsWaived } from './decisions.js';
import type { State } from './state.js';

/** HP-7.3: incidents in the order of their reports; a miss is a late phone confirmation or arrival, an incident with both on time resets. */
export function consecutive(state: State, rule: Extract<Limited, { kind: 'consecutive-incidents' }>): CounterRecord {
  const { readings } = state.book;
  const phoneOnly = readings.is('hp.consecutive', 'phone-only');
  const sameLevel = readings.is('hp.consecutive', 'same-level');
  const targets = readings.is('hp.consecutive', 'any-stage')
    ? [...rule.targets, ...rule.otherStageTargets]
    : rule.targets;
  const streaks = new Map<string, Counted[]>();
  const pending = new Set<string>(); // an incident that may still be on time stands between two misses
  let reached: number | null = null;
  let unconfirmed = false;
  const looked: Clock[] = [];
  let reachedBy: Counted[] = [];
  for (const incident of state.incidents) {
    const clocks = state
      .clocksOf(incident.incident)
      .filter((clock) => targets.includes(clock.clause) && (!phoneOnly || clock.stage === 'responded'));
    if (clocks.length === 0) continue;
    looked.push(...clocks);
    unconfirmed ||= clocks.some((clock) => clock.record.unconfirmed === true);
    const key = sameLevel ? (incident.level ?? '') : '';
    const streak = streaks.get(key) ?? [];
    const late = clocks.filter((clock) => isLate(clock) && !clockIsWaived(state, clock));
    if (late.length > 0) {
      if (pending.delete(key)) streak.length = 0;
      streak.push({ subject: incident.incident, atMs: Math.min(...late.map(missedAt)), amount: 1 });
      const lastMs: number = reached ?? Math.max(...streak.map((item) => item.atMs));
      if (reached === null && streak.length >= limitAt(rule, lastMs)) {
        reached = lastMs;
        reachedBy = [...streak];
      }
    } else if (clocks.every((clock) => clock.record.status !== 'running')) {
      streak.length = 0;
      pending.delete(key);
    } else pending.add(key);
    streaks.set(key, streak);
  }
  const longest = [...streaks.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  const now = counterRecord(rule, 'term', longest, { unconfirmed, readings: clockReadings(looked) });
  // A right once given stays, even after an incident on time has ended the streak.
  return reached === null
    ? now
    : {
        ...now,
        subjects: [...new Set([...reachedBy, ...longest].map((item) => item.subject))],
        reachedAt: formatInstant(reached),
      };
}
