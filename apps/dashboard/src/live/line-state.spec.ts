import { describe, expect, it } from 'vitest';
import { backOffMs, lineAtStart, nextLine, type LineEvent } from './line-state.js';

const after = (...events: LineEvent[]) => events.reduce(nextLine, lineAtStart);
const started: LineEvent = { kind: 'start', sequence: 'e.1', atMs: 0 };
const opened: LineEvent = { kind: 'opened', atMs: 100 };

describe('the line to the server', () => {
  it('starts where the first list is complete to', () => {
    expect(after(started)).toMatchObject({ phase: 'connecting', after: 'e.1', lastContactMs: null });
  });

  it('resumes from the last event that has an id; heartbeats have none', () => {
    const state = after(
      started,
      opened,
      { kind: 'message', id: 'e.2', atMs: 200 },
      { kind: 'message', id: null, atMs: 300 },
      { kind: 'failed', atMs: 400 },
    );
    expect(state).toMatchObject({ phase: 'cut', after: 'e.2', lastContactMs: 300 });
  });

  it('is cut since the last word of the server, not since somebody noticed', () => {
    const state = after(started, opened, { kind: 'failed', atMs: 4_300 }, { kind: 'failed', atMs: 9_000 });
    expect(state).toMatchObject({ cutSinceMs: 100, attempt: 2 });
  });

  it('is whole again with the first word, and counts its attempts anew', () => {
    const state = after(started, opened, { kind: 'failed', atMs: 4_300 }, { kind: 'opened', atMs: 5_000 });
    expect(state).toMatchObject({ phase: 'live', cutSinceMs: null, attempt: 0, lastContactMs: 5_000 });
  });

  it('goes on from the new place after a reset, and everything is asked for again', () => {
    const state = after(started, opened, { kind: 'reset', sequence: 'f.9', atMs: 200 });
    expect(state).toMatchObject({ phase: 'live', after: 'f.9', mustReload: 1 });
  });

  it('is not made live by an answered probe while it is cut: only the stream itself proves the stream', () => {
    const cut = after(started, opened, { kind: 'failed', atMs: 4_300 });
    expect(nextLine(cut, { kind: 'probe-answered', atMs: 4_400 }).phase).toBe('cut');
    expect(after(started, opened, { kind: 'probe-answered', atMs: 2_400 }).lastContactMs).toBe(2_400);
  });

  it('stays signed out until somebody signs in', () => {
    const out = after(started, opened, { kind: 'signed-out', atMs: 200 }, { kind: 'failed', atMs: 300 });
    expect(out.phase).toBe('signed-out');
  });

  it('tries again soon, then after 1, 2, 4 and at most 8 seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((attempt) => backOffMs(attempt, 0.5))).toEqual([
      300, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000,
    ]);
    expect(backOffMs(50, 1)).toBe(10_000);
  });
});
