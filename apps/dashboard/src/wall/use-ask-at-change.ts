import { useQueryClient } from '@tanstack/react-query';
import type { PostureView } from '@weibao/messages';
import { useEffect } from 'react';
import { useLive } from '../live/live-provider.js';
import { instantMs } from '../time/moments.js';

/** A figure that time alone changes (a window opens, a duty falls due) is asked for at its moment: the outcome says when. */
const LONGEST_MS = 12 * 3_600_000;

export function useAskAtChange(postures: readonly PostureView[]): void {
  const client = useQueryClient();
  const { clock } = useLive();
  const nextMs = Math.min(
    ...postures.map(({ changesAt }) => (changesAt === null ? Infinity : instantMs(changesAt))),
    Infinity,
  );
  useEffect(() => {
    if (!Number.isFinite(nextMs) || !clock.known) return;
    // A second later than the moment, so that the answer is of after it; at least five, so that a moment in the past cannot make a loop.
    const waitMs = Math.min(Math.max(nextMs - clock.nowMs() + 1_000, 5_000), LONGEST_MS);
    const timer = setTimeout(() => {
      void client.invalidateQueries({ queryKey: ['posture'] });
      void client.invalidateQueries({ queryKey: ['duties'] });
    }, waitMs);
    return () => clearTimeout(timer);
  }, [nextMs, client, clock]);
}
