import type { Refusal } from '@weibao/messages';
import type { Language } from '../i18n/language.js';

/** An answer of the gateway that is not the one asked for. `status` 0: it could not be reached, so nobody knows whether it was done. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly messageEn: string | undefined;
  readonly faults: { place: string; message: string }[];
  readonly requestId: string | undefined;

  constructor(status: number, error: Partial<Refusal> & { requestId?: string }) {
    super(error.message ?? '');
    this.name = 'ApiError';
    this.status = status;
    this.code = error.code ?? 'HTTP.UNREADABLE';
    this.messageEn = error.messageEn;
    this.faults = error.faults ?? [];
    this.requestId = error.requestId;
  }

  /** Nothing is known about what became of the request: the same one may be sent again with the same key. */
  get undelivered(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  inWords(language: Language): string {
    return (language === 'en' ? this.messageEn : undefined) ?? this.message;
  }
}

export const UNREACHABLE = 'NETWORK.UNREACHABLE';
const PATIENCE_MS = 10_000;

interface Sent {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  patienceMs?: number;
}

/**
 * One request to the gateway; the answer's JSON (undefined where there is none).
 * @throws ApiError for every other outcome, a network that is down included
 */
export async function ask<Answer>(path: string, sent: Sent = {}): Promise<Answer> {
  const patience = AbortSignal.timeout(sent.patienceMs ?? PATIENCE_MS);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method: sent.method ?? 'GET',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...sent.headers,
      },
      ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
      signal: sent.signal ? AbortSignal.any([sent.signal, patience]) : patience,
    });
    text = await response.text();
  } catch (cause) {
    if (sent.signal?.aborted) throw cause;
    throw new ApiError(0, { code: UNREACHABLE });
  }
  const json = parsed(text);
  if (response.ok) return json as Answer;
  const error = (json as { error?: Refusal } | undefined)?.error;
  throw new ApiError(response.status, error ?? { code: `HTTP.${response.status}` });
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
