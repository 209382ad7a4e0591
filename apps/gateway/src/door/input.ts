import { faultsOf } from '@weibao/exchange';
import { placeOfUnstorable, STORABLE } from '@weibao/service-kit';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { badInput, RefusedError } from './refusals.js';
import type { AnyRoute } from './route.js';

const COMMAND_ID = /^[A-Za-z0-9._:-]{1,120}$/;
const REQUEST_ID = /^[A-Za-z0-9._:-]{1,100}$/;

/** A caller's own request id is kept when it can stand in a log line. */
export const requestIdOf = (given: string | string[] | undefined): string =>
  typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();

export interface RawInput {
  params: unknown;
  query: unknown;
  body: unknown;
  idempotencyKey: string | string[] | undefined;
}

type Faults = { place: string; message: string }[];

function parsed(schema: z.ZodType | undefined, value: unknown, place: string, faults: Faults): unknown {
  if (!schema) return {};
  const result = schema.safeParse(value ?? {});
  if (result.success) {
    const unstorable = placeOfUnstorable(result.data, place);
    if (unstorable !== null) faults.push({ place: unstorable, message: STORABLE });
    return result.data;
  }
  faults.push(...faultsOf(result.error, place));
  return {};
}

/** Parses all parts of a request. Throws one refusal that names every fault: `body.level`, `query.from`, `params.contract`. */
export function readInput(spec: AnyRoute, raw: RawInput) {
  const faults: Faults = [];
  const params = parsed(spec.params, raw.params, 'params', faults);
  const query = parsed(spec.query, raw.query, 'query', faults);
  const body = spec.body ? parsed(spec.body, raw.body, 'body', faults) : undefined;
  const given = raw.idempotencyKey;
  if (given !== undefined && (typeof given !== 'string' || !COMMAND_ID.test(given)))
    faults.push({ place: 'Idempotency-Key', message: 'expected 1 to 120 of A-Z a-z 0-9 . _ : -' });
  if (faults.length > 0) throw new RefusedError(badInput(faults));
  const hasOwnCommandId = typeof given === 'string';
  return { params, query, body, hasOwnCommandId, commandId: hasOwnCommandId ? given : randomUUID() };
}
