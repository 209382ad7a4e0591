import { settleClocks } from '@weibao/engine';
import { formatInstant, type Fact } from '@weibao/exchange';
import { signalSubject, type Signal } from '@weibao/messages';
import { connect, type NatsConnection } from 'nats';
import { setTimeout as sleep } from 'node:timers/promises';
import { WatchHeap } from '../../apps/incident-svc/src/clock-watch/watch-heap.js';
import { headFact } from '../../apps/cli/src/case-file.js';
import { loadTerms } from '../../apps/cli/src/terms-files.js';
import type { Weibao } from '../harness/weibao.mjs';
import { parametersOf } from './contract-year.js';
import { administer, openHouse, percentile } from './house.js';
import type { BenchRecord } from './record.js';

// S10: with 100,000 open clocks, how long after the moment at which a clock was missed its signal was stored and stood on the broker; the bound is
// a heap of as many moments and one timer. And how long a watch that starts again needs until it has raised what fell due while it was away.

const OPEN_CLOCKS = Number(process.env['BENCH_CLOCKS'] ?? 100_000);
const CONTRACTS = 50;
/** Of each contract so many clocks are missed while we look, one each so many seconds. */
const MISSED_EACH = 6;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Huangpu's first level is answered within 15 minutes. */
const ANSWER_MS = 15 * MINUTE_MS;
const contractOf = (n: number): string => `bench-${n}`;

export async function run(): Promise<BenchRecord[]> {
  const weibao = await openHouse();
  const broker = await connect({ servers: weibao.natsUrl });
  try {
    const startMs = Math.floor(Date.now() / DAY_MS) * DAY_MS - 30 * DAY_MS;
    const each = incidentsFor(OPEN_CLOCKS / CONTRACTS, startMs);
    for (let n = 0; n < CONTRACTS; n += 1) await fill(weibao, contractOf(n), startMs, each);
    const lateness = await latenessOfMissed(weibao, broker);
    const bound = await latenessOfTimer(lateness.length);
    const reloadMs = await reload(weibao, broker);
    return [
      ...[0.5, 0.99].map((share) => ({
        name: `S10 missed to stored and published, ${OPEN_CLOCKS.toLocaleString('en')} open clocks, p${share * 100}`,
        value: percentile(lateness, share),
        unit: 'ms',
        bound: 'a heap and one timer',
        boundValue: percentile(bound, share),
        ratio: percentile(lateness, share) / percentile(bound, share),
      })),
      {
        name: 'S10 from the start of the process until all that fell due meanwhile was raised',
        value: reloadMs,
        unit: 'ms',
        bound: 'two seconds',
        boundValue: 2000,
        ratio: reloadMs / 2000,
      },
    ];
  } finally {
    await broker.close();
    await weibao.stop();
  }
}

/** Reported a minute ago, so that nothing of them falls due while we look. */
const reported = (count: number, atMs: number): Fact[] =>
  Array.from({ length: count }, (_, n) => ({
    type: 'incident.reported',
    id: `open-${n}`,
    incident: `OPEN-${n}`,
    level: '1',
    at: formatInstant(atMs),
  }));

/** How many incidents have so many open clocks: counted by the engine, not assumed. */
function incidentsFor(clocks: number, startMs: number): number {
  const loaded = loadTerms('huangpu');
  if (!loaded.ok) throw new Error('the terms do not parse');
  const asOfMs = Date.now();
  const head = headFact(
    { contract: 'huangpu', parameters: parametersOf(startMs), asOf: formatInstant(asOfMs), facts: [] },
    loaded.value,
  );
  const facts = [head, ...reported(10, asOfMs - MINUTE_MS)];
  const open = settleClocks({ terms: loaded.value, facts, asOfMs }).clocks.filter(({ status }) => status === 'running');
  if (open.length < 10) throw new Error('ten incidents have fewer than ten open clocks');
  return Math.ceil(clocks / (open.length / 10));
}

async function fill(weibao: Weibao, contract: string, startMs: number, incidents: number): Promise<void> {
  await administer(weibao, 'PUT', `/api/contracts/${contract}`, {
    pattern: 'huangpu',
    signedAt: formatInstant(startMs),
    parties: [
      { organisation: 'demo-hospital', part: 'customer' },
      { organisation: 'demo-vendor-huangpu', part: 'vendor' },
    ],
    parameters: parametersOf(startMs),
  });
  await administer(weibao, 'POST', `/api/contracts/${contract}/facts`, {
    facts: reported(incidents, Math.floor(Date.now() / 1000) * 1000 - MINUTE_MS),
  });
}

/** Imports incidents of each contract whose answers fall due at these moments. */
async function dueAt(weibao: Weibao, name: string, momentsMs: (contract: number) => number[]): Promise<void> {
  for (let n = 0; n < CONTRACTS; n += 1)
    await administer(weibao, 'POST', `/api/contracts/${contractOf(n)}/facts`, {
      facts: momentsMs(n).map((dueMs, index) => ({
        type: 'incident.reported',
        id: `${name}-${index}`,
        incident: `${name}-${index}`,
        level: '1',
        at: formatInstant(dueMs - ANSWER_MS),
      })),
    });
}

/** Hears of missed clocks of incidents with this name; each with the moment from which it was missed (a second past a limit that may be used up) and when it was heard. */
function missed(broker: NatsConnection, name: string): { missedMs: number; heardMs: number }[] {
  const heard: { missedMs: number; heardMs: number }[] = [];
  broker.subscribe(signalSubject('incident', '*'), {
    callback: (_error, message) => {
      const heardMs = performance.timeOrigin + performance.now();
      const signal = message.json<Signal>();
      if (signal.kind === 'clock.missed.v1' && signal.subject.startsWith(`${name}-`))
        heard.push({ missedMs: Date.parse(String(signal.detail['missedAt'])), heardMs });
    },
  });
  return heard;
}

async function until(reached: () => boolean, withinMs: number, what: string): Promise<void> {
  for (const untilMs = performance.now() + withinMs; !reached(); await sleep(10))
    if (performance.now() > untilMs) throw new Error(`${what}: not within ${withinMs} ms`);
}

async function latenessOfMissed(weibao: Weibao, broker: NatsConnection): Promise<number[]> {
  const heard = missed(broker, 'LATE');
  await sleep(20_000); // what the imports changed is computed, so that the moments come to a house at rest
  const firstMs = Math.ceil(Date.now() / 1000) * 1000 + 60_000;
  // Fifty contracts with six moments each, spread over a minute: five a second.
  await dueAt(weibao, 'LATE', (n) =>
    Array.from({ length: MISSED_EACH }, (_, index) => firstMs + ((n + index * CONTRACTS) % 60) * 1000),
  );
  if (Date.now() > firstMs) throw new Error('the imports took longer than the moments were away');
  await until(() => heard.length >= CONTRACTS * MISSED_EACH, firstMs - Date.now() + 120_000, 'missed clocks');
  return heard.map(({ missedMs, heardMs }) => heardMs - missedMs);
}

async function latenessOfTimer(samples: number): Promise<number[]> {
  const heap = new WatchHeap();
  const startMs = Date.now() + 500;
  for (let n = 0; n < OPEN_CLOCKS; n += 1) heap.set(`open ${n}`, startMs + DAY_MS + n);
  for (let n = 0; n < samples; n += 1) heap.set(`due ${n}`, startMs + Math.floor(n / 5) * 50);
  const lateness: number[] = [];
  while (lateness.length < samples) {
    await sleep(Math.max(0, (heap.nextAtMs() as number) - Date.now()));
    const due = new Map(heap.due(Date.now()).map((key) => [key, heap.at(key) as number]));
    const nowMs = performance.timeOrigin + performance.now();
    for (const [key, atMs] of due) {
      heap.set(key, null);
      lateness.push(nowMs - atMs);
    }
  }
  return lateness;
}

/** The watch ends in order while clocks fall due, a second past their limit, and is started again by its supervisor. */
async function reload(weibao: Weibao, broker: NatsConnection): Promise<number> {
  const heard = missed(broker, 'AWAY');
  const dueMs = Math.ceil(Date.now() / 1000) * 1000 + 60_000;
  await dueAt(weibao, 'AWAY', () => [dueMs]);
  const before = weibao.pidOf('incident-svc');
  await until(() => Date.now() > dueMs + 900, 90_000, 'the moment');
  process.kill(before as number, 'SIGTERM');
  await until(() => ![undefined, before].includes(weibao.pidOf('incident-svc')), 30_000, 'another process');
  const startedMs = performance.timeOrigin + performance.now();
  const alreadyHeard = heard.length;
  await until(() => heard.length >= CONTRACTS, 60_000, 'what fell due meanwhile');
  if (alreadyHeard === CONTRACTS) throw new Error('all was raised before the process ended: nothing was measured');
  return Math.max(...heard.map(({ heardMs }) => heardMs)) - startedMs;
}
