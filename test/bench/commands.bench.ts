import http from 'node:http';
import { cookieOf, administer, helperProcess, openHouse, percentile, post } from './house.js';
import { median, type BenchRecord } from './record.js';

// S5 and S6: an incident is reported over HTTP and stored, against a bare pipeline on the same PostgreSQL and the same broker.

const CONTRACTS = 64;
const CONNECTIONS = 64;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const ROUND_MS = 2000;
const contractOf = (n: number): string => `bench-${n % CONTRACTS}`;

type Send = (agent: http.Agent, contract: string) => Promise<number>;

export async function run(): Promise<BenchRecord[]> {
  const weibao = await openHouse();
  const helpers: Awaited<ReturnType<typeof helperProcess>>[] = [];
  try {
    await registerContracts(weibao);
    helpers.push(await helperProcess('bare-pipeline.mjs', ['service', weibao.natsUrl, weibao.databaseUrl]));
    const bare = await helperProcess('bare-pipeline.mjs', ['door', weibao.natsUrl]);
    helpers.push(bare);
    const cookie = await cookieOf(weibao, 'duty');
    const body = JSON.stringify({ system: '电子病历系统', level: '3', summary: '病历打不开' });
    const headers = () => ({ 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() });
    const ours: Send = (agent, contract) =>
      post(
        agent,
        new URL(`${weibao.baseUrl}/api/contracts/${contract}/incidents`),
        { ...headers(), cookie, origin: weibao.baseUrl },
        body,
      );
    const bound: Send = (agent, contract) =>
      post(agent, new URL(`http://127.0.0.1:${bare.port}/contracts/${contract}/commands`), headers(), body);
    return [...(await throughput(ours, bound)), ...(await latency(ours, bound))];
  } finally {
    for (const { process: child } of helpers) child.kill();
    await weibao.stop();
  }
}

async function registerContracts(weibao: Parameters<typeof administer>[0]): Promise<void> {
  const today = Date.now();
  const date = (days: number) => new Date(today + days * 86_400_000).toISOString().slice(0, 10);
  for (let n = 0; n < CONTRACTS; n += 1)
    await administer(weibao, 'PUT', `/api/contracts/${contractOf(n)}`, {
      pattern: 'bayannur-emr',
      signedAt: `${date(-40)}T10:00:00+08:00`,
      parties: [
        { organisation: 'demo-hospital', part: 'customer' },
        { organisation: 'demo-vendor-bayannur-emr', part: 'vendor' },
      ],
      parameters: { startsOn: date(-30), endsOn: date(1065) },
    });
}

/** How many a second over so many connections, each with one command under way. */
async function rate(send: Send, contracts: number): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const endMs = performance.now() + ROUND_MS;
  let done = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, connection) => {
      for (let n = connection; performance.now() < endMs; n += CONNECTIONS + 1) {
        const status = await send(agent, contractOf(contracts === 1 ? 0 : n));
        if (status !== 201) throw new Error(`answered ${status}`);
        done += 1;
      }
    }),
  );
  agent.destroy();
  return (done / ROUND_MS) * 1000;
}

async function throughput(ours: Send, bound: Send): Promise<BenchRecord[]> {
  const rates = { ours: [] as number[], bound: [] as number[], one: [] as number[] };
  for (let round = -1; round < ROUNDS; round += 1) {
    const [a, b, c] = [await rate(ours, CONTRACTS), await rate(bound, CONTRACTS), await rate(ours, 1)];
    if (round < 0) continue; // warming up
    rates.ours.push(a);
    rates.bound.push(b);
    rates.one.push(c);
  }
  const boundValue = median(rates.bound);
  const record = (name: string, values: number[]): BenchRecord => ({
    name,
    value: median(values),
    unit: 'commands/s',
    bound: 'Fastify, NATS, three statements in a transaction',
    boundValue,
    ratio: median(values) / boundValue,
  });
  return [
    record('S5 report an incident, 64 connections, 64 contracts', rates.ours),
    record('S5 report an incident, 64 connections, one contract', rates.one),
  ];
}

/** One connection, one command after the other, in turns of a hundred. `ratio` is ours ÷ bound: lower is better. */
async function latency(ours: Send, bound: Send): Promise<BenchRecord[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const waits = { ours: [] as number[], bound: [] as number[] };
  const turn = async (send: Send, into: number[] | null): Promise<void> => {
    for (let n = 0; n < 100; n += 1) {
      const fromMs = performance.now();
      await send(agent, contractOf(n));
      into?.push(performance.now() - fromMs);
    }
  };
  await turn(ours, null);
  await turn(bound, null);
  for (let round = 0; round < ROUNDS * 2; round += 1) {
    await turn(ours, waits.ours);
    await turn(bound, waits.bound);
  }
  agent.destroy();
  return [0.5, 0.99].map((share) => ({
    name: `S6 report an incident, one connection, p${share * 100}`,
    value: percentile(waits.ours, share),
    unit: 'ms',
    bound: 'the same pipeline',
    boundValue: percentile(waits.bound, share),
    ratio: percentile(waits.ours, share) / percentile(waits.bound, share),
  }));
}
