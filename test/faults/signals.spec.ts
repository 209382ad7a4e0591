import type { Signal } from '@weibao/messages';
import type { NewSignal, RunningService } from '@weibao/service-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, startBroker } from '../harness/servers.mjs';
import { startBare, until } from './bare-service.js';

let one: RunningService;
let two: RunningService;
let close: () => Promise<void>;
const heard: Signal[] = [];

beforeAll(async () => {
  const [database, broker] = await Promise.all([freshDatabase(), startBroker({ own: true })]);
  const urls = { database: database.url, nats: broker.url };
  [one, two] = await Promise.all([startBare('incident', urls), startBare('incident', urls)]);
  one.kit.broker.connection.subscribe('signals.incident.*', {
    callback: (_error, message) => heard.push(message.json<Signal>()),
  });
  await one.kit.broker.connection.flush();
  close = async () => {
    await Promise.all([one.stop(), two.stop()]);
    await database.drop();
    await broker.stop();
  };
});
afterAll(() => close());

const missed = (subject: string): NewSignal => ({
  contract: 'watched',
  kind: 'clock.missed.v1',
  clause: 'BY-3.1-L1',
  subject,
  dueAt: '2026-11-20T09:10:00+08:00',
  raisedAt: '2026-11-20T09:10:00.003+08:00',
  detail: {},
});

it('two instances that notice the same thing raise it once, and it is published once', async () => {
  const raised = await Promise.all(
    Array.from({ length: 10 }, (_, n) => (n % 2 ? one : two).kit.signals.raise(missed('I1'))),
  );
  expect(raised.filter(Boolean)).toHaveLength(1);
  await two.kit.signals.raise(missed('I2'));
  await until(
    () => heard.filter((signal) => signal.subject === 'I2'),
    (found) => found.length === 1,
  );
  expect(heard.filter((signal) => signal.subject === 'I1')).toHaveLength(1);
  expect(await one.kit.signals.stands(missed('I1'))).toBe(true);
  expect(await one.kit.signals.stands({ ...missed('I1'), dueAt: '2026-11-20T09:11:00+08:00' })).toBe(false);
  expect((await two.kit.signals.of('watched', ['clock.missed.v1'])).map((signal) => signal.subject)).toEqual([
    'I1',
    'I2',
  ]);
});

it('an outcome that changed is raised once for each state of the record', async () => {
  const changed = (incident: number, dueAt: string | null = null): NewSignal => ({
    ...missed(''),
    kind: 'outcome.changed.v1',
    clause: '',
    dueAt,
    heads: { incident },
  });
  const raise = async (signal: NewSignal) => [await one.kit.signals.raise(signal), await two.kit.signals.raise(signal)];
  expect(await raise(changed(1))).toEqual([true, false]);
  expect(await raise(changed(2))).toEqual([true, false]);
  // At the same heads, changed by time alone.
  expect(await raise(changed(2, '2026-11-20T10:00:00+08:00'))).toEqual([true, false]);
});

it('a lease is held by one instance, renewed by it, and taken over when it has expired', async () => {
  const hold = (service: RunningService, ttlMs: number) => service.kit.leases.hold('watched', 'clock-watch', ttlMs);
  expect(await hold(one, 300)).toBe(true);
  expect(await hold(two, 300)).toBe(false);
  expect(await hold(one, 300)).toBe(true);
  expect(await until(() => hold(two, 60_000), Boolean, 2000)).toBe(true);
  expect(await hold(one, 300)).toBe(false);
  await two.kit.leases.release('clock-watch');
  expect(await hold(one, 300)).toBe(true);
});

it('of many contracts two instances hold each one between them', async () => {
  const contracts = Array.from({ length: 50 }, (_, n) => `c-${n}`);
  const [first, second] = await Promise.all([
    one.kit.leases.holdMany(contracts, 'watch', 60_000),
    two.kit.leases.holdMany([...contracts].reverse(), 'watch', 60_000),
  ]);
  expect([...first, ...second].sort()).toEqual([...contracts].sort());
});
