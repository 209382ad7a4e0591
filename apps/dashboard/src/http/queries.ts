import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import type { DutyForms, ForecastView, NextMissesView } from '@weibao/messages';
import type {
  ContractsAnswer,
  DutiesAnswer,
  IncidentAnswer,
  OpenIncidentsAnswer,
  OutcomeAnswer,
  PostureAnswer,
  TrendsAnswer,
  Session,
} from './answers.js';
import { ApiError, ask } from './http.js';

/** An answer with the moment it came, on the browser's monotonic counter: the age of what is shown is reckoned from it. */
export type Received<Answer> = Answer & { receivedMs: number };

const seconds = (count: number) => count * 1000;

/**
 * The stream says when to ask again. The slow repetition is a net below it, so that a wall that missed something for a reason nobody
 * thought of is at most five minutes behind; a list that failed is asked again soon.
 */
const kept = {
  staleTime: Infinity,
  refetchInterval: (query: { state: { status: string; fetchFailureCount: number } }) =>
    query.state.status === 'error' || query.state.fetchFailureCount > 0 ? seconds(8) : seconds(300),
  refetchIntervalInBackground: true,
};

async function received<Answer>(path: string, signal: AbortSignal): Promise<Received<Answer>> {
  const answer = await ask<Answer>(path, { signal });
  return { ...answer, receivedMs: performance.now() };
}
const part = encodeURIComponent;

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => ask<Session>('/api/session', { signal }),
  staleTime: Infinity,
});

export const contractsQuery = queryOptions({
  queryKey: ['contracts'],
  queryFn: ({ signal }) => received<ContractsAnswer>('/api/contracts', signal),
  ...kept,
});

export const openIncidentsQuery = queryOptions({
  queryKey: ['incidents', 'open'],
  queryFn: ({ signal }) => received<OpenIncidentsAnswer>('/api/incidents/open', signal),
  ...kept,
});

export const postureQuery = queryOptions({
  queryKey: ['posture'],
  queryFn: ({ signal }) => received<PostureAnswer>('/api/posture', signal),
  ...kept,
});

export const trendsQuery = queryOptions({
  queryKey: ['posture', 'trends'], // whatever makes the posture old makes these old
  queryFn: ({ signal }) => received<TrendsAnswer>('/api/trends', signal),
  ...kept,
});

/** What the next miss would cost; below the contract's outcome, so that its changes make it old. */
export const nextMissQuery = (contract: string) =>
  queryOptions({
    queryKey: ['outcome', contract, 'next-miss'],
    queryFn: ({ signal }) =>
      received<{ nextMiss: NextMissesView }>(`/api/contracts/${part(contract)}/next-miss`, signal),
    ...kept,
  });

export const forecastQuery = queryOptions({
  queryKey: ['posture', 'forecast'], // whatever makes the posture old makes it old
  queryFn: ({ signal }) => received<{ forecast: ForecastView }>('/api/forecast', signal),
  ...kept,
});

/** Duties that fall due between two dates, both included. */
export const dutiesQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['duties', from, to],
    queryFn: ({ signal }) => received<DutiesAnswer>(`/api/duties?from=${from}&to=${to}`, signal),
    placeholderData: keepPreviousData,
    ...kept,
  });

/** What a contract leaves to a plan and asks of its inspections; it does not change while a page is open. */
export const dutyFormsQuery = (contract: string) =>
  queryOptions({
    queryKey: ['duty-forms', contract],
    queryFn: ({ signal }) => ask<{ forms: DutyForms }>(`/api/contracts/${part(contract)}/duty-forms`, { signal }),
    staleTime: Infinity,
  });

export const incidentQuery = (contract: string, incident: string) =>
  queryOptions({
    queryKey: ['incident', contract, incident],
    queryFn: ({ signal }) =>
      received<IncidentAnswer>(`/api/contracts/${part(contract)}/incidents/${part(incident)}`, signal),
    ...kept,
  });

/** Closed incidents of a contract for which a report is still owed. Its key begins as that of all incidents: an event asks for it again. */
export const owingQuery = (contract: string) =>
  queryOptions({
    queryKey: ['incidents', 'owing', contract],
    queryFn: ({ signal }) =>
      received<OpenIncidentsAnswer>(`/api/contracts/${part(contract)}/incidents?state=owing&limit=50`, signal),
    ...kept,
  });

/** Open incidents that may be the same fault. */
export const similarQuery = (contract: string, incident: string) =>
  queryOptions({
    queryKey: ['incidents', 'similar', contract, incident],
    queryFn: ({ signal }) =>
      received<OpenIncidentsAnswer>(`/api/contracts/${part(contract)}/incidents/${part(incident)}/similar`, signal),
    ...kept,
  });

export const deductionsQuery = (contract: string) =>
  queryOptions({
    queryKey: ['outcome', contract, 'deductions'],
    queryFn: ({ signal }) =>
      received<OutcomeAnswer>(`/api/contracts/${part(contract)}/outcome?lists=deductions`, signal),
    ...kept,
  });

export const paymentsQuery = (contract: string) =>
  queryOptions({
    queryKey: ['outcome', contract, 'payments'],
    queryFn: ({ signal }) =>
      received<OutcomeAnswer>(
        `/api/contracts/${part(contract)}/outcome?lists=payments,acceptances,deductions,caps`,
        signal,
      ),
    ...kept,
  });

export const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // The browser's opinion about being online is not the truth about our server.
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.undelivered,
        retryDelay: (failures) => 400 * 2 ** failures,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
