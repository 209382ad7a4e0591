import { z } from 'zod';
import * as f from './fields.js';
import type {
  AcceptanceRecord,
  CapRecord,
  DeductionRecord,
  MetricRecord,
  PaymentRecord,
  ScoreRecord,
} from './outcome.js';

/**
 * A settlement statement as it is stored: one canonical JSON text (RFC 8785), known by its SHA-256. It is frozen on the heads of the record, not on a
 * time, and names the versions that made it, so that anybody who has the record can compute it again and compare the bytes.
 */
export const STATEMENT_FORMAT = 'weibao-statement/1';
/** The same of a period: what was owed, met and missed, invoiced and paid in it. */
export const PERIOD_STATEMENT_FORMAT = 'weibao-period-statement/1';

export const statementNumber = z.string().regex(/^\d{4}-\d{3,6}$/, 'expected a statement number such as 2026-001');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');
const named = z.strictObject({ statement: statementNumber, sha256 });

/** A decision on a line, by the fact that holds it; its reason is free text and stays beside that fact, where it can be erased. */
export interface StatementDecision {
  fact: string;
  at: string;
  outcome: string;
  amount: string | null;
  account: string | null;
}

/** An invoice that came in for the payment, or money that left. */
const entry = z.strictObject({
  fact: z.string(),
  type: z.string(),
  at: z.string(),
  amount: z.string().nullable(),
  payment: z.string().optional(), // named where a statement is of several payments
});
export type StatementEntry = z.infer<typeof entry>;

const list = <T>() => z.array(z.custom<T>((value) => typeof value === 'object' && value !== null));
const record = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);
const lists = {
  /** The lines that come off a payment, and those that are owed and come off none. */
  deductions: list<StatementLine>(),
  receivables: list<StatementLine>(),
  caps: list<CapRecord>(),
  acceptances: list<AcceptanceRecord>(),
  metrics: list<MetricRecord>(),
  scores: list<ScoreRecord>(),
  entries: z.array(entry),
  /** How each unclear clause was read on which a figure rests: what is unclear in it, the reading in force, and what the default reading says. */
  readings: z.array(
    z.strictObject({
      ambiguity: z.string(),
      clause: z.string().nullable(),
      reading: z.string().nullable(),
      zh: z.string(),
      defaultZh: z.string(),
    }),
  ),
  /** Where each clause stands in the paper: `八、2(1)`. */
  clauses: z.record(z.string(), z.string()),
};
const paymentFigures = z.strictObject({ payment: record<PaymentRecord>(), ...lists });
export type PaymentFigures = z.infer<typeof paymentFigures>;

/** Whole days, both included; `ended` is false while the period still runs at the moment of the statement. */
const period = z.strictObject({ period: z.string(), firstOn: f.date, lastOn: f.date, ended: z.boolean() });
export type StatementPeriod = z.infer<typeof period>;

const sum = z.string().nullable(); // null where one of the amounts is unknown: unknown is not nothing
const periodFigures = z.strictObject({
  period,
  /** The payments whose milestone lies in the period. */
  payments: list<PaymentRecord>(),
  /** Over those payments; what was paid in the period; and what is owed beside them, by whom. */
  sums: z.strictObject({
    gross: sum,
    deducted: sum,
    net: sum,
    undecided: sum,
    paid: sum,
    vendorOwes: sum,
    hospitalOwes: sum,
  }),
  ...lists,
});
export type PeriodFigures = z.infer<typeof periodFigures>;
export type StatementFigures = PaymentFigures | PeriodFigures;
export interface StatementLine extends DeductionRecord {
  decisions: StatementDecision[];
}

const difference = z.strictObject({
  list: z.string(),
  line: z.string(), // what tells the line from the others of its list
  field: z.string(), // '' where the whole line came or went
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type StatementDifference = z.infer<typeof difference>;

const versions = z.strictObject({ terms: z.string(), calendar: z.string(), engine: z.string(), termsSha256: sha256 });
const differences = z.array(difference);
/** Parts of a statement that its verification tells again. */
export const statementParts = { versions, differences };

const head = {
  contract: f.key,
  pattern: f.key,
  nameZh: z.string(),
  nameEn: z.string(),
  statement: statementNumber, // year of issue and number in it, counted for each contract without gaps
  issuedAt: f.instant,
  issuedBy: z.strictObject({ account: z.string(), organisation: z.string() }),
  parties: z.array(z.strictObject({ organisation: z.string(), part: z.string() })),
  /** The statement issued before this one in the contract, of whatever payment or period: none can be taken out unseen. */
  previous: named.nullable(),
  /** The one before of the same payment or period, from which the differences are counted. */
  former: named.nullable(),
  asOf: f.instant,
  heads: z.record(f.key, z.strictObject({ position: z.number().int().min(0), hash: z.string() })),
  versions,
  differences,
};
export const statementSchema = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal(STATEMENT_FORMAT), ...head, payment: f.key, figures: paymentFigures }),
  z.strictObject({ format: z.literal(PERIOD_STATEMENT_FORMAT), ...head, period: f.key, figures: periodFigures }),
]);
export type Statement = z.infer<typeof statementSchema>;

/** What a statement is of. */
export type StatementSubject = { payment: string } | { period: string };
export const subjectOf = (statement: Statement): StatementSubject =>
  'payment' in statement ? { payment: statement.payment } : { period: statement.period };

/** What the verification of an issued statement found. */
export const verdicts = ['same', 'other-version', 'record-changed', 'document-changed', 'differs'] as const;
export type StatementVerdict = (typeof verdicts)[number];
