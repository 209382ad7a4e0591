import { settle } from '@weibao/engine';
import { formatInstant, parseFacts, type Fact } from '@weibao/exchange';
import { headFact } from '../../apps/cli/src/case-file.js';
import { loadTerms } from '../../apps/cli/src/terms-files.js';
import { alternating, type BenchRecord } from './record.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-01-01T00:00:00+08:00');
const STAGES = ['responded', 'arrived', 'restored', 'resolved'] as const;
const INCIDENTS = 2000;

/** One contract-year: 2,000 incidents with four stages each, 365 backups. */
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
        at: formatInstant(reportedMs + (n % 7) * (index + 1) * 600_000),
        id: `s${n}-${index}`,
      } as Fact),
    );
  }
  for (let day = 0; day < 365; day += 1)
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

/** The bound: the same targets checked over typed arrays, nothing explained, nothing formatted. */
function folded(facts: readonly Fact[]) {
  const incidents = new Map<string, number>();
  const [type, subject, ms, level]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (const fact of facts) {
    if (!('incident' in fact)) continue;
    const index = incidents.get(fact.incident) ?? incidents.size;
    incidents.set(fact.incident, index);
    type.push(['incident.reported', ...STAGES.map((stage) => `incident.${stage}`)].indexOf(fact.type));
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
  };
}

const LIMITS = [
  [0, 15 * 60_000, 2 * HOUR, 4 * HOUR],
  [0, 30 * 60_000, 4 * HOUR, 8 * HOUR],
  [0, 2 * HOUR, 24 * HOUR, 48 * HOUR],
];

function bareFold({ count, type, subject, ms, level }: ReturnType<typeof folded>): number {
  const reported = new Float64Array(count);
  const levels = new Int8Array(count);
  const stages = new Float64Array(count * 5);
  for (let n = 0; n < type.length; n += 1) {
    const at = subject[n] as number;
    if (type[n] === 0) {
      reported[at] = ms[n] as number;
      levels[at] = level[n] as number;
    } else stages[at * 5 + (type[n] as number)] = ms[n] as number;
  }
  let fen = 0;
  for (let at = 0; at < count; at += 1) {
    const limits = LIMITS[(levels[at] as number) - 1] as number[];
    let late = 0;
    for (let stage = 1; stage <= 3; stage += 1) {
      const lateMs = (stages[at * 5 + stage] as number) - (reported[at] as number) - (limits[stage] as number);
      if (lateMs > 0) {
        late += 1;
        if (stage === 2) fen += Math.floor(lateMs / HOUR) * 5000;
      }
    }
    if (late === 3) fen += 250_000;
  }
  return fen;
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
  if (outcome(facts).clocks.length < INCIDENTS * 3) throw new Error('the benchmark computes less than it says');
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
