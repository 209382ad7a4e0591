import { queryOptions } from '@tanstack/react-query';
import type { InspectionView } from '@weibao/messages';
import type { DutiesAnswer, Missing } from '../http/answers.js';
import { ask } from '../http/http.js';

export interface InspectionsAnswer {
  inspections: InspectionView[];
  missing: Missing[];
}

/** Under the key of the duties: the stream's events make both old together. */
export const inspectionsQuery = (since: string) =>
  queryOptions({
    queryKey: ['duties', 'inspections', since],
    queryFn: ({ signal }) => ask<InspectionsAnswer>(`/api/inspections?since=${since}`, { signal }),
    staleTime: Infinity,
    refetchInterval: (query) => (query.state.status === 'error' ? 8_000 : 300_000),
  });

/** Duties that an inspection proves, by the day on which they fall due. */
export const inspectionDutiesQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['duties', 'of-inspections', from, to],
    queryFn: ({ signal }) => ask<DutiesAnswer>(`/api/duties?kind=inspection&from=${from}&to=${to}`, { signal }),
    staleTime: Infinity,
    refetchInterval: (query) => (query.state.status === 'error' ? 8_000 : 300_000),
  });
