import type {
  PaymentStatus,
  Statement,
  StatementDifference,
  StatementPeriod,
  StatementVerdict,
} from '@weibao/exchange';

/** An issued statement in a list. */
export interface StatementView {
  statement: string; // 2026-001
  payment: string | null; // null: it is of a period
  period: string | null; // null: it is of a payment
  issuedAt: string;
  account: string; // who issued it
  status: PaymentStatus | null; // of the payment, then
  net: string | null;
  sha256: string;
  former: string | null; // the one before of the same payment or period
  differences: number; // to the former
}

export interface StatementPage {
  statements: StatementView[];
  next: string | null;
  periods: StatementPeriod[]; // those that a statement can be issued of: begun, the latest first
}

/** The reason beside a decision as it stands now; a statement holds none, so that a text can be erased without bending it. */
export type DecisionReason = { text: string } | { gone: 'erased' | 'withheld' };

/** An issued statement, read: `document` is the stored text, whose SHA-256 is `sha256`. */
export interface StatementDocument {
  document: string;
  sha256: string;
  reasons: Record<string, DecisionReason>; // by the fact that holds the decision
}

/** A part of a statement's document as JSON text; parts belong together if their `whole` is the same. */
export interface StatementPart {
  part: string;
  whole: string;
  next: number | null;
}

/** What came of computing an issued statement again from the facts up to its heads. */
export interface StatementVerification {
  statement: string;
  verdict: StatementVerdict;
  sha256: string; // as issued
  recomputed: string | null; // SHA-256 of what comes out now; null where nothing can be computed
  recorded: Statement['versions'];
  present: Statement['versions'];
  /** The first place at which the record is not the one that it was issued on. */
  place: { service: string; position: number } | null;
  differences: StatementDifference[]; // the first hundred, where it differs
}
