import type { UseQueryResult } from '@tanstack/react-query';
import type { Missing } from '../http/answers.js';
import type { Received } from '../http/queries.js';
import { useLine, useNow } from './live-provider.js';

/** How old what is shown may be. While the line stands and the list was read, it is as old as the last word of the server. */
export interface Freshness {
  ageMs: number | null; // null: nothing was ever received
  failed: boolean;
  missing: Missing[];
}

export function useFreshness(query: UseQueryResult<Received<{ missing?: Missing[] }>>): Freshness {
  const line = useLine();
  useNow(); // the age grows by itself
  const failed = query.isError || query.failureCount > 0;
  const receivedMs = query.data?.receivedMs;
  if (receivedMs === undefined) return { ageMs: null, failed, missing: [] };
  const confirmedMs = line.phase === 'live' && !failed ? Math.max(receivedMs, line.lastContactMs ?? 0) : receivedMs;
  return { ageMs: performance.now() - confirmedMs, failed, missing: query.data?.missing ?? [] };
}
