import { amendTerms, mergePatch, type Terms } from '@weibao/contract-terms';
import type { Fact, FactOf, Parameters } from '@weibao/exchange';
import { atMsOf } from '@weibao/service-kit';

/** The terms and parameters with every amendment on record, as the outcome's lint looks at them. */
export function latestTerms(terms: Terms, parameters: Parameters, facts: readonly Fact[]) {
  let latest = { terms, parameters };
  const amendments = facts
    .filter((fact): fact is FactOf<'contract.amended'> => fact.type === 'contract.amended')
    .sort((a, b) => a.effectiveOn.localeCompare(b.effectiveOn) || atMsOf(a) - atMsOf(b));
  for (const { changes } of amendments) {
    const { terms: patch, parameters: changed } = (changes ?? {}) as { terms?: unknown; parameters?: unknown };
    const amended = patch === undefined ? null : amendTerms(latest.terms, patch);
    latest = {
      terms: amended?.ok ? amended.value : latest.terms,
      parameters: changed === undefined ? latest.parameters : (mergePatch(latest.parameters, changed) as Parameters),
    };
  }
  return latest;
}
