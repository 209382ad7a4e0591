import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Statement } from '@weibao/exchange';
import type { StatementPage, StatementVerification } from '@weibao/messages';
import { ask } from '../http/http.js';

export const statementPath = (contract: string, statement = ''): string =>
  `/api/contracts/${encodeURIComponent(contract)}/statements${statement === '' ? '' : `/${statement}`}`;

/** The statements of one contract, newest first. Nobody is told of a new one by the stream: the list is asked again when it is opened. */
export const statementsQuery = (contract: string) =>
  infiniteQueryOptions({
    queryKey: ['outcome', contract, 'statements'],
    queryFn: ({ signal, pageParam }) =>
      ask<StatementPage>(`${statementPath(contract)}?limit=20${pageParam === null ? '' : `&after=${pageParam}`}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: StatementPage) => next,
  });

/** One statement as it was issued: it never changes. */
export const statementQuery = (contract: string, statement: string) =>
  queryOptions({
    queryKey: ['statement', contract, statement],
    queryFn: async ({ signal }): Promise<Statement> => {
      const { document } = await ask<{ document: string }>(statementPath(contract, statement), { signal });
      return JSON.parse(document) as Statement;
    },
    staleTime: Infinity,
  });

export const verify = async (contract: string, statement: string): Promise<StatementVerification> =>
  (await ask<{ verification: StatementVerification }>(`${statementPath(contract, statement)}/verify`)).verification;
