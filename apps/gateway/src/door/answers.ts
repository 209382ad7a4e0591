import type { Refusal } from '@weibao/messages';
import { RefusedError } from './refusals.js';

/** A handler's answer, or why there is none: services' refusals travel as values to the door. */
export type Answered<T> = { ok: true; value: T } | { ok: false; error: Refusal };

type Handler = (...input: unknown[]) => unknown;

/**
 * The handler as Nest sees it: an answer is laid on the line, a refusal becomes an error with its status. Wrapped here and not in an interceptor,
 * because Nest's interceptors bind an async resource for each request, which was a tenth of what a command costs at this door.
 */
export function answering(handler: Handler): Handler {
  async function answered(this: unknown, ...input: unknown[]): Promise<unknown> {
    const result = await handler.apply(this, input);
    if (!isAnswered(result)) return result;
    if (!result.ok) throw new RefusedError(result.error);
    return result.value;
  }
  // Other decorators may have written on the handler before.
  for (const key of Reflect.getMetadataKeys(handler))
    Reflect.defineMetadata(key, Reflect.getMetadata(key, handler), answered);
  return answered;
}

function isAnswered(value: unknown): value is Answered<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value && ('value' in value || 'error' in value);
}
