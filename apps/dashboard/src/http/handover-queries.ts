import { queryOptions } from '@tanstack/react-query';
import { ask } from './http.js';

export interface OpenItem {
  contract: string;
  incident: string;
  level: string | null;
  levelName: string | null;
  system: string | null;
  subsystem: string | null;
  department: string | null;
  drill: boolean;
  reportedAt: string;
  stage: string | null; // null: reported and no further
  nextDueAt: string | null;
}
export interface DueItem {
  kind: 'clock' | 'duty';
  contract: string;
  about: string | null;
  clause: string;
  titleZh: string;
  titleEn: string;
  dueAt: string | null;
  dueOn: string | null;
  overdue: boolean;
}
/** What a sheet says; a contract under `missing` could not be asked, which is not "nothing". */
export interface HandoverItems {
  open: OpenItem[];
  due: DueItem[];
  missing: { contract: string; message: string }[];
}
export interface Signed {
  account: string;
  nameZh: string;
  nameEn: string;
  at: string;
}
interface Signatures {
  id: string;
  state: 'waiting' | 'taken-back' | 'recording' | 'taken-over';
  handedOver: Signed;
  until: string;
  contracts: string[];
  takenOver: Signed | null;
  takenBackAt: string | null;
}
export type HandoverSummary = Signatures & { open: number; due: number };
export type HandoverSheet = Signatures & {
  items: HandoverItems;
  notes: string | null; // null: erased
  remark: string | null;
  erasedAt: string | null;
};
export interface HandoverList {
  waiting: HandoverSummary[];
  past: HandoverSummary[];
  next: string | null;
}
export interface HandoverDraft {
  now: string;
  until: string;
  items: HandoverItems;
}

/** The stream says when a sheet was signed; asked again now and then, since another gateway says it to its own pages only. */
export const handoversQuery = (before?: string) =>
  queryOptions({
    queryKey: ['handovers', before ?? ''],
    queryFn: ({ signal }) =>
      ask<HandoverList>(
        before === undefined ? '/api/handovers' : `/api/handovers?before=${encodeURIComponent(before)}`,
        {
          signal,
        },
      ),
    refetchInterval: 60_000,
  });

/** Its key begins as that of the incidents: an event asks for it again. */
export const draftQuery = (until: string | null) =>
  queryOptions({
    queryKey: ['incidents', 'handover-draft', until],
    queryFn: ({ signal }) =>
      ask<HandoverDraft>(
        until === null ? '/api/handovers/draft' : `/api/handovers/draft?until=${encodeURIComponent(until)}`,
        { signal },
      ),
    refetchInterval: 60_000,
  });

export const handoverQuery = (id: string) =>
  queryOptions({
    queryKey: ['handovers', 'sheet', id],
    queryFn: ({ signal }) => ask<HandoverSheet>(`/api/handovers/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: 60_000,
  });
