import { useQueryClient } from '@tanstack/react-query';
import type { DraftContent, DraftView } from '@weibao/messages';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, ask } from '../http/http.js';
import { newCommandId } from '../outbox/outbox.js';
import { draftPath, draftQuery, type DraftAnswer } from './drafts-query.js';

const SAVE_AFTER_MS = 500;

export type SaveState = 'saved' | 'typing' | 'saving' | 'refused';

export interface OpenDraft {
  view: DraftView; // as the server has it
  content: DraftContent; // as it is typed
  state: SaveState;
  refusal: unknown;
  change(part: Partial<DraftContent>): void;
  /** What came back from another command: findings that were accepted. */
  take(view: DraftView): void;
  faultAt(place: string): string | null;
}

/**
 * A draft that is saved as it is typed: half a second after the last key, one save at a time. What the server refuses stays typed, and what was saved before
 * stays saved.
 */
export function useDraft(first: DraftView): OpenDraft {
  const client = useQueryClient();
  const [view, setView] = useState(first);
  const [content, setContent] = useState(first.content);
  const [state, setState] = useState<SaveState>('saved');
  const [refusal, setRefusal] = useState<unknown>(null);
  const typed = useRef(first.content);
  const version = useRef(first.version);
  const sending = useRef(false);

  const take = useCallback(
    (next: DraftView) => {
      version.current = next.version;
      setView(next);
      client.setQueryData(draftQuery(next.draft).queryKey, (known: DraftAnswer | undefined) =>
        known ? { ...known, draft: next } : known,
      );
    },
    [client],
  );

  const save = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    const wanted = typed.current;
    setState('saving');
    try {
      const headers = { 'idempotency-key': newCommandId() };
      const body = { version: version.current, content: wanted };
      const { result } = await ask<{ result: DraftView }>(draftPath(first.draft), { method: 'PUT', body, headers });
      take(result);
      setRefusal(null);
      setState(typed.current === wanted ? 'saved' : 'typing');
    } catch (error) {
      setRefusal(error);
      setState(typed.current === wanted ? 'refused' : 'typing');
    } finally {
      sending.current = false;
    }
  }, [first.draft, take]);

  useEffect(() => {
    if (state !== 'typing') return;
    const timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [state, content, save]);

  const change = useCallback((part: Partial<DraftContent>) => {
    typed.current = { ...typed.current, ...part };
    setContent(typed.current);
    setState('typing');
  }, []);

  const faultAt = (place: string): string | null => {
    if (!(refusal instanceof ApiError)) return null;
    const fault = refusal.faults.find(
      (one) => one.place.replace(/^body\.content\./, '').replace(/^content\./, '') === place,
    );
    return fault?.message ?? null;
  };
  return { view, content, state, refusal, change, take, faultAt };
}
