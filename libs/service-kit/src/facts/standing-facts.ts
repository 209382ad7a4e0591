import { parseInstant, type Fact, type FactOf, type FactType } from '@weibao/exchange';

/** Facts with what became of them: withdrawn, confirmed. A look at the record, no figure is worked out here. */
export class StandingFacts {
  private readonly withdrawals = new Map<string, Fact>();
  private readonly confirmations = new Map<string, Fact[]>();

  constructor(private readonly facts: readonly Fact[]) {
    for (const fact of facts) {
      if (fact.type === 'fact.withdrawn') this.withdrawals.set(fact.fact, fact);
      if (fact.type !== 'fact.confirmed') continue;
      const known = this.confirmations.get(fact.fact);
      if (known) known.push(fact);
      else this.confirmations.set(fact.fact, [fact]);
    }
  }

  /** Those that nobody took back, in the order of the record. */
  *[Symbol.iterator](): Iterator<Fact> {
    for (const fact of this.facts) if (!this.withdrawalOf(fact)) yield fact;
  }

  find(wanted: (fact: Fact) => boolean): Fact | undefined {
    for (const fact of this) if (wanted(fact)) return fact;
    return undefined;
  }

  filter(wanted: (fact: Fact) => boolean): Fact[] {
    return [...this].filter(wanted);
  }

  of<T extends FactType>(type: T): FactOf<T>[] {
    return this.facts.filter((fact): fact is FactOf<T> => fact.type === type && !this.withdrawalOf(fact));
  }

  byId(id: string): Fact | undefined {
    return this.facts.find((fact) => fact.id === id);
  }

  /** A withdrawal that was itself withdrawn (an import may bring such) takes nothing back. */
  withdrawalOf(fact: Fact): Fact | undefined {
    const withdrawal = fact.id === undefined ? undefined : this.withdrawals.get(fact.id);
    return withdrawal && !this.withdrawalOf(withdrawal) ? withdrawal : undefined;
  }

  confirmationOf(fact: Fact): Fact | undefined {
    const given = fact.id === undefined ? undefined : this.confirmations.get(fact.id);
    return given?.find((confirmation) => confirmation.by !== 'vendor' && !this.withdrawalOf(confirmation));
  }
}

/** Who recorded a fact: its stored form names the actor; an imported history from elsewhere has the importer. */
export function recordedBy(fact: Fact): Record<'account' | 'organisation' | 'role', string | null> {
  const actor = fact['actor'] as Record<string, unknown> | undefined;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    account: text(actor?.['account']),
    organisation: text(actor?.['organisation']),
    role: text(actor?.['role']),
  };
}

export const atMsOf = (fact: { at: string }): number => parseInstant(fact.at) ?? 0;
