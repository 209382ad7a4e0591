import type { Fact, FactOf, Fault } from '@weibao/exchange';
import type { Terms } from './terms.js';

type Place = (index: number) => string;

/** What facts name and neither the contract, as signed or as any supplement has it, nor the file has: a payment, a year's acceptance, a score above the form's best. */
export function namedFaults(terms: Terms, facts: readonly (Fact | null)[], place: Place): Fault[] {
  const patches = facts.flatMap((fact) => (fact?.type === 'contract.amended' ? termsPatchOf(fact) : []));
  const payments = [...terms.payments, ...patches.flatMap((patch) => listOf(patch['payments']))].map((rule) =>
    String((rule as { payment?: unknown }).payment),
  );
  const years = Math.max(
    terms.acceptance?.years ?? 0,
    ...patches.map((patch) => Number((patch['acceptance'] as { years?: unknown } | undefined)?.years ?? 0)),
  );
  const best = patches.some((patch) => 'metrics' in patch) ? new Map<string, number>() : bestScores(terms);
  return facts.flatMap((fact, index): Fault[] => {
    switch (fact?.type) {
      case 'invoice.received':
      case 'payment.application-filed':
      case 'payment.made':
        return isPayment(payments, fact.payment)
          ? []
          : [{ place: `${place(index)}.payment`, message: `"${fact.payment}" is no payment of ${terms.contract}` }];
      case 'acceptance.applied':
      case 'acceptance.held':
      case 'acceptance.notified':
      case 'acceptance.reapplied':
      case 'acceptance.reheld':
        return fact.year <= years
          ? []
          : [{ place: `${place(index)}.year`, message: `${terms.contract} has no acceptance of a year ${fact.year}` }];
      case 'survey.returned':
        return scoreFaults(fact, best.get(fact.form), place(index));
      default:
        return [];
    }
  });
}

const termsPatchOf = ({ changes }: FactOf<'contract.amended'>): Record<string, unknown>[] =>
  typeof changes?.['terms'] === 'object' && changes['terms'] !== null
    ? [changes['terms'] as Record<string, unknown>]
    : [];

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** `P*`: one a settlement, however many the term has. */
const isPayment = (known: readonly string[], name: string): boolean =>
  known.includes(name) || (known.includes('P*') && /^P[1-9]\d*$/.test(name));

function bestScores(terms: Terms): Map<string, number> {
  const best = new Map<string, number>();
  for (const rule of terms.metrics) {
    if (!('itemMax' in rule) || rule.itemMax === undefined) continue;
    for (const form of 'forms' in rule ? rule.forms : [rule.form]) best.set(form, rule.itemMax);
  }
  return best;
}

const scoreFaults = ({ scores }: FactOf<'survey.returned'>, best: number | undefined, place: string): Fault[] =>
  (scores ?? []).flatMap((score, index) =>
    best === undefined || score <= best
      ? []
      : [{ place: `${place}.scores[${index}]`, message: `expected a score of at most ${best}, got ${score}` }],
  );
