import { settle } from '@weibao/engine';
import { formatInstant, parseFacts, type Fact } from '@weibao/exchange';
import { headFact } from '../../apps/cli/src/case-file.js';
import { loadTerms } from '../../apps/cli/src/terms-files.js';
import { contractYear, DAYS, INCIDENTS, parametersOf, STAGES } from './contract-year.js';
import { alternating, type BenchRecord } from './record.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-01-01T00:00:00+08:00');
const AS_OF = START + 366 * DAY;

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

const CLOCKS = 6; // response, arrival, recovery, report; for level 1 remote help and manual plan
const [RUNNING, MET, LATE, OVERDUE, NOT_OWED] = [0, 1, 2, 3, 4];

/**
 * The bound: the same sums over typed arrays, nothing explained, ordered or written as text. Of each clock of the outcome its due instant, status
 * and seconds late; the misses in a row in the order of the reports; fees by completed hour and compensation where every stage is late; by
 * half-year what was on time, the days with a backup in time, and what is then left to pay.
 */
function bareFold({ count, type, subject, ms, level, backedUp }: ReturnType<typeof folded>): number {
  const reported = new Float64Array(count);
  const levels = new Int8Array(count);
  const reached = new Float64Array(count * STAGES.length).fill(NaN);
  for (let n = 0; n < type.length; n += 1) {
    const at = subject[n] as number;
    if (type[n] === 0) {
      reported[at] = ms[n] as number;
      levels[at] = level[n] as number;
    } else reached[at * STAGES.length + (type[n] as number) - 1] = ms[n] as number;
  }
  const dueMs = new Float64Array(count * CLOCKS);
  const status = new Int8Array(count * CLOCKS);
  const lateSeconds = new Int32Array(count * CLOCKS);
  const settleClock = (clock: number, due: number, met: number): void => {
    dueMs[clock] = due;
    const late = (Number.isNaN(met) ? AS_OF : met) - due;
    status[clock] = Number.isNaN(met) ? (late > 0 ? OVERDUE : RUNNING) : late > 0 ? LATE : MET;
    if (late > 0) lateSeconds[clock] = Math.floor(late / 1000);
  };
  const [onTime, decided, owedFen, backups] = [
    new Int32Array(2),
    new Int32Array(2),
    new Float64Array(2),
    new Int32Array(2),
  ];
  const periodOf = (at: number): number => (at < (HALF_YEARS_MS[0] as number) ? 0 : 1);
  let [inARow, mostInARow] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    const from = reported[at] as number;
    const gravity = levels[at] as number;
    const period = periodOf(from);
    for (let stage = 0; stage < 3; stage += 1)
      settleClock(
        at * CLOCKS + stage,
        from + (LIMITS_MS[(gravity - 1) * 3 + stage] as number),
        reached[at * STAGES.length + stage] as number,
      );
    settleClock(at * CLOCKS + 3, (reached[at * STAGES.length + 3] as number) + DAY, NaN);
    if (gravity === 1) {
      settleClock(at * CLOCKS + 4, from + 20 * MINUTE, NaN);
      settleClock(at * CLOCKS + 5, from + 30 * MINUTE, NaN);
      if ((reached[at * STAGES.length + 2] as number) <= from + 30 * MINUTE) status[at * CLOCKS + 5] = NOT_OWED;
    }
    let late = 0;
    for (let stage = 0; stage < 3; stage += 1) if (status[at * CLOCKS + stage] === LATE) late += 1;
    decided[period] = (decided[period] as number) + 3;
    onTime[period] = (onTime[period] as number) + 3 - late;
    inARow = status[at * CLOCKS] === LATE || status[at * CLOCKS + 1] === LATE ? inARow + 1 : 0;
    mostInARow = Math.max(mostInARow, inARow);
    const arrivalSeconds = lateSeconds[at * CLOCKS + 1] as number;
    const fen =
      Math.floor(arrivalSeconds / 3600) * FEN_PER_HOUR + (late === 3 ? (FEN_ALL_LATE[gravity - 1] as number) : 0);
    owedFen[period] = (owedFen[period] as number) + fen;
  }
  for (let day = 0; day < DAYS; day += 1)
    if ((backedUp[day] as number) < START + (day + 2) * DAY) {
      const period = periodOf(START + day * DAY);
      backups[period] = (backups[period] as number) + 1;
    }
  let sum = mostInARow;
  for (let period = 0; period < 2; period += 1)
    sum +=
      Math.max(0, 2_500_000 - (owedFen[period] as number)) +
      (onTime[period] as number) / (decided[period] as number) +
      (backups[period] as number);
  return sum + (dueMs[CLOCKS] as number);
}

export function run(): BenchRecord[] {
  const loaded = loadTerms('huangpu');
  if (!loaded.ok) throw new Error('the terms do not parse');
  const terms = loaded.value;
  const asOf = formatInstant(AS_OF);
  const head = headFact({ contract: 'huangpu', parameters: parametersOf(START), asOf, facts: [] }, terms);
  const year = contractYear(START);
  const facts = [head, ...year];
  const arrays = folded(year);
  const lines = year.map((fact) => JSON.stringify(fact));
  const outcome = (given: readonly Fact[]) => settle({ terms, facts: given, asOfMs: AS_OF });
  const { clocks, deductions } = outcome(facts);
  if (clocks.length < INCIDENTS * 3 || deductions.length < INCIDENTS / 10)
    throw new Error('the benchmark computes less than it says');
  const bound = () => bareFold(arrays);
  const memory = alternating(5, 1000, () => outcome(facts), bound);
  const grown = alternating(5, 1000, () => outcome([...facts]), bound);
  const parsed = alternating(
    5,
    1000,
    () => {
      const read = parseFacts(lines.map((line) => JSON.parse(line) as unknown));
      if (!read.ok) throw new Error('the facts do not parse');
      outcome([head, ...read.value]);
    },
    () => bareFold(folded(lines.map((line) => JSON.parse(line) as Fact))),
  );
  const record = (name: string, against: string, rates: { ours: number; bound: number }): BenchRecord => ({
    name,
    value: rates.ours,
    unit: 'runs/s',
    bound: against,
    boundValue: rates.bound,
    ratio: rates.ours / rates.bound,
  });
  return [
    record('settle a contract-year in memory, with steps', 'bare fold over typed arrays', memory),
    record('the same facts in a list not met before', 'bare fold over typed arrays', grown),
    record('settle a contract-year from JSON Lines', 'bare JSON.parse and fold', parsed),
  ];
}
