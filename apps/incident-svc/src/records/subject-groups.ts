import type { Fact } from '@weibao/exchange';

/** Facts about one subject, an incident or demand, and about those merged with it. */
export interface SubjectGroup {
  subjects: Set<string>;
  facts: Fact[];
  /** Grows with every fact that may change its clocks. */
  revision: number;
}

/** What may change the clocks of any subject: terms, readings, calendars, the term itself, a right that ends it, force majeure on a system. */
const ofTheContract = /^(contract|reading|calendar|record|notice|right|force-majeure)\./;

/**
 * A contract's facts by what they are about, so that clocks are computed on what is open and not on years of what is done. The outcome is the
 * same: a clock rests on the facts about its subject and on those about the contract, which every group is computed with.
 */
export class SubjectGroups {
  private readonly general: Fact[] = [];
  private readonly groupOf = new Map<string, SubjectGroup>();
  private readonly subjectOfFact = new Map<string, string>();

  add(facts: readonly Fact[]): void {
    for (const fact of facts) {
      const subject = this.subjectOf(fact);
      if (subject === null) {
        this.general.push(fact);
        if (ofTheContract.test(fact.type) || 'fact' in fact) this.reviseAll();
        continue;
      }
      if (fact.id !== undefined) this.subjectOfFact.set(fact.id, subject);
      const group = this.groupFor(subject);
      group.facts.push(fact);
      group.revision += 1;
      if (fact.type === 'incident.merged' && fact.into !== undefined) this.join(group, this.groupFor(fact.into));
    }
  }

  all(): Set<SubjectGroup> {
    return new Set(this.groupOf.values());
  }

  /** The facts of the contract and of some groups. */
  factsOf(groups: Iterable<SubjectGroup>): Fact[] {
    const facts = this.general.slice();
    for (const group of groups) for (const fact of group.facts) facts.push(fact);
    return facts;
  }

  /** The group of a subject; undefined when no fact is about it. */
  of(subject: string): SubjectGroup | undefined {
    return this.groupOf.get(subject);
  }

  private subjectOf(fact: Fact): string | null {
    if (fact.type === 'fact.withdrawn' || fact.type === 'fact.confirmed')
      return this.subjectOfFact.get(fact.fact) ?? null;
    for (const field of ['incident', 'demand', 'about'] as const)
      if (typeof fact[field] === 'string') return fact[field];
    return null;
  }

  private groupFor(subject: string): SubjectGroup {
    let group = this.groupOf.get(subject);
    if (!group) this.groupOf.set(subject, (group = { subjects: new Set([subject]), facts: [], revision: 0 }));
    return group;
  }

  /** Once merged they stay one group: should the merger be withdrawn, computing them together is right as well. */
  private join(one: SubjectGroup, other: SubjectGroup): void {
    if (one === other) return;
    other.facts.push(...one.facts);
    other.revision += 1;
    for (const subject of one.subjects) {
      other.subjects.add(subject);
      this.groupOf.set(subject, other);
    }
  }

  private reviseAll(): void {
    for (const group of this.all()) group.revision += 1;
  }
}
