import { stages, type Fact } from '@weibao/exchange';

/** What stands once, and the field that says of which thing. A delivery may be repeated, a date changed, a task refused again. */
const onceAThing: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['reported', ...stages].map((name) => [`incident.${name}`, 'incident'])),
  'demand.filed': 'demand',
  'demand.answered': 'demand',
  'demand.accepted': 'demand',
  'outage.started': 'outage',
  'outage.ended': 'outage',
  'defect.confirmed': 'defect',
  'defect.closed': 'defect',
  'security-task.ordered': 'task',
  'security-task.verified': 'task',
  'complaint.verified': 'complaint',
  'fact.withdrawn': 'fact',
  'fact.confirmed': 'fact',
};

/**
 * What must not stand twice in a contract's record: a report of an incident, a stage of it, a correction of a fact. Null: may stand any number of times.
 * Merging, waiting and agreements depend on several facts at once; they are decided on an unmoved head instead.
 */
export function onceKeyOf(fact: { type: Fact['type'] | string } & Record<string, unknown>): string | null {
  const field = onceAThing[fact.type];
  return field === undefined ? null : `${fact.type}:${String(fact[field])}`;
}
