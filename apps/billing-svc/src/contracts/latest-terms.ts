import { amendedBy, mergePatch, type Terms } from '@weibao/contract-terms';
import type { Fact, FactOf, Parameters } from '@weibao/exchange';
import { atMsOf } from '@weibao/service-kit';

export interface TermsAndParameters {
  terms: Terms;
  parameters: Parameters;
}

export interface Amended {
  fact: FactOf<'contract.amended'>;
  before: TermsAndParameters;
  /** By what the amendment says of the terms alone: what it says of the parameters is told beside it. */
  patched: Terms;
  after: TermsAndParameters;
}

/** The terms and parameters as each amendment on record left them, by the day from which it holds. */
export function amendmentsOf(terms: Terms, parameters: Parameters, facts: readonly Fact[]): Amended[] {
  const amendments = facts
    .filter((fact): fact is FactOf<'contract.amended'> => fact.type === 'contract.amended')
    .sort((a, b) => a.effectiveOn.localeCompare(b.effectiveOn) || atMsOf(a) - atMsOf(b));
  let before: TermsAndParameters = { terms, parameters };
  return amendments.map((fact) => {
    const changes = (fact.changes ?? {}) as { terms?: unknown; parameters?: Partial<Parameters> };
    const { parameters: changed } = changes;
    const amended = amendedBy(before.terms, changes);
    const patched = amendedBy(before.terms, { terms: changes.terms });
    const after: TermsAndParameters = {
      terms: amended.ok ? amended.value : before.terms,
      parameters: changed === undefined ? before.parameters : (mergePatch(before.parameters, changed) as Parameters),
    };
    const step = { fact, before, patched: patched.ok ? patched.value : before.terms, after };
    before = after;
    return step;
  });
}

/** The terms and parameters with every amendment on record, as the outcome's lint looks at them. */
export const latestTerms = (terms: Terms, parameters: Parameters, facts: readonly Fact[]): TermsAndParameters =>
  amendmentsOf(terms, parameters, facts).at(-1)?.after ?? { terms, parameters };
