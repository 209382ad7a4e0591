import { connectBroker, createLogger } from '@weibao/service-kit';
import { connect, type NatsConnection } from 'nats';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBroker, startDatabase, temporaryFolder } from '../harness/servers.mjs';
import { call, cookieOf, gatewayAlone, listen } from './gateway.fixture.js';

const HOUR = 3_600_000;

describe('an installation that is no demo', () => {
  it('begins with one administrator, whose password stands in a file of the data folder', async () => {
    const gateway = await gatewayAlone({ DEMO: '0' });
    try {
      const first = JSON.parse(readFileSync(join(gateway.dataDir, 'first-administrator.json'), 'utf8'));
      const answer = await call(gateway.baseUrl, '/api/session', { body: first });
      expect([answer.status, answer.body.role, answer.body.demo]).toEqual([200, 'administrator', false]);
      expect((await call(gateway.baseUrl, '/api/time')).body.demo).toBe(false);
      const again = await gateway.start();
      await again.stop();
      expect(JSON.parse(readFileSync(join(gateway.dataDir, 'first-administrator.json'), 'utf8'))).toEqual(first);
    } finally {
      await gateway.stop();
    }
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
