import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { ApiError, ask } from '../http/http.js';
import { contractsQuery, sessionQuery } from '../http/queries.js';
import { hasContracts, useSession } from '../session/session.js';
import { instantMs } from '../time/moments.js';
import { Invalidation } from './invalidation.js';
import type { LineState } from './line-state.js';
import { LiveStream } from './live-stream.js';
import { ServerClock } from './server-clock.js';
import { Ticker } from './ticker.js';

/** The server's time and the line to it, for every page behind the sign-in. */
export interface Live {
  clock: ServerClock;
  ticker: Ticker;
  stream: LiveStream;
}
const LiveContext = createContext<Live | null>(null);

const monotonicMs = () => performance.now();
const RESAMPLE_MS = 60_000;

async function learnTime(clock: ServerClock, patienceMs: number): Promise<void> {
  const sentMs = monotonicMs();
  const { nowMs } = await ask<{ nowMs: number }>('/api/time', { patienceMs });
  clock.learnAnswer(nowMs, sentMs, monotonicMs());
}

async function signedIn(): Promise<boolean> {
  try {
    await ask('/api/session', { patienceMs: 4_000 });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return false;
    throw error;
  }
}

export function newLive(): Live {
  const clock = new ServerClock(monotonicMs);
  const stream = new LiveStream({
    open: (path) => new EventSource(path, { withCredentials: true }),
    monotonicMs,
    probe: (patienceMs) => learnTime(clock, patienceMs),
    signedIn,
    random: Math.random,
  });
  return { clock, ticker: new Ticker(clock), stream };
}

/**
 * Opens the stream once the first list says where it is complete to, and shows what stands in it from then on: every later list is then complete to
 * there or further. A list asked for beside the first one might be older, and what happened between the two would never be told.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const session = useSession();
  const [live] = useState(() => {
    const made = newLive();
    // The answer that let us in says what time it was: near enough for the first second, and never a page without a time.
    made.clock.learnHeartbeat(instantMs(session.now));
    return made;
  });
  const isListed = hasContracts(session.role);
  const { data, failureCount } = useQuery({ ...contractsQuery, enabled: isListed });
  // Who hears of no contract misses nothing: the stream then only tells the time and when the session has ended.
  const sequence = isListed ? data?.sequence : '';
  const [shown, setShown] = useState<'not yet' | 'without a place' | 'from a place'>('not yet');
  if (shown === 'not yet' && sequence !== undefined) setShown('from a place');
  // Where the first list cannot be had just now, the pages say what is wrong; what they then got by themselves is asked again.
  else if (shown === 'not yet' && failureCount > 0) setShown('without a place');

  useEffect(() => {
    const learn = () => void learnTime(live.clock, 4_000).catch(() => undefined);
    learn();
    const timer = setInterval(learn, RESAMPLE_MS);
    return () => clearInterval(timer);
  }, [live]);

  useEffect(() => {
    if (sequence === undefined) return;
    const invalidation = new Invalidation(client);
    let { mustReload, phase } = live.stream.state;
    const stops = [
      live.stream.onMessage((message) => {
        // Another profile of a wall: nothing that was sent before may stay, nor the pages that showed it.
        if (message.event === 'session.changed') return void client.resetQueries();
        if (message.event !== 'time') return invalidation.add(message);
        if (live.clock.learnHeartbeat(Number(message.data['nowMs']))) void learnTime(live.clock, 4_000).catch(() => {});
      }),
      live.stream.onState(() => {
        const state = live.stream.state;
        const healed = phase === 'cut' && state.phase === 'live';
        if (healed || state.mustReload !== mustReload) invalidation.everything();
        ({ mustReload, phase } = state);
        if (phase === 'signed-out') void client.invalidateQueries(sessionQuery);
      }),
    ];
    live.stream.start(sequence);
    if (shown === 'without a place') invalidation.everything();
    const went = () => live.stream.networkWent();
    const back = () => live.stream.hurry();
    window.addEventListener('offline', went);
    window.addEventListener('online', back);
    document.addEventListener('visibilitychange', back);
    return () => {
      stops.forEach((stop) => stop());
      live.stream.stop();
      window.removeEventListener('offline', went);
      window.removeEventListener('online', back);
      document.removeEventListener('visibilitychange', back);
    };
    // Only the first sequence counts: the stream then knows better where it is.
  }, [client, live, sequence === undefined]);

  return <LiveContext.Provider value={live}>{shown === 'not yet' ? null : children}</LiveContext.Provider>;
}

/** For tests and for what stands outside the provider: a live of one's own. */
export const GivenLive = LiveContext.Provider;

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive is for pages behind the sign-in');
  return live;
}

/** The server's time in milliseconds, anew each second. */
export function useNow(): number {
  const { ticker } = useLive();
  return useSyncExternalStore(ticker.onTick, ticker.nowMs);
}

export function useLine(): LineState {
  const { stream } = useLive();
  return useSyncExternalStore(stream.onState, () => stream.state);
}
