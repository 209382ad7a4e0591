import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GivenLive } from '../live/live-provider.js';
import { LiveStream } from '../live/live-stream.js';
import { liveAt, show } from '../testing/given.js';
import { CutBanner } from './cut-banner.js';

beforeEach(
  () =>
    void vi.useFakeTimers({
      now: 1_000_000,
      toFake: ['setTimeout', 'setInterval', 'Date', 'performance', 'clearTimeout', 'clearInterval'],
    }),
);
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the banner of a cut line', () => {
  it('stands across the wall within five seconds of the last word of the server, and goes when it heals', async () => {
    const sources: EventTarget[] = [];
    const server = { answers: true };
    const answer = () => (server.answers ? Promise.resolve() : Promise.reject(new Error('unreachable')));
    const stream = new LiveStream({
      open: () => {
        const source = Object.assign(new EventTarget(), { close: () => undefined });
        sources.push(source);
        return source as unknown as EventSource;
      },
      monotonicMs: () => performance.now(),
      probe: answer,
      signedIn: () => answer().then(() => true),
      random: () => 0.5,
    });
    show(
      <GivenLive value={{ ...liveAt('14:00:00'), stream }}>
        <CutBanner />
      </GivenLive>,
    );
    stream.start('e.1');
    await act(async () => sources[0]?.dispatchEvent(new Event('open')));
    expect(screen.queryByRole('alert')).toBeNull();

    server.answers = false;
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    expect(screen.getByRole('alert').textContent).toMatch(/^✕ 连接已中断 \d 秒：画面停在中断时刻，正在重连$/);

    server.answers = true;
    await act(() => vi.advanceTimersByTimeAsync(12_000));
    await act(async () => sources.at(-1)?.dispatchEvent(new Event('open')));
    expect(screen.queryByRole('alert')).toBeNull();
    stream.stop();
  });
});
