import { useQueries, useQuery } from '@tanstack/react-query';
import type { DutyView } from '@weibao/messages';
import type { DutiesAnswer, Missing } from '../http/answers.js';
import { ask } from '../http/http.js';
import { dutiesQuery } from '../http/queries.js';

/** Asked for by the quarter: a contract with daily backups has more duties in a year than one message holds. */
const quarters = (year: string): [string, string][] => [
  [`${year}-01-01`, `${year}-03-31`],
  [`${year}-04-01`, `${year}-06-30`],
  [`${year}-07-01`, `${year}-09-30`],
  [`${year}-10-01`, `${year}-12-31`],
];

export interface YearOfDuties {
  duties: DutyView[];
  missing: Missing[];
  error: unknown;
  loading: boolean;
}

/** What falls due in a year, over all contracts, earliest first, and what the contracts owe without naming a day. */
export function useDutiesOf(year: string): YearOfDuties {
  const answers = useQueries({ queries: quarters(year).map(([from, to]) => dutiesQuery(from, to)) });
  const undated = useQuery({
    queryKey: ['duties', 'undated'],
    queryFn: ({ signal }) => ask<DutiesAnswer>('/api/duties?undated=true', { signal }),
    staleTime: Infinity,
    refetchInterval: 300_000,
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
