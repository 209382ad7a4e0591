import { formatInstant, type Fact } from '@weibao/exchange';
import http from 'node:http';
import { administer, cookieOf, openHouse, percentile } from './house.js';
import type { BenchRecord } from './record.js';

// 10,000 duties and three years of daily backups of fifty contracts: the requests that the duties page makes for its calendar, its list and its
// picture of backups, over HTTP, one after the other.

const DAY_MS = 86_400_000;
const CONTRACTS = Number(process.env['BENCH_CONTRACTS'] ?? 50);
const DAYS = 3 * 365;
const PLANNING = Math.ceil(CONTRACTS / 5);
const PLANNED = Math.ceil(10_000 / PLANNING);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 20);
const GOAL_MS = 100;

export async function run(): Promise<BenchRecord[]> {
  const todayMs = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const startMs = todayMs - (DAYS - 30) * DAY_MS;
  const weibao = await openHouse();
  try {
    for (let n = 0; n < CONTRACTS; n += 1) await backedUp(weibao, `bench-daily-${n}`, startMs, todayMs);
    for (let n = 0; n < PLANNING; n += 1) await planned(weibao, `bench-planned-${n}`, startMs, todayMs);
    const get = getter(weibao.baseUrl, await cookieOf(weibao, 'head'));
    const year = formatInstant(todayMs).slice(0, 4);
    const quarters = ['01-01&to=03-31', '04-01&to=06-30', '07-01&to=09-30', '10-01&to=12-31'];
    const range = (round: number) => {
      const [from, to] = (quarters[round % 4] as string).split('&to=');
      return `from=${year}-${from}&to=${year}-${to}`;
    };
    const daily = (round: number) => `/api/contracts/bench-daily-${round % CONTRACTS}`;
    const asked: Record<string, (round: number) => string> = {
      'calendar and list, a quarter of all contracts': (round) => `/api/duties?${range(round)}&fold=true`,
      'picture of backups, a quarter of one contract': (round) => `${daily(round)}/duties?${range(round)}&kind=backup`,
      'entries behind it, a page of one contract': (round) => `${daily(round)}/records?type=backup.finished&limit=200`,
    };
    const records: BenchRecord[] = [];
    for (const [name, address] of Object.entries(asked)) {
      for (let round = 0; round < CONTRACTS; round += 1) await get(address(round)); // each contract is read and computed once
      const answers = [];
      for (let round = 0; round < ROUNDS; round += 1) answers.push(await get(address(round)));
      const waits = answers.map(({ ms }) => ms);
      const p95 = percentile(waits, 0.95);
      const bytes = Math.max(...answers.map((answer) => answer.bytes));
      records.push({
        name: `${name}, p95 (${Math.round(bytes / 1024)} KB)`,
        value: p95,
        unit: 'ms',
        bound: 'the goal',
        boundValue: GOAL_MS,
        ratio: p95 / GOAL_MS,
      });
    }
    return records;
  } finally {
    await weibao.stop();
  }
}

type House = Awaited<ReturnType<typeof openHouse>>;

async function register(weibao: House, contract: string, pattern: string, startMs: number): Promise<void> {
  await administer(weibao, 'PUT', `/api/contracts/${contract}`, {
    pattern,
    signedAt: formatInstant(startMs),
    parties: [
      { organisation: 'demo-hospital', part: 'customer' },
      { organisation: 'demo-vendor-huangpu', part: 'vendor' },
    ],
    parameters: {
      signedOn: dateOf(startMs),
      startsOn: dateOf(startMs),
      endsOn: dateOf(startMs + (DAYS - 1) * DAY_MS),
      total: '150000.00',
      annualFee: '50000.00',
    },
  });
}

async function imported(weibao: House, contract: string, facts: readonly Fact[]): Promise<void> {
  for (let from = 0; from < facts.length; from += 500)
    await administer(weibao, 'POST', `/api/contracts/${contract}/facts`, { facts: facts.slice(from, from + 500) });
}

/** A backup each day, every fortieth failed, every thirtieth late; the slips signed but for the last month. */
async function backedUp(weibao: House, contract: string, startMs: number, todayMs: number): Promise<void> {
  await register(weibao, contract, 'huangpu', startMs);
  const facts: Fact[] = [];
  for (let day = 0, atMs = startMs; atMs < todayMs - DAY_MS; day += 1, atMs += DAY_MS)
    facts.push({
      type: 'backup.finished',
      id: `b${day}`,
      at: formatInstant(atMs + (day % 30 === 7 ? 60 : 26) * 3_600_000),
      day: dateOf(atMs),
      kind: 'full',
      ok: day % 40 !== 3,
      locations: ['local', 'offsite'],
      confirmed: atMs < todayMs - 30 * DAY_MS,
    });
  await imported(
    weibao,
    contract,
    facts.filter(({ at }) => Date.parse(at) < Date.now()),
  );
}

/** A plan of meetings through three years, the past ones held and signed but for every tenth. */
async function planned(weibao: House, contract: string, startMs: number, todayMs: number): Promise<void> {
  await register(weibao, contract, 'bayannur-emr', startMs);
  const facts: Fact[] = [];
  for (let n = 0; n < PLANNED; n += 1) {
    const dueMs = startMs + Math.floor((n * DAYS) / PLANNED) * DAY_MS;
    const plan = { duty: `M-${n}`, kind: 'meeting' };
    facts.push({ type: 'duty.planned', id: `p${n}`, at: formatInstant(startMs), ...plan, dueOn: dateOf(dueMs) });
    if (dueMs >= todayMs - DAY_MS || n % 10 === 0) continue;
    facts.push({ type: 'duty.done', id: `d${n}`, at: formatInstant(dueMs + 3_600_000), ...plan });
    facts.push({ type: 'duty.signed', id: `s${n}`, at: formatInstant(dueMs + 7_200_000), ...plan, by: 'hospital' });
  }
  await imported(weibao, contract, facts);
}

const dateOf = (ms: number): string => formatInstant(ms).slice(0, 10);

function getter(baseUrl: string, cookie: string): (path: string) => Promise<{ ms: number; bytes: number }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  return (path) =>
    new Promise((resolve, reject) => {
      const fromMs = performance.now();
      http
        .get(new URL(path, baseUrl), { agent, headers: { cookie } }, (answer) => {
          let bytes = 0;
          answer.on('data', (part: Buffer) => (bytes += part.length));
          answer.once('end', () =>
            answer.statusCode === 200
              ? resolve({ ms: performance.now() - fromMs, bytes })
              : reject(new Error(`${path} answered ${answer.statusCode}`)),
          );
        })
        .once('error', reject);
    });
}
