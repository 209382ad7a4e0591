import type { Terms } from '@weibao/contract-terms';
import type { Fact, Outcome, PaymentFigures } from '@weibao/exchange';
import { historyAt } from './history.js';
import { settle } from './settle.js';
import type { Input } from './state.js';
import { decidedLines, entriesOf, shownFacts, sourcesOf } from './statement-lines.js';

/**
 * What a settlement statement of one payment says: records of the outcome as they are, with the decisions, invoices and payments beside them. From the
 * facts and a moment alone, so that it is the same when it is issued and whenever it is verified. `figures` is null where the contract has no such payment.
 */
export function settlePayment(input: Input, payment: string): { outcome: Outcome; figures: PaymentFigures | null } {
  const outcome = settle(input);
  const standing = shownFacts(historyAt(input.facts, input.asOfMs));
  return { outcome, figures: figuresOf(outcome, payment, standing, input.terms) };
}

function figuresOf(outcome: Outcome, payment: string, standing: readonly Fact[], terms: Terms): PaymentFigures | null {
  const record = outcome.payments.find((one) => one.payment === payment);
  if (!record) return null;
  const lines = decidedLines(outcome, standing);
  const deductions = lines.filter((line) => line.payment === payment);
  const receivables = lines.filter((line) => line.payment === null);
  const year = record.gates.find((gate) => gate.year !== undefined)?.year;
  const periods = new Set([
    ...(year === undefined ? [] : [`year-${year}`]),
    ...deductions.flatMap(({ period }) => period ?? []),
  ]);
  const inPeriods = ({ period }: { period: string }) => periods.has(period);
  const figures = {
    payment: record,
    deductions,
    receivables,
    caps: outcome.caps,
    acceptances: outcome.acceptances.filter((acceptance) => acceptance.year === year),
    metrics: outcome.metrics.filter(inPeriods),
    scores: outcome.scores.filter(inPeriods),
    entries: entriesOf(standing, (about) => about === payment).map(({ payment: _payment, ...entry }) => entry),
  };
  return { ...figures, ...sourcesOf(figures, outcome, terms) };
}
