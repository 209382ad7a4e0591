import { dayOf } from '@weibao/calendar';
import type { PenaltyRule } from '@weibao/contract-terms';
import { isLate, type Clock } from './clock-line.js';
import type { KnownOf } from './history.js';
import { ALL_STAGES, lateTogether } from './late-together.js';
import type { State } from './state.js';

export type Decision = KnownOf<'deduction.decided'>;

/**
 * What people decided about a line: the decision recorded last under its clause, subject or period, and, where it names one, what was missed.
 * It changes what is payable, never what was computed. The vendor only disputes (docs/operations.md): what an import says that it waived or confirmed counts once the hospital has confirmed that entry.
 */
export function decisionOn(state: State, clause: string, key: string, breach: string | null): Decision | null {
  let last: Decision | null = null;
  for (const fact of state.book.history.grouped('deduction.decided', 'clause').get(clause) ?? [])
    if (
      (fact.by !== 'vendor' || fact.outcome === 'disputed' || state.book.history.isConfirmed(fact)) &&
      isAbout(state, fact, key) &&
      (breach === null || fact.breach === undefined || fact.breach === breach) &&
      (last === null || fact.knownMs >= last.knownMs)
    )
      last = fact;
  return last;
}

function isAbout(state: State, { subject, period }: Decision, key: string): boolean {
  if (subject === undefined) return (period ?? key) === key;
  const named = state.book.history.named(subject);
  return named === key || state.standsFor(named) === key;
}

/** A breach counts for counters, gates, caps and rights until it is waived. */
export function isWaived(state: State, clause: string, key: string, breach: string | null = null): boolean {
  return decisionOn(state, clause, key, breach)?.outcome === 'waived';
}

/** Whether the penalty that a late clock brings has been waived: then the clock counts nowhere. */
export function clockIsWaived(state: State, clock: Clock): boolean {
  if (state.book.history.of('deduction.decided').length === 0) return false;
  return state.book.on(dayOf(clock.fromMs)).terms.penalties.some(
    (rule) =>
      'targets' in rule &&
      rule.targets.includes(clock.clause) &&
      (rule.kind !== 'all-late' || lateTogether(state, rule, clock.subject).length > 0) && // else there is no line to waive
      isWaived(state, rule.clause, clock.subject, breachOf(state, rule, clock)),
  );
}

/** By which name the line goes that a late clock is part of. */
function breachOf(state: State, rule: Extract<PenaltyRule, { targets: readonly string[] }>, clock: Clock): string {
  if (rule.kind === 'all-late') return ALL_STAGES;
  return rule.kind === 'incident-late' ? lineName(state, rule.targets, clock) : clock.stage;
}

/** One line stands for all late stages of an incident, under the name of the first; a line a stage where stages are counted (B-10). */
function lineName(state: State, targets: readonly string[], clock: Clock): string {
  if (state.book.readings.is('by.overtime_unit', 'stage')) return clock.stage;
  const first = state.clocksOf(clock.subject).find((other) => targets.includes(other.clause) && isLate(other));
  return first?.stage ?? clock.stage;
}
