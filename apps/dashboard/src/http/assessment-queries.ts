import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ScorecardView } from '@weibao/messages';
import type { DutiesAnswer, Missing } from './answers.js';
import { ask } from './http.js';

const kept = {
  placeholderData: keepPreviousData,
  staleTime: Infinity,
  refetchInterval: (query: { state: { status: string } }) => (query.state.status === 'error' ? 8_000 : 300_000),
};

/** The scorecards of all contracts. Kept among the duties, so that the stream's events and what is recorded here make it old. */
export const scorecardsQuery = queryOptions({
  queryKey: ['duties', 'scorecards'],
  queryFn: ({ signal }) => ask<{ scorecards: ScorecardView[]; missing: Missing[] }>('/api/scorecards', { signal }),
  ...kept,
});

/** The assessments that contracts call for, in all contracts. */
export const assessmentDutiesQuery = queryOptions({
  queryKey: ['duties', 'assessment'],
  queryFn: ({ signal }) => ask<DutiesAnswer>('/api/duties?kind=assessment', { signal }),
  ...kept,
});
