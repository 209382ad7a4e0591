import type { Fact, FactOf } from './facts.js';
import { parseInstant } from './instant.js';
import type { Fault } from './references.js';

type Place = (index: number) => string;

/** Where one thing leads on to another: the fact that says so, by its index. */
interface Step {
  index: number;
  to: string;
}

/** Withdrawals that take back each other, or themselves: nobody can say which of them stands. Each circle is named once, at its first fact. */
export function withdrawalCircles(facts: readonly Fact[], place: Place): Fault[] {
  const steps = new Map<string, Step>();
  facts.forEach((fact, index) => {
    if (fact.type === 'fact.withdrawn' && fact.id !== undefined && !steps.has(fact.id))
      steps.set(fact.id, { index, to: fact.fact });
  });
  return circlesOf(steps).map(({ names, indexes, alone }) => ({
    place: `${place(Math.min(...indexes))}.fact`,
    message: alone ? `${names} withdraws itself` : `${names} withdraw each other in a circle`,
  }));
}

/**
 * Incidents merged into each other: none of them would be the one that stands, and each would be counted. The fault is named at the merge that closes
 * the circle, which is the new one where the others stand in a record already. A merge that was withdrawn leads nowhere; of several the last one counts.
 */
export function mergeCircles(facts: readonly Fact[], place: Place): Fault[] {
  const stands = standing(facts);
  const merges = facts
    .flatMap((fact, index) => {
      if (fact.type !== 'incident.merged' || typeof fact.into !== 'string' || !stands(fact)) return [];
      return [{ from: fact.incident, to: fact.into, atMs: momentOf(fact), index }];
    })
    .sort((a, b) => a.atMs - b.atMs);
  const steps = new Map<string, Step>();
  for (const { from, to, index } of merges) steps.set(from, { index, to });
  return circlesOf(steps).map(({ names, indexes, alone }) => ({
    place: `${place(Math.max(...indexes))}.into`,
    message: alone ? `${names} is merged into itself` : `${names} are merged into each other in a circle`,
  }));
}

/** A fact whose moment cannot be read is a fault of its own. */
const momentOf = ({ at }: Fact): number => (typeof at === 'string' ? (parseInstant(at) ?? 0) : 0);

/** Whether a fact stands: a withdrawal that was itself withdrawn takes nothing back. */
function standing(facts: readonly Fact[]): (fact: Fact) => boolean {
  const withdrawals = new Map<string, FactOf<'fact.withdrawn'>[]>();
  for (const fact of facts)
    if (fact.type === 'fact.withdrawn') withdrawals.set(fact.fact, [...(withdrawals.get(fact.fact) ?? []), fact]);
  const stands = (fact: Fact, depth: number): boolean =>
    fact.id === undefined ||
    depth > facts.length ||
    !(withdrawals.get(fact.id) ?? []).some((withdrawal) => stands(withdrawal, depth + 1));
  return (fact) => stands(fact, 0);
}

/** Each circle among the steps once, with what lies on it. */
function circlesOf(steps: ReadonlyMap<string, Step>): { names: string; indexes: number[]; alone: boolean }[] {
  const done = new Set<string>();
  return [...steps.keys()].flatMap((start) => {
    const path: string[] = [];
    let at = start;
    for (; steps.has(at) && !done.has(at); at = (steps.get(at) as Step).to) {
      done.add(at);
      path.push(at);
    }
    if (!path.includes(at)) return [];
    const circle = path.slice(path.indexOf(at));
    return [
      {
        names: circle.map((name) => `"${name}"`).join(', '),
        indexes: circle.map((name) => (steps.get(name) as Step).index),
        alone: circle.length === 1,
      },
    ];
  });
}
