import { queryOptions } from '@tanstack/react-query';
import type { RecordedFact, RecordedFactPage } from '@weibao/messages';
import { ask } from '../http/http.js';

export interface Records {
  facts: RecordedFact[];
  /** There are older ones that were not read. */
  more: boolean;
}
const MOST_PAGES = 8;
const PAGE_FACTS = 200;

/**
 * What was recorded of some types in one contract, newest first, from a moment on. Its key lies below the contract's outcome: the stream's
 * events make both old together.
 */
export const recordsQuery = (contract: string, types: string, since = '') =>
  queryOptions({
    queryKey: ['outcome', contract, 'records', types, since],
    queryFn: async ({ signal }): Promise<Records> => {
      const facts: RecordedFact[] = [];
      let after: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const asked: string = `type=${types}&limit=${PAGE_FACTS}${after === null ? '' : `&after=${encodeURIComponent(after)}`}`;
        const answer: RecordedFactPage = await ask<RecordedFactPage>(
          `/api/contracts/${encodeURIComponent(contract)}/records?${asked}`,
          { signal },
        );
        facts.push(...answer.facts);
        after = answer.next;
        if ((answer.facts.at(-1)?.at ?? '') < since) after = null;
        if (after === null) break;
      }
      return { facts: facts.filter((fact) => !fact.withdrawn && fact.at >= since), more: after !== null };
    },
    staleTime: Infinity,
    refetchInterval: (query) => (query.state.status === 'error' ? 8_000 : 300_000),
  });

/** What names a thing (an inspection, a period, a document's subject) in one contract, newest first. */
export const recordsAboutQuery = (contract: string, about: string) =>
  queryOptions({
    queryKey: ['outcome', contract, 'records-about', about],
    queryFn: async ({ signal }): Promise<RecordedFact[]> => {
      const path = `/api/contracts/${encodeURIComponent(contract)}/records?about=${encodeURIComponent(about)}&limit=${PAGE_FACTS}`;
      const { facts } = await ask<RecordedFactPage>(path, { signal });
      return facts.filter(({ withdrawn }) => !withdrawn);
    },
    enabled: about !== '',
    staleTime: Infinity,
  });
