import { createHash } from 'node:crypto';
import { StorageType } from 'nats';
import { FactStore, type Write } from './facts/fact-store.js';
import { kitMigrations } from './facts/fact-store.migration.js';
import { Relay } from './facts/relay.js';
import { connectBroker } from './messaging/broker.js';
import { openDatabase, type Database } from './runtime/database.js';
import { createLogger } from './runtime/logger.js';
import { migrate } from './runtime/migrate.js';

/** One line of a benchmark: what was measured, the bound of the same run, and their ratio. */
export interface BenchRecord {
  name: string;
  value: number;
  unit: string;
  bound: string;
  boundValue: number;
  ratio: number;
}

const CLIENTS = 8;
const CONTRACTS = 64;
const ROUNDS = 5;
const ROUND_MS = 1500;
const RELAYED = 20_000;
const BATCH = 256;
const LATENCIES = 2000;

const log = createLogger('bench', 'silent');
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const contractOf = (n: number): string => `bench-${n % CONTRACTS}`;
const record = (name: string, unit: string, value: number, bound: string, boundValue: number): BenchRecord => ({
  name,
  value: Math.round(value),
  unit,
  bound,
  boundValue: Math.round(boundValue),
  ratio: Math.round((value / boundValue) * 100) / 100,
});

const reported = (incident: string): Write => ({
  facts: [{ type: 'incident.reported', incident, system: '电子病历系统', level: '1', by: 'hospital' }],
  once: [{ key: `incident.reported:${incident}`, fact: 0 }],
  reply: ([fact]) => ({ fact: fact?.id, at: fact?.at }),
});

const appendOne = (store: FactStore, contract: string, id: string) =>
  store.append(
    {
      operation: 'incident.report',
      envelope: {
        commandId: id,
        requestId: id,
        actor: { account: 'bench', organisation: 'bench', role: 'duty-desk' },
        contract,
        body: { incident: id, system: '电子病历系统', level: '1' },
      },
    },
    reported(id),
  );

// As long as ours are, so that the bound writes as much.
const BODY_LENGTH = 350;
const REPLY_LENGTH = 70;

/** The bound: head, fact and row in a transaction, the chain computed by the client, named statements, a connection for each client. */
async function threeStatements(database: Database, contract: string, id: string): Promise<void> {
  const body = id.padEnd(BODY_LENGTH, 'x');
  await database.transaction(async (client) => {
    const head = await client.query<{ position: number; hash: Buffer }>({
      name: 'bench-head',
      text: `update bench.head set position = position + 1 where contract = $1 returning position, hash`,
      values: [contract],
    });
    const { position, hash } = head.rows[0] as { position: number; hash: Buffer };
    await client.query({
      name: 'bench-fact',
      text: `insert into bench.fact (contract, position, id, type, hash, body) values ($1, $2, $3, $4, $5, $6)`,
      values: [
        contract,
        position,
        id,
        'incident.reported',
        createHash('sha256').update(hash).update(body).digest(),
        body,
      ],
    });
    await client.query({
      name: 'bench-row',
      text: `insert into bench.command (contract, command_id, body_hash, position, reply) values ($1, $2, $4, $3, $5)`,
      values: [contract, id, position, hash, body.slice(0, REPLY_LENGTH)],
    });
  });
}

/** How many a second, by so many clients, each with one command under way. */
async function rate(run: (contract: string, id: string) => Promise<unknown>, contracts: number, tag: string) {
  const endMs = performance.now() + ROUND_MS;
  let done = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let n = client; performance.now() < endMs; n += CLIENTS, done += 1)
        await run(contractOf(contracts === 1 ? 0 : n), `${tag}-${n}`);
    }),
  );
  return (done / ROUND_MS) * 1000;
}

/** S7: the fact store alone. Rounds alternate, medians count. */
export async function benchFactStore(databaseUrl: string): Promise<BenchRecord[]> {
  const database = openDatabase(databaseUrl, 'bench', { log, maxConnections: CLIENTS });
  await database.pool.query('drop schema if exists bench cascade');
  await migrate(database, kitMigrations);
  await database.pool.query(
    `insert into bench.head (contract) select 'bench-' || n from generate_series(0, ${CONTRACTS - 1}) n`,
  );
  const store = new FactStore(database, 'incident');
  const results: Record<'ours' | 'bound' | 'one', number[]> = { ours: [], bound: [], one: [] };
  for (let round = -1; round < ROUNDS; round += 1) {
    const ours = await rate((contract, id) => appendOne(store, contract, id), CONTRACTS, `ours-${round}`);
    const bound = await rate((contract, id) => threeStatements(database, contract, id), CONTRACTS, `bound-${round}`);
    const one = await rate((contract, id) => appendOne(store, contract, id), 1, `one-${round}`);
    if (round < 0) continue; // warming up
    results.ours.push(ours);
    results.bound.push(bound);
    results.one.push(one);
  }
  await database.close();
  const bound = 'three writes in a transaction, pg, named statements';
  return [
    record('S7 append, 8 clients, 64 contracts', 'commands/s', median(results.ours), bound, median(results.bound)),
    record('S7 append, 8 clients, one contract', 'commands/s', median(results.one), bound, median(results.bound)),
  ];
}

/** S8: the relay from the table to JetStream, against bare publishing in batches; and how long after its commit a fact is delivered. */
export async function benchRelay(databaseUrl: string, natsUrl: string): Promise<BenchRecord[]> {
  const database = openDatabase(databaseUrl, 'bench', { log });
  await database.pool.query('drop schema if exists bench cascade');
  await migrate(database, kitMigrations);
  const broker = await connectBroker(natsUrl, 'bench', log);
  const store = new FactStore(database, 'incident');

  let count = 0;
  const subscription = broker.connection.subscribe('facts.incident.*', {
    callback: () => {
      count += 1;
    },
  });
  const each = 100;
  for (let n = 0; n < RELAYED; n += each * CLIENTS)
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        const from = n + client * each;
        const write = Array.from({ length: each }, (_unused, k) => reported(`r${from + k}`).facts[0] as never);
        const id = `fill-${from}`;
        const actor = { account: 'bench', organisation: 'bench', role: 'duty-desk' } as const;
        const contract = contractOf(from / each);
        await store.append(
          { operation: 'fill', envelope: { commandId: id, requestId: id, actor, contract, body: {} } },
          { facts: write, reply: () => null },
        );
      }),
    );
  const relay = new Relay(database, broker, 'incident', log);
  const fromMs = performance.now();
  relay.start();
  while (count < RELAYED) await new Promise((resolve) => setTimeout(resolve, 2));
  const ours = (RELAYED / (performance.now() - fromMs)) * 1000;

  const manager = await broker.jetstreamManager();
  await manager.streams.add({ name: 'BENCH', subjects: ['bench.>'], storage: StorageType.File });
  const body = 'x'.repeat(520); // as long as the facts above
  const bareFromMs = performance.now();
  for (let n = 0; n < RELAYED; n += BATCH)
    await Promise.all(
      Array.from({ length: BATCH }, (_, k) =>
        broker.jetstream.publish(`bench.${k % CONTRACTS}`, body, { msgID: `${bareFromMs}-${n + k}` }),
      ),
    );
  const bare = (RELAYED / (performance.now() - bareFromMs)) * 1000;
  await manager.streams.delete('BENCH');

  store.onAppend((contract) => relay.wake(contract));
  const waits: number[] = [];
  const at = new Map<string, number>();
  const late = broker.connection.subscribe('facts.incident.*', {
    callback: (_error, message) => {
      const { body: text } = JSON.parse(message.string()) as { body: string };
      const id = (JSON.parse(text) as { commandId: string }).commandId;
      const committed = at.get(id);
      // Delivered before the append had returned to its caller: no wait at all.
      waits.push(committed === undefined ? 0 : performance.now() - committed);
    },
  });
  for (let n = 0; n < LATENCIES; n += 1) {
    await appendOne(store, contractOf(n), `late-${n}`);
    at.set(`late-${n}`, performance.now());
  }
  while (waits.length < LATENCIES) await new Promise((resolve) => setTimeout(resolve, 2));
  late.unsubscribe();
  subscription.unsubscribe();
  await relay.stop();
  await broker.close();
  await database.close();
  waits.sort((a, b) => a - b);
  return [
    record('S8 relay, table to JetStream', 'facts/s', ours, 'bare publish in batches of 256', bare),
    record(
      'S8 commit to delivered, p99',
      'µs',
      (waits[Math.floor(LATENCIES * 0.99)] as number) * 1000,
      'at most',
      50_000,
    ),
  ];
}
