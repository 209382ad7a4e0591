import { settle } from '@weibao/engine';
import { formatInstant } from '@weibao/exchange';
import http from 'node:http';
import { headFact } from '../../apps/cli/src/case-file.js';
import { loadTerms } from '../../apps/cli/src/terms-files.js';
import { contractYear, DAYS, parametersOf } from './contract-year.js';
import { administer, cookieOf, openHouse, percentile, post } from './house.js';
import { median, type BenchRecord } from './record.js';

// S4: a fact of a contract with a year of history, from its command to the changed lines of the outcome on a page's live stream, against one whole
// settlement of the same facts in memory.

const FACTS = Number(process.env['BENCH_FACTS'] ?? 200);
const SETTLEMENTS = 40;
const DAY_MS = 86_400_000;
const CONTRACT = 'bench-year';

export async function run(): Promise<BenchRecord[]> {
  // The year ends today, so that what is reported now is reported within it.
  const startMs = Math.floor(Date.now() / DAY_MS) * DAY_MS - (DAYS - 2) * DAY_MS;
  const nowMs = Date.now();
  const facts = contractYear(startMs).filter(({ at }) => Date.parse(at) < nowMs);
  const weibao = await openHouse();
  try {
    await administer(weibao, 'PUT', `/api/contracts/${CONTRACT}`, {
      pattern: 'huangpu',
      signedAt: formatInstant(startMs),
      parties: [
        { organisation: 'demo-hospital', part: 'customer' },
        { organisation: 'demo-vendor-huangpu', part: 'vendor' },
      ],
      parameters: parametersOf(startMs),
    });
    await administer(weibao, 'POST', `/api/contracts/${CONTRACT}/facts`, { facts });
    const waits = await changes(weibao);
    const bound = wholeSettlementMs(startMs, facts);
    return [0.5, 0.99].map((share) => ({
      name: `S4 command to changed lines, a year of history, p${share * 100}`,
      value: percentile(waits, share),
      unit: 'ms',
      bound: 'one whole settlement in memory',
      boundValue: bound,
      ratio: percentile(waits, share) / bound,
    }));
  } finally {
    await weibao.stop();
  }
}

/** Milliseconds of one settlement of the same facts, read anew each time as after a fact. */
function wholeSettlementMs(startMs: number, facts: ReturnType<typeof contractYear>): number {
  const loaded = loadTerms('huangpu');
  if (!loaded.ok) throw new Error('the terms do not parse');
  const asOfMs = Date.now();
  const head = headFact(
    { contract: 'huangpu', parameters: parametersOf(startMs), asOf: formatInstant(asOfMs), facts: [] },
    loaded.value,
  );
  const times = Array.from({ length: SETTLEMENTS }, () => {
    const fromMs = performance.now();
    settle({ terms: loaded.value, facts: [head, ...facts], asOfMs });
    return performance.now() - fromMs;
  });
  return median(times.slice(SETTLEMENTS / 4));
}

/** Reports one incident after the other; of each how long until the stream says which lines changed. */
async function changes(weibao: Awaited<ReturnType<typeof openHouse>>): Promise<number[]> {
  const cookie = await cookieOf(weibao, 'duty');
  const agent = new http.Agent({ keepAlive: true });
  let heard = 0;
  let wake: () => void = () => undefined;
  const listening = http.get(`${weibao.baseUrl}/api/stream`, { headers: { cookie } });
  const stream = await new Promise<http.IncomingMessage>((resolve, reject) => {
    listening.once('response', resolve);
    listening.once('error', reject);
  });
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const frames = (rest + text).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames)
      if (frame.includes('event: outcome.changed') && frame.includes(`"${CONTRACT}"`)) {
        heard += 1;
        wake();
      }
  });
  const quiet = async (): Promise<void> => {
    for (let before = -1; before !== heard; await new Promise((resolve) => setTimeout(resolve, 1500))) before = heard;
  };
  await quiet(); // what the import changed was said
  const waits: number[] = [];
  for (let n = 0; n < FACTS; n += 1) {
    const before = heard;
    const fromMs = performance.now();
    const status = await post(
      agent,
      new URL(`${weibao.baseUrl}/api/contracts/${CONTRACT}/incidents`),
      { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), cookie, origin: weibao.baseUrl },
      JSON.stringify({ system: '检验系统', level: '3', summary: '报表缺列' }),
    );
    if (status !== 201) throw new Error(`answered ${status}`);
    while (heard === before) await new Promise<void>((resolve) => (wake = resolve));
    waits.push(performance.now() - fromMs);
  }
  listening.destroy();
  agent.destroy();
  return waits;
}
