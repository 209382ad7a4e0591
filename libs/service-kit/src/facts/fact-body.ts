import { canonicalJson, factSchema, freeTextFields, type Fact } from '@weibao/exchange';
import { FACT_SCHEMA, type Actor, type Service } from '@weibao/messages';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';

// Keys are remapped, not omitted: facts are loose objects, and Omit forgets the known keys of those.
type WithoutAt<F> = F extends unknown
  ? { [K in keyof F as K extends 'at' | 'storedAt' ? never : K]: F[K] } & { at?: string | undefined }
  : never;

/** A fact to be stored. Without `at` it happened when it is stored. `recordedAt` is given by imports only. */
export type NewFact = WithoutAt<z.input<typeof factSchema>>;

/** A fact as a reply may show it: its instants may still be marks, to be passed on and never parsed. */
export type FactWritten = Fact & { id: string; recordedAt: string; storedAt: string };

/** Stands for the instant of storing until PostgreSQL knows it. Random for each process, so that nobody can type it. */
export const STAMP_MARK = `stamp-${randomUUID()}`;

const SALT_BYTES = 16;

export interface FreeText {
  fact: string;
  field: string;
  text: string;
  salt: Buffer;
}

export interface PreparedFact {
  written: FactWritten;
  body: string; // canonical JSON with STAMP_MARK for the instant of storing
  texts: FreeText[];
}

export function saltedHash(salt: Uint8Array, text: string): string {
  return `sha256:${createHash('sha256').update(salt).update(text, 'utf8').digest('hex')}`;
}

/** The same command makes the same ids, whichever instance runs it. */
export function factId(service: Service, contract: string, commandId: string, index: number): string {
  const name = [service, contract, commandId, String(index)].join('\n');
  return `f-${createHash('sha256').update(name).digest('hex').slice(0, 20)}`;
}

export interface Origin {
  service: Service;
  contract: string;
  commandId: string;
  actor: Actor;
}

/** Makes the body that will be chained. Instants that are not given are marks; free text is taken out. */
export function prepareFact(fact: NewFact, index: number, origin: Origin): PreparedFact {
  const id = fact.id ?? factId(origin.service, origin.contract, origin.commandId, index);
  const written = {
    ...fact,
    id,
    at: fact.at ?? STAMP_MARK,
    recordedAt: fact.recordedAt ?? STAMP_MARK,
    storedAt: STAMP_MARK,
  } as FactWritten;
  const stored: Record<string, unknown> = {
    ...written,
    schema: FACT_SCHEMA,
    commandId: origin.commandId,
    actor: { account: origin.actor.account, organisation: origin.actor.organisation, role: origin.actor.role },
  };
  const texts: FreeText[] = [];
  for (const field of freeTextFields) {
    const text = stored[field];
    if (typeof text !== 'string') continue;
    const salt = randomBytes(SALT_BYTES);
    texts.push({ fact: id, field, text, salt });
    stored[field] = saltedHash(salt, text);
  }
  return { written, body: canonicalJson(stored), texts };
}

const ours = ['schema', 'storedAt', 'commandId', 'actor'];

const ERASED = /^sha256:[0-9a-f]{64}$/;

/** Whether two facts say the same, apart from what we added when storing them, and from a text that was erased since. */
export function sameContent(stored: Fact, given: Fact): boolean {
  const erased = freeTextFields.filter((field) => ERASED.test(String((stored as Loose)[field])));
  return contentOf(stored, erased) === contentOf(given, erased);
}

type Loose = Record<string, unknown>;

function contentOf(fact: Fact, without: readonly string[]): string {
  const said: Loose = { ...fact };
  for (const name of [...ours, ...without]) delete said[name];
  if (said['recordedAt'] === undefined) said['recordedAt'] = said['at'];
  return canonicalJson(said);
}
