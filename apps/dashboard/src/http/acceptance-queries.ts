import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ApplicationPackView } from '@weibao/messages';
import type { DutiesAnswer, OutcomeAnswer } from './answers.js';
import { ask } from './http.js';

const kept = {
  placeholderData: keepPreviousData,
  staleTime: Infinity,
  refetchInterval: (query: { state: { status: string } }) => (query.state.status === 'error' ? 8_000 : 300_000),
};

/** The share of a contract's outcome that acceptances, rights and notices are made of. Its key lies below the contract's outcome: the stream makes both old. */
export const acceptanceQuery = (contract: string) =>
  queryOptions({
    queryKey: ['outcome', contract, 'acceptance'],
    queryFn: ({ signal }) =>
      ask<OutcomeAnswer>(
        `/api/contracts/${encodeURIComponent(contract)}/outcome?lists=acceptances,metrics,payments,rights,notices`,
        { signal },
      ),
    ...kept,
  });

/** What comes with the applications of a contract. */
export const applicationPacksQuery = (contract: string) =>
  queryOptions({
    queryKey: ['outcome', contract, 'application-packs'],
    queryFn: ({ signal }) =>
      ask<{ packs: ApplicationPackView[] }>(`/api/contracts/${encodeURIComponent(contract)}/application-packs`, {
        signal,
      }),
    ...kept,
  });

/** What is owed after failed acceptances, by both sides, in all contracts. */
export const rectificationQuery = queryOptions({
  queryKey: ['duties', 'acceptance'],
  queryFn: ({ signal }) => ask<DutiesAnswer>('/api/duties?kind=acceptance', { signal }),
  ...kept,
});
