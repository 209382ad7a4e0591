import { FACTS_STREAM } from '@weibao/messages';
import { chainFault, type Link, type RunningService } from '@weibao/service-kit';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../harness/servers.mjs';
import { command, desk, report, startBare, until } from './bare-service.js';
import { killableNats, killablePostgres, type Killable } from './killable-servers.mjs';

let postgres: Killable;
let nats: Killable;
let urls: { database: string; nats: string };
let owner: RunningService;
let consumer: RunningService;

beforeAll(async () => {
  [postgres, nats] = await Promise.all([killablePostgres(), killableNats()]);
  const { url } = await freshDatabase({ adminUrl: postgres.url });
  urls = { database: url, nats: nats.url };
  owner = await startBare('incident', urls, {
    'incident.report': async (call, kit) => {
      const { incident } = call.body as { incident: string };
      await kit.records.get(call.contract); // as real handlers do
      const appended = await kit.store.append(call, report(incident));
      if (!('reply' in appended)) throw new Error(appended.outcome);
      return appended.reply;
    },
  });
  consumer = await startBare('billing', urls);
  await owner.kit.store.append(command('killed', 'register'), {
    facts: [{ type: 'contract.registered', parties: [{ organisation: 'hospital', part: 'customer' }] }],
    reply: () => ({}),
  });
});
afterAll(async () => {
  await Promise.all([owner.stop(), consumer.stop()]);
  await Promise.all([postgres.close(), nats.close()]);
});

const linksOf = async (running: RunningService, table: 'billing.copy' | 'incident.fact'): Promise<Link[]> =>
  (
    await running.kit.database.pool.query<Link>(
      `select position, encode(hash, 'hex') as hash, body from ${table} where contract = 'killed' order by position`,
    )
  ).rows;

/** Every command that was acknowledged stands exactly once at its owner and at the consumer, in a chain that holds. */
async function expectAllOnce(acknowledged: readonly string[]): Promise<void> {
  const facts = await linksOf(owner, 'incident.fact');
  const copies = await until(
    () => linksOf(consumer, 'billing.copy'),
    (rows) => rows.length >= facts.length,
    40_000,
  );
  expect(copies).toEqual(facts);
  expect(chainFault(facts)).toBeNull();
  const stored = facts.map((fact) => (JSON.parse(fact.body) as { incident?: string }).incident);
  const times = new Map<string, number>();
  for (const incident of stored) if (incident) times.set(incident, (times.get(incident) ?? 0) + 1);
  for (const incident of acknowledged) expect([incident, times.get(incident)]).toEqual([incident, 1]);
}

/** Reports by NATS request until told to stop, or its test ends; returns what was acknowledged. A refusal for lack of an answer is sent again with its id. */
function reportInALoop(name: string): { stop: () => Promise<string[]>; count: () => number } {
  const acknowledged: string[] = [];
  let stopped = false;
  let abandoned = false; // a test that failed leaves nobody behind who takes the core from the next
  onTestFinished(() => {
    abandoned = true;
  });
  const running = Promise.all(
    [0, 1, 2, 3].map(async (worker) => {
      for (let n = 0; !stopped; n += 1) {
        const incident = `${name}-${worker}-${n}`;
        for (;;) {
          const reply = await consumer.kit.client.ask(
            'incident.report',
            { contract: 'killed', actor: desk, commandId: incident, body: { incident, system: '电子病历系统' } },
            3000,
          );
          if (abandoned) return;
          if (reply.ok) break;
          if (reply.error.code !== 'SERVICE.UNAVAILABLE')
            throw new Error(`${incident}: ${reply.error.code} ${reply.error.messageEn}`);
        }
        acknowledged.push(incident);
      }
    }),
  );
  return {
    count: () => acknowledged.length,
    stop: async () => {
      stopped = true;
      await running;
      return acknowledged;
    },
  };
}

const inStream = async (): Promise<number> => {
  const manager = await owner.kit.broker.jetstreamManager();
  const subject = 'facts.incident.killed';
  // JetStream may still be starting, a little after its server has.
  const info = await manager.streams.info(FACTS_STREAM, { subjects_filter: subject }).catch(() => null);
  return info?.state.subjects?.[subject] ?? 0;
};

const postmasterStart = async () => {
  const found = await until(
    () =>
      owner.kit.database.pool.query<{ at: string }>('select pg_postmaster_start_time()::text as at').then(
        ({ rows }) => rows[0]?.at,
        () => undefined,
      ),
    (at) => at !== undefined,
  );
  return found;
};

it('PostgreSQL is killed twice in the middle of a loop of commands: every acknowledged one is there exactly once', async () => {
  const loop = reportInALoop('postgres');
  for (const _ of [1, 2]) {
    const before = loop.count();
    await until(loop.count, (count) => count > before + 50);
    const startedAt = await postmasterStart();
    await postgres.kill();
    await postgres.start();
    expect(await postmasterStart()).not.toBe(startedAt); // it really is another server process
    const after = loop.count();
    await until(loop.count, (count) => count > after + 50, 30_000);
  }
  await expectAllOnce(await loop.stop());
});

it('nats-server is killed twice in the middle of a loop of commands: nothing is lost, and nothing is done twice', async () => {
  const loop = reportInALoop('nats');
  for (const _ of [1, 2]) {
    const before = loop.count();
    await until(loop.count, (count) => count > before + 50);
    await nats.kill();
    await nats.start();
    const after = loop.count();
    await until(loop.count, (count) => count > after + 50, 30_000);
  }
  await expectAllOnce(await loop.stop());
  // The consumers would have fetched what the relay left out; the live stream cannot: every position stands in it once.
  const facts = await linksOf(owner, 'incident.fact');
  expect(await until(inStream, (count) => count >= facts.length)).toBe(facts.length);
});

it('what is stored while the broker is away is published when it is back, though nothing more happens', async () => {
  await nats.kill();
  await owner.kit.store.append(command('killed', 'quiet'), report('quiet'));
  await new Promise((resolve) => setTimeout(resolve, 1500)); // the relay has tried and failed by then
  await nats.start();
  const facts = await linksOf(owner, 'incident.fact');
  expect(await until(inStream, (count) => count >= facts.length)).toBe(facts.length);
});

it('the folder of JetStream is deleted between two starts: nothing is missing afterwards, and new facts flow', async () => {
  const loop = reportInALoop('folder');
  await until(loop.count, (count) => count > 50);
  await nats.kill();
  // Stored while the broker is away: these can only be relayed by the new one.
  await owner.kit.store.append(command('killed', 'alone'), report('alone'));
  nats.loseData();
  await nats.start();
  const after = loop.count();
  await until(loop.count, (count) => count > after + 50, 30_000);
  await expectAllOnce([...(await loop.stop()), 'alone']);
});

it('facts that were relayed and lost with the folder before anybody consumed them are fetched from their owner', async () => {
  await consumer.stop();
  const lost = Array.from({ length: 20 }, (_, n) => `lost-${n}`);
  for (const incident of lost) await owner.kit.store.append(command('killed', incident), report(incident));
  await until(
    async () =>
      (
        await owner.kit.database.pool.query<{ lag: number }>(
          `select sum(position - relayed)::bigint as lag from incident.head`,
        )
      ).rows[0]?.lag,
    (lag) => lag === 0,
  );
  await nats.kill();
  nats.loseData();
  await nats.start();
  consumer = await startBare('billing', urls);
  await expectAllOnce(lost);
});
