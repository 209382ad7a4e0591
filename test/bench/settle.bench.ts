import { settle } from '@weibao/engine';
import { formatInstant, parseFacts, type Fact } from '@weibao/exchange';
import { headFact } from '../../apps/cli/src/case-file.js';
import { loadTerms } from '../../apps/cli/src/terms-files.js';
import { alternating, type BenchRecord } from './record.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-01-01T00:00:00+08:00');
const STAGES = ['responded', 'arrived', 'restored', 'resolved'] as const;
/** Later than any level allows. */
const LATE_MS = [3 * HOUR, 30 * HOUR, 50 * HOUR, 60 * HOUR];
const INCIDENTS = 2000;
const DAYS = 365;

/** One contract-year: 2,000 incidents with four stages each, every twentieth late at each of them, and 365 backups. */
function year(): Fact[] {
  const facts: Fact[] = [];
  for (let n = 0; n < INCIDENTS; n += 1) {
    const reportedMs = START + n * 15_000_000;
    const incident = `I${n}`;
    facts.push({
      type: 'incident.reported',
      incident,
      at: formatInstant(reportedMs),
      level: (['1', '2', '3'] as const)[n % 3] as '1',
      id: `r${n}`,
    });
    STAGES.forEach((stage, index) =>
      facts.push({
        type: `incident.${stage}`,
        incident,
        at: formatInstant(
          reportedMs + (n % 20 === 0 ? (LATE_MS[index] as number) : (n % 7) * (index + 1) * 10 * MINUTE),
        ),
        id: `s${n}-${index}`,
      } as Fact),
    );
  }
  for (let day = 0; day < DAYS; day += 1)
    facts.push({
      type: 'backup.finished',
      day: formatInstant(START + day * DAY).slice(0, 10),
      ok: true,
      confirmed: true,
      at: formatInstant(START + day * DAY + 26 * HOUR),
      id: `b${day}`,
    });
  return facts;
}

/** What of the facts the fold reads, as typed arrays. */
function folded(facts: readonly Fact[]) {
  const incidents = new Map<string, number>();
  const types = new Map<string, number>(['reported', ...STAGES].map((stage, index) => [`incident.${stage}`, index]));
  const [type, subject, ms, level]: [number[], number[], number[], number[]] = [[], [], [], []];
  const backedUp = new Float64Array(DAYS).fill(Infinity);
  for (const fact of facts) {
    if (fact.type === 'backup.finished') {
      const day = (Date.parse(`${fact.day}T00:00:00+08:00`) - START) / DAY;
      if (fact.ok !== false && fact.confirmed) backedUp[day] = Math.min(backedUp[day] as number, Date.parse(fact.at));
    }
    const { incident } = fact as { incident?: string };
    if (incident === undefined) continue;
    const index = incidents.get(incident) ?? incidents.size;
    incidents.set(incident, index);
    type.push(types.get(fact.type) as number);
    subject.push(index);
    ms.push(Date.parse(fact.at));
    level.push(Number((fact as { level?: string }).level ?? 0));
  }
  return {
    count: incidents.size,
    type: Int8Array.from(type),
    subject: Int32Array.from(subject),
    ms: Float64Array.from(ms),
    level: Int8Array.from(level),
    backedUp,
  };
}

/** Huangpu's limits by level: answered by phone, arrived, restored. */
const LIMITS_MS = Float64Array.from(
  [
    [15, 2 * 60, 4 * 60],
    [30, 4 * 60, 8 * 60],
    [2 * 60, 24 * 60, 48 * 60],
  ].flat(),
  (minutes) => minutes * MINUTE,
);
const HALF_YEARS_MS = [START + 181 * DAY, START + DAYS * DAY];
const FEN_PER_HOUR = 5_000; // 1/1000 of the total
const FEN_ALL_LATE = [250_000, 150_000, 50_000]; // 5 %, 3 % and 1 % of the annual fee

/**
 * The bound: the sums of the same contract-year over typed arrays, nothing explained, ordered or formatted. Lateness of each stage, fees by
 * completed hour, compensation where every stage is late, days without a backup in time, all by half-year, and what is then left to pay.
 */
function bareFold({ count, type, subject, ms, level, backedUp }: ReturnType<typeof folded>): number {
  const reported = new Float64Array(count);
  const levels = new Int8Array(count);
  const reached = new Float64Array(count * STAGES.length);
  for (let n = 0; n < type.length; n += 1) {
    const at = subject[n] as number;
    if (type[n] === 0) {
      reported[at] = ms[n] as number;
      levels[at] = level[n] as number;
    } else reached[at * STAGES.length + (type[n] as number) - 1] = ms[n] as number;
  }
  const [late, owedFen, missedDays] = [new Int32Array(2), new Float64Array(2), new Int32Array(2)];
  const periodOf = (at: number): number => (at < (HALF_YEARS_MS[0] as number) ? 0 : 1);
  for (let at = 0; at < count; at += 1) {
    const period = periodOf(reported[at] as number);
    let exceeded = 0;
    for (let stage = 0; stage < 3; stage += 1) {
      const limitMs = LIMITS_MS[((levels[at] as number) - 1) * 3 + stage] as number;
      const lateMs = (reached[at * STAGES.length + stage] as number) - (reported[at] as number) - limitMs;
      if (lateMs <= 0) continue;
      exceeded += 1;
      if (stage === 1) owedFen[period] = (owedFen[period] as number) + Math.floor(lateMs / HOUR) * FEN_PER_HOUR;
    }
    late[period] = (late[period] as number) + exceeded;
    if (exceeded === 3)
      owedFen[period] = (owedFen[period] as number) + (FEN_ALL_LATE[(levels[at] as number) - 1] as number);
  }
  for (let day = 0; day < DAYS; day += 1)
    if ((backedUp[day] as number) >= START + (day + 2) * DAY) {
      const period = periodOf(START + day * DAY);
      missedDays[period] = (missedDays[period] as number) + 1;
    }
  let leftFen = 0;
  for (let period = 0; period < 2; period += 1)
    leftFen +=
      Math.max(0, 2_500_000 - (owedFen[period] as number)) + (late[period] as number) + (missedDays[period] as number);
  return leftFen;
}

export function run(): BenchRecord[] {
  const loaded = loadTerms('huangpu');
  if (!loaded.ok) throw new Error('the terms do not parse');
  const terms = loaded.value;
  const asOf = formatInstant(START + 366 * DAY);
  const parameters = {
    signedOn: '2026-01-01',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    total: '50000.00',
    annualFee: '50000.00',
    settlement: 'half-year' as const,
    share: '50%',
  };
  const head = headFact({ contract: 'huangpu', parameters, asOf, facts: [] }, terms);
  const facts = year();
  const arrays = folded(facts);
  const lines = facts.map((fact) => JSON.stringify(fact));
  const outcome = (given: readonly Fact[]) => settle({ terms, facts: [head, ...given], asOfMs: START + 366 * DAY });
  const { clocks, deductions } = outcome(facts);
  if (clocks.length < INCIDENTS * 3 || deductions.length < INCIDENTS / 10)
    throw new Error('the benchmark computes less than it says');
  const memory = alternating(
    5,
    1000,
    () => outcome(facts),
    () => bareFold(arrays),
  );
  const parsed = alternating(
    5,
    1000,
    () => {
      const read = parseFacts(lines.map((line) => JSON.parse(line) as unknown));
      if (!read.ok) throw new Error('the facts do not parse');
      outcome(read.value);
    },
    () => bareFold(folded(lines.map((line) => JSON.parse(line) as Fact))),
  );
  const record = (name: string, bound: string, rates: { ours: number; bound: number }): BenchRecord => ({
    name,
    value: rates.ours,
    unit: 'runs/s',
    bound,
    boundValue: rates.bound,
    ratio: rates.ours / rates.bound,
  });
  return [
    record('settle a contract-year in memory, with steps', 'bare fold over typed arrays', memory),
    record('settle a contract-year from JSON Lines', 'bare JSON.parse and fold', parsed),
  ];
}
