import type { Fact, FactOf } from './facts.js';
import { parseInstant } from './instant.js';
import type { Fault } from './references.js';

const NOTHING: Fault[] = [];

/** What is wrong in a fact though each of its fields is well formed. */
export function ownFaults(fact: Fact, place: () => string): Fault[] {
  switch (fact.type) {
    case 'incident.graded':
      return impactFaults(fact.impact, place);
    case 'maintenance.agreed':
    case 'force-majeure.agreed':
    case 'monitoring.gap':
      return spanFaults(fact, place);
    case 'deduction.decided':
      return [...reasonFaults(fact, place), ...amountFaults(fact.amount, place)];
    case 'payment.made':
    case 'breach.ruled':
    case 'loss.claimed':
      return amountFaults(fact.amount, place);
    default:
      return NOTHING;
  }
}

/** No more institutions are hit than there are: a slip of the hand would make the event the gravest of all. */
function impactFaults(impact: FactOf<'incident.graded'>['impact'], place: () => string): Fault[] {
  const { institutionsHit: hit, institutionsTotal: total } = impact ?? {};
  if (hit === undefined || total === undefined || hit <= total) return NOTHING;
  return [
    { place: `${place()}.impact.institutionsHit`, message: `expected at most institutionsTotal ${total}, got ${hit}` },
  ];
}

function reasonFaults(fact: FactOf<'deduction.decided'>, place: () => string): Fault[] {
  if (fact.outcome !== 'waived' || fact.note?.trim()) return NOTHING;
  return [{ place: `${place()}.note`, message: 'expected the reason why the deduction is waived, got nothing' }];
}

/** Below zero is a credit note (红字发票) alone, which is an invoice. */
function amountFaults(amount: string | undefined, place: () => string): Fault[] {
  if (!amount?.startsWith('-')) return NOTHING;
  return [
    {
      place: `${place()}.amount`,
      message: `expected an amount of at least 0 (a credit note is recorded as an invoice), got "${amount}"`,
    },
  ];
}

function spanFaults(fact: { from?: string | undefined; to?: string | undefined }, place: () => string): Fault[] {
  const from = fact.from === undefined ? null : parseInstant(fact.from);
  const to = fact.to === undefined ? null : parseInstant(fact.to);
  if (from === null || to === null || from <= to) return NOTHING;
  return [{ place: `${place()}.to`, message: `expected an instant not before from ${fact.from}, got "${fact.to}"` }];
}
