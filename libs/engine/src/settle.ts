import { formatInstant, type DeductionRecord, type Outcome } from '@weibao/exchange';
import { acceptancesOf } from './acceptances.js';
import { applyCaps } from './caps.js';
import { countersOf } from './counters.js';
import { deductionRecord, type Deduction } from './deduction.js';
import { gradesOf } from './grades.js';
import { latePayments } from './late-payments.js';
import { lintOf } from './lint.js';
import { majorsOf } from './majors.js';
import { metricsOf } from './metrics.js';
import { noticesOf } from './notices.js';
import { paymentsOf } from './payments.js';
import { owedDeductions } from './penalty-lines.js';
import { rightsOf } from './rights.js';
import { scoresOf } from './scores.js';
import { inRecordOrder } from './record-order.js';
import { State, type Input } from './state.js';

/** Changes whenever the same facts and terms may give another outcome. */
export const ENGINE_VERSION = '0.4.0';

/**
 * The outcome of a contract at a moment: facts (append-only) + terms (dated data) + calendar + the moment. Pure, and independent of the order of
 * the facts. Order of the sums: breaches, caps, payments, the hospital's lateness, its cap, rights.
 */
export const settle = (input: Input): Outcome => settled(input).outcome;

/** An outcome with the days that its records do not tell. */
export interface Settled {
  outcome: Outcome;
  state: State;
  eventsMs: ReadonlyMap<DeductionRecord, number>;
  milestoneDays: ReadonlyMap<string, number | null>; // by payment
}

export function settled(input: Input): Settled {
  const state = new State(input);
  const { book } = state;
  const clocks = state.clocks.map((clock) => clock.record);
  const grades = gradesOf(state, 'display');
  const counters = countersOf(state);
  const metrics = metricsOf(state, counters);
  const scores = scoresOf(state, metrics);
  const acceptances = acceptancesOf(state, metrics);
  const majors = majorsOf(state, counters, acceptances);
  const owed = owedDeductions(state, { scores, metrics, acceptances });
  const vendor = applyCaps(state, owedBy(owed, 'vendor'), 'vendor');
  const payments = paymentsOf(state, { deductions: vendor.deductions, acceptances, majors });
  const late = latePayments(state, payments);
  const hospital = applyCaps(state, [...late, ...owedBy(owed, 'hospital')], 'hospital');
  const caps = [...vendor.caps, ...hospital.caps];
  const rights = rightsOf(state, { counters, scores, acceptances, majors, caps, payments, late });
  const reduced = new Map(payments.flatMap(({ lines, payment }) => lines.map((line) => [line, payment] as const)));
  const lines = [...vendor.deductions, ...hospital.deductions].map(
    (line) => [deductionRecord(line, reduced.get(line) ?? null), line.eventMs] as const,
  );
  const order = inRecordOrder(book.terms);
  const outcome: Outcome = {
    asOf: formatInstant(input.asOfMs),
    changesAt: null,
    versions: {
      terms: `${book.terms.contract} ${book.terms.version}`,
      calendar: book.calendar.version,
      engine: ENGINE_VERSION,
    },
    clocks: order(clocks),
    grades: order(grades),
    duties: order([
      ...state.duties.map((duty) => duty.record),
      ...acceptances.flatMap((acceptance) => acceptance.rectification.map(({ record }) => record)),
    ]),
    metrics: order(metrics),
    counters: order(counters),
    scores: order(scores.map((score) => score.record)),
    lint: lintOf(book, payments),
    acceptances: acceptances.map((acceptance) => acceptance.record),
    deductions: order(lines.map(([record]) => record)),
    caps: order(caps.map((cap) => cap.record)),
    payments: payments.map((payment) => payment.record),
    rights: order(rights),
    notices: order(noticesOf(state)),
  };
  const { changesAtMs } = state.moment;
  return {
    outcome: { ...outcome, changesAt: changesAtMs === null ? null : formatInstant(changesAtMs) },
    state,
    eventsMs: new Map(lines),
    milestoneDays: new Map(payments.map(({ payment, milestoneDay }) => [payment, milestoneDay])),
  };
}

const owedBy = (lines: readonly Deduction[], payer: Deduction['payer']): Deduction[] =>
  lines.filter((line) => line.payer === payer);
