import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ClauseView, ContractTermsView, ReadingView } from '@weibao/messages';
import { createContext, useContext, type ReactNode } from 'react';
import { ask } from '../http/http.js';

const MINUTE_MS = 60_000;
const NO_CLAUSES: readonly ClauseView[] = [];

const termsQuery = (contract: string) =>
  queryOptions({
    queryKey: ['terms', contract],
    queryFn: ({ signal }) =>
      ask<{ terms: ContractTermsView }>(`/api/contracts/${encodeURIComponent(contract)}/terms`, { signal }),
    // Texts change with an amendment or a reading, both rare; a page that is opened anew has the latest.
    staleTime: 5 * MINUTE_MS,
  });

const TermsContext = createContext<ContractTermsView | undefined>(undefined);

/** The texts of one contract for everything below: clauses and readings stand by their ids until they are there. */
export function Terms({ contract, children }: { contract: string; children: ReactNode }) {
  const { data } = useQuery(termsQuery(contract));
  return <TermsContext.Provider value={data?.terms}>{children}</TermsContext.Provider>;
}

export const useContractOfTerms = (): string | undefined => useContext(TermsContext)?.contract;
/** The house's rule on replies; undefined while the terms are being read. */
export const useReplyDays = (): number | undefined => useContext(TermsContext)?.replyDays;
export const useClauses = (): readonly ClauseView[] => useContext(TermsContext)?.clauses ?? NO_CLAUSES;
export const useClause = (id: string): ClauseView | undefined =>
  useContext(TermsContext)?.clauses.find((clause) => clause.id === id);

export function useReadings(options: readonly string[]): { option: string; reading: ReadingView | undefined }[] {
  const terms = useContext(TermsContext);
  return options.map((option) => ({ option, reading: terms?.readings.find((reading) => reading.option === option) }));
}
