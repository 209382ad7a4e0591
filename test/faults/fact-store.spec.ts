import { canonicalJson } from '@weibao/exchange';
import type { RunningService } from '@weibao/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, startBroker } from '../harness/servers.mjs';
import { command, report, startBare } from './bare-service.js';

let service: RunningService;
let close: () => Promise<void>;

beforeAll(async () => {
  const [database, broker] = await Promise.all([freshDatabase(), startBroker({ own: true })]);
  service = await startBare('incident', { database: database.url, nats: broker.url });
  close = async () => {
    await service.stop();
    await database.drop();
    await broker.stop();
  };
});
afterAll(() => close());

const bodies = async (contract: string) => (await service.kit.reader.page(contract, 0, 500)).facts;

describe('one command', () => {
  it('is done once when sent twice, and is answered the same', async () => {
    const first = await service.kit.store.append(command('twice', 'c1', { n: 1 }), report('I1'));
    const second = await service.kit.store.append(command('twice', 'c1', { n: 1 }), report('I1'));
    expect(first).toMatchObject({ outcome: 'appended', reply: { ok: true, heads: { incident: 1 } } });
    expect(second).toMatchObject({ outcome: 'repeated' });
    expect('reply' in second && 'reply' in first && second.reply).toEqual('reply' in first && first.reply);
    expect(await bodies('twice')).toHaveLength(1);
  });

  it('is done once when sent eight times at once, on a contract that has no head yet', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, () => service.kit.store.append(command('at-once', 'c1'), report('I1'))),
    );
    expect(all.map((one) => one.outcome).sort()).toEqual(['appended', ...Array<string>(7).fill('repeated')]);
    expect(new Set(all.map((one) => JSON.stringify('reply' in one && one.reply))).size).toBe(1);
    expect(await bodies('at-once')).toHaveLength(1);
  });

  it('is refused when its id was used with another body, by another account or for another operation', async () => {
    await service.kit.store.append(command('reused', 'c1', { n: 1 }), report('I1'));
    const others = [
      command('reused', 'c1', { n: 2 }),
      command('reused', 'c1', { n: 1 }, { account: 'other', organisation: 'hospital', role: 'duty-desk' }),
      { ...command('reused', 'c1', { n: 1 }), operation: 'incident.stage' },
    ];
    for (const other of others)
      expect(await service.kit.store.append(other, report('I2'))).toMatchObject({
        outcome: 'refused',
        reply: { ok: false, error: { code: 'COMMAND.ID_REUSED' } },
      });
    expect(await bodies('reused')).toHaveLength(1);
  });

  it('stores all of its facts or none: a taken key among several refuses the whole', async () => {
    await service.kit.store.append(command('whole', 'c1'), report('I1'));
    const refused = await service.kit.store.append(command('whole', 'c2'), {
      facts: [
        { type: 'incident.reported', incident: 'I2' },
        { type: 'incident.reported', incident: 'I1' },
      ],
      once: [
        { key: 'incident.reported:I2', fact: 0 },
        { key: 'incident.reported:I1', fact: 1 },
      ],
      reply: () => ({}),
    });
    const [held] = await bodies('whole');
    expect(refused).toEqual({
      outcome: 'taken',
      key: 'incident.reported:I1',
      fact: (JSON.parse(held?.body ?? '') as { id: string }).id,
    });
    expect(await bodies('whole')).toHaveLength(1);
    expect(await service.kit.store.append(command('whole', 'c3'), report('I2'))).toMatchObject({ outcome: 'appended' });
  });

  it('is told that the contract moved when it was decided on an older head', async () => {
    await service.kit.store.append(command('moved', 'c1'), report('I1'));
    const late = await service.kit.store.append(command('moved', 'c2'), { ...report('I2'), expectHead: 0 });
    expect(late).toEqual({ outcome: 'moved', position: 1 });
    expect(await service.kit.store.append(command('moved', 'c2'), { ...report('I2'), expectHead: 1 })).toMatchObject({
      outcome: 'appended',
    });
  });
});

describe('what must not happen twice', () => {
  it('has exactly one winner when two commands race for the same key', async () => {
    for (let round = 0; round < 20; round += 1) {
      const race = await Promise.all(
        ['a', 'b'].map((id) => service.kit.store.append(command('race', `${round}-${id}`), report(`I${round}`))),
      );
      expect(race.map((one) => one.outcome).sort()).toEqual(['appended', 'taken']);
    }
    expect(await bodies('race')).toHaveLength(20);
  });

  it('is free again once the fact that holds it is withdrawn, in the same command even', async () => {
    const { store } = service.kit;
    await store.append(command('again', 'c1'), report('I1'));
    const [held] = await bodies('again');
    const { id } = JSON.parse(held?.body ?? '') as { id: string };
    expect(await store.append(command('again', 'c2'), report('I1'))).toMatchObject({ outcome: 'taken', fact: id });
    const replaced = await store.append(command('again', 'c3'), {
      facts: [
        { type: 'fact.withdrawn', fact: id, note: '时间录错' },
        { type: 'incident.reported', incident: 'I1' },
      ],
      once: [{ key: 'incident.reported:I1', fact: 1 }],
      reply: () => ({}),
    });
    expect(replaced).toMatchObject({ outcome: 'appended', reply: { heads: { incident: 3 } } });
    expect(await store.append(command('again', 'c4'), report('I1'))).toMatchObject({ outcome: 'taken' });
  });
});

describe('the stored body', () => {
  it('is the canonical JSON of the fact: the instant of storing stands in it as PostgreSQL took it, under the lock', async () => {
    const before = Date.now();
    const done = await service.kit.store.append(
      command('body', 'c1'),
      report('I1', { department: '急诊"科"\n\\u0000 é😀' }),
    );
    const after = Date.now();
    const [fact] = await bodies('body');
    const parsed = JSON.parse(fact?.body ?? '') as Record<string, string>;
    expect(fact?.body).toBe(canonicalJson(parsed));
    expect(parsed).toMatchObject({ schema: 1, commandId: 'c1', incident: 'I1', department: '急诊"科"\n\\u0000 é😀' });
    expect(parsed['at']).toBe(parsed['storedAt']);
    expect(parsed['recordedAt']).toBe(parsed['storedAt']);
    expect(parsed['storedAt']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?\+08:00$/);
    expect(done).toMatchObject({ reply: { result: { fact: parsed['id'], at: parsed['storedAt'] } } });
    // Both clocks are this machine's.
    expect(Date.parse(parsed['storedAt'] ?? '')).toBeGreaterThanOrEqual(before - 1);
    expect(Date.parse(parsed['storedAt'] ?? '')).toBeLessThanOrEqual(after + 1);
  });

  it('keeps an instant that was given, and the reply shows the one that was stored', async () => {
    const appended = await service.kit.store.append(
      command('given', 'c1'),
      report('I1', { at: '2026-11-20T09:00:00+08:00' }),
    );
    const [fact] = await bodies('given');
    expect(JSON.parse(fact?.body ?? '')).toMatchObject({ at: '2026-11-20T09:00:00+08:00' });
    expect(appended).toMatchObject({ reply: { result: { at: '2026-11-20T09:00:00+08:00' } } });
  });

  it('holds the salted hash of free text, and stays verifiable after the text was erased', async () => {
    const { store, reader, database } = service.kit;
    await store.append(command('text', 'c1'), report('I1', { summary: '患者张某打不开病历', note: '请尽快' }));
    await store.append(command('text', 'c2'), report('I2'));
    const [fact] = await bodies('text');
    const { id, summary } = JSON.parse(fact?.body ?? '') as { id: string; summary: string };
    expect(summary).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(fact?.texts).toEqual({ summary: '患者张某打不开病历', note: '请尽快' });
    expect(await reader.verify('text')).toEqual({ positions: 2, fault: null, erased: [], bentTexts: [] });

    expect(await reader.eraseText('text', id, 'summary', '含患者姓名')).toBe('erased');
    expect((await bodies('text'))[0]).toEqual({ ...fact, texts: { note: '请尽快' } });
    expect(await reader.verify('text')).toEqual({
      positions: 2,
      fault: null,
      erased: [{ fact: id, field: 'summary', reason: '含患者姓名' }],
      bentTexts: [],
    });

    await database.pool.query(`update incident.fact_text set text = '改过' where contract = 'text' and field = 'note'`);
    expect(await reader.verify('text')).toMatchObject({ fault: null, bentTexts: [{ fact: id, field: 'note' }] });
  });

  it('cannot be bent unnoticed: the chain names the first position that does not hold', async () => {
    const { store, reader, database } = service.kit;
    for (const n of [1, 2, 3]) await store.append(command('bent', `c${n}`), report(`I${n}`));
    await database.pool.query(
      `update incident.fact set body = replace(body, '"I2"', '"I9"') where contract = 'bent' and position = 2`,
    );
    expect(await reader.verify('bent')).toMatchObject({ positions: 3, fault: { position: 2, fault: 'bent' } });
  });
});
