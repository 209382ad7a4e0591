import { freeTextFields, type Fact } from '@weibao/exchange';
import type { Service } from './subjects.js';

/**
 * A fact as it is stored, published on FACTS and handed out by facts.read.
 * `body` is the canonical JSON (RFC 8785) that is chained: the fact of the exchange format with `id`, `schema`, `recordedAt`, `storedAt`, `commandId`
 * and `actor`, its free text (`summary`, `note`, file names) replaced by a salted hash. `texts` carries the free text beside it while it is not erased.
 */
export interface StoredFact {
  service: Service;
  contract: string;
  position: number; // 1, 2, 3 … without a gap
  hash: string; // hex sha256(previous hash ‖ body)
  body: string;
  texts: Record<string, string>;
}

/** The version of the stored form that is written now. Readers upcast older ones. */
export const FACT_SCHEMA = 1;

/** What stands where a text was erased, on every page and paper; the salted hash in the body is for the verifier alone. */
export const ERASED_TEXT = '〔文字已删除 text erased〕';

/** The fact of the exchange format with its free text put back. */
export function factOf(stored: Pick<StoredFact, 'body' | 'texts'>): Fact {
  const fact = JSON.parse(stored.body) as Record<string, unknown>;
  for (const field of freeTextFields) if (fact[field] !== undefined) fact[field] = ERASED_TEXT;
  return { ...fact, ...stored.texts } as unknown as Fact;
}
