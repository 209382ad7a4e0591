import pg from 'pg';
import type { ChildProcess } from 'node:child_process';
import { administer, cookieOf, helperProcess, openHouse, percentile } from './house.js';
import { parametersOf } from './contract-year.js';
import type { BenchRecord } from './record.js';

// S9: from the moment a fact is stored to the last of a thousand pages that follow the live stream, against a server that writes one frame to a
// thousand and does nothing else. Ours counts from `storedAt`, taken before the commit: the wait for the disk, the relay and the broker are in it.

const LISTENERS = Number(process.env['BENCH_LISTENERS'] ?? 1000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 200);
const CONTRACT = 'bench-stream';
const DAY_MS = 86_400_000;
const REPORTED = '"type":"incident.reported"';

export async function run(): Promise<BenchRecord[]> {
  const weibao = await openHouse();
  const helpers: ChildProcess[] = [];
  const helper = async (file: string, args: string[]) => {
    const started = await helperProcess(file, args);
    helpers.push(started.process);
    return started;
  };
  try {
    await administer(weibao, 'PUT', `/api/contracts/${CONTRACT}`, {
      pattern: 'huangpu',
      signedAt: new Date(Date.now() - 30 * DAY_MS).toISOString(),
      parties: [
        { organisation: 'demo-hospital', part: 'customer' },
        { organisation: 'demo-vendor-huangpu', part: 'vendor' },
      ],
      parameters: parametersOf(Date.now() - 30 * DAY_MS),
    });
    const cookie = await cookieOf(weibao, 'duty');
    const bare = await helper('bare-fan-out.mjs', []);
    const bareAddress = `http://127.0.0.1:${bare.port}/`;
    const pages = (
      await helper('stream-listeners.mjs', [`${weibao.baseUrl}/api/stream`, String(LISTENERS), REPORTED, cookie])
    ).process;
    const barePages = (await helper('stream-listeners.mjs', [bareAddress, String(LISTENERS), REPORTED])).process;

    const arrived = { ours: [] as number[], bound: [] as number[] };
    const sent: number[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const ours = lastOf(pages, n);
      await report(weibao.baseUrl, cookie);
      arrived.ours.push(await ours);
      const bound = lastOf(barePages, n);
      const answer = await fetch(bareAddress, { method: 'POST', body: `{${REPORTED},"contract":"${CONTRACT}"}` });
      sent.push(((await answer.json()) as { atMs: number }).atMs);
      arrived.bound.push(await bound);
    }
    const stored = await storedAtMs(weibao.databaseUrl);
    if (stored.length !== ROUNDS) throw new Error(`${stored.length} reports are stored, not ${ROUNDS}`);
    const waits = {
      ours: arrived.ours.map((atMs, n) => atMs - (stored[n] as number)),
      bound: arrived.bound.map((atMs, n) => atMs - (sent[n] as number)),
    };
    if (Math.min(...waits.ours, ...waits.bound) < -1) throw new Error('something arrived before it was sent');
    return [0.5, 0.99].map((share) => ({
      name: `S9 stored to the last of ${LISTENERS} pages, p${share * 100}`,
      value: percentile(waits.ours, share),
      unit: 'ms',
      bound: 'bare fan-out',
      boundValue: percentile(waits.bound, share),
      ratio: percentile(waits.ours, share) / percentile(waits.bound, share),
    }));
  } finally {
    for (const child of helpers) child.kill();
    await weibao.stop();
  }
}

/** When the last listener had the n-th event. */
function lastOf(pages: ChildProcess, n: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`event ${n} did not reach all within 30 s`)), 30_000);
    pages.on('message', function heard(message: { n?: number; atMs: number }) {
      if (message.n !== n) return;
      pages.off('message', heard);
      clearTimeout(late);
      resolve(message.atMs);
    });
  });
}

async function report(baseUrl: string, cookie: string): Promise<void> {
  const answer = await fetch(`${baseUrl}/api/contracts/${CONTRACT}/incidents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), cookie, origin: baseUrl },
    body: JSON.stringify({ system: '检验系统', level: '3', summary: '报表缺列' }),
  });
  if (answer.status !== 201) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
}

async function storedAtMs(databaseUrl: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const found = await client.query<{ body: string }>(
      `select body from incident.fact where contract = $1 and body like '%incident.reported%' order by position`,
      [CONTRACT],
    );
    return found.rows.map(({ body }) => Date.parse((JSON.parse(body) as { storedAt: string }).storedAt));
  } finally {
    await client.end();
  }
}
