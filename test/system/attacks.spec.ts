import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountFor, codeOf, randomFrom, randomJson, withOneOdd } from './attacks.fixture.js';
import { temporaryFolder } from '../harness/servers.mjs';
import { verified } from './export.fixture.js';
import { describeOddValues } from './odd-values.scenario.js';
import { call, listen } from './gateway.fixture.js';
import {
  absent,
  addressOf,
  describedOperations,
  eachOf,
  emr,
  factCount,
  foreign,
  isolatedHouse,
  own,
  sample,
  stored,
  type IsolatedHouse,
  type Operation,
} from './isolation.fixture.js';

// What somebody with bad intentions sends to the built processes. Nothing of it runs, is stored by mistake, or brings one of them down.

const hostile = `'); drop table incident.fact; --<script>alert("1")</script>\${7*7}`;

const folder = temporaryFolder('attacks');
let house: IsolatedHouse;
let operations: Operation[];
let commands: Operation[];

beforeAll(async () => {
  house = await isolatedHouse();
  operations = await describedOperations(house.weibao.baseUrl);
  commands = operations.filter(({ schema, path }) => schema !== null && path !== '/api/session');
}, 120_000);
afterAll(async () => {
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const send = (operation: Operation, raw: string, headers: Record<string, string> = {}, contract = own) =>
  call(house.weibao.baseUrl, addressOf(operation, contract), {
    method: operation.method,
    raw,
    cookie: house.cookieOf(accountFor(operation)),
    headers,
  });

const report = (account: string, contract: string, body: object) =>
  call(house.weibao.baseUrl, `/api/contracts/${contract}/incidents`, { body, cookie: house.cookieOf(account) });

async function storesNothing(attack: () => Promise<void>): Promise<void> {
  const before = await stored(house.sql);
  await attack();
  expect(await stored(house.sql)).toBe(before);
}

describe('SQL and HTML in a text', () => {
  it('stays text in every field of a report', async () => {
    const body = { system: emr, summary: hostile, department: hostile, institution: hostile, channel: hostile };
    const reported = await report('duty', own, { ...body, incident: "I'1--<b>" });
    expect(reported.status, reported.text).toBe(201);
    const path = `/api/contracts/${own}/incidents/${encodeURIComponent("I'1--<b>")}`;
    const answer = await call(house.weibao.baseUrl, path, { cookie: house.cookieOf('duty') });
    expect(answer.body.incident).toMatchObject({ incident: "I'1--<b>", summary: hostile, department: hostile });
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const outside = await report('duty', own, { system: hostile });
    expect(outside.status).toBeLessThan(500);
  });

  it('stays text in every field of every record that takes it, and comes back as it went', async () => {
    const records = commands.filter(({ path }) => path.endsWith('/records'));
    let taken = 0;
    for (const operation of records) {
      const given = sample(operation.schema ?? {}, '', () => hostile, true) as Record<string, unknown>;
      const { at: _now, by: _side, ...fact } = given;
      const answer = await send(operation, JSON.stringify({ fact }));
      expect(answer.status, `${operation.name}: ${answer.text}`).toBeLessThan(500);
      if (answer.status !== 201) continue;
      taken += 1;
      const { rows } = await house.sql.query<{ body: string }>(
        `select body from incident.fact where id = $1 union all select body from inspection.fact where id = $1
         union all select body from billing.fact where id = $1`,
        [answer.body.result.fact],
      );
      // Free text stands beside the chained body, by its hash.
      const { note: _note, summary: _summary, fileName: _fileName, ...chained } = fact;
      expect(JSON.parse(rows[0]?.body ?? '{}'), operation.name).toMatchObject(chained);
    }
    expect(taken).toBeGreaterThan(10);
  });

  it('is no way into a list, an address or a password, and neither is what no database can keep', async () => {
    const [cookie, admin, security] = ['head', 'admin', 'security'].map((account) => house.cookieOf(account));
    const odd = [hostile, 'x\u0000', 'x'.repeat(300), '%', '__proto__'].map(encodeURIComponent);
    const asked = [
      'incidents?system=',
      'incidents?after=',
      'incidents/',
      'records?about=',
      'records?type=',
      'outcome?lists=',
    ];
    const paths = [
      ...asked.map((path) => `/api/contracts/${own}/${path}`),
      '/api/contracts/',
      '/api/stream?after=x&x=',
    ];
    for (const path of [...paths, '/api/duties?from='].flatMap((start) => odd.map((text) => start + text))) {
      const answer = await call(house.weibao.baseUrl, path, { cookie });
      expect(answer.status, `${path} ${answer.text}`).toBeLessThan(500);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    }
    for (const [list, by] of [
      ['tokens', security],
      ['accounts', admin],
      ['sessions', cookie],
    ] as const)
      for (const path of odd.map((text) => `/api/${list}/${text}`)) {
        const answer = await call(house.weibao.baseUrl, path, { method: 'DELETE', cookie: by as string });
        expect([400, 404], path).toContain(answer.status);
      }
    for (const account of [hostile, '\u0000', 'half \ud800'])
      for (const body of [
        { account, password: 'x' },
        { account: 'head', password: account },
      ])
        expect([400, 401], account).toContain((await call(house.weibao.baseUrl, '/api/session', { body })).status);
  });
});

describe('a body that is too much', () => {
  const deep = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);

  it('is refused by every command for its depth, before it is parsed', async () => {
    const bodies = [
      deep('[', ']', 50_000),
      `{"note":${deep('[', ']', 50_000)}}`,
      `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
      '['.repeat(200_000),
    ];
    await storesNothing(() =>
      eachOf(commands, async (operation) => {
        for (const raw of bodies) {
          const answer = await send(operation, raw);
          expect([answer.status, codeOf(answer)], operation.name).toEqual([400, 'HTTP.BODY_TOO_DEEP']);
        }
      }),
    );
  });

  it('is no fault of ours where it stands as deep as it may, in the places that take anything', async () => {
    const anything = deep('[', ']', 58);
    const bodies: Record<string, string> = {
      'POST /api/contracts/{contract}/records, contract.amended': `{"fact":{"type":"contract.amended","effectiveOn":"2026-08-01","changes":{"parameters":{"x":${anything}}}}}`,
      'POST /api/contracts/{contract}/incidents/{incident}/grade': `{"impact":{"rows":${anything}}}`,
      'PUT /api/contracts/{contract}': `{"pattern":"huangpu","parameters":{"x":${anything}}}`,
      'POST /api/contracts/{contract}/facts': `{"facts":[${anything}]}`,
    };
    await storesNothing(async () => {
      for (const [name, raw] of Object.entries(bodies)) {
        const operation = commands.find((one) => one.name === name) as Operation;
        const answer = await send(operation, raw, {}, operation.method === 'PUT' ? absent : own);
        expect(answer.status, `${name}: ${answer.text}`).toBeGreaterThanOrEqual(400);
        expect(answer.status, `${name}: ${answer.text}`).toBeLessThan(500);
      }
    });
  });

  it('is refused by every command for its size', async () => {
    const raw = `{"note":"${'x'.repeat(10 * 1024 * 1024)}"}`;
    const routes = commands.filter(({ path }, index) => commands.findIndex((other) => other.path === path) === index);
    await storesNothing(() =>
      eachOf(
        routes,
        async (operation) => {
          const answer = await send(operation, raw);
          expect([answer.status, codeOf(answer)], operation.name).toEqual([413, 'HTTP.BODY_TOO_LARGE']);
        },
        2,
      ),
    );
  });
});

describe('keys that reach for the prototype', () => {
  // What a polluted process would read of every report: that it is a drill, which counts nowhere.
  const reaches = ['{"__proto__":{"drill":true}}', '{"constructor":{"prototype":{"drill":true}}}'];

  it('change nothing, wherever they stand', async () => {
    for (const raw of reaches)
      for (const operation of commands) {
        const whole = await send(operation, raw);
        expect(whole.status, operation.name).toBeLessThan(500);
        const body = JSON.stringify(operation.body ?? {});
        const beside = await send(operation, `${body.slice(0, -1)}${body === '{}' ? '' : ','}${raw.slice(1)}`);
        expect(beside.status, `${operation.name}: ${beside.text}`).toBeLessThan(500);
      }
    const patches = reaches.flatMap((raw) => [`{"parameters":${raw}}`, `{"terms":${raw}}`, raw]);
    const amend = commands.find(({ name }) => name.endsWith('contract.amended')) as Operation;
    for (const changes of patches) {
      const answer = await send(
        amend,
        `{"fact":{"type":"contract.amended","effectiveOn":"2026-08-01","changes":${changes}}}`,
      );
      expect(answer.status, `${changes}: ${answer.text}`).toBeLessThan(500);
    }
    for (const account of ['duty', 'head']) {
      const reported = await report(account, own, { system: emr });
      expect(reported.status, reported.text).toBe(201);
      const path = `/api/contracts/${own}/incidents/${reported.body.result.incident}`;
      const { body } = await call(house.weibao.baseUrl, path, { cookie: house.cookieOf(account) });
      expect(body.incident.drill).toBe(false);
    }
    const outcome = await call(house.weibao.baseUrl, `/api/contracts/${own}/outcome`, {
      cookie: house.cookieOf('head'),
    });
    expect(outcome.status, outcome.text.slice(0, 300)).toBe(200);
  });
});

describe('a browser that was led astray', () => {
  it('can do nothing from another origin, with a good cookie', async () => {
    const changing = operations.filter(({ method }) => method !== 'GET');
    await storesNothing(() =>
      eachOf(changing, async (operation) => {
        for (const headers of [
          { origin: 'https://elsewhere.example' },
          { origin: 'null' },
          { 'sec-fetch-site': 'cross-site' },
          { 'sec-fetch-site': 'same-site' },
        ] as Record<string, string>[]) {
          const account = operation.path === '/api/session' ? 'head' : accountFor(operation);
          const answer = await call(house.weibao.baseUrl, addressOf(operation, own), {
            method: operation.method,
            body: operation.body,
            cookie: house.cookieOf(account),
            headers,
          });
          expect([answer.status, codeOf(answer)], operation.name).toEqual([403, 'ACCESS.FOREIGN_ORIGIN']);
        }
      }),
    );
  });

  it('is told nothing that another origin could read', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    const answer = await call(house.weibao.baseUrl, '/api/contracts', { cookie: house.cookieOf('head'), headers });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});

describe('a live stream', () => {
  it('never tells of a foreign contract, not with an old place in it and not by asking for it', async () => {
    const cookie = house.cookieOf(`vendor-${own}`);
    const first = await listen(house.weibao.baseUrl, '/api/stream', { cookie });
    const { sequence } = (await call(house.weibao.baseUrl, '/api/contracts', { cookie })).body;
    const desk = { cookie: house.cookieOf('second-desk') };
    const { systems } = (await call(house.weibao.baseUrl, `/api/contracts/${foreign}`, desk)).body.contract;
    const theirs = await report('second-desk', foreign, { system: systems[0].name, summary: 'of others' });
    expect(theirs.status, theirs.text).toBe(201);
    const ours = await report('duty', own, { system: emr });
    expect(ours.status, ours.text).toBe(201);
    const again = await listen(house.weibao.baseUrl, `/api/stream?after=${encodeURIComponent(sequence)}`, { cookie });
    const { status } = await call(house.weibao.baseUrl, `/api/stream?contract=${foreign}`, { cookie });
    expect(status).toBe(400);
    for (const stream of [first, again]) {
      await stream.until(
        ({ data }) => data?.['contract'] === own && JSON.stringify(data).includes(ours.body.result.incident),
      );
      expect(JSON.stringify(stream.events)).not.toContain(foreign);
      await stream.close();
    }
  });
});

describe('anything at all', () => {
  it('sent to every command thirty times is no fault of ours, and nothing is stored of what is refused', async () => {
    const before = await factCount(house.sql);
    const random = randomFrom(20260701);
    // Where nothing is to be said an empty body is right, and null is one.
    const takesSomething = commands.filter(({ schema }) => Object.keys(schema?.properties ?? {}).length > 0);
    const probes = takesSomething.flatMap((operation) =>
      Array.from({ length: 30 }, () => {
        const value = randomJson(random, Object.keys(operation.schema?.properties ?? {}));
        return { operation, raw: JSON.stringify(asRecord(operation, value)) };
      }),
    );
    const faults: string[] = [];
    let taken = 0;
    await eachOf(probes, async ({ operation, raw }) => {
      const answer = await send(operation, raw, {}, operation.method === 'PUT' ? absent : own);
      // A record of one free key may be right by chance.
      if (answer.status === 201 && operation.path.endsWith('/records')) taken += 1;
      else if (answer.status < 400 || answer.status >= 500 || codeOf(answer) === 'none')
        faults.push(`${operation.name} ${raw.slice(0, 200)}: ${answer.status} ${answer.text.slice(0, 200)}`);
    });
    expect(faults).toEqual([]);
    expect(taken).toBeLessThan(probes.length / 100);
    expect(await factCount(house.sql)).toBe(before + taken);
  });

  it('that one field of a right body may hold by mistake is no fault of ours, and the record stays whole', async () => {
    const probes = commands.flatMap((operation) => {
      const whole = sample(operation.schema ?? {}, '', () => 'odd', true) as Record<string, unknown>;
      return withOneOdd(whole).map((body) => ({ operation, raw: JSON.stringify(asRecord(operation, body)) }));
    });
    const before = await factCount(house.sql);
    const faults: string[] = [];
    let taken = 0;
    await eachOf(probes, async ({ operation, raw }) => {
      const answer = await send(operation, raw, {}, operation.method === 'PUT' ? absent : own);
      if (answer.status >= 500) faults.push(`${operation.name} ${raw.slice(0, 300)}: ${answer.text.slice(0, 200)}`);
      if (answer.status === 201 && operation.path.endsWith('/records')) taken += 1;
    });
    expect(faults).toEqual([]);
    expect(await factCount(house.sql)).toBe(before + taken);
    const cookie = house.cookieOf('head');
    const exported = await call(house.weibao.baseUrl, `/api/contracts/${own}/export`, { cookie });
    const ran = verified(join(folder, 'export.jsonl'), exported.text);
    expect(ran.status, ran.out + ran.err).toBe(0);
  });

  /** A record of the right type, so that more of it is read than the type. */
  function asRecord({ path, schema }: Operation, value: unknown): unknown {
    if (!path.endsWith('/records') || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return { fact: { ...value, type: schema?.properties?.['type']?.['const'] } };
  }
});

describeOddValues(() => house);

describe('a session that was stolen', () => {
  it('is worth nothing once its owner has signed out, on any route, and its stream is closed', async () => {
    const cookie = house.cookieOf('duty');
    const stream = await listen(house.weibao.baseUrl, '/api/stream', { cookie });
    expect((await call(house.weibao.baseUrl, '/api/session', { cookie })).status).toBe(200);
    expect((await call(house.weibao.baseUrl, '/api/session', { method: 'DELETE', cookie })).status).toBe(204);
    await stream.until(({ event }) => event === 'signed-out');
    const closed = operations.filter(({ who, streams }) => who !== 'anyone' && !streams);
    await storesNothing(() =>
      eachOf(closed, async (operation) => {
        const path = addressOf(operation, own);
        const answer = await call(house.weibao.baseUrl, path, {
          method: operation.method,
          body: operation.body,
          cookie,
        });
        expect([answer.status, codeOf(answer)], operation.name).toEqual([401, 'ACCESS.NOT_SIGNED_IN']);
      }),
    );
    expect((await listen(house.weibao.baseUrl, '/api/stream', { cookie })).status).toBe(401);
  });
});

describe('the logs of all that', () => {
  it('name who asked for what, and hold no password, session, token or text of a fact', () => {
    const access = house.weibao.access();
    const secrets = [
      ...(access?.accounts ?? []).map(({ password }) => password),
      access?.token.secret ?? '',
      ...['head', 'finance', 'admin'].map((account) => house.cookieOf(account).split('=')[1] ?? ''),
      'drop table incident.fact', // of what was reported
    ];
    expect(secrets.every((secret) => secret.length > 12)).toBe(true);
    for (const part of ['gateway', 'incident-svc', 'inspection-svc', 'billing-svc', 'nats-server'] as const) {
      const log = house.weibao.logOf(part);
      expect([part, secrets.filter((secret) => log.includes(secret))]).toEqual([part, []]);
    }
    expect(house.weibao.logOf('gateway')).toMatch(/"route":"\/api\/contracts\/:contract\/incidents".*"account":"duty"/);
  });
});
