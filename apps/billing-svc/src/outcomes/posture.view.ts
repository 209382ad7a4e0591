import type { Terms } from '@weibao/contract-terms';
import type { ContractDay } from '@weibao/engine';
import {
  formatInstant,
  parseInstant,
  type CounterRecord,
  type GateRecord,
  type Outcome,
  type PaymentRecord,
} from '@weibao/exchange';
import type { DayView, PostureInternal, PostureView } from '@weibao/messages';

/**
 * The wall's share of an outcome: states and reasons. Visitors stand in that room, so what is money is left out field by
 * field, not hidden later.
 */
export interface Shown {
  contract: string;
  nameZh: string;
  terms: Terms;
  outcome: Outcome;
  day: ContractDay;
  internal: boolean; // for a wall that shows yuan and scores
}

export function postureView({ contract, nameZh, terms, outcome, day, internal }: Shown): PostureView {
  const changesAtMs = outcome.changesAt === null ? null : parseInstant(outcome.changesAt);
  return {
    contract,
    nameZh,
    asOf: outcome.asOf,
    changesAt: formatInstant(Math.min(changesAtMs ?? Infinity, day.changesAtMs)),
    today: dayView(day),
    payments: outcome.payments.map(paymentWithoutYuan),
    acceptances: outcome.acceptances,
    metrics: outcome.metrics,
    counters: outcome.counters.map((counter) => ({ ...counter, ...titlesOf(counter, terms) })),
    internal: internal ? internalOf(outcome) : null,
  };
}

const internalOf = ({ payments, scores }: Outcome): PostureInternal => ({
  payments: payments.map(({ payment, net, undecided }) => ({ payment, net, undecided })),
  scores: scores.map(({ clause, period, score, outcome }) => ({ clause, period, score, outcome })),
});

const dayView = ({ on, kind, provisional, windows, inHours, onDuty }: ContractDay): DayView => ({
  on,
  kind,
  provisional,
  windows: windows?.map(([from, to]) => [from, to]) ?? null,
  inHours,
  onDuty,
});

function paymentWithoutYuan({ payment, clause, status, dueOn, gates }: PaymentRecord): PostureView['payments'][number] {
  const shown = gates.map(gateWithoutYuan);
  const reason = reasonOf(status, shown);
  return {
    payment,
    clause,
    status,
    dueOn,
    because: reason?.because ?? null,
    becauseEn: reason?.becauseEn ?? null,
    gates: shown,
  };
}

/** An amount: with a currency sign, with its unit, or bare with two places. Dates, counts and clause numbers have no such form. */
const AMOUNT =
  /[¥￥]\s*-?\d[\d,.]*(\s*万?元)?|-?(?<![\d.,])\d[\d,]*(\.\d{2}(?![\d.])(\s*(万?元|yuan))?|(\.\d+)?\s*(万?元|yuan))/g;

/** A gate on an invoice says which amount it expected; the wall says only that it differs. */
function gateWithoutYuan(gate: GateRecord): GateRecord {
  return { ...gate, because: gate.because.replace(AMOUNT, '***'), becauseEn: gate.becauseEn.replace(AMOUNT, '***') };
}

/** Why money does not flow yet: the first gate that is closed or unknown. Before its milestone a payment waits for the calendar alone. */
function reasonOf(status: PaymentRecord['status'], gates: readonly GateRecord[]): GateRecord | undefined {
  return status === 'held' ? gates.find((gate) => gate.open !== true) : undefined;
}

/** One clause may count two things (Bayannur's 8: five of level 1, ten of level 2): the limit tells which. */
export function titlesOf(
  { clause, limit }: Pick<CounterRecord, 'clause' | 'limit'>,
  terms: Terms,
): { titleZh: string; titleEn: string } {
  const rules = terms.counters.filter((rule) => rule.clause === clause);
  const rule = rules.find((candidate) => candidate.limit === limit) ?? rules[0];
  const entry = terms.clauses.get(clause);
  return { titleZh: rule?.titleZh ?? entry?.zh ?? clause, titleEn: rule?.titleEn ?? entry?.en ?? clause };
}
