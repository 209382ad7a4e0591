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
    only: ['incident-svc', 'inspection-svc', 'billing-svc'],
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

it('incidents are reported and duties planned in a loop while their services, nats-server and PostgreSQL are killed: each acknowledged one is there once, no duty is planned twice, and each missed clock is told once', async () => {
  const acknowledged: string[] = [];
  const planned: string[] = [];
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
  const planning = planInALoop(planned, () => stopped);
  const someMore = async () => {
    const before = [acknowledged.length, planned.length] as const;
    await until(
      () => [acknowledged.length, planned.length] as const,
      ([reported, duties]) => reported >= before[0] + 20 && duties >= before[1] + 10,
      60_000,
    );
  };
  await someMore();
  for (const part of ['inspection-svc', 'incident-svc', 'nats-server', 'postgres'] satisfies PartName[]) {
    await weibao.kill(part);
    await weibao.untilBack(part);
    await someMore();
  }
  stopped = true;
  await Promise.all([running, planning]);

  const facts = await links('incident.fact');
  expect(chainFault(facts)).toBeNull();
  const reported = facts
    .map((fact) => JSON.parse(fact.body) as { type: string; incident: string })
    .filter((fact) => fact.type === 'incident.reported')
    .map((fact) => fact.incident);
  expect([...reported].sort()).toEqual([...acknowledged].sort());

  // BY-V-OBJ3: what was planned is owed once, by the service that was killed while it was told so, too.
  const plans = await links('inspection.fact');
  expect(chainFault(plans)).toBeNull();
  const stored = plans.map((fact) => (JSON.parse(fact.body) as { duty: string }).duty);
  expect([...stored].sort()).toEqual([...planned].sort());
  expect((await drillsOwed()).sort()).toEqual([...planned].sort());
  await weibao.kill('inspection-svc');
  await weibao.untilBack('inspection-svc');
  expect((await drillsOwed()).sort()).toEqual([...planned].sort());

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

/** Plans drills one after the other, each under its own command id until it is acknowledged. */
async function planInALoop(planned: string[], stopped: () => boolean): Promise<void> {
  for (let n = 0; !stopped(); n += 1) {
    const duty = `drill-${n}`;
    const fact = { type: 'duty.planned' as const, duty, kind: 'drill', dueOn: '2026-12-20' };
    for (;;) {
      const reply = await client.ask(
        'inspection.fact.record',
        { contract: CONTRACT, actor: { ...desk, role: 'inspector' }, commandId: duty, body: { fact } },
        3000,
      );
      if (reply.ok) break;
      if (reply.error.code !== 'SERVICE.UNAVAILABLE' && reply.error.code !== 'INTERNAL')
        throw new Error(`${duty}: ${reply.error.code} ${reply.error.message}`);
    }
    planned.push(duty);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** The drills that the contract owes, once inspection-svc answers. */
const drillsOwed = async (): Promise<(string | undefined)[]> =>
  (await until(askForDrills, (found) => found !== null, 30_000)) as (string | undefined)[];

async function askForDrills(): Promise<(string | undefined)[] | null> {
  const reply = await client.ask<{ duties: { clause: string; subject?: string }[] }>(
    'inspection.duties.list',
    { contract: CONTRACT, actor: { ...desk, role: 'inspector' }, body: { from: '2026-12-20', to: '2026-12-20' } },
    5000,
  );
  if (!reply.ok) return null;
  return reply.result.duties.filter(({ clause }) => clause === 'BY-V-OBJ3').map(({ subject }) => subject);
}

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
