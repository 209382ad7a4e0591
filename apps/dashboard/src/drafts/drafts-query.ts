import { queryOptions } from '@tanstack/react-query';
import type { DraftList, DraftView } from '@weibao/messages';
import { ask } from '../http/http.js';

export interface PartyName {
  organisation: string;
  nameZh: string;
  nameEn: string;
  kind: string;
}

export interface DraftAnswer {
  draft: DraftView;
  parties: PartyName[];
}

/** Drafts are no facts: no event tells of them, so that they are asked for when a page is opened. */
export const draftsQuery = queryOptions({
  queryKey: ['drafts'],
  queryFn: ({ signal }) => ask<DraftList>('/api/drafts', { signal }),
  staleTime: 0,
});

export const draftPath = (draft: string): string => `/api/drafts/${encodeURIComponent(draft)}`;

export const draftQuery = (draft: string) =>
  queryOptions({
    queryKey: ['draft', draft],
    queryFn: ({ signal }) => ask<DraftAnswer>(draftPath(draft), { signal }),
    staleTime: Infinity, // what is typed here is saved from here
  });
