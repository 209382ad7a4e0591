import { queryOptions } from '@tanstack/react-query';
import type { ContractTermsView } from '@weibao/messages';
import { ask } from './http.js';

export interface TermsAnswer {
  terms: ContractTermsView;
  sequence: string;
}

/** The contract's terms with what each clause does now. Its key lies below the contract's outcome, so that the events of the stream make it old. */
export const termsQuery = (contract: string) =>
  queryOptions({
    queryKey: ['outcome', contract, 'terms'],
    queryFn: ({ signal }) => ask<TermsAnswer>(`/api/contracts/${encodeURIComponent(contract)}/terms`, { signal }),
    staleTime: Infinity,
    refetchInterval: (query) => (query.state.status === 'error' ? 8_000 : 300_000),
  });
