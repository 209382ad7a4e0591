import type { Terms } from '@weibao/contract-terms';
import type { GateRecord, Outcome, PaymentRecord } from '@weibao/exchange';
import type { PostureView } from '@weibao/messages';

/**
 * The wall's share of an outcome: states and reasons. Visitors stand in that room, so what is money is left out field by
 * field, not hidden later.
 */
export function postureView(contract: string, nameZh: string, terms: Terms, outcome: Outcome): PostureView {
  const titles = new Map(terms.counters.map((rule) => [rule.clause, rule]));
  return {
    contract,
    nameZh,
    asOf: outcome.asOf,
    changesAt: outcome.changesAt,
    payments: outcome.payments.map(paymentWithoutYuan),
    acceptances: outcome.acceptances,
    metrics: outcome.metrics,
    counters: outcome.counters.map((counter) => ({
      ...counter,
      ...titlesOf(titles.get(counter.clause), counter.clause, terms),
    })),
  };
}

function paymentWithoutYuan({ payment, clause, status, dueOn, gates }: PaymentRecord): PostureView['payments'][number] {
  const shown = gates.map(gateWithoutYuan);
  return { payment, clause, status, dueOn, because: becauseOf(status, shown), gates: shown };
}

/** An amount with two places, with its sign and currency: "833600.00", "¥833,600.00 元". Dates and clause numbers have no such form. */
const AMOUNT = /[-¥￥]*\d[\d,]*\.\d{2}(?![\d.])\s*(元|万元|yuan)?/g;

/** A gate on an invoice says which amount it expected; the wall says only that it differs. */
function gateWithoutYuan(gate: GateRecord): GateRecord {
  return { ...gate, because: gate.because.replace(AMOUNT, '***') };
}

/** Why money does not flow yet: the first gate that is closed or unknown. Before its milestone a payment waits for the calendar alone. */
function becauseOf(status: PaymentRecord['status'], gates: readonly GateRecord[]): string | null {
  if (status !== 'held') return null;
  return gates.find((gate) => gate.open !== true)?.because ?? null;
}

function titlesOf(rule: { titleZh: string; titleEn: string } | undefined, clause: string, terms: Terms) {
  const entry = terms.clauses.get(clause);
  return { titleZh: rule?.titleZh ?? entry?.zh ?? clause, titleEn: rule?.titleEn ?? entry?.en ?? clause };
}
