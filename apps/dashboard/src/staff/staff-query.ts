import { queryOptions } from '@tanstack/react-query';
import type { StaffView } from '@weibao/messages';
import { ask } from '../http/http.js';

/** The people of one contract. Its key lies below the contract's outcome: the stream's events make both old together. */
export const staffQuery = (contract: string) =>
  queryOptions({
    queryKey: ['outcome', contract, 'staff'],
    queryFn: ({ signal }) =>
      ask<{ staff: StaffView }>(`/api/contracts/${encodeURIComponent(contract)}/staff`, { signal }),
    enabled: contract !== '',
    staleTime: Infinity,
    refetchInterval: (query) => (query.state.status === 'error' ? 8_000 : 300_000),
  });
