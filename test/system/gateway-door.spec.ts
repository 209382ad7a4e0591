import { statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGatewayConfig } from '../../apps/gateway/src/config.js';
import { isActionPattern } from '../../apps/gateway/src/tokens/token.rules.js';
import { addPerson, call, cookieOf, gatewayAlone, listen, makeToken, passwordOf } from './gateway.fixture.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let gateway: Awaited<ReturnType<typeof gatewayAlone>>;
beforeAll(async () => {
  gateway = await gatewayAlone();
});
afterAll(() => gateway.stop());

const get = (path: string, cookie?: string) => call(gateway.baseUrl, path, cookie === undefined ? {} : { cookie });
const signIn = (account: string, password: string) =>
  call(gateway.baseUrl, '/api/session', { body: { account, password } });
const password = (account: string) => passwordOf(gateway.access(), account);

describe('the first accounts of a demo', () => {
  it('stand with their passwords in one file that only its owner can read', () => {
    const { accounts, token } = gateway.access();
    expect(accounts.map(({ account }) => account)).toEqual([
      ...['duty', 'reporter', 'finance', 'head', 'inspector', 'wall'],
      ...['huangpu', 'jiahe-icu', 'bayannur-emr', 'tacheng-ops', 'liyang-smart-health'].map((p) => `vendor-${p}`),
      ...['admin', 'security', 'audit'],
    ]);
    expect(new Set(accounts.map((one) => one.password)).size).toBe(accounts.length);
    expect(token.secret).toMatch(/^weibao_/);
    expect(statSync(join(gateway.dataDir, 'demo-accounts.json')).mode & 0o777).toBe(0o600);
  });

  it('keep their passwords over a restart, and lose all access where the installation is no demo', async () => {
    const before = gateway.access();
    const again = await gateway.start();
    const plain = await gateway.start({ DEMO: '0' });
    try {
      expect(gateway.access()).toEqual(before);
      const body = { account: 'duty', password: password('duty') };
      expect((await call(`http://127.0.0.1:${again.port}`, '/api/session', { body })).status).toBe(200);
      const refused = await call(`http://127.0.0.1:${plain.port}`, '/api/session', { body });
      expect([refused.status, refused.body.error.code]).toEqual([401, 'ACCESS.WRONG_CREDENTIALS']);
    } finally {
      await again.stop();
      await plain.stop();
    }
  });

  it('are not opened to the network by mistake', () => {
    expect(() =>
      readGatewayConfig({ DATABASE_URL: 'postgres://x/y', NATS_URL: 'nats://x', DEMO: '1', HOST: '0.0.0.0' }),
    ).toThrow(/demo accounts/);
  });
});

describe('signing in', () => {
  it('opens a session by a cookie that scripts cannot read, and says that the data is a demonstration', async () => {
    const answer = await signIn('duty', password('duty'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^weibao_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/, // 7 days = 604,800 s
    );
    expect(answer.body).toMatchObject({
      account: 'duty',
      nameZh: '值班台',
      nameEn: 'Duty desk',
      organisation: 'demo-hospital',
      organisationNameZh: '演示医院',
      organisationNameEn: 'Demo hospital',
      role: 'duty-desk',
      needs: null,
      demo: true,
      now: '2026-07-01T09:00:00+08:00',
      expiresAt: '2026-07-01T21:00:00+08:00', // 12 hours later if it is left alone
    });
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] as string;
    expect((await get('/api/session', cookie)).body.account).toBe('duty');
  });

  it('answers an unknown account exactly as a wrong password', async () => {
    const [wrong, unknown] = [await signIn('duty', 'wrong'), await signIn('nobody-here', 'wrong')];
    const seen = ({ status, body }: typeof wrong) => [status, { ...body.error, requestId: '' }];
    expect(seen(wrong)).toEqual(seen(unknown));
    expect(wrong.body.error).toMatchObject({
      code: 'ACCESS.WRONG_CREDENTIALS',
      message: expect.stringMatching(/账号或密码/),
    });
  });

  it('makes who guesses wait after ten wrong passwords, sent one by one or all at once, and lets others in', async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, () => signIn('finance', 'guess')));
    const counted = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([counted(401), counted(429)]).toEqual([10, 5]);
    const refused = await signIn('finance', password('finance'));
    expect([refused.status, refused.body.error.code, refused.headers.get('retry-after')]).toEqual([
      429,
      'ACCESS.TOO_MANY_ATTEMPTS',
      '1',
    ]);
    expect((await signIn('head', password('head'))).status).toBe(200);
    gateway.clock.nowMs += 999;
    expect((await signIn('finance', password('finance'))).status).toBe(429);
    gateway.clock.nowMs += 1;
    expect((await signIn('finance', password('finance'))).status).toBe(200);
  });

  it('keeps no session and no password that could be read from the database', async () => {
    const cookie = await cookieOf(gateway.baseUrl, gateway.access(), 'head');
    const client = new pg.Client({ connectionString: gateway.databaseUrl });
    await client.connect();
    const sessions = await client.query('select id_hash from access.session');
    const accounts = await client.query('select password_hash from access.account');
    const audit = await client.query(
      `select action, account, address from access.audit order by position desc limit 1`,
    );
    await client.end();
    const secret = cookie.split('=')[1] as string;
    expect(JSON.stringify(sessions.rows)).not.toContain(secret);
    expect(accounts.rows.every((row) => row.password_hash.startsWith('$argon2id$v=19$m=19456,t=2,p=1$'))).toBe(true);
    expect(audit.rows[0]).toEqual({ action: 'session.opened', account: 'head', address: '127.0.0.1' });
  });
});

describe('a session', () => {
  it('ends twelve hours after its last use, and not before', async () => {
    const cookie = await cookieOf(gateway.baseUrl, gateway.access(), 'duty');
    gateway.clock.nowMs += 12 * HOUR - 1;
    expect((await get('/api/session', cookie)).status).toBe(200); // used now: twelve hours begin again
    gateway.clock.nowMs += 12 * HOUR - 1;
    expect((await get('/api/session', cookie)).status).toBe(200);
    gateway.clock.nowMs += 12 * HOUR;
    const ended = await get('/api/session', cookie);
    expect([ended.status, ended.body.error.code]).toEqual([401, 'ACCESS.NOT_SIGNED_IN']);
  });

  it('ends when its owner signs out, and the cookie is taken back', async () => {
    const cookie = await cookieOf(gateway.baseUrl, gateway.access(), 'duty');
    const out = await call(gateway.baseUrl, '/api/session', { method: 'DELETE', cookie });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^weibao_session=; .*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
    expect((await get('/api/session', cookie)).status).toBe(401);
  });
});

describe('what another site makes a browser send', () => {
  it('is refused where it would change something', async () => {
    const cookie = await cookieOf(gateway.baseUrl, gateway.access(), 'duty');
    const send = (headers: Record<string, string>, method = 'POST') =>
      call(gateway.baseUrl, '/api/contracts/huangpu/incidents', { method, raw: '{"system":"HIS"}', cookie, headers });
    const code = async (headers: Record<string, string>) => (await send(headers)).body.error.code;
    expect(await code({ 'sec-fetch-site': 'cross-site' })).toBe('ACCESS.FOREIGN_ORIGIN');
    expect(await code({ origin: 'http://elsewhere.example' })).toBe('ACCESS.FOREIGN_ORIGIN');
    expect(await code({ 'content-type': 'text/plain' })).toBe('HTTP.NOT_JSON');
    expect(await code({ 'content-type': 'application/x-www-form-urlencoded' })).toBe('HTTP.NOT_JSON');
    // From our own page it passes the door; behind it no service stands in this test.
    expect(await code({ origin: gateway.baseUrl, 'sec-fetch-site': 'same-origin' })).toBe('SERVICE.UNAVAILABLE');
  }, 30_000);
});

describe('a request that cannot be understood', () => {
  let cookie: string;
  beforeAll(async () => {
    cookie = await cookieOf(gateway.baseUrl, gateway.access(), 'head');
  });
  const send = (path: string, raw: string) => call(gateway.baseUrl, path, { raw, cookie });
  const ofIncident = '/api/contracts/huangpu/incidents/I1';
  const commands: [string, object, string][] = [
    ['/api/contracts/huangpu/incidents', {}, 'body.system'],
    [`${ofIncident}/stages`, { stage: 'teleported' }, 'body.stage'],
    [`${ofIncident}/grade`, { level: '9' }, 'body.level'],
    [`${ofIncident}/estimate`, { restoreBy: 'yesterday' }, 'body.restoreBy'],
    [`${ofIncident}/cause`, { cause: 'weather' }, 'body.cause'],
    [`${ofIncident}/wait`, { change: 'maybe' }, 'body.change'],
    [`${ofIncident}/merge`, {}, 'body.into'],
    ['/api/contracts/huangpu/facts/F1/withdraw', { note: '' }, 'body.note'],
    ['/api/contracts/huangpu/facts/F1/confirm', { note: 'x' }, 'body.note'],
  ];

  it.each(commands)('names what is wrong: %s %j', async (path, body, place) => {
    const answer = await send(path, JSON.stringify(body));
    expect([answer.status, answer.body.error.code]).toEqual([400, 'HTTP.BAD_INPUT']);
    expect(answer.body.error.faults.map((fault: { place: string }) => fault.place)).toContain(place);
  });

  it.each(commands)('names a field that nobody knows: %s', async (path) => {
    const answer = await send(path, JSON.stringify({ surprise: 1, at: 'noon' }));
    expect(answer.body.error.faults.map((fault: { place: string }) => fault.place)).toContain('body.surprise');
  });

  it.each(commands)('names the place where the JSON breaks: %s', async (path) => {
    const answer = await send(path, '{"system":\n "HIS",,}');
    expect([answer.status, answer.body.error.code]).toEqual([400, 'HTTP.BAD_JSON']);
    expect(answer.body.error.faults[0].place).toBe('body:2:8'); // second line, ` "HIS",,`: the second comma is its 8th sign
  });

  it.each(commands)('is refused for its size before it is read: %s', async (path) => {
    const answer = await send(path, JSON.stringify({ summary: 'x'.repeat(10 * 1024 * 1024) }));
    expect([answer.status, answer.body.error.code]).toEqual([413, 'HTTP.BODY_TOO_LARGE']);
    expect(answer.body.error.message).toMatch(/256 KB/);
  });

  it('is refused for its size, too, where its length is not said beforehand', async () => {
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(
        `${gateway.baseUrl}/api/contracts/huangpu/incidents`,
        { method: 'POST', headers: { cookie, 'content-type': 'application/json', 'transfer-encoding': 'chunked' } },
        (response) => {
          resolve(response.statusCode);
          response.resume();
        },
      );
      request.on('error', reject);
      for (let sent = 0; sent < 300; sent += 1) request.write(Buffer.alloc(1024, 0x20));
      request.end();
    });
    expect(status).toBe(413);
  });

  it('names a contract id that is none, a command id that is none, and an address that is none', async () => {
    const contract = await send('/api/contracts/Not.A.Contract/incidents', '{"system":"HIS"}');
    expect(contract.body.error.faults[0].place).toBe('params.contract');
    const key = await call(gateway.baseUrl, '/api/contracts/huangpu/incidents', {
      body: { system: 'HIS' },
      cookie,
      headers: { 'idempotency-key': 'two words' },
    });
    expect(key.body.error.faults[0].place).toBe('Idempotency-Key');
    for (const path of ['/api/nothing', '/api', '/health/other']) {
      const answer = await get(path, cookie);
      expect([answer.status, answer.body.error.code]).toEqual([404, 'HTTP.NO_ROUTE']);
    }
    expect((await call(gateway.baseUrl, '/api/time', { method: 'PUT', body: {} })).body.error.code).toBe(
      'HTTP.NO_ROUTE',
    );
  });
});

describe('roles and tokens', () => {
  const make = (wanted: object) => makeToken(gateway.baseUrl, gateway.access(), wanted);
  const security = () => cookieOf(gateway.baseUrl, gateway.access(), 'security');

  it('keep the wrong role out before a service is asked', async () => {
    const cookie = await cookieOf(gateway.baseUrl, gateway.access(), 'finance');
    const refused = await call(gateway.baseUrl, '/api/contracts/huangpu/incidents', {
      body: { system: 'HIS' },
      cookie,
    });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'ACCESS.ROLE_NOT_ALLOWED']);
    expect((await get('/api/tokens', cookie)).status).toBe(403);
    expect((await get('/api/tokens')).status).toBe(401);
  });

  it('let a token do what it names in the contract it names, and nothing else', async () => {
    const made = await make({ name: 'monitor', account: 'duty', contracts: ['huangpu'], actions: ['incident.report'] });
    expect(made.status).toBe(201);
    const { secret } = made.body;
    const code = async (path: string, body?: object) =>
      (await call(gateway.baseUrl, path, { token: secret, ...(body ? { body } : {}) })).body.error.code;
    expect(await code('/api/contracts/huangpu/incidents', { system: 'HIS' })).toBe('SERVICE.UNAVAILABLE');
    expect(await code('/api/contracts/jiahe-icu/incidents', { system: 'HIS' })).toBe('ACCESS.TOKEN_SCOPE');
    expect(await code('/api/contracts/huangpu/incidents/I1/stages', { stage: 'responded' })).toBe('ACCESS.TOKEN_SCOPE');
    expect(await code('/api/stream')).toBe('ACCESS.TOKEN_SCOPE');
  }, 30_000);

  it('offer the administrator what a token can be good for, by role; what takes a session is not among it', async () => {
    const { actions } = (await get('/api/tokens', await security())).body as {
      actions: { action: string; roles: string[]; routesZh: string[]; ofThePlatform: boolean }[];
    };
    const offered = Object.fromEntries(actions.map((one) => [one.action, one]));
    expect(offered['facts.record-backup']).toMatchObject({ roles: ['inspector', 'it-head', 'vendor'] });
    expect(offered['billing.outcome.get']?.roles).toContain('system-administrator'); // of trials
    expect(offered['tokens.manage']).toMatchObject({ roles: ['security-administrator'], ofThePlatform: true });
    expect(offered['tokens.manage']?.routesZh).toHaveLength(3); // list, make, revoke
    expect(actions.filter(({ action }) => !isActionPattern(action) || /password|second-factor/.test(action))).toEqual(
      [],
    );
  });

  it('give the token of the demo what its data and replays need, and neither people nor rights nor the audit', async () => {
    const { token } = gateway.access();
    for (const path of ['/api/accounts', '/api/devices', '/api/posture']) {
      const refused = await call(gateway.baseUrl, path, { token: token.secret });
      expect([path, refused.status]).toEqual([path, 403]);
    }
    const { tokens } = (await get('/api/tokens', await security())).body;
    expect(
      tokens.map(({ name, actions }: { name: string; actions: string[] }) => [name, actions.includes('*')]),
    ).toContainEqual(['demo-administrator', false]);
  });

  it('end a token at its expiry, and at once when it is revoked', async () => {
    const expiresAt = new Date(gateway.clock.nowMs + HOUR).toISOString();
    const made = await make({ name: 'short', contracts: ['*'], actions: ['tokens.manage'], expiresAt });
    const list = () => call(gateway.baseUrl, '/api/tokens', { token: made.body.secret });
    gateway.clock.nowMs += HOUR - 1;
    expect((await list()).status).toBe(200);
    gateway.clock.nowMs += 1;
    expect([(await list()).status, (await list()).body.error.code]).toEqual([401, 'ACCESS.TOKEN_INVALID']);

    const other = await make({ name: 'other', contracts: ['*'], actions: ['tokens.manage'] });
    const cookie = await security();
    const revoke = () => call(gateway.baseUrl, `/api/tokens/${other.body.token.id}`, { method: 'DELETE', cookie });
    expect((await call(gateway.baseUrl, '/api/tokens', { token: other.body.secret })).status).toBe(200);
    expect((await revoke()).status).toBe(204);
    expect((await call(gateway.baseUrl, '/api/tokens', { token: other.body.secret })).status).toBe(401);
    expect([(await revoke()).status, (await revoke()).body.error.code]).toEqual([404, 'TOKEN.UNKNOWN']);
    const shown = (await get('/api/tokens', cookie)).text;
    expect(shown).not.toContain(other.body.secret);
  });

  it('refuse a token that is misspelt, with every fault named', async () => {
    const refused = await make({
      name: '',
      contracts: ['Not A Contract'],
      actions: ['incident.repport', '*'],
      expiresAt: 'soon',
    });
    expect(refused.body.error.faults.map((fault: { place: string }) => fault.place)).toEqual([
      'body.name',
      'body.contracts[0]',
      'body.actions[0]',
      'body.actions[1]', // what it is for has to be said
      'body.expiresAt',
    ]);
    const past = await make({
      name: 'x',
      account: 'ghost',
      contracts: ['*'],
      actions: ['incident.*'],
      expiresAt: '2020-01-01T00:00:00Z',
    });
    const day = 24 * HOUR;
    const until = (ms: number) =>
      make({ name: 'x', contracts: ['*'], actions: ['incident.*'], expiresAt: new Date(ms).toISOString() });
    expect((await until(gateway.clock.nowMs + 366 * day)).status).toBe(201);
    expect((await until(gateway.clock.nowMs + 366 * day + 1)).status).toBe(400);
    expect(past.body.error.faults.map((fault: { place: string }) => fault.place)).toEqual([
      'body.expiresAt',
      'body.account',
    ]);
  });
});

describe('the door itself', () => {
  it('gives back the request id it was given, and makes one where none is fit for a log', async () => {
    const id = async (given: string) =>
      (await call(gateway.baseUrl, '/api/session', { headers: { 'x-request-id': given } })).body.error.requestId;
    expect(await id('abc-123')).toBe('abc-123');
    expect(await id('two words')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('tells browsers to trust no script but ours, and nobody to keep an answer', async () => {
    const { headers } = await get('/api/time');
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self'; /);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('tells the time of the server to the millisecond', async () => {
    const { body } = await get('/api/time');
    expect(body.nowMs).toBe(gateway.clock.nowMs);
    expect(Date.parse(body.now)).toBe(gateway.clock.nowMs);
  });

  it('lives without the services and says which do not answer', async () => {
    expect((await get('/health/live')).status).toBe(200);
    const ready = await get('/health/ready');
    expect([ready.status, ready.body]).toEqual([
      503,
      {
        name: 'gateway',
        ready: false,
        database: true,
        broker: true,
        stream: true,
        evidence: true,
        'incident-svc': false,
        'inspection-svc': false,
        'billing-svc': false,
      },
    ]);
  });

  it('describes every route, with who may call it, in a document that follows its schemas', async () => {
    const { body } = await get('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const report = body.paths['/api/contracts/{contract}/incidents'].post;
    expect(report['x-roles']).toEqual(['duty-desk', 'it-head', 'reporter']);
    expect(report.requestBody.content['application/json'].schema).toMatchObject({
      additionalProperties: false,
      required: ['system'],
      properties: { level: { enum: ['1', '2', '3', '4'] } },
    });
    expect(report.parameters.map((one: { name: string }) => one.name)).toEqual([
      'contract',
      'Idempotency-Key',
      'X-Request-Id',
    ]);
    const answers = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap((path) =>
      Object.values(path),
    );
    expect(new Set(answers.map((one) => one.operationId)).size).toBe(answers.length);
    expect(Object.keys(body.paths)).toContain('/api/contracts/{contract}/evidence/{sha256}');
    const docs = await get('/api/docs');
    expect(docs.text).toContain('/api/contracts/:contract/incidents');
    expect(docs.text).not.toMatch(/<script|src=|https?:\/\//);
    // What each role may call: the same on the page for people as in the document for programs.
    const described = Object.values<Record<string, { 'x-roles': string | string[]; 'x-trial-roles'?: string[] }>>(
      body.paths,
    ).flatMap((path) => Object.values(path));
    for (const role of ['finance', 'vendor', 'reporter', 'wall', 'system-administrator', 'audit-administrator']) {
      const may = described.filter(
        (one) =>
          (Array.isArray(one['x-roles']) && one['x-roles'].includes(role)) || one['x-trial-roles']?.includes(role),
      );
      expect(may.length).toBeGreaterThan(0);
      expect(docs.text).toContain(`<details id="role-${role}"><summary><code>${role}</code> · ${may.length}</summary>`);
    }
    const [, vendor = ''] = /<details id="role-vendor">(.*?)<\/details>/s.exec(docs.text) ?? [];
    expect(vendor).toContain('<code>demand.answered</code>');
    expect(vendor).not.toMatch(/payment\.made|contract\.registered|PUT \/api\/drafts/);
  });

  it('does not open the live stream to strangers', async () => {
    const stream = await listen(gateway.baseUrl, '/api/stream', {});
    expect(stream.status).toBe(401);
    await stream.close();
  });
});

describe('accounts', () => {
  const as = async (account: string, path: string, method: string, body?: object) => {
    const cookie = await cookieOf(gateway.baseUrl, gateway.access(), account);
    return call(gateway.baseUrl, path, { method, cookie, ...(body ? { body } : {}) });
  };
  const admin = (path: string, method: string, body?: object) => as('admin', path, method, body);
  const grant = (account: string, body: object) => as('security', `/api/accounts/${account}/role`, 'PUT', body);
  const codeOf = (answer: { body: { error?: { code: string } } }) => answer.body?.error?.code ?? 'ok';
  const desk = { organisation: 'second-hospital', nameZh: '二院值班', nameEn: 'Second desk' };

  it('are made by one administrator and given their role by another; only then is there a password, and it is good once', async () => {
    expect(codeOf(await admin('/api/accounts/second-desk', 'PUT', desk))).toBe('ACCOUNT.UNKNOWN_ORGANISATION');
    const organisation = { nameZh: '第二医院', nameEn: 'Second hospital', kind: 'hospital' };
    expect((await admin('/api/organisations/second-hospital', 'PUT', organisation)).status).toBe(200);
    const made = await admin('/api/accounts/second-desk', 'PUT', desk);
    expect(made.body).toMatchObject({ role: null, password: 'none', demo: false });
    const reset = () => admin('/api/accounts/second-desk/password', 'POST', {});
    expect(codeOf(await reset())).toBe('ACCOUNT.NO_ROLE_YET');
    expect((await grant('second-desk', { role: 'duty-desk' })).body.role).toBe('duty-desk');
    const given = await reset();
    expect(given.body.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    const signed = await signIn('second-desk', given.body.password);
    expect([signed.status, signed.body.needs, signed.body.organisationNameEn]).toEqual([
      200,
      'password',
      'Second hospital',
    ]);
    // Granting anew voids what lies about on paper.
    await grant('second-desk', { role: 'inspector' });
    expect((await signIn('second-desk', given.body.password)).status).toBe(401);
  });

  it('lose sessions, tokens and role where they move or are disabled, and are granted one anew afterwards', async () => {
    const person = {
      account: 'mover',
      organisation: 'second-hospital',
      role: 'finance',
      password: 'seven rivers to cross',
    };
    const cookie = await addPerson(gateway.baseUrl, gateway.access(), person);
    expect((await get('/api/session', cookie)).body.role).toBe('finance');
    const newToken = async () => {
      const wanted = { name: 'a', account: 'mover', contracts: ['*'], actions: ['session.read'] };
      return (await makeToken(gateway.baseUrl, gateway.access(), wanted)).body.secret as string;
    };
    const opens = async (token: string) => (await call(gateway.baseUrl, '/api/session', { token })).status;
    const ofTheOldPlace = await newToken();
    expect(await opens(ofTheOldPlace)).toBe(200);
    await admin('/api/accounts/mover', 'PUT', { ...desk, organisation: 'demo-hospital' });
    expect((await get('/api/session', cookie)).status).toBe(401);
    expect((await signIn('mover', person.password)).status).toBe(401);
    await grant('mover', { role: 'inspector' });
    expect((await signIn('mover', person.password)).body.role).toBe('inspector');
    expect(await opens(ofTheOldPlace)).toBe(401);
    const ofWhoWentOn = await newToken();
    expect(await opens(ofWhoWentOn)).toBe(200);
    expect((await admin('/api/accounts/mover', 'DELETE')).status).toBe(204);
    expect((await signIn('mover', person.password)).status).toBe(401);
    expect(codeOf(await admin('/api/accounts/mover', 'DELETE'))).toBe('ACCOUNT.UNKNOWN');
    expect(codeOf(await grant('mover', { role: 'inspector' }))).toBe('ACCOUNT.UNKNOWN');
    // Who comes back to the house is given what they need anew.
    await admin('/api/accounts/mover', 'PUT', { ...desk, organisation: 'demo-hospital' });
    await grant('mover', { role: 'inspector' });
    expect(await opens(ofWhoWentOn)).toBe(401);
  });

  it('of a person who was erased show it wherever the name stood, and are given to nobody else', async () => {
    const person = { account: 'leaver', organisation: 'second-hospital', role: 'finance' };
    const cookie = await addPerson(gateway.baseUrl, gateway.access(), person);
    expect((await get('/api/session', cookie)).status).toBe(200);
    const erase = () => admin('/api/accounts/leaver/erasure', 'POST', {});
    await admin('/api/accounts/leaver', 'PUT', { ...desk, nameZh: '离职的人', nameEn: 'One who left' });
    expect(codeOf(await erase())).toBe('ACCOUNT.NOT_DISABLED');
    await admin('/api/accounts/leaver', 'DELETE');
    const erased = await erase();
    expect(erased.body).toMatchObject({ name: 'leaver', nameZh: '〔已删除〕', nameEn: '(erased)', erased: true });
    expect(erased.body).toMatchObject({ role: null, password: 'none', secondFactor: false, disabled: true });
    expect((await erase()).body).toEqual(erased.body); // sent again, it is as done
    expect(codeOf(await admin('/api/accounts/leaver', 'PUT', desk))).toBe('ACCOUNT.ERASED');
    const client = new pg.Client({ connectionString: gateway.databaseUrl });
    await client.connect();
    const { rows } = await client.query(`select a::text from access.account a where name = 'leaver'
      union all select body from access.audit where about_account = 'leaver'`);
    await client.end();
    expect(JSON.stringify(rows)).not.toMatch(/离职的人|One who left|argon2/);
    expect(JSON.stringify(rows)).toContain('account.erased');
    expect(codeOf(await as('security', '/api/accounts/leaver/erasure', 'POST', {}))).toBe('ACCESS.ROLE_NOT_ALLOWED');
  });

  it('hold one office each: no administrator grants itself, resets another office, or is the last to go', async () => {
    expect(codeOf(await admin('/api/accounts/admin', 'DELETE'))).toBe('ACCOUNT.LAST_ADMINISTRATOR');
    expect(codeOf(await grant('audit', { role: null }))).toBe('ACCOUNT.LAST_ADMINISTRATOR');
    expect(codeOf(await grant('security', { role: 'system-administrator' }))).toBe('ACCOUNT.OWN_RIGHTS');
    expect(codeOf(await grant('duty', { role: 'security-administrator' }))).toBe('ACCOUNT.ROLE_NOT_GIVEN');
    for (const account of ['security', 'audit'])
      expect(codeOf(await admin(`/api/accounts/${account}/password`, 'POST', {}))).toBe('ACCESS.PASSWORD_NOT_YOURS');
    expect(codeOf(await as('security', '/api/accounts/duty/password', 'POST', {}))).toBe('ACCESS.PASSWORD_NOT_YOURS');
    expect(codeOf(await as('security', '/api/accounts/x', 'PUT', desk))).toBe('ACCESS.ROLE_NOT_ALLOWED');
    expect(codeOf(await as('audit', '/api/accounts', 'GET'))).toBe('ACCESS.ROLE_NOT_ALLOWED');
    const client = new pg.Client({ connectionString: gateway.databaseUrl });
    await client.connect();
    const both = client.query(
      `update access.account set role = 'system-administrator,security-administrator' where name = 'admin'`,
    );
    await expect(both).rejects.toThrow(/account_role_check/);
    await client.end();
  });

  it('of reporters name a place, and nobody else’s does', async () => {
    await admin('/api/accounts/ward', 'PUT', desk);
    expect(codeOf(await grant('ward', { role: 'reporter' }))).toBe('ACCOUNT.PLACE_INVALID');
    expect(codeOf(await grant('ward', { role: 'finance', department: '心内科' }))).toBe('ACCOUNT.PLACE_INVALID');
    const granted = await grant('ward', { role: 'reporter', department: '心内科' });
    expect(granted.body).toMatchObject({ role: 'reporter', department: '心内科' });
  });

  it('are no business of a token, whatever its scope: else whoever makes tokens would hold the other two offices, too', async () => {
    const wanted = { name: 'offices', contracts: ['*'], actions: ['accounts.*', 'tokens.*', 'evidence.check'] };
    for (const [account, asked] of [
      ['admin', [['PUT', '/api/accounts/ward', desk] as const, ['POST', '/api/accounts/ward/password', {}] as const]],
      ['audit', [['GET', '/api/audit'] as const, ['GET', '/api/audit/export'] as const]],
      ['security', [['PUT', '/api/accounts/ward/role', { role: 'finance' }] as const]],
    ] as const) {
      const { secret: token } = (await makeToken(gateway.baseUrl, gateway.access(), { ...wanted, account })).body;
      for (const [method, path, body] of asked) {
        const answer = await call(gateway.baseUrl, path, { method, token, ...(body ? { body } : {}) });
        expect([path, codeOf(answer)]).toEqual([path, 'ACCESS.SESSION_ONLY']);
      }
    }
    for (const action of ['accounts.manage', 'audit.read', 'audit.*', 'devices.manage'])
      expect([
        action,
        (await makeToken(gateway.baseUrl, gateway.access(), { ...wanted, actions: [action] })).status,
      ]).toEqual([action, 400]);
  });
});

describe('one’s own sessions', () => {
  it('are listed, and ended one by one; signing in again in the same browser leaves none behind', async () => {
    const [desk, other] = [
      await cookieOf(gateway.baseUrl, gateway.access(), 'inspector'),
      await cookieOf(gateway.baseUrl, gateway.access(), 'inspector'),
    ];
    const listed = async () => (await get('/api/sessions', desk)).body.sessions as { id: string; current: boolean }[];
    const before = await listed();
    expect(before.filter(({ current }) => current)).toHaveLength(1);
    expect(before).toHaveLength(2);
    const left = before.find(({ current }) => !current)?.id;
    const end = () => call(gateway.baseUrl, `/api/sessions/${left}`, { method: 'DELETE', cookie: desk });
    expect((await end()).status).toBe(204);
    expect((await get('/api/session', other)).status).toBe(401);
    expect((await end()).body.error.code).toBe('SESSION.UNKNOWN');
    const body = { account: 'inspector', password: password('inspector') };
    const again = await call(gateway.baseUrl, '/api/session', { body, cookie: desk });
    expect(again.status).toBe(200);
    expect((await get('/api/session', desk)).status).toBe(401);
  });
});
