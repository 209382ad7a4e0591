import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandAnswer } from '../http/answers.js';
import { ApiError, UNREACHABLE } from '../http/http.js';
import { newCommandId, Outbox, type Entry } from './outbox.js';

const done: CommandAnswer = { result: { incident: 'F-2026-0001' }, heads: {}, commandId: '' };
const unreachable = () => new ApiError(0, { code: UNREACHABLE });
const command = { path: '/api/contracts/huangpu/incidents', body: { system: 'HIS' }, label: 'HIS', typedAtMs: 0 };

/** A server that answers what the test queued, and a browser's storage. */
function given(storage = new Map<string, string>()) {
  const sent: Entry[] = [];
  const answers: (CommandAnswer | Error)[] = [];
  let number = 0;
  const outbox = new Outbox({
    post: async (entry) => {
      sent.push(entry);
      const answer = answers.shift() ?? done;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    newId: () => `command-${(number += 1)}`,
    storage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
      removeItem: (key) => void storage.delete(key),
    },
    storedAs: 'outbox',
  });
  return { outbox, sent, answers, storage };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the outbox', () => {
  it('sends a command again under the same id until the server has answered', async () => {
    const { outbox, sent, answers } = given();
    answers.push(unreachable(), new ApiError(503, { code: 'SERVICE.UNAVAILABLE' }));
    const answer = outbox.submit(command);
    await vi.advanceTimersByTimeAsync(10_000);
    await expect(answer).resolves.toEqual(done);
    expect(sent.map(({ id }) => id)).toEqual(['command-1', 'command-1', 'command-1']);
    expect(sent.map(({ body }) => body)).toEqual([command.body, command.body, command.body]);
  });

  it('takes the same command twice, as from a repeated click, for one', async () => {
    const { outbox, sent } = given();
    const first = outbox.submit(command);
    const second = outbox.submit({ ...command });
    expect(second).toBe(first);
    await first;
    expect(sent).toHaveLength(1);
  });

  it('takes the same words for a new command once the first is answered: it can happen twice', async () => {
    const { outbox, sent } = given();
    await outbox.submit(command);
    await outbox.submit(command);
    expect(sent.map(({ id }) => id)).toEqual(['command-1', 'command-2']);
  });

  it('does not send again what the server refused', async () => {
    const { outbox, sent, answers } = given();
    answers.push(new ApiError(409, { code: 'INCIDENT.STAGE_TWICE', message: '已记录' }));
    await expect(outbox.submit(command)).rejects.toMatchObject({ code: 'INCIDENT.STAGE_TWICE' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(outbox.entries()).toEqual([]);
  });

  it('keeps a command over a new load of the page, under its id, and tells when it has arrived', async () => {
    const storage = new Map<string, string>();
    const before = given(storage);
    before.answers.push(unreachable());
    void before.outbox.submit(command);
    await vi.advanceTimersByTimeAsync(0);
    before.outbox.stop();
    expect(storage.get('outbox')).toContain('command-1');

    const after = given(storage);
    const news = vi.fn();
    after.outbox.onLateNews = news;
    after.outbox.resume();
    after.outbox.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(after.sent.map(({ id }) => id)).toEqual(['command-1']);
    expect(news).toHaveBeenCalledWith({ entry: expect.objectContaining({ id: 'command-1' }), answer: done });
    expect(storage.has('outbox')).toBe(false);
  });

  it('sends at once what waits when the line is back, and does not send twice what is on its way', async () => {
    const { outbox, sent, answers } = given();
    answers.push(unreachable());
    void outbox.submit(command);
    await vi.advanceTimersByTimeAsync(0);
    outbox.retryNow();
    outbox.retryNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(2);
    expect(outbox.entries()).toEqual([]);
  });

  it('waits for a new sign-in and does not lose what was typed', async () => {
    const { outbox, answers } = given();
    answers.push(new ApiError(401, { code: 'ACCESS.NOT_SIGNED_IN' }));
    void outbox.submit(command);
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.entries()).toHaveLength(1);
  });

  it('gives up on a server that fails four times on the same command, and says so', async () => {
    const { outbox, sent, answers } = given();
    answers.push(...Array.from({ length: 5 }, () => new ApiError(500, { code: 'INTERNAL' })));
    const answer = expect(outbox.submit(command)).rejects.toMatchObject({ code: 'INTERNAL' });
    await vi.advanceTimersByTimeAsync(60_000);
    await answer;
    expect(sent).toHaveLength(4);
  });

  it('makes ids that the gateway takes and that do not repeat', () => {
    const ids = new Set(Array.from({ length: 500 }, newCommandId));
    expect(ids.size).toBe(500);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });
});
