import { queryOptions } from '@tanstack/react-query';
import type { DigestView } from '@weibao/messages';
import type { Missing } from '../http/answers.js';
import { ask } from '../http/http.js';

export interface DigestAnswer {
  digests: DigestView[];
  missing: Missing[];
}

/** Under the key of the duties: the stream's events make both old together. */
export const digestQuery = (on: string) =>
  queryOptions({
    queryKey: ['duties', 'digest', on],
    queryFn: ({ signal }) => ask<DigestAnswer>(`/api/digest?on=${on}`, { signal }),
    staleTime: Infinity,
    refetchInterval: (query) => (query.state.status === 'error' ? 8_000 : 300_000),
  });
