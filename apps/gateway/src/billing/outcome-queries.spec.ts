import { describe, expect, it } from 'vitest';
import type { Door } from '../door/door.js';
import type { ServiceRequests } from '../door/service-requests.js';
import { OutcomeQueries } from './outcome-queries.js';

interface Asked {
  asOf?: string;
  lists?: string[];
  after?: number;
}

/** Billing with 5 clocks of which two fit a message, and heads that move when `moves` says so. */
function billing(moves: (asked: number) => number = () => 1) {
  const clocks = [0, 1, 2, 3, 4].map((subject) => ({ subject: `I${subject}` }));
  const asked: Asked[] = [];
  const query = (_operation: string, _door: Door, _contract: string, body: Asked) => {
    asked.push(body);
    const heads = { billing: moves(asked.length) };
    const place = { epoch: 'e', number: 1 };
    if (body.lists === undefined)
      return Promise.resolve({ ok: false, error: { code: 'BILLING.OUTCOME_TOO_LARGE', message: '' }, place });
    const [list] = body.lists;
    if (list === undefined) return Promise.resolve({ ok: true, result: { asOf: 'then' }, heads, place });
    const after = body.after ?? 0;
    const page = list === 'clocks' ? clocks.slice(after, after + 2) : [];
    const next = list === 'clocks' && after + 2 < clocks.length ? after + 2 : null;
    return Promise.resolve({ ok: true, result: { asOf: 'then', [list]: page, next }, heads, place });
  };
  const queries = new OutcomeQueries({ query } as unknown as ServiceRequests);
  return { asked, get: () => queries.get({} as Door, 'c', {}) };
}

describe('an outcome that no message holds', () => {
  it('is put together list by list, a long list page by page, of one moment', async () => {
    const { asked, get } = billing();
    const answered = await get();
    if (!answered.ok) throw new Error(answered.error.code);
    expect(answered.value.outcome.clocks?.map(({ subject }) => subject)).toEqual(['I0', 'I1', 'I2', 'I3', 'I4']);
    expect(answered.value.outcome).not.toHaveProperty('next');
    expect(asked.filter(({ lists }) => lists?.[0] === 'clocks').map(({ after }) => after)).toEqual([0, 2, 4]);
    expect(new Set(asked.slice(2).map(({ asOf }) => asOf))).toEqual(new Set(['then']));
  });

  it('is begun again when a fact arrives in the middle, and given up when they never stop', async () => {
    const once = billing((count) => (count <= 3 ? 1 : 2)); // the whole, the head, the first page; then a fact
    expect((await once.get()).ok).toBe(true);
    const always = billing((count) => count);
    const answered = await always.get();
    expect(answered.ok ? 'ok' : answered.error.code).toBe('SERVICE.OUTCOME_CHANGING');
  });
});
