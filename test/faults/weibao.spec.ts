import { formatInstant } from '@weibao/exchange';
import { SIGNALS_STREAM, type Signal } from '@weibao/messages';
import { chainFault, connectBroker, RequestClient, type Broker, type Link } from '@weibao/service-kit';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWeibao, type PartName, type Weibao } from '../harness/weibao.mjs';
import { admin, desk, log, until } from './bare-service.js';

const CONTRACT = 'bayannur-emr';
const WORKERS = 3;
const PAUSE_MS = 20;
const MINUTE_MS = 60_000;

let weibao: Weibao;
let broker: Broker;
let client: RequestClient;
let pool: pg.Pool;

beforeAll(async () => {
  weibao = await startWeibao({
    only: ['incident-svc', 'billing-svc'],
    ownPostgres: true,
    demo: false,
    backoff: { firstMs: 100, lastMs: 1000, calmMs: 60_000 },
  });
  broker = await connectBroker(weibao.natsUrl, 'faults', log);
  client = new RequestClient(broker);
  pool = new pg.Pool({ connectionString: weibao.databaseUrl, max: 1, maxUses: 1 });
  pool.on('error', () => undefined);
  // The harness trades durability for speed. Here what was acknowledged must outlive a SIGKILL, as in production: new sessions get it back.
  await pool.query(`alter database ${new URL(weibao.databaseUrl).pathname.slice(1)} set synchronous_commit = on`);
  await pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  const parties = [
    { organisation: desk.organisation, part: 'customer' as const },
    { organisation: 'vendor', part: 'vendor' as const },
  ];
  const reply = await client.ask('billing.contract.register', {
    contract: CONTRACT,
    actor: admin,
    body: { pattern: CONTRACT, parties, parameters: { signedOn: '2026-01-05' } },
  });
  if (!reply.ok) throw new Error(reply.error.message);
});
afterAll(async () => {
  await pool?.end();
  client?.close();
  await broker?.close();
  await weibao?.stop();
});

const rows = async <Row extends object>(sql: string): Promise<Row[]> =>
  (await until(
    () =>
      pool.query<Row>(sql).then(
        (found) => found.rows,
        () => null,
      ),
    (found) => found !== null,
  )) as Row[];

const links = (table: string, where = ''): Promise<Link[]> =>
  rows<Link>(`select position::int, encode(hash, 'hex') as hash, body from ${table}
    where contract = '${CONTRACT}' ${where} order by position`);

it('incidents are reported in a loop while incident-svc, nats-server and PostgreSQL are killed: each acknowledged one is there once, and each missed clock is told once', async () => {
  const acknowledged: string[] = [];
  let stopped = false;
  const shown = await rows<{ synchronous_commit: string }>('show synchronous_commit');
  expect(shown[0]?.synchronous_commit).toBe('on');
  const running = Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => {
      for (let n = 0; !stopped; n += 1) {
        const incident = `F-${worker}-${n}`;
        // Told 40 minutes ago: under `<10 min` and `<30 min` both its clocks were missed before it was entered.
        const at = formatInstant(Date.now() - 40 * MINUTE_MS);
        for (;;) {
          const body = { incident, system: '一体化电子病历系统', level: '1' as const, at };
          const reply = await client.ask(
            'incident.report',
            { contract: CONTRACT, actor: desk, commandId: incident, body },
            3000,
          );
          if (reply.ok) break;
          if (reply.error.code !== 'SERVICE.UNAVAILABLE' && reply.error.code !== 'INTERNAL')
            throw new Error(`${incident}: ${reply.error.code} ${reply.error.message}`);
        }
        acknowledged.push(incident);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }),
  );
  const someMore = async () => {
    const before = acknowledged.length;
    await until(
      () => acknowledged.length,
      (count) => count >= before + 20,
      60_000,
    );
  };
  await someMore();
  for (const part of ['incident-svc', 'nats-server', 'postgres'] satisfies PartName[]) {
    await weibao.kill(part);
    await weibao.untilBack(part);
    await someMore();
  }
  stopped = true;
  await running;

  const facts = await links('incident.fact');
  expect(chainFault(facts)).toBeNull();
  const reported = facts
    .map((fact) => JSON.parse(fact.body) as { type: string; incident: string })
    .filter((fact) => fact.type === 'incident.reported')
    .map((fact) => fact.incident);
  expect([...reported].sort()).toEqual([...acknowledged].sort());

  const copies = await until(
    () => links('billing.copy', `and service = 'incident'`),
    (found) => found.length >= facts.length,
    60_000,
  );
  expect(copies).toEqual(facts);

  // One `clock.missed` for the response and one for the restoration of each incident.
  const missed = await until(
    () => rows<{ payload: string }>(`select payload from incident.signal where kind = 'clock.missed.v1'`),
    (found) => found.length >= 2 * acknowledged.length,
    60_000,
  );
  const key = (signal: Signal) => `${signal.subject} ${signal.clause}`;
  const expected = acknowledged
    .flatMap((incident) => [`${incident} BY-4.1-L1-RESP`, `${incident} BY-4.1-L1-REST`])
    .sort();
  expect(missed.map((row) => key(JSON.parse(row.payload) as Signal)).sort()).toEqual(expected);
  expect((await until(streamed, (found) => found.length >= expected.length, 60_000)).map(key).sort()).toEqual(expected);
});

/** The missed clocks as they stand in the stream, from its first message. */
async function streamed(): Promise<Signal[]> {
  const consumer = await broker.jetstream.consumers.get(SIGNALS_STREAM);
  const { num_pending: count } = await consumer.info();
  const found: Signal[] = [];
  if (count === 0) return found;
  const messages = await consumer.fetch({ max_messages: count, expires: 3000 });
  for await (const message of messages) found.push(message.json<Signal>());
  return found.filter((signal) => signal.kind === 'clock.missed.v1');
}
