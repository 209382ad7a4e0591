import { stages, type Fact } from '@weibao/exchange';

const onceAnIncident = new Set<string>(['reported', ...stages].map((name) => `incident.${name}`));

/**
 * What must not stand twice in a contract's record: a report of an incident, a stage of it, a correction of a fact. Null: may stand any number of times.
 * Merging and waiting depend on several facts at once; they are decided on an unmoved head instead.
 */
export function onceKeyOf(fact: { type: Fact['type'] } & Record<string, unknown>): string | null {
  if (onceAnIncident.has(fact.type)) return `${fact.type}:${String(fact['incident'])}`;
  if (fact.type === 'fact.withdrawn' || fact.type === 'fact.confirmed') return `${fact.type}:${String(fact['fact'])}`;
  return null;
}
