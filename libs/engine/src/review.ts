import type { DecidedOn, DeductionRecord, Fact, ReviewRecord, Step } from '@weibao/exchange';
import type { Decision } from './decisions.js';
import type { History, Known } from './history.js';
import { formatYuan, toFen, yuan, type Money } from './money.js';

/** What depends on other lines or on the decision itself says nothing about the sum that was decided on. */
const afterwards: ReadonlySet<string> = new Set(['cap', 'range', 'beyond-cap']);

/** The sum of a line as whoever decides on it sees it; it is kept with the decision. */
export function decidedOn({ computed, steps }: Pick<DeductionRecord, 'computed' | 'steps'>): DecidedOn {
  return {
    computed,
    steps: steps.filter(({ label }) => !afterwards.has(label)).map(({ label, result }) => ({ label, result })),
  };
}

interface Line {
  key: string; // its subject or period
  computed: Money | null;
  steps: readonly Step[];
}

/**
 * Money becomes final by a decision, never by arithmetic alone: where the sum of a confirmed or waived line is no longer the one that was decided on, the
 * decision stands as it was taken and the line goes back to review. Decisions that came without their basis (imported ones) are taken as they are.
 */
export function reviewOf(history: History, decision: Decision | null, line: Line): ReviewRecord | null {
  if (!decision?.basis || (decision.outcome !== 'confirmed' && decision.outcome !== 'waived')) return null;
  const now = decidedOn({
    computed: line.computed === null ? null : formatYuan(line.computed),
    steps: [...line.steps],
  });
  const steps = changedSteps(decision.basis.steps, now.steps);
  if (steps.length === 0 && sameMoney(decision.basis.computed, now.computed)) return null;
  return {
    decision: decision.id ?? '',
    was: decision.basis.computed,
    steps,
    facts: factsSince(history, decision, line.key),
  };
}

const sameMoney = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : toFen(yuan(one)).eq(toFen(yuan(other)));

/** Step by step under its label, the first of a label with the first. */
function changedSteps(before: DecidedOn['steps'], after: DecidedOn['steps']): ReviewRecord['steps'] {
  const labels = [...new Set([...before, ...after].map(({ label }) => label))];
  return labels.flatMap((label) => {
    const [old, now] = [before, after].map((list) => list.filter((one) => one.label === label));
    return Array.from({ length: Math.max(old?.length ?? 0, now?.length ?? 0) }, (_, place) => ({
      label,
      was: old?.[place]?.result ?? null,
      now: now?.[place]?.result ?? null,
    })).filter(({ was, now: is }) => was !== is);
  });
}

/** Facts that came after the decision and name what the line is about, and withdrawals and confirmations of such ones. */
function factsSince(history: History, decision: Decision, key: string): string[] {
  const about = (fact: Fact): boolean => fact.type !== 'deduction.decided' && Object.values(fact).includes(key);
  const aboutIds = new Set(history.all.flatMap((fact) => (fact.id !== undefined && about(fact) ? [fact.id] : [])));
  const concerns = (fact: Known): boolean =>
    about(fact) || ((fact.type === 'fact.withdrawn' || fact.type === 'fact.confirmed') && aboutIds.has(fact.fact));
  const found = history.all.filter((fact) => fact.knownMs > decision.knownMs && concerns(fact));
  return [...new Set(found.flatMap(({ id }) => id ?? []))].sort();
}
