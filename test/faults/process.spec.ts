import { RequestClient, connectBroker } from '@weibao/service-kit';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, root } from '../harness/servers.mjs';
import { admin, log, until } from './bare-service.js';
import { killableNats, killablePostgres, type Killable } from './killable-servers.mjs';

let postgres: Killable;
let nats: Killable;
let databaseUrl: string;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  [postgres, nats] = await Promise.all([killablePostgres(), killableNats()]);
  databaseUrl = (await freshDatabase({ adminUrl: postgres.url })).url;
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});
afterAll(async () => {
  await Promise.all([postgres.close(), nats.close()]);
});

interface Started {
  child: ChildProcess;
  output: () => string;
  /** Exit code and how long it took from now; a signal counts as code -1. */
  ended: () => Promise<{ code: number; afterMs: number }>;
}

function startProcess(env: Record<string, string>): Started {
  const child = spawn(process.execPath, [path.join(root, 'test/faults/one-service.mjs')], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exit = once(child, 'exit') as Promise<[number | null]>;
  return {
    child,
    output: () => output,
    ended: async () => {
      const fromMs = performance.now();
      const [code] = await exit;
      return { code: code ?? -1, afterMs: performance.now() - fromMs };
    },
  };
}

const PORT = 4550;
const health = async (which: 'live' | 'ready') => {
  try {
    const response = await fetch(`http://127.0.0.1:${PORT}/health/${which}`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  } catch {
    return { status: 0, body: {} };
  }
};

const metrics = async () => (await fetch(`http://127.0.0.1:${PORT}/metrics`)).text();

async function startReady(): Promise<Started> {
  const started = startProcess({ DATABASE_URL: databaseUrl, NATS_URL: nats.url, HEALTH_PORT: String(PORT) });
  await until(
    () => health('ready'),
    ({ status }) => status === 200,
  );
  return started;
}

describe('a service as a process', () => {
  it('answers the request that it was busy with, then ends in order when it is told to', async () => {
    const { child, ended, output } = await startReady();
    const broker = await connectBroker(nats.url, 'test', log);
    const client = new RequestClient(broker);
    const answering = client.ask('billing.contract.get', { contract: 'any', actor: admin, body: {} });
    await new Promise((resolve) => setTimeout(resolve, 100)); // a third of the time that the answer takes
    child.kill('SIGTERM');
    expect(await answering).toMatchObject({ ok: true, result: 'slow, and answered' });
    const end = await ended();
    expect(end.code).toBe(0);
    expect(end.afterMs).toBeLessThan(5000);
    expect(output()).toContain('"why":"SIGTERM"');
    client.close();
    await broker.close();
  });

  it('ends when the channel to the launcher closes, which means that the launcher is gone', async () => {
    const { child, ended } = await startReady();
    child.disconnect();
    const end = await ended();
    expect(end.code).toBe(0);
    expect(end.afterMs).toBeLessThan(5000);
  });

  it('lives without its broker and its database, says that it is not ready, and recovers by itself', async () => {
    const { child, ended } = await startReady();
    expect((await health('ready')).body).toMatchObject({
      ready: true,
      database: true,
      broker: true,
      relayLag: 0,
      copiesBehind: 0,
      copiesRefused: [],
    });
    expect(await metrics()).toContain('weibao_relay_lag_facts{process="billing-svc"} 0\n');

    await nats.kill();
    const brokerGone = await until(
      () => health('ready'),
      ({ status }) => status === 503,
    );
    expect(brokerGone.body).toMatchObject({ ready: false, database: true, broker: false });
    expect((await health('live')).status).toBe(200);
    await nats.start();
    await until(
      () => health('ready'),
      ({ status }) => status === 200,
    );

    await postgres.kill();
    const databaseGone = await until(
      () => health('ready'),
      ({ status }) => status === 503,
    );
    expect(databaseGone.body).toMatchObject({ ready: false, database: false, broker: true, relayLag: null });
    expect((await health('live')).status).toBe(200);
    expect(await metrics()).not.toMatch(/^weibao_relay_lag_facts/m); // unknown is left out, it is not zero
    await postgres.start();
    await until(
      () => health('ready'),
      ({ status }) => status === 200,
    );

    child.kill('SIGTERM');
    expect((await ended()).code).toBe(0);
  });

  it('ends within five seconds though neither database nor broker are there any more', async () => {
    const { child, ended } = await startReady();
    await Promise.all([nats.kill(), postgres.kill()]);
    child.kill('SIGTERM');
    expect((await ended()).afterMs).toBeLessThan(5000);
    await Promise.all([nats.start(), postgres.start()]);
  });

  it('does not start on a wrong environment: every fault in one line, no secret in it', async () => {
    const { ended, output } = startProcess({ DATABASE_URL: 'mysql://root:hush@db/weibao', HEALTH_PORT: 'x' });
    expect((await ended()).code).toBe(1);
    for (const name of ['DATABASE_URL', 'NATS_URL', 'HEALTH_PORT']) expect(output()).toContain(name);
    expect(output()).not.toContain('hush');
  });
});
