import { ERASED_TEXT } from '@weibao/messages';
import { chainFault, eraseText, type RunningService } from '@weibao/service-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, startBroker } from '../harness/servers.mjs';
import { command, report, startBare, until } from './bare-service.js';

const WRITERS = 16;

let owner: RunningService;
let consumer: RunningService;
let close: () => Promise<void>;

beforeAll(async () => {
  const [database, broker] = await Promise.all([freshDatabase(), startBroker({ own: true })]);
  const urls = { database: database.url, nats: broker.url };
  owner = await startBare('incident', urls);
  consumer = await startBare('billing', urls);
  close = async () => {
    await Promise.all([owner.stop(), consumer.stop()]);
    await database.drop();
    await broker.stop();
  };
});
afterAll(() => close());

interface CopyRow {
  position: number;
  hash: string;
  body: string;
}
const copiesOf = async (contract: string): Promise<CopyRow[]> =>
  (
    await consumer.kit.database.pool.query<CopyRow>(
      `select position, encode(hash, 'hex') as hash, body from billing.copy
       where contract = $1 and service = 'incident' order by position`,
      [contract],
    )
  ).rows;

async function write(contracts: readonly string[], each: number): Promise<void> {
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = 0; n < each; n += 1) {
        const contract = contracts[(writer + n * WRITERS) % contracts.length] as string;
        const id = `${writer}-${n}`;
        const done = await owner.kit.store.append(command(contract, id), report(id));
        if (done.outcome !== 'appended') throw new Error(`${contract} ${id}: ${done.outcome}`);
      }
    }),
  );
}

it('16 writers on one contract while the relay runs: the consumer holds positions 1…n without a gap, and the chain holds', async () => {
  // 16 writers × 60 commands = 960 positions
  await write(['one'], 60);
  const copies = await until(
    () => copiesOf('one'),
    (rows) => rows.length >= 960,
  );
  expect(copies.map((copy) => copy.position)).toEqual(Array.from({ length: 960 }, (_, index) => index + 1));
  expect(chainFault(copies)).toBeNull();
});

it('16 writers on 64 contracts while the relay runs: each contract is whole at the consumer', async () => {
  const contracts = Array.from({ length: 64 }, (_, index) => `many-${index}`);
  // 16 writers × 128 commands = 2048, spread evenly over 64 contracts: 32 each
  await write(contracts, 128);
  for (const contract of contracts) {
    const copies = await until(
      () => copiesOf(contract),
      (rows) => rows.length >= 32,
    );
    expect(copies.map((copy) => copy.position)).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
    expect(chainFault(copies)).toBeNull();
  }
});

it('two instances of the owner and two of the consumer: nothing is lost, doubled or out of order, and a change reaches every instance', async () => {
  const urls = {
    database: owner.kit.database.pool.options.connectionString as string,
    nats: `nats://${owner.kit.broker.connection.getServer()}`,
  };
  const [owner2, consumer2] = await Promise.all([startBare('incident', urls), startBare('billing', urls)]);
  const heard = new Set<string>();
  owner2.kit.records.onChange((contract) => heard.add(`owner2 ${contract}`));
  consumer.kit.records.onChange((contract) => heard.add(`consumer ${contract}`));
  consumer2.kit.records.onChange((contract) => heard.add(`consumer2 ${contract}`));
  await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      (n % 2 ? owner : owner2).kit.store.append(command('pair', `c${n}`), report(`I${n}`)),
    ),
  );
  const copies = await until(
    () => copiesOf('pair'),
    (rows) => rows.length >= 100,
  );
  expect(copies.map((copy) => copy.position)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  expect(chainFault(copies)).toBeNull();
  // One fact is stored by one instance and copied by one: the three others hear of it.
  await owner.kit.store.append(command('solo', 'c1'), report('I1'));
  await until(
    () => [...heard].filter((line) => line.endsWith('solo')).sort(),
    (lines) => lines.join() === 'consumer solo,consumer2 solo,owner2 solo',
  );
  const record = await consumer2.kit.records.get('pair');
  expect(record.heads).toEqual({ incident: 100 });
  expect(record.facts).toHaveLength(100);

  // The first instance ends; the other one relays from then on.
  await Promise.all([owner.stop(), consumer.stop()]);
  await owner2.kit.store.append(command('pair', 'last'), report('last'));
  owner = owner2;
  consumer = consumer2;
  await until(
    () => copiesOf('pair'),
    (rows) => rows.length === 101,
  );
});

it('head.relayed follows what the broker acknowledged', async () => {
  const lag = async () =>
    (
      await owner.kit.database.pool.query<{ lag: number }>(
        `select sum(position - relayed)::bigint as lag from incident.head`,
      )
    ).rows[0]?.lag;
  expect(await until(lag, (found) => found === 0)).toBe(0);
});

it('a copy whose chain does not hold is refused and named, and the facts before it stay', async () => {
  await owner.kit.store.append(command('crooked', 'c1'), report('I1'));
  await until(
    () => copiesOf('crooked'),
    (rows) => rows.length === 1,
  );
  const forged = {
    service: 'incident',
    contract: 'crooked',
    position: 2,
    hash: '00'.repeat(32),
    body: '{"at":"2026-11-20T09:00:00+08:00","incident":"I2","type":"incident.reported"}',
    texts: {},
  };
  await owner.kit.broker.jetstream.publish('facts.incident.crooked', JSON.stringify(forged));
  await until(
    () => consumer.kit.copies.refused(),
    (refused) => refused.includes('incident/crooked'),
  );
  expect(await copiesOf('crooked')).toHaveLength(1);
  // The true second fact is taken when it comes.
  await owner.kit.store.append(command('crooked', 'c2'), report('I2'));
  await until(
    () => copiesOf('crooked'),
    (rows) => rows.length === 2,
  );
  expect(consumer.kit.copies.refused()).toEqual([]);
});

it('free text travels beside the fact and is put back into the record', async () => {
  await owner.kit.store.append(command('spoken', 'c1'), report('I1', { summary: '打不开' }));
  const record = await until(
    () => consumer.kit.records.get('spoken'),
    (found) => found.facts.length === 1,
  );
  expect(record.facts[0]).toMatchObject({ incident: 'I1', summary: '打不开' });
});

it('a text is erased with a reason, at its owner and in every copy, and both chains still hold', async () => {
  const inspection = await startBare('inspection', {
    database: owner.kit.database.pool.options.connectionString as string,
    nats: `nats://${owner.kit.broker.connection.getServer()}`,
  });
  try {
    await owner.kit.store.append(command('hushed', 'c1'), report('I1', { summary: '患者张某', note: '照旧' }));
    for (const { kit } of [consumer, inspection])
      await until(
        () => kit.records.get('hushed'),
        (record) => record.facts.length === 1,
      );
    const { client, reader, records } = owner.kit;
    const fact = (await records.get('hushed')).facts[0]?.id as string;
    const text = { contract: 'hushed', fact, field: 'summary', reason: '含患者姓名' };
    expect(await eraseText(client, reader, { ...text, reason: ' ' })).toMatchObject({
      error: { code: 'TEXT.NO_REASON' },
    });
    expect(await eraseText(client, reader, text)).toMatchObject({ result: { fact, field: 'summary', erased: true } });
    expect(await eraseText(client, reader, { ...text, field: 'fileName' })).toMatchObject({
      error: { code: 'RECORD.FACT_UNKNOWN' },
    });
    for (const { kit } of [owner, consumer, inspection]) {
      const [found] = (await kit.records.get('hushed')).facts;
      expect(found).toMatchObject({ note: '照旧', summary: ERASED_TEXT });
    }
    expect(await reader.verify('hushed')).toMatchObject({ fault: null, erased: [{ fact, field: 'summary' }] });
    expect(chainFault(await copiesOf('hushed'))).toBeNull();
    // Whoever kept the stream's file would find the name in it.
    const manager = await owner.kit.broker.jetstreamManager();
    await expect(manager.streams.getMessage('FACTS', { last_by_subj: 'facts.incident.hushed' })).rejects.toThrow(
      /no message found/,
    );
    // What comes after it arrives as before.
    await owner.kit.store.append(command('hushed', 'c2'), report('I2'));
    await until(
      () => copiesOf('hushed'),
      (rows) => rows.length === 2,
    );
  } finally {
    await inspection.stop();
  }
});
