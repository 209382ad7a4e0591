import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveStream, type StreamMessage } from './live-stream.js';

/** Stands for the browser's EventSource: the test says what arrives. */
class Source extends EventTarget {
  closed = false;
  constructor(readonly path: string) {
    super();
  }
  close() {
    this.closed = true;
  }
  says(event: string, data: unknown, lastEventId = '') {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data), lastEventId }));
  }
  beats() {
    this.says('time', { nowMs: 0 });
  }
}

function given() {
  const sources: Source[] = [];
  const server = { answers: true, signedIn: true };
  const patiently = <T>(value: T, patienceMs: number) =>
    new Promise<T>((resolve, reject) =>
      server.answers ? resolve(value) : setTimeout(() => reject(new Error('no answer')), patienceMs),
    );
  const stream = new LiveStream({
    open: (path) => {
      const source = new Source(path);
      sources.push(source);
      return source as unknown as EventSource;
    },
    monotonicMs: () => Date.now(),
    probe: (patienceMs) => patiently(undefined, patienceMs),
    signedIn: () => patiently(server.signedIn, 4_000),
    random: () => 0.5,
  });
  const heard: StreamMessage[] = [];
  stream.onMessage((message) => heard.push(message));
  const last = () => sources.at(-1) as Source;
  return { stream, sources, last, server, heard };
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('the live stream', () => {
  it('subscribes from the sequence of the first list and passes on what it hears', () => {
    const { stream, last, heard } = given();
    stream.start('e.5.0');
    expect(last().path).toBe('/api/stream?after=e.5.0');
    last().dispatchEvent(new Event('open'));
    last().says('fact', { contract: 'huangpu' }, 'e.6.0');
    expect(heard).toEqual([{ event: 'fact', data: { contract: 'huangpu' } }]);
    stream.stop();
  });

  it('notices within five seconds of the last heartbeat that the line is cut, although nothing says so', async () => {
    const { stream, last, server } = given();
    stream.start('e.5.0');
    last().dispatchEvent(new Event('open'));
    last().beats();
    server.answers = false;
    await vi.advanceTimersByTimeAsync(2_100);
    expect(stream.state.phase).toBe('live');
    await vi.advanceTimersByTimeAsync(2_900);
    expect(stream.state).toMatchObject({ phase: 'cut', cutSinceMs: 1_000_000 });
    expect(last().closed).toBe(true);
    stream.stop();
  });

  it('takes quiet for quiet while the server answers when asked', async () => {
    const { stream, last } = given();
    stream.start('e.5.0');
    last().dispatchEvent(new Event('open'));
    for (let beat = 0; beat < 4; beat += 1) {
      last().beats();
      await vi.advanceTimersByTimeAsync(5_000);
      expect(stream.state.phase).toBe('live');
    }
    stream.stop();
  });

  it('takes a new connection when this one says nothing for twelve seconds, even if the server answers', async () => {
    const { stream, last, sources } = given();
    stream.start('e.5.0');
    last().dispatchEvent(new Event('open'));
    last().says('fact', {}, 'e.7.0');
    await vi.advanceTimersByTimeAsync(13_000);
    expect(sources).toHaveLength(2);
    expect(last().path).toBe('/api/stream?after=e.7.0');
    stream.stop();
  });

  it('heals by itself and resumes from the last event', async () => {
    const { stream, last, sources, server } = given();
    stream.start('e.5.0');
    last().dispatchEvent(new Event('open'));
    last().says('fact', {}, 'e.6.0');
    server.answers = false;
    last().dispatchEvent(new Event('error'));
    expect(stream.state.phase).toBe('cut');
    await vi.advanceTimersByTimeAsync(6_000);
    server.answers = true;
    await vi.advanceTimersByTimeAsync(12_000);
    expect(sources.length).toBeGreaterThan(1);
    last().dispatchEvent(new Event('open'));
    expect(stream.state.phase).toBe('live');
    expect(last().path).toBe('/api/stream?after=e.6.0');
    stream.stop();
  });

  it('connects once after a failure, not once for each reason to try', async () => {
    const { stream, last, sources } = given();
    stream.start('e.5.0');
    last().dispatchEvent(new Event('error'));
    stream.hurry();
    stream.hurry();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sources).toHaveLength(2);
    stream.stop();
  });

  it('does not knock again when the session has ended', async () => {
    const { stream, last, sources, server } = given();
    stream.start('e.5.0');
    server.signedIn = false;
    last().dispatchEvent(new Event('error'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stream.state.phase).toBe('signed-out');
    expect(sources).toHaveLength(1);
    stream.stop();
  });

  it('leaves no connection behind when it is stopped', () => {
    const { stream, last } = given();
    stream.start('e.5.0');
    stream.stop();
    expect(last().closed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
