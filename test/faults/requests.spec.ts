import { requestSubject, type Actor, type Reply } from '@weibao/messages';
import { answer, serviceActor, type RunningService } from '@weibao/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, startBroker } from '../harness/servers.mjs';
import { admin, command, desk, registration, report, startBare, until, vendor } from './bare-service.js';

let incident: RunningService;
let billing: RunningService;
let close: () => Promise<void>;

beforeAll(async () => {
  const [database, broker] = await Promise.all([freshDatabase(), startBroker({ own: true })]);
  const urls = { database: database.url, nats: broker.url };
  let done = 0;
  [incident, billing] = await Promise.all([
    startBare('incident', urls, {
      'incident.report': async (call, kit) => {
        const { incident: key } = call.body as { incident: string };
        // As real handlers do, it looks before it writes: a command that comes again finds itself done.
        const { facts } = await kit.records.get(call.contract);
        if (facts.some((fact) => fact.type === 'incident.reported' && fact.incident === key))
          return { ok: false, error: { code: 'INCIDENT.EXISTS', message: `${key} 已登记` } };
        const appended = await kit.store.append(call, report(key));
        if (!('reply' in appended)) throw new Error(appended.outcome);
        return appended.reply;
      },
      'incident.open.list': (call) => answer({ organisation: call.actor.organisation, body: call.body }),
      'incident.get': () => {
        throw new Error(`a fault of our own, number ${(done += 1)}`);
      },
      // A handler that forgot to say of which contract: what it is given all the same is for the tests of row security below.
      'incident.similar.list': async (_call, kit) => {
        const { rows } = await kit.database.pool.query<{ contract: string }>(
          'select contract from incident.consumed order by 1',
        );
        const others = await Promise.all(['ours', 'trial-one'].map((contract) => kit.records.get(contract)));
        const write = kit.database.pool.query(`insert into incident.once values ('ours', 'k', 'f')`);
        const written = await write.then(
          () => 'written',
          (error: { code: string }) => error.code,
        );
        return answer({
          rows: rows.map(({ contract }) => contract),
          facts: others.map(({ facts }) => facts.length),
          written,
        });
      },
      'incident.list': () => answer({ text: 'x'.repeat(300 * 1024) }),
    }),
    startBare('billing', urls, { 'billing.contract.list': (call) => answer({ contract: call.contract }) }),
  ]);
  await billing.kit.store.append(command('ours', 'register'), registration());
  await billing.kit.store.append(command('trial-one', 'register'), registration(true));
  close = async () => {
    await Promise.all([incident.stop(), billing.stop()]);
    await database.drop();
    await broker.stop();
  };
});
afterAll(() => close());

const codeOf = (reply: Reply): string => (reply.ok ? 'ok' : reply.error.code);
const ask = (
  operation: Parameters<typeof billing.kit.client.ask>[0],
  contract: string,
  actor: Actor,
  body: Record<string, unknown> = {},
  commandId?: string,
) => billing.kit.client.ask(operation, { contract, actor, body, ...(commandId ? { commandId } : {}) });

describe('below the guard', () => {
  it('the answer to a person’s question is made of rows of its contract alone, in memory and in the database, and writes nothing', async () => {
    for (const contract of ['ours', 'trial-one'])
      await until(
        () => incident.kit.records.get(contract),
        ({ facts }) => facts.length === 1,
      );
    const body = { incident: 'G1' };
    expect(await ask('incident.similar.list', 'ours', desk, body)).toMatchObject({
      result: { rows: ['ours'], facts: [1, 0], written: '25006' }, // read_only_sql_transaction
    });
    expect(await ask('incident.similar.list', 'trial-one', desk, body)).toMatchObject({
      result: { rows: ['trial-one'], facts: [0, 1] },
    });
    // What a process does for itself goes on to see all.
    const { rows } = await incident.kit.database.pool.query('select contract from incident.consumed order by 1');
    expect(rows.map(({ contract }) => contract)).toEqual(expect.arrayContaining(['ours', 'trial-one']));
  });
});

describe('the guard', () => {
  const stranger: Actor = { account: 'duty', organisation: 'other-hospital', role: 'duty-desk' };
  const body = { incident: 'G1', system: '电子病历系统' };

  it('lets in whose role is listed and whose organisation has a listed part, though it was registered a moment ago', async () => {
    expect(codeOf(await ask('incident.report', 'ours', desk, body))).toBe('ok');
    expect(codeOf(await ask('incident.open.list', 'ours', vendor))).toBe('ok');
  });

  it('lets in several who come at once for a contract whose registration is still on its way', async () => {
    await billing.kit.store.append(command('brand-new', 'register'), registration());
    const all = await Promise.all(Array.from({ length: 5 }, () => ask('incident.open.list', 'brand-new', desk)));
    expect(all.map(codeOf)).toEqual(Array(5).fill('ok'));
  });

  it('answers a stranger and an unknown contract the same, so that nobody learns which contracts exist', async () => {
    const [others, none] = await Promise.all([
      ask('incident.report', 'ours', stranger, body),
      ask('incident.report', 'theirs', desk, body),
    ]);
    expect(codeOf(others)).toBe('ACCESS.NOT_YOURS');
    expect(codeOf(none)).toBe('ACCESS.NOT_YOURS');
    const message = (reply: Reply, contract: string) => (reply.ok ? '' : reply.error.message.replaceAll(contract, '…'));
    expect(message(others, 'ours')).toBe(message(none, 'theirs'));
  });

  it('refuses a role that is not listed, and a vendor what only the hospital may do', async () => {
    expect(codeOf(await ask('incident.report', 'ours', vendor, body))).toBe('ACCESS.ROLE');
    expect(codeOf(await ask('incident.report', 'ours', { ...desk, organisation: 'vendor' }, body))).toBe(
      'ACCESS.NOT_YOURS',
    );
    expect(codeOf(await ask('incident.facts.import', 'ours', desk, { facts: [] }))).toBe('ACCESS.ROLE');
  });

  it('lets the system administrator pass without a part where their role is listed, and only there', async () => {
    expect(codeOf(await ask('incident.facts.read', 'ours', admin, { after: 0 }))).toBe('ok');
    expect(codeOf(await ask('incident.report', 'ours', admin, body))).toBe('ACCESS.ROLE');
  });

  it('asks for no part where the operation is not about one contract', async () => {
    expect(await ask('billing.contract.list', 'all', stranger)).toMatchObject({
      ok: true,
      result: { contract: 'all' },
    });
  });

  it('keeps what services ask of each other from everybody else', async () => {
    const heads = (actor: Actor) =>
      incident.kit.client.send('billing.heads.list', { contract: 'all', actor, body: { after: '' } });
    expect(codeOf(await heads(desk))).toBe('ACCESS.ROLE');
    expect(await heads(serviceActor('incident'))).toMatchObject({
      result: {
        heads: [
          { contract: 'brand-new', position: 1 },
          { contract: 'ours', position: 1 },
          { contract: 'trial-one', position: 1 },
        ],
        next: null,
      },
    });
  });
});

describe('a request', () => {
  it('with a body that does not fit is refused with every fault and its place', async () => {
    const reply = await ask('incident.report', 'ours', desk, { incident: 7, level: '9', colour: 'red' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'REQUEST.INVALID' } });
    const places = reply.ok ? [] : (reply.error.faults ?? []).map((fault) => fault.place).sort();
    expect(places).toEqual(['colour', 'incident', 'level', 'system']);
  });

  it('gets its defaults, and U+0000 is refused, which PostgreSQL could not hold', async () => {
    expect(await ask('incident.open.list', 'ours', desk, {})).toMatchObject({ result: { body: {} } });
    expect(codeOf(await ask('incident.report', 'ours', desk, { system: 'a\u0000b' }))).toBe('REQUEST.INVALID');
  });

  it('that is no JSON, or whose envelope names another contract than its subject, is refused', async () => {
    const { connection } = billing.kit.broker;
    const raw = async (payload: string) =>
      (await connection.request(requestSubject('incident.report', 'ours'), payload, { timeout: 3000 })).json<Reply>();
    expect(codeOf(await raw('{"commandId":'))).toBe('REQUEST.INVALID');
    expect(codeOf(await raw(JSON.stringify(command('theirs', 'c1').envelope)))).toBe('REQUEST.INVALID');
  });

  it('that meets a fault of ours is answered INTERNAL with its request id, and says nothing of the fault', async () => {
    const reply = await billing.kit.client.ask('incident.get', {
      contract: 'ours',
      actor: desk,
      body: { incident: 'I1' },
      requestId: 'request-77',
    });
    expect(codeOf(reply)).toBe('INTERNAL');
    expect(JSON.stringify(reply)).toContain('request-77');
    expect(JSON.stringify(reply)).not.toContain('number');
  });

  it('whose answer is larger than a message may be is told to ask for less', async () => {
    expect(codeOf(await ask('incident.list', 'ours', desk))).toBe('REPLY.TOO_LARGE');
  });

  it('to a service that is not there is refused within its time', async () => {
    const before = Date.now();
    const reply = await billing.kit.client.ask(
      'inspection.duties.list',
      { contract: 'ours', actor: desk, body: {} },
      400,
    );
    expect(codeOf(reply)).toBe('SERVICE.UNAVAILABLE');
    expect(Date.now() - before).toBeLessThan(1500);
  });
});

describe('a command that comes again', () => {
  it('is answered as the first time, though its handler would refuse it by now', async () => {
    const body = { incident: 'A1', system: '电子病历系统' };
    const first = await ask('incident.report', 'ours', desk, body, 'again-1');
    const second = await ask('incident.report', 'ours', desk, body, 'again-1');
    expect(codeOf(first)).toBe('ok');
    expect(second).toEqual(first);
    expect(codeOf(await ask('incident.report', 'ours', desk, body, 'again-2'))).toBe('INCIDENT.EXISTS');
    expect(codeOf(await ask('incident.report', 'ours', desk, { ...body, level: '1' }, 'again-1'))).toBe(
      'COMMAND.ID_REUSED',
    );
  });
});

describe('the import door', () => {
  const importing = (contract: string, facts: object[], commandId: string) =>
    billing.kit.client.ask('incident.facts.import', {
      contract,
      actor: admin,
      body: { facts: facts as never },
      commandId,
    });
  const reported = { id: 'F1', type: 'incident.reported', at: '2026-07-01T09:00:00+08:00', incident: 'M1' };

  it('keeps ids and the time a fact became known (absent: when it happened); the time of storing is ours', async () => {
    const responded = {
      id: 'F2',
      type: 'incident.responded',
      at: '2026-07-01T09:08:00+08:00',
      recordedAt: '2026-07-01T09:12:00+08:00',
      incident: 'M1',
      note: '电话确认',
    };
    expect(await importing('ours', [reported, responded], 'i1')).toMatchObject({ result: { stored: 2, ignored: 0 } });
    const { facts } = await incident.kit.records.get('ours');
    const [first, second] = ['F1', 'F2'].map((id) => facts.find((fact) => fact.id === id));
    expect(first).toMatchObject({ ...reported, recordedAt: reported.at });
    expect(second).toMatchObject(responded);
    expect(Date.parse(second?.storedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it('ignores a fact that is here already with the same content, and refuses one with other content, naming both', async () => {
    expect(await importing('ours', [reported], 'i2')).toMatchObject({ result: { stored: 0, ignored: 1 } });
    const other = await importing('ours', [{ ...reported, at: '2026-07-01T09:30:00+08:00' }], 'i3');
    expect(codeOf(other)).toBe('IMPORT.FAULTS');
    const fault = other.ok ? undefined : other.error.faults?.[0];
    expect(fault?.place).toBe('facts[0].id');
    expect(fault?.message).toContain('"F1"');
    expect(fault?.message).toContain('2026-07-01T09:00:00+08:00');
  });

  it('does not enforce what must not happen twice, but records it: a later command sees it', async () => {
    const twice = [
      { id: 'T1', type: 'incident.reported', at: '2026-07-02T09:00:00+08:00', incident: 'M2' },
      { id: 'T2', type: 'incident.reported', at: '2026-07-02T08:00:00+08:00', incident: 'M2' },
    ];
    expect(codeOf(await importing('ours', twice, 'i4'))).toBe('ok');
    const reply = await ask('incident.report', 'ours', desk, { incident: 'M2', system: '电子病历系统' });
    expect(codeOf(reply)).toBe('INCIDENT.EXISTS');
  });

  it('names every fault and stores nothing: a stage of what nobody reported, a fact of another service, the future', async () => {
    const before = (await incident.kit.records.get('ours')).heads;
    const ghost = await importing(
      'ours',
      [
        { id: 'N1', type: 'incident.reported', at: '2026-07-03T09:00:00+08:00', incident: 'M3' },
        { id: 'N2', type: 'incident.responded', at: '2026-07-03T09:00:00+08:00', incident: 'GHOST' },
      ],
      'i5',
    );
    expect(ghost).toMatchObject({
      error: { code: 'IMPORT.FAULTS', faults: [{ place: 'facts[1].incident', message: 'nobody reported "GHOST"' }] },
    });
    const wrong = await importing(
      'ours',
      [
        { type: 'survey.returned', at: '2026-07-03T09:00:00+08:00', form: 'clinical' },
        { type: 'incident.reported', at: '2999-01-01T00:00:00+08:00', incident: 'M4' },
      ],
      'i6',
    );
    const places = wrong.ok ? [] : wrong.error.faults?.map((fault) => fault.place);
    expect(places).toEqual(['facts[0].type', 'facts[1].at']);
    expect((await incident.kit.records.get('ours')).heads).toEqual(before);
  });

  it('takes any instant into a trial, and nothing into a contract that nobody registered', async () => {
    const future = [{ ...reported, at: '2999-01-01T00:00:00+08:00' }];
    expect(codeOf(await importing('trial-one', future, 'i7'))).toBe('ok');
    expect(codeOf(await importing('trial-none', future, 'i8'))).toBe('IMPORT.UNKNOWN_CONTRACT');
  });
});

describe('a trial that is dropped', () => {
  it('is gone everywhere and can begin again from position 1; a real contract cannot be dropped', async () => {
    const { dropTrial } = await import('@weibao/service-kit');
    const inspection = await startBare('inspection', {
      database: incident.kit.database.pool.options.connectionString as string,
      nats: `nats://${incident.kit.broker.connection.getServer()}`,
    });
    try {
      await until(
        () => inspection.kit.records.get('trial-one'),
        (record) => record.heads.billing === 1 && record.heads.incident === 1,
      );
      const { broker, client, store } = billing.kit;
      expect(await dropTrial(broker, client, 'billing', 'trial-one')).toMatchObject({ ok: true });
      for (const { kit } of [incident, billing, inspection]) {
        expect((await kit.records.get('trial-one')).heads).toEqual({});
        expect(await kit.records.contracts()).not.toContain('trial-one');
      }
      await store.append(command('trial-one', 'register'), registration(true));
      await until(
        () => inspection.kit.records.get('trial-one'),
        (record) => record.heads.billing === 1 && record.registered !== null,
      );
      expect(codeOf(await dropTrial(broker, client, 'billing', 'ours'))).toBe('CONTRACT.NOT_A_TRIAL');
    } finally {
      await inspection.stop();
    }
  });
});

describe('a service that lacks a handler, or has one too many', () => {
  it('does not start, and names them', async () => {
    const { Controller, Module } = await import('@nestjs/common');
    const { MessagePattern } = await import('@nestjs/microservices');
    const { startService } = await import('@weibao/service-kit');
    class OneController {
      tell() {
        return answer({});
      }
    }
    const descriptor = Object.getOwnPropertyDescriptor(OneController.prototype, 'tell') as PropertyDescriptor;
    MessagePattern('inspection.duties.tell')(OneController.prototype, 'tell', descriptor);
    Controller()(OneController);
    class OneModule {}
    Module({ controllers: [OneController] })(OneModule);
    const starting = startService(
      { service: 'inspection', module: OneModule },
      {
        DATABASE_URL: incident.kit.database.pool.options.connectionString as string,
        NATS_URL: `nats://${incident.kit.broker.connection.getServer()}`,
        LOG_LEVEL: 'silent',
        HEALTH_PORT: 0,
        HOST: '127.0.0.1',
      },
    );
    await expect(starting).rejects.toThrow(
      /^inspection: no handler for .*inspection\.duties\.list.*; no operation for inspection\.duties\.tell$/,
    );
  });
});
