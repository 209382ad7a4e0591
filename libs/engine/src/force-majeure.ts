import { sameName, type Terms } from '@weibao/contract-terms';
import { parseInstant } from '@weibao/exchange';
import type { History } from './history.js';

export interface ForceMajeure {
  system: string;
  fromMs: number;
  toMs: number;
}

/** Force majeure that the hospital agreed to, or both, and that is over. */
export function agreedForceMajeure(history: History): ForceMajeure[] {
  return history.of('force-majeure.agreed').flatMap((fact) => {
    const [fromMs, toMs] = [fact.from, fact.to].map((text) => (text === undefined ? null : parseInstant(text)));
    const agreed = fact.by !== 'vendor' && fact.by !== 'monitor';
    return agreed && typeof fromMs === 'number' && typeof toMs === 'number'
      ? [{ system: fact.system, fromMs, toMs }]
      : [];
  });
}

/** Those on one of these systems, whatever part of it is named. */
export const on = (spans: readonly ForceMajeure[], names: readonly (string | null | undefined)[]): ForceMajeure[] =>
  spans.filter((span) => names.some((name) => typeof name === 'string' && sameName(name, span.system)));

/** What work on these systems meets with: force majeure on one of them, or on what the contract does not list, which is read to be on everything. */
export function hindering(
  terms: Terms,
  spans: readonly ForceMajeure[],
  systems: 'all' | readonly string[],
): ForceMajeure[] {
  return spans.filter((span) => {
    if (systems === 'all') return true;
    const listed = terms.systems.find(({ name, subsystems }) =>
      [name, ...subsystems].some((part) => sameName(part, span.system)),
    );
    return listed === undefined || systems.some((name) => sameName(name, listed.name));
  });
}

/**
 * LY-8.1: the date on which something is to be performed moves by the time that force majeure took from it. What came only after the date, during the
 * delay of whoever owed it, moves nothing (LY-8.2-LATE).
 */
export function movedBy(spans: readonly ForceMajeure[], startMs: number, dueMs: number): number {
  let [moved, takenToMs] = [dueMs, startMs];
  for (const { fromMs, toMs } of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    const from = Math.max(fromMs, takenToMs); // none counted twice
    if (fromMs >= moved || toMs <= from) continue;
    moved += toMs - from;
    takenToMs = toMs;
  }
  return moved;
}
