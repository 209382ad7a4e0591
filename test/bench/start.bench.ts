import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { helperProcess, outside } from './house.js';
import { median, type BenchRecord } from './record.js';

// S12: from `npm start` of what is built to the first page, on data that stand, against PostgreSQL, nats-server and one empty Nest application.

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const PATIENCE_MS = 120_000;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const fromMs = performance.now();
  await work();
  return performance.now() - fromMs;
}

/** Starts and stops all of it; resolves to how long the first page took. */
async function start(dataDir: string, port: number): Promise<number> {
  const child = spawn(process.execPath, ['apps/launcher/src/start.mjs'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), DEMO: '0', LOG_LEVEL: 'warn' },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    return await timed(() => firstPage(port));
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}

async function firstPage(port: number): Promise<void> {
  for (const untilMs = performance.now() + PATIENCE_MS; performance.now() < untilMs; await sleep(10))
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/`);
      await answer.text();
      if (answer.ok) return;
    } catch {
      // nobody listens yet
    }
  throw new Error(`no page within ${PATIENCE_MS} ms`);
}

/** The three parts one after the other, each until it answers. */
async function parts(dataDir: string, port: number): Promise<number> {
  const { layoutOf } = await outside<typeof import('../../apps/launcher/src/data-folder.mjs')>(
    'apps/launcher/src/data-folder.mjs',
  );
  const { embeddedPostgres } = await outside<typeof import('../../apps/launcher/src/postgres.mjs')>(
    'apps/launcher/src/postgres.mjs',
  );
  const { embeddedNats } =
    await outside<typeof import('../../apps/launcher/src/nats.mjs')>('apps/launcher/src/nats.mjs');
  const { findNatsServer } = await outside<typeof import('../../apps/launcher/src/nats-binary.mjs')>(
    'apps/launcher/src/nats-binary.mjs',
  );
  const { createSupervisor } = await outside<typeof import('../../apps/launcher/src/supervisor.mjs')>(
    'apps/launcher/src/supervisor.mjs',
  );
  const root = process.cwd();
  const layout = layoutOf(dataDir);
  const supervisor = createSupervisor({ runFolder: layout.run, onEvent: () => undefined });
  const { binary } = await findNatsServer({ root, named: process.env['NATS_SERVER_BIN'], say: () => undefined });
  try {
    const postgresMs = await timed(async () => supervisor.start((await embeddedPostgres({ root, layout, port })).part));
    const natsMs = await timed(() => supervisor.start(embeddedNats({ binary, layout, port: port + 1 }).part));
    const nestMs = await timed(async () => (await helperProcess('bare-nest.mjs', [])).process.kill());
    return postgresMs + natsMs + nestMs;
  } finally {
    await supervisor.stop([['nats-server', 'postgres']]);
  }
}

export async function run(): Promise<BenchRecord[]> {
  const { temporaryFolder } = await outside<typeof import('../harness/servers.mjs')>('test/harness/servers.mjs');
  const { findInnerPorts } =
    await outside<typeof import('../../apps/launcher/src/ports.mjs')>('apps/launcher/src/ports.mjs');
  const dataDir = path.join(temporaryFolder('start'), 'data');
  const [port = 0] = await findInnerPorts(1, `${dataDir} gateway`);
  const [ours, bound]: [number[], number[]] = [[], []];
  try {
    await start(dataDir, port); // makes the cluster, and builds where that is needed
    for (let round = 0; round < ROUNDS; round += 1) {
      bound.push(await parts(dataDir, port + 20));
      ours.push(await start(dataDir, port));
    }
  } finally {
    fs.rmSync(path.dirname(dataDir), { recursive: true, force: true });
  }
  return [
    {
      name: 'S12 from start to the first page',
      value: median(ours),
      unit: 'ms',
      bound: 'PostgreSQL, nats-server and one Nest application',
      boundValue: median(bound),
      ratio: median(ours) / median(bound),
    },
  ];
}
