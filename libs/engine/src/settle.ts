import { formatInstant, type DeductionRecord, type Outcome } from '@weibao/exchange';
import { stateOf } from './contract-end.js';
import { deductionRecord } from './deduction.js';
import { figuresOf } from './figures.js';
import { gradesOf } from './grades.js';
import { lintOf } from './lint.js';
import { noticesOf } from './notices.js';
import { inRecordOrder } from './record-order.js';
import type { Input, State } from './state.js';

/** Changes whenever the same facts and terms may give another outcome. */
export const ENGINE_VERSION = '0.5.0';

/**
 * The outcome of a contract at a moment: facts (append-only) + terms (dated data) + calendar + the moment. Pure, and independent of the order of
 * the facts.
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
  const state = stateOf(input);
  const { book } = state;
  const clocks = state.clocks.map((clock) => clock.record);
  const grades = gradesOf(state, 'display');
  const { counters, metrics, scores, acceptances, deductions, caps, payments, rights } = figuresOf(state);
  const reduced = new Map(payments.flatMap(({ lines, payment }) => lines.map((line) => [line, payment] as const)));
  const lines = deductions.map((line) => [deductionRecord(line, reduced.get(line) ?? null), line.eventMs] as const);
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
    rights: order(rights.map((right) => right.record)),
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
