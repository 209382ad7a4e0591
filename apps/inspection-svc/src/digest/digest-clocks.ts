import type { ClockLine } from '@weibao/engine';
import type { Fact } from '@weibao/exchange';
import type { DigestClock } from '@weibao/messages';
import { dayOfInstant } from '../duties/due-date.js';

/** The stage targets, and reports owed for an incident, that a day's digest names; those missed before its first day and still open are counted. */
export interface DigestClocks {
  lines: DigestClock[];
  older: number;
}

/**
 * What was missed since the working day before, met too late or not yet, and what runs out on the day. Best-effort targets are measured and are no
 * breach: nobody is reminded of them.
 */
export function digestClocks(
  clocks: readonly ClockLine[],
  facts: readonly Fact[],
  { on, since }: { on: string; since: string },
): DigestClocks {
  const demands = new Set(facts.flatMap((fact) => (fact.type === 'demand.filed' ? [fact.demand] : [])));
  const lines: DigestClock[] = [];
  let older = 0;
  for (const { clause, titleZh, titleEn, subject, dueAt, metAt, status, firm } of clocks) {
    const day = dueAt === null ? null : dayOfInstant(dueAt);
    if (dueAt === null || day === null || !firm) continue;
    const isMissed = status === 'overdue' || status === 'late';
    if (status === 'overdue' && day < since) older += 1;
    if (!(isMissed && day >= since) && !(status === 'running' && day === on)) continue;
    const about = demands.has(subject) ? ('demand' as const) : ('incident' as const);
    lines.push({ clause, titleZh, titleEn, subject, about, dueAt, metAt, status });
  }
  lines.sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
  return { lines, older };
}
