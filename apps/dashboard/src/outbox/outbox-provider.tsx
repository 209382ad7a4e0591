import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { CommandAnswer } from '../http/answers.js';
import { ask } from '../http/http.js';
import { useLine, useLive } from '../live/live-provider.js';
import { useSession } from '../session/session.js';
import { instantOf } from '../time/moments.js';
import { newCommandId, Outbox, type Entry, type LateNews } from './outbox.js';

const OutboxContext = createContext<Outbox | null>(null);
export const GivenOutbox = OutboxContext.Provider;

const post = (entry: Entry) =>
  ask<CommandAnswer>(entry.path, { method: 'POST', body: entry.body, headers: { 'idempotency-key': entry.id } });

/** One outbox for each account on this computer: what one person typed is never sent in another's name. */
export function OutboxProvider({ children, onLateNews }: { children: ReactNode; onLateNews(news: LateNews): void }) {
  const { account } = useSession();
  const { phase } = useLine();
  const [outbox] = useState(
    () => new Outbox({ post, newId: newCommandId, storage: localStorage, storedAs: `weibao.outbox.${account}` }),
  );
  useEffect(() => {
    outbox.onLateNews = onLateNews;
  }, [outbox, onLateNews]);
  useEffect(() => {
    outbox.resume();
    return () => outbox.stop();
  }, [outbox]);
  useEffect(() => {
    if (phase === 'live') outbox.retryNow();
  }, [outbox, phase]);
  return <OutboxContext.Provider value={outbox}>{children}</OutboxContext.Provider>;
}

export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext);
  if (!outbox) throw new Error('useOutbox is for the pages of the desk');
  return outbox;
}

export function useWaiting(): Entry[] {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox.onChange, outbox.entries);
}

interface Command {
  contract: string;
  path: string; // below /api/contracts/:contract
  body: Record<string, unknown>;
  label: string;
}

/**
 * Sends a command and asks again for what it changes. Without a time of its own it happens when the server gets it; if it is typed while
 * the line is cut, it carries the moment at which it was typed, because it may arrive much later.
 */
export function useSend(): (command: Command) => Promise<CommandAnswer> {
  const outbox = useOutbox();
  const client = useQueryClient();
  const { clock, stream } = useLive();
  const { role } = useSession();
  return async ({ contract, path, body, label }) => {
    const nowMs = clock.nowMs();
    // A vendor's entry carries the server's time; an earlier one would be unconfirmed.
    // A browser that knows that it is offline is right, and knows it before the silence of the stream tells.
    const cut = stream.state.phase === 'cut' || !navigator.onLine;
    const lateBy = cut && role !== 'vendor' && 'at' in body && body['at'] === undefined;
    const stamped = lateBy ? { ...body, at: instantOf(nowMs) } : body;
    const answer = await outbox.submit({
      path: `/api/contracts/${encodeURIComponent(contract)}${path}`,
      body: stamped,
      label,
      typedAtMs: nowMs,
    });
    void client.invalidateQueries({ queryKey: ['incidents'] });
    void client.invalidateQueries({ queryKey: ['incident', contract] });
    return answer;
  };
}
