import { queryOptions } from '@tanstack/react-query';
import type { DocumentPage, DocumentView } from '@weibao/messages';
import { ask } from './http.js';

const MOST_PAGES = 10;

/** The register of documents of one contract. Its key lies below the contract's outcome: the stream's events make both old together. */
export const documentsQuery = (contract: string, about?: string) =>
  queryOptions({
    queryKey: ['outcome', contract, 'documents', about ?? ''],
    queryFn: async ({ signal }): Promise<DocumentView[]> => {
      const documents: DocumentView[] = [];
      let after: number | null = 0;
      for (let page = 0; page < MOST_PAGES && after !== null; page += 1) {
        const narrowed: string = about === undefined ? '' : `&about=${encodeURIComponent(about)}`;
        const path = `/api/contracts/${encodeURIComponent(contract)}/documents?after=${after}${narrowed}`;
        const answer: DocumentPage = await ask<DocumentPage>(path, { signal });
        documents.push(...answer.documents);
        after = answer.next;
      }
      return documents;
    },
    staleTime: Infinity,
    refetchInterval: (query) => (query.state.status === 'error' ? 8_000 : 300_000),
  });
