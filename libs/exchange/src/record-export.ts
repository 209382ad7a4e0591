import { z } from 'zod';
import * as f from './fields.js';
import { statementNumber } from './statement.js';

/**
 * The record of one contract as a file that either party takes home and checks by itself: JSON Lines, the head first, then the issued statements, then every stored fact of every
 * service, each service's in the order of its positions. docs/verify.md says how it is checked.
 */
export const EXPORT_FORMAT = 'weibao-export/1';

/** What a person types freely and a patient's name may slip into: kept beside the chained body, which holds its salted hash. */
export const freeTextFields = ['summary', 'note', 'fileName'] as const;

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');
const position = z.number().int().min(1);

/** Where a service's chain stands: the position of its last fact and that fact's hash; position 0 with an empty hash is an empty chain. */
const chainHeadSchema = z.strictObject({ position: z.number().int().min(0), hash: z.union([z.literal(''), hash]) });
export type ChainHead = z.infer<typeof chainHeadSchema>;

/** The first line. Kept by the other party, it is an anchor: a later export has to pass through these heads. */
export const exportHeadSchema = z.object({
  format: z.literal(EXPORT_FORMAT, `expected "${EXPORT_FORMAT}"`),
  contract: f.key,
  exportedAt: f.instant,
  heads: z.record(f.key, chainHeadSchema),
  /** Up to where each service had copied and checked the chains of the others: who changes one of them has these against him. */
  witnesses: z.record(f.key, z.record(f.key, chainHeadSchema)).default({}),
  /** How many issued statements stand in the lines after this one, before the facts. */
  statements: z.number().int().min(0).default(0),
  /** What the outcome was computed with; null where the server could not say. */
  versions: z.object({ terms: z.string(), calendar: z.string(), engine: z.string() }).nullable(),
});
export type ExportHead = z.infer<typeof exportHeadSchema>;

/** An issued statement, oldest first; `document` is the text that was stored and `sha256` its hash. Its heads are anchors of the chains, too. */
export const exportedStatementSchema = z.strictObject({
  statement: statementNumber,
  sha256: hash,
  document: z.string(),
});
export type ExportedStatement = z.infer<typeof exportedStatementSchema>;

/**
 * A stored fact. `body` is the text that is chained: `hash` = hex sha256(previous hash as bytes ‖ body). Free text stands in `texts`; the body holds
 * `sha256:` and the hash of its salt (hex) followed by it. An erased text is gone with its salt, else the hash of a short text could be guessed.
 * `withheld` names the texts that are not shown to whoever exported, since he has no part in the contract.
 */
export const exportedFactSchema = z.strictObject({
  service: f.key,
  position,
  hash,
  body: z.string(),
  texts: z.record(z.string(), z.string()),
  salts: z.record(z.string(), z.string().regex(/^([0-9a-f]{2})+$/, 'expected hexadecimal digits')).default({}),
  erased: z.record(z.string(), z.object({ at: f.instant, reason: z.string() })).default({}),
  withheld: z.array(z.string()).default([]),
});
export type ExportedFact = z.infer<typeof exportedFactSchema>;

/** The heads of several contracts at one moment, small enough to publish, print or send: whoever keeps it can tell whether a later export passes through them. */
export const ANCHORS_FORMAT = 'weibao-anchors/1';
export const anchorsSchema = z.object({
  format: z.literal(ANCHORS_FORMAT),
  at: f.instant,
  anchors: z.array(z.object({ contract: f.key, heads: z.record(f.key, chainHeadSchema) })),
});
export type Anchors = z.infer<typeof anchorsSchema>;

/** The audit as a file: its head first, then every entry, chained as facts are. */
export const AUDIT_FORMAT = 'weibao-audit/1';
export const auditHeadSchema = z.object({
  format: z.literal(AUDIT_FORMAT),
  exportedAt: f.instant,
  head: chainHeadSchema,
});
export const auditEntrySchema = z.object({ position, hash, body: z.string() });
