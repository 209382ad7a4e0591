import { connectBroker, createLogger } from '@weibao/service-kit';
import { connect, type NatsConnection } from 'nats';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBroker, startDatabase, temporaryFolder } from '../harness/servers.mjs';
import { call, cookieIn, cookieOf, gatewayAlone, listen } from './gateway.fixture.js';

const HOUR = 3_600_000;

describe('an installation that is no demo', () => {
  let gateway: Awaited<ReturnType<typeof gatewayAlone>>;
  beforeAll(async () => {
    gateway = await gatewayAlone({ DEMO: '0' });
  });
  afterAll(() => gateway.stop());
  const file = () => join(gateway.dataDir, 'first-administrators.json');
  const first = (): { account: string; password: string; role: string }[] =>
    JSON.parse(readFileSync(file(), 'utf8')).accounts;
  const ownPassword = (account: string) => `the ${[...account].reverse().join('')} of this house`;
  const signIn = (account: string, password: string) =>
    call(gateway.baseUrl, '/api/session', { body: { account, password } });

  it('begins with three administrators, whose one-time passwords stand in a file that only its owner can read', async () => {
    expect(first().map(({ account, role }) => [account, role])).toEqual([
      ['admin', 'system-administrator'],
      ['security', 'security-administrator'],
      ['audit', 'audit-administrator'],
    ]);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect((await call(gateway.baseUrl, '/api/time')).body.demo).toBe(false);
    const before = first();
    const again = await gateway.start();
    await again.stop();
    expect(first()).toEqual(before);
  });

  it('lets them do nothing before they have set a password of their own, and takes no weak one', async () => {
    for (const { account, password, role } of first()) {
      const signed = await signIn(account, password);
      expect([signed.status, signed.body.role, signed.body.needs, signed.body.demo]).toEqual([
        200,
        role,
        'password',
        false,
      ]);
      const cookie = cookieIn(signed);
      expect((await call(gateway.baseUrl, '/api/session', { cookie })).body.needs).toBe('password');
      for (const path of ['/api/accounts', '/api/tokens', '/api/sessions', '/api/stream']) {
        const { status, body } = await call(gateway.baseUrl, path, { cookie });
        const isTheirs = body.error.code !== 'ACCESS.ROLE_NOT_ALLOWED';
        if (isTheirs) expect([path, status, body.error.code]).toEqual([path, 403, 'ACCESS.PASSWORD_TO_SET']);
      }
      const change = (old: string, wanted: string) =>
        call(gateway.baseUrl, '/api/session/password', { body: { old, new: wanted }, cookie });
      expect((await change('wrong', ownPassword(account))).body.error.code).toBe('PASSWORD.OLD_WRONG');
      expect((await change(password, 'Password1234')).body.error.code).toBe('PASSWORD.TOO_WEAK');
      expect((await change(password, password)).body.error.faults).toEqual([
        { place: 'body.new', message: 'must differ from the old one' },
      ]);
      const changed = await change(password, ownPassword(account));
      expect([changed.status, changed.body.needs]).toEqual([200, null]);
      // The session goes on under a new secret; the old one is worth nothing.
      expect((await call(gateway.baseUrl, '/api/session', { cookie })).status).toBe(401);
      expect((await call(gateway.baseUrl, '/api/session', { cookie: cookieIn(changed) })).status).toBe(200);
      expect((await signIn(account, password)).status).toBe(401);
    }
  });

  it('forgets the file once all have a password of their own, and gives one administrator a new one when told at start', async () => {
    const plain = await gateway.start();
    await plain.stop();
    expect(existsSync(file())).toBe(false);
    const told = await gateway.start({ NEW_PASSWORD_FOR: 'security' });
    await told.stop();
    expect(first().map(({ account }) => account)).toEqual(['security']);
    expect((await signIn('security', ownPassword('security'))).status).toBe(401);
    expect((await signIn('admin', ownPassword('admin'))).status).toBe(200);
    const [given] = first();
    const signed = await signIn('security', given?.password ?? '');
    expect([signed.status, signed.body.needs]).toEqual([200, 'password']);
    gateway.clock.nowMs += 72 * HOUR; // a one-time password that nobody used is none any more
    expect((await signIn('security', given?.password ?? '')).status).toBe(401);
  });
});

describe('the built dashboard', () => {
  const root = temporaryFolder('dashboard');
  let gateway: Awaited<ReturnType<typeof gatewayAlone>>;
  beforeAll(async () => {
    mkdirSync(join(root, 'assets'));
    writeFileSync(join(root, 'index.html'), '<!doctype html><title>维保</title>');
    writeFileSync(join(root, 'assets', 'index-B1x2y3z4.js'), 'export {};');
    writeFileSync(join(root, 'mark.svg'), '<svg/>');
    gateway = await gatewayAlone({ DASHBOARD_DIR: root });
  });
  afterAll(async () => {
    await gateway.stop();
    rmSync(root, { recursive: true });
  });
  const seen = async (path: string) => {
    const { status, headers, text } = await call(gateway.baseUrl, path);
    return [status, headers.get('content-type'), headers.get('cache-control'), text];
  };

  it('is given at each of its addresses, and asked for again each time', async () => {
    for (const path of ['/', '/wall', '/contracts/huangpu/payments?tab=2'])
      expect(await seen(path)).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-cache',
        '<!doctype html><title>维保</title>',
      ]);
  });

  it('lets browsers keep what is named by its content, and nothing else', async () => {
    const [, type, kept] = await seen('/assets/index-B1x2y3z4.js');
    expect([type, kept]).toEqual([
      expect.stringMatching(/javascript; charset=utf-8$/),
      'public, max-age=31536000, immutable',
    ]);
    expect((await seen('/mark.svg'))[2]).toBe('no-cache');
  });

  it('gives no file that is not its own', async () => {
    for (const path of [
      '/assets/gone-00000000.js',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/etc/passwd.txt',
      '/.env.txt',
    ])
      expect([path, (await seen(path))[0]]).toEqual([path, 404]);
  });
});

describe('listeners', () => {
  let broker: Awaited<ReturnType<typeof startBroker>>;
  let nats: NatsConnection;
  let gateway: Awaited<ReturnType<typeof gatewayAlone>>;
  const log = createLogger('test', 'silent');
  beforeAll(async () => {
    broker = await startBroker({ own: true });
    nats = await connect({ servers: broker.url });
    gateway = await gatewayAlone({ NATS_URL: broker.url });
  });
  afterAll(async () => {
    await gateway.stop();
    await nats.close();
    await broker.stop();
  });
  const tell = (position: number) =>
    nats.jetstream().publish(
      'facts.incident.huangpu',
      JSON.stringify({
        service: 'incident',
        contract: 'huangpu',
        position,
        hash: '',
        body: JSON.stringify({ type: 'incident.reported', id: `f${position}`, incident: `I${position}` }),
        texts: { summary: 'not for the stream' },
      }),
    );
  const open = (more = '') =>
    listen(gateway.baseUrl, `/api/stream${more}`, { authorization: `Bearer ${gateway.access().token.secret}` });
  const position = (number: number) => (event: { data: Record<string, unknown> }) =>
    event.data?.['position'] === number;

  it('hear what was there before the gateway started, if they ask from there, and no free text', async () => {
    await tell(1);
    await tell(2);
    const stream = await open();
    await tell(3);
    const third = await stream.until(position(3));
    expect(JSON.stringify(stream.events)).not.toContain('not for the stream');
    await stream.close();
    const second = await gateway.start();
    const [epoch] = (third.id as string).split('.');
    const back = await listen(`http://127.0.0.1:${second.port}`, `/api/stream?after=${epoch}.1.0`, {
      authorization: `Bearer ${gateway.access().token.secret}`,
    });
    await back.until(position(3));
    expect(back.events.filter(({ event }) => event === 'fact').map(({ data }) => data['position'])).toEqual([2, 3]);
    await back.close();
    await second.stop();
  });

  it('are told the time every five seconds, and are shown out when their session has grown old', async () => {
    const cookie = await cookieOf(gateway.baseUrl, gateway.access(), 'admin');
    const stream = await listen(gateway.baseUrl, '/api/stream', { cookie });
    gateway.clock.nowMs += 12 * HOUR - 1;
    await stream.until(({ event, data }) => event === 'time' && data['nowMs'] === gateway.clock.nowMs);
    expect(stream.state.ended).toBe(false);
    gateway.clock.nowMs += 1; // twelve hours after it was used last
    await stream.until(({ event }) => event === 'signed-out');
    await expect.poll(() => stream.state.ended).toBe(true);
  }, 20_000);

  it('start anew when the broker has lost its folder, and hear what comes then', async () => {
    const stream = await open();
    const manager = await nats.jetstreamManager();
    await manager.streams.delete('FACTS');
    await manager.streams.delete('SIGNALS');
    const restored = await connectBroker(broker.url, 'test', log); // whoever comes back to the broker makes the streams again
    const reset = await stream.until(({ event }) => event === 'reset', 15_000);
    await tell(1);
    await stream.until(
      (event) => position(1)(event) && stream.events.indexOf(event as never) > stream.events.indexOf(reset),
    );
    await stream.close();
    const again = await open(`?after=${reset.data['sequence'] as string}`);
    await again.until(position(1));
    await again.close();
    await restored.close();
  }, 30_000);
});

describe('a gateway whose database is gone', () => {
  it('says that it cannot serve, not that there was a fault, and which part is away', async () => {
    const server = await startDatabase({ own: true });
    const gateway = await gatewayAlone({}, server.adminUrl);
    try {
      const cookie = await cookieOf(gateway.baseUrl, gateway.access(), 'duty');
      await server.stop();
      gateway.clock.nowMs += 5000; // what is remembered of a session is too old
      const refused = await call(gateway.baseUrl, '/api/session', { cookie });
      expect([refused.status, refused.body.error.code]).toEqual([503, 'SERVICE.UNAVAILABLE']);
      const ready = await call(gateway.baseUrl, '/health/ready');
      expect([ready.status, ready.body.database]).toEqual([503, false]);
      expect((await call(gateway.baseUrl, '/health/live')).status).toBe(200);
    } finally {
      await gateway.stop();
    }
  });
});
