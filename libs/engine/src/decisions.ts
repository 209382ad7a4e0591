import type { KnownOf } from './history.js';
import type { State } from './state.js';

export type Decision = KnownOf<'deduction.decided'>;

/**
 * What people decided about a line: the decision recorded last under its clause, subject or period, and, where it names one, what was missed.
 * It changes what is payable, never what was computed.
 */
export function decisionOn(state: State, clause: string, key: string, breach: string | null): Decision | null {
  let last: Decision | null = null;
  for (const fact of state.book.history.grouped('deduction.decided', 'clause').get(clause) ?? [])
    if (
      (fact.subject ?? fact.period ?? key) === key &&
      (breach === null || fact.breach === undefined || fact.breach === breach) &&
      (last === null || fact.knownMs >= last.knownMs)
    )
      last = fact;
  return last;
}

/** A breach counts for counters, gates, caps and rights until it is waived. */
export function isWaived(state: State, clause: string, key: string, breach: string | null = null): boolean {
  return decisionOn(state, clause, key, breach)?.outcome === 'waived';
}

/** Whether the penalty that a late clock brings has been waived: then the clock counts nowhere. */
export function clockIsWaived(state: State, subject: string, target: string, stage: string): boolean {
  if (state.book.history.of('deduction.decided').length === 0) return false;
  return state.book.terms.penalties.some((rule) => {
    if (!('targets' in rule) || !rule.targets.includes(target)) return false;
    if (rule.kind !== 'incident-late') return isWaived(state, rule.clause, subject, stage);
    // One line stands for all late stages of the incident, under the name of the first: a waiver of another breach leaves it.
    return stagesOf(state, rule.targets).some((name) => isWaived(state, rule.clause, subject, name));
  });
}

function stagesOf(state: State, targets: readonly string[]): string[] {
  const written = state.book.terms.incidentTargets.filter((target) => targets.includes(target.clause));
  return [...new Set(written.map((target) => target.stage).filter((stage) => stage !== undefined))];
}
