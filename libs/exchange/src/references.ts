import { canonicalJson } from './canonical.js';
import { mergeCircles, withdrawalCircles } from './circles.js';
import type { Fact } from './facts.js';

/** One thing wrong with the input: where it stands (`facts[3].at`) and what was expected. */
export interface Fault {
  place: string;
  message: string;
}

/** What a fact is a step of: the field that names it, and the type of fact that must report it first. */
const reportedBy = new Map([
  ['incident', { field: 'incident', type: 'incident.reported', nobody: 'nobody reported' }],
  ['outage', { field: 'outage', type: 'outage.started', nobody: 'nobody recorded the start of' }],
  ['demand', { field: 'demand', type: 'demand.filed', nobody: 'nobody filed' }],
  ['defect', { field: 'defect', type: 'defect.confirmed', nobody: 'nobody confirmed' }],
  ['security-task', { field: 'task', type: 'security-task.ordered', nobody: 'nobody ordered' }],
]);

const thingFields = [
  'incident',
  'outage',
  'demand',
  'complaint',
  'defect',
  'task',
  'inspection',
  'duty',
  'approval',
  'id',
  'about',
  'subject',
  'event',
];
const label = /^(\d{4}|year-\d|P\d)/;

type Loose = Record<string, unknown>;

/** Facts that other facts name must stand in the same file, and one id must mean one fact. Every fault is returned, in the order of the file. */
export function referenceFaults(
  facts: readonly Fact[],
  place: (index: number) => string = (index) => `facts[${index}]`,
): Fault[] {
  const faults: Fault[] = [];
  const ids = new Map<string, number>();
  const reported = new Map([...reportedBy.keys()].map((group) => [group, new Set<string>()]));
  const duties = new Set<string>();
  const findings = new Set<string>();
  facts.forEach((fact, index) => {
    if (fact.id !== undefined) {
      const first = ids.get(fact.id);
      if (first === undefined) ids.set(fact.id, index);
      else if (canonicalJson(facts[first]) !== canonicalJson(fact))
        faults.push({
          place: `${place(index)}.id`,
          message: `"${fact.id}" is also the id of ${place(first)}, which says something else`,
        });
    }
    const group = groupOf(fact);
    const rule = reportedBy.get(group);
    if (rule?.type === fact.type) reported.get(group)?.add(String((fact as Loose)[rule.field]));
    if (fact.type === 'duty.planned' || fact.type === 'duty.done') duties.add(fact.duty);
    if (fact.type === 'inspection.finding-noted') findings.add(fact.finding);
    // The hospital signs an inspection, or what a document is about, by its own key.
    if (fact.type === 'inspection.ended') duties.add(fact.inspection);
    if (fact.type === 'document.filed' && fact.about !== undefined) duties.add(fact.about);
  });
  let things: ReadonlySet<string> | null = null;
  facts.forEach((fact, index) => {
    const missing = (field: string, nobody: string, key: unknown) =>
      faults.push({ place: `${place(index)}.${field}`, message: `${nobody} "${String(key)}"` });
    const group = groupOf(fact);
    const rule = reportedBy.get(group);
    if (rule) {
      const key = (fact as Loose)[rule.field];
      if (!reported.get(group)?.has(String(key))) missing(rule.field, rule.nobody, key);
    }
    if (fact.type === 'incident.merged' && fact.into !== undefined && !reported.get('incident')?.has(fact.into))
      missing('into', 'nobody reported', fact.into);
    if (fact.type === 'duty.signed' && !duties.has(fact.duty)) missing('duty', 'nobody planned or did', fact.duty);
    if (
      (fact.type === 'inspection.finding-closed' || fact.type === 'inspection.finding-verified') &&
      !findings.has(fact.finding)
    )
      missing('finding', 'nobody noted the finding', fact.finding);
    if ((fact.type === 'fact.withdrawn' || fact.type === 'fact.confirmed') && !ids.has(fact.fact))
      missing('fact', 'no fact has the id', fact.fact);
    if (
      fact.type === 'deduction.decided' &&
      fact.subject !== undefined &&
      !label.test(fact.subject) &&
      !(things ??= thingsIn(facts)).has(fact.subject)
    )
      missing('subject', 'nobody reported', fact.subject);
  });
  return [...faults, ...withdrawalCircles(facts, place), ...mergeCircles(facts, place)];
}

const groupOf = (fact: Fact): string => fact.type.slice(0, fact.type.indexOf('.'));

/** Whatever a decision may be about: what any fact names but the decisions themselves. */
function thingsIn(facts: readonly Fact[]): ReadonlySet<string> {
  const things = new Set<string>();
  for (const fact of facts) {
    if (fact.type === 'deduction.decided') continue;
    for (const field of thingFields) {
      const key = (fact as Loose)[field];
      if (typeof key === 'string') things.add(key);
    }
  }
  return things;
}
