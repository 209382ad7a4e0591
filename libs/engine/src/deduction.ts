import { dayOf } from '@weibao/calendar';
import type { PenaltyRule } from '@weibao/contract-terms';
import type { DeductionRecord, ReviewRecord, Step } from '@weibao/exchange';
import { decisionOn, type Decision } from './decisions.js';
import { joined, marks } from './marks.js';
import { reviewOf } from './review.js';
import { formatYuan, toFen, yuan, ZERO, type Money } from './money.js';
import type { State } from './state.js';

/** A deduction while it is computed: one breach, one line. */
export interface Deduction {
  clause: string;
  subject?: string;
  period?: string;
  key: string;
  breach: string;
  payer: 'vendor' | 'hospital';
  computed: Money | null;
  payable: Money | null;
  decision: Decision | null;
  review: ReviewRecord | null; // decided on another sum than this one
  eventMs: number;
  onDay: number; // by whose terms it is measured
  subsystem: string | null; // on the price list
  setOff: boolean; // the clause says that it is deducted from the fee
  settleMs: number; // which settlement it belongs to
  steps: Step[];
  readings: readonly string[];
  unconfirmed: boolean;
  provisional: boolean;
  missing: readonly string[];
}

export interface DeductionParts {
  rule: Pick<PenaltyRule, 'clause' | 'readings' | 'setOff' | 'otherSetOff'>;
  subject?: string;
  period?: string;
  breach: string;
  payer?: 'vendor' | 'hospital';
  computed: Money | null;
  eventMs: number;
  onDay: number;
  settleMs?: number;
  subsystem?: string | null;
  steps: Step[];
  unconfirmed?: boolean;
  provisional?: boolean;
  missing?: readonly string[];
  readings?: readonly string[];
  /** The most that the contract lets a person set. */
  atMost?: Money;
}

export function makeDeduction(state: State, parts: DeductionParts): Deduction {
  const key = parts.subject ?? parts.period ?? parts.rule.clause;
  const decision = decisionOn(state, parts.rule.clause, key, parts.breach);
  const computed = parts.computed === null ? null : toFen(parts.computed);
  const review = reviewOf(state.book.history, decision, { key, computed, steps: parts.steps });
  const payable = payableOf(
    review?.was === undefined ? computed : review.was === null ? null : yuan(review.was),
    decision,
  );
  const setOff = isSetOff(state.book, parts.rule);
  const settleMs = parts.settleMs ?? parts.eventMs;
  const over = parts.atMost !== undefined && payable?.gt(parts.atMost) ? { wanted: payable, most: parts.atMost } : null;
  return {
    clause: parts.rule.clause,
    ...(parts.subject !== undefined ? { subject: parts.subject } : {}),
    ...(parts.period !== undefined ? { period: parts.period } : {}),
    key,
    breach: parts.breach,
    payer: parts.payer ?? 'vendor',
    computed,
    payable: over ? over.most : payable,
    decision,
    review,
    eventMs: parts.eventMs,
    onDay: parts.onDay,
    subsystem: parts.subsystem ?? null,
    setOff,
    settleMs,
    steps: over
      ? [
          ...parts.steps,
          step(
            'range',
            { wanted: formatYuan(over.wanted), to: formatYuan(over.most) },
            formatYuan(over.most),
            parts.rule.clause,
          ),
        ]
      : parts.steps,
    readings: joined(
      parts.rule.readings,
      parts.rule.otherSetOff.map(({ option }) => option),
      parts.readings,
      state.book.coverageOf(parts.eventMs),
      // Which payment it comes off.
      setOff && state.book.terms.settlement ? state.book.periodOf('settlement', dayOf(settleMs))?.readings : undefined,
    ),
    unconfirmed: parts.unconfirmed === true,
    provisional: parts.provisional === true,
    missing: (parts.missing ?? []).filter((name) => name !== 'deduction.decided' || !isSettled(decision, payable)),
  };
}

/** Whether it comes off a fee: as the clause says, or, where the contract is silent, as G-11 is read. */
const isSetOff = (book: State['book'], rule: DeductionParts['rule']): boolean =>
  book.chosen(rule.otherSetOff)?.setOff ??
  (rule.setOff ||
    (rule.readings.includes('setoff.allowed') && book.readings.is('setoff.allowed', 'automatic-set-off')));

/** Whether the decision that a line waits for has been taken. */
const isSettled = (decision: Decision | null, payable: Money | null): boolean =>
  payable !== null && (decision?.outcome === 'confirmed' || decision?.outcome === 'waived');

/** Waived: nothing. Confirmed with an amount: that amount. Otherwise what was computed, now or, for a line in review, when it was decided. */
function payableOf(computed: Money | null, decision: Decision | null): Money | null {
  if (decision?.outcome === 'waived') return ZERO;
  if (decision?.outcome === 'confirmed' && decision.amount !== undefined) return toFen(yuan(decision.amount));
  return computed;
}

/** `payment` is the one that the line comes off, null for a receivable. */
export function deductionRecord(deduction: Deduction, payment: string | null): DeductionRecord {
  return {
    clause: deduction.clause,
    ...(deduction.subject !== undefined ? { subject: deduction.subject } : {}),
    ...(deduction.period !== undefined ? { period: deduction.period } : {}),
    breach: deduction.breach,
    payer: deduction.payer,
    computed: deduction.computed === null ? null : formatYuan(deduction.computed),
    payable: deduction.payable === null ? null : formatYuan(deduction.payable),
    decision: deduction.decision?.outcome ?? 'proposed',
    steps: deduction.steps,
    ...marks({
      readings: deduction.readings,
      unconfirmed: deduction.unconfirmed,
      provisional: deduction.provisional,
      missing: deduction.missing,
    }),
    payment,
    ...(deduction.review ? { review: deduction.review } : {}),
  };
}

export const step = (label: string, inputs: Step['inputs'], result: Step['result'], clause: string): Step => ({
  label,
  inputs,
  result,
  clause,
});
