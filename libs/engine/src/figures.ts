import { acceptancesOf, type Acceptance } from './acceptances.js';
import { applyCaps, type CapUse } from './caps.js';
import { countersOf } from './counters.js';
import type { Deduction } from './deduction.js';
import { latePayments } from './late-payments.js';
import { majorsOf } from './majors.js';
import { metricsOf } from './metrics.js';
import { paymentsOf, type Payment } from './payments.js';
import { owedDeductions } from './penalty-lines.js';
import { rightsOf, type Right } from './rights.js';
import { scoresOf, type Score } from './scores.js';
import type { State } from './state.js';
import type { CounterRecord, MetricRecord } from '@weibao/exchange';

/** What an outcome is made of, from the counts to the rights that they give. */
export interface Figures {
  counters: CounterRecord[];
  metrics: MetricRecord[];
  scores: Score[];
  acceptances: Acceptance[];
  deductions: Deduction[];
  caps: CapUse[];
  payments: Payment[];
  rights: Right[];
}

/** Order of the sums: breaches, caps, payments, the hospital's lateness, its cap, rights. */
export function figuresOf(state: State): Figures {
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
  const deductions = [...vendor.deductions, ...hospital.deductions];
  return { counters, metrics, scores, acceptances, deductions, caps, payments, rights };
}

const owedBy = (lines: readonly Deduction[], payer: Deduction['payer']): Deduction[] =>
  lines.filter((line) => line.payer === payer);
