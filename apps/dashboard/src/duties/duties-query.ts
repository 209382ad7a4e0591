import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import type { DutyView } from '@weibao/messages';
import type { DutiesAnswer, Missing } from '../http/answers.js';
import { ask } from '../http/http.js';

/** Asked for by the quarter: a contract with daily backups has more duties in a year than one message holds. */
const quarters = (year: string): [string, string][] => [
  [`${year}-01-01`, `${year}-03-31`],
  [`${year}-04-01`, `${year}-06-30`],
  [`${year}-07-01`, `${year}-09-30`],
  [`${year}-10-01`, `${year}-12-31`],
];

const kept = {
  staleTime: Infinity,
  refetchInterval: (query: { state: { status: string } }) => (query.state.status === 'error' ? 8_000 : 300_000),
};

/** Days of backups that need nobody come as one line a month: the picture of backups alone asks for each. */
const foldedQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['duties', 'folded', from, to],
    queryFn: ({ signal }) => ask<DutiesAnswer>(`/api/duties?from=${from}&to=${to}&fold=true`, { signal }),
    placeholderData: keepPreviousData,
    ...kept,
  });

export interface YearOfBackups {
  duties: DutyView[];
  error: unknown;
  loading: boolean;
}

/** Each day of the daily backups of one contract. */
export function useBackupsOf(contract: string, year: string): YearOfBackups {
  const answers = useQueries({
    queries: quarters(year).map(([from, to]) =>
      queryOptions({
        queryKey: ['duties', 'backups', contract, from],
        queryFn: ({ signal }) =>
          ask<Pick<DutiesAnswer, 'duties'>>(
            `/api/contracts/${encodeURIComponent(contract)}/duties?from=${from}&to=${to}&kind=backup`,
            { signal },
          ),
        ...kept,
      }),
    ),
  });
  return {
    duties: answers.flatMap(({ data }) => data?.duties ?? []),
    error: answers.find(({ error }) => error)?.error ?? null,
    loading: answers.some(({ data, isError }) => !data && !isError),
  };
}

export interface YearOfDuties {
  duties: DutyView[];
  missing: Missing[];
  error: unknown;
  loading: boolean;
}

/** What falls due in a year, over all contracts, earliest first, and what the contracts owe without naming a day. */
export function useDutiesOf(year: string): YearOfDuties {
  const answers = useQueries({ queries: quarters(year).map(([from, to]) => foldedQuery(from, to)) });
  const undated = useQuery({
    queryKey: ['duties', 'undated'],
    queryFn: ({ signal }) => ask<DutiesAnswer>('/api/duties?undated=true', { signal }),
    ...kept,
  });
  const missing = new Map<string, Missing>();
  for (const { data } of answers) for (const one of data?.missing ?? []) missing.set(one.contract, one);
  return {
    duties: [
      ...answers.flatMap(({ data, isPlaceholderData }) => (isPlaceholderData ? [] : (data?.duties ?? []))),
      ...(undated.data?.duties ?? []),
    ],
    missing: [...missing.values()],
    error: answers.find(({ error }) => error)?.error ?? null,
    loading: answers.some(({ data, isPlaceholderData, isError }) => (!data || isPlaceholderData) && !isError),
  };
}
