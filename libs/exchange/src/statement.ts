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
const entry = z.strictObject({ fact: z.string(), type: z.string(), at: z.string(), amount: z.string().nullable() });
export type StatementEntry = z.infer<typeof entry>;

const list = <T>() => z.array(z.custom<T>((value) => typeof value === 'object' && value !== null));
const figures = z.strictObject({
  payment: z.custom<PaymentRecord>((value) => typeof value === 'object' && value !== null),
  /** The lines that the payment is reduced by, and those that are owed and come off no payment. */
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
});
export type StatementFigures = z.infer<typeof figures>;
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

export const statementSchema = z.strictObject({
  format: z.literal(STATEMENT_FORMAT, `expected "${STATEMENT_FORMAT}"`),
  contract: f.key,
  pattern: f.key,
  nameZh: z.string(),
  nameEn: z.string(),
  statement: statementNumber, // year of issue and number in it, counted for each contract without gaps
  payment: f.key,
  issuedAt: f.instant,
  issuedBy: z.strictObject({ account: z.string(), organisation: z.string() }),
  parties: z.array(z.strictObject({ organisation: z.string(), part: z.string() })),
  /** The statement issued before this one in the contract, of whatever payment: none can be taken out unseen. */
  previous: named.nullable(),
  /** The one before of the same payment, from which the differences are counted. */
  former: named.nullable(),
  asOf: f.instant,
  heads: z.record(f.key, z.strictObject({ position: z.number().int().min(0), hash: z.string() })),
  versions: z.strictObject({ terms: z.string(), calendar: z.string(), engine: z.string(), termsSha256: sha256 }),
  figures,
  differences: z.array(difference),
});
export type Statement = z.infer<typeof statementSchema>;

/** What the verification of an issued statement found. */
export const verdicts = ['same', 'other-version', 'record-changed', 'document-changed', 'differs'] as const;
export type StatementVerdict = (typeof verdicts)[number];
