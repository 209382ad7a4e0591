import { systemInScope, type Terms } from '@weibao/contract-terms';
import type { ClockLine, IncidentSummary } from '@weibao/engine';
import { formatInstant, parseInstant, type Fact } from '@weibao/exchange';
import type { ClockView, IncidentDetail, IncidentView } from '@weibao/messages';
import { nextDueAt } from './incident-order.js';
import type { RecordLookup } from '../records/record-lookup.js';

const msOf = (instant: string): number => parseInstant(instant) ?? 0;
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** One incident as a screen shows it: what is recorded, and the clocks as the engine computed them. */
export function incidentView(
  contract: string,
  terms: Terms,
  record: RecordLookup,
  state: IncidentSummary,
  clocks: readonly ClockLine[],
): IncidentView {
  const report = record.incident(state.incident)?.report;
  const level = terms.levels.find((known) => known.level === state.level);
  return {
    contract,
    incident: state.incident,
    level: state.level,
    levelName: level?.nameZh ?? null,
    system: state.system,
    subsystem: state.subsystem,
    department: textOf(report?.department),
    summary: textOf(report?.summary),
    reportedAt: formatInstant(state.reportedAtMs),
    open: state.open,
    scopeToBeRuled:
      state.system !== null && systemInScope(terms, state.system, state.subsystem ?? undefined) === 'to-be-ruled',
    drill: state.drill,
    inTerm: state.inTerm,
    stages: [...state.stages]
      .map(([stage, entry]) => ({
        stage,
        at: formatInstant(entry.atMs),
        fact: entry.id ?? '', // an imported fact may have no id
        unconfirmed: entry.unconfirmed,
      }))
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    clocks: clocks as ClockView[],
    nextDueAt: nextDueAt(clocks),
  };
}

/**
 * Every entry about an incident in the order in which it happened, corrections and withdrawn entries included.
 * `members` are the incident and those merged into it: merged incidents are one.
 */
export function historyOf(
  record: RecordLookup,
  facts: readonly Fact[],
  members: readonly string[],
): IncidentDetail['history'] {
  const names = new Set<unknown>(members);
  const own = facts.filter((fact) => names.has(fact['incident']) || names.has(fact['about']));
  const ids = new Set(own.flatMap((fact) => (fact.id === undefined ? [] : [fact.id])));
  const corrections = facts.filter(
    (fact) => (fact.type === 'fact.withdrawn' || fact.type === 'fact.confirmed') && ids.has(fact.fact),
  );
  return [...own, ...corrections]
    .map((fact) => ({
      id: fact.id ?? '',
      type: fact.type,
      at: fact.at,
      recordedAt: fact.recordedAt ?? fact.at,
      by: fact.by ?? null,
      account: accountOf(fact),
      withdrawn: record.withdrawalOf(fact) !== undefined,
      fact,
    }))
    .sort((a, b) => msOf(a.at) - msOf(b.at) || msOf(a.recordedAt) - msOf(b.recordedAt));
}

/** Who entered a fact: its stored form names the actor. */
function accountOf(fact: Fact): string | null {
  const actor = fact['actor'];
  return actor !== null && typeof actor === 'object' ? textOf((actor as Record<string, unknown>)['account']) : null;
}
