import type { Case, ExportedFact, ExportHead, Fact } from '@weibao/exchange';

/** Collects the facts of an export in the form of exchange.md, their texts put back; an erased text stays as its hash. */
export class ExportCase {
  private readonly facts: Fact[] = [];

  take(line: ExportedFact): void {
    this.facts.push({ ...(JSON.parse(line.body) as Fact), ...line.texts } as Fact);
  }

  /**
   * The case as of the export. The registration is one of its facts and carries the parameters, so the head has none of its own. `contract` is the
   * pattern of terms that the contract follows; null where nobody registered it.
   */
  case(head: ExportHead): Case | null {
    const registered = this.facts.find((fact) => fact.type === 'contract.registered') as
      (Fact & { pattern?: string }) | undefined;
    if (!registered) return null;
    return {
      contract: registered.pattern ?? head.contract,
      parameters: {},
      asOf: head.exportedAt,
      facts: this.facts,
    };
  }
}
