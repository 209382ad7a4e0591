import { makeCalendar } from './calendar.js';
import {
  BareTable,
  BENCH_FROM_MS,
  BENCH_TO_MS,
  BENCH_WINDOWS,
  peerDue,
  peerWorked,
  readDays,
  walkDue,
  walkWorked,
} from './plain-walks.bench.js';
import { makeWorkingTime } from './working-time.js';

export interface BenchRecord {
  name: string;
  value: number;
  unit: string;
  bound: string;
  boundValue: number;
  /** value / boundValue; of mismatches, their share of the questions. */
  ratio: number;
  peer?: string;
  peerValue?: number;
  peerRatio?: number;
}

const QUESTIONS = 100_000;
const ROUNDS = 9;
const PEER = 'chinese-days 1.5.7, day walk';
/** Passes over the questions in a round: each contender runs for some 20–60 ms. */
const FAST_PASSES = 16;
const TRAIL_PASSES = 2;
const WALK_PASSES = 2;
/** The peer takes 20 µs a question: it is given fewer of them. */
const PEER_QUESTIONS = 2_000;

/** Starts, amounts and ends to the second, the same in each run: 1 s to 80 h of work, ends up to 30 days on. */
function makeQuestions() {
  let state = 0x9e3779b9;
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const starts = new Float64Array(QUESTIONS);
  const amounts = new Float64Array(QUESTIONS);
  const ends = new Float64Array(QUESTIONS);
  for (let i = 0; i < QUESTIONS; i++) {
    starts[i] = Math.floor((BENCH_FROM_MS + random() * (BENCH_TO_MS - BENCH_FROM_MS)) / 1000) * 1000;
    amounts[i] = 1000 + Math.floor(random() * 80 * 3600) * 1000;
    ends[i] = starts[i]! + Math.floor(random() * 30 * 86_400) * 1000;
  }
  return { starts, amounts, ends };
}

/** One contender: a whole pass in a loop of its own, so that the engine compiles each call for itself. */
interface Contender {
  /** Questions answered by one call of `run`. */
  count: number;
  run(): number;
}

/** Millions of answers a second, the median of rounds in which the contenders take turns. */
function race(now: () => number, contenders: Contender[]): number[] {
  for (const { run } of contenders) run();
  const rates: number[][] = contenders.map(() => []);
  let sink = 0;
  for (let round = 0; round < ROUNDS; round++) {
    contenders.forEach(({ count, run }, index) => {
      const start = now();
      sink += run();
      rates[index]!.push(count / (now() - start) / 1000);
    });
  }
  // Uses the sums, so that no loop can be dropped as having no effect.
  if (Number.isNaN(sink)) throw new Error('an answer was no number');
  return rates.map((list) => list.sort((a, b) => a - b)[ROUNDS >> 1]!);
}

/** `now` gives milliseconds, as performance.now does. */
export async function benchCalendar(now: () => number): Promise<BenchRecord[]> {
  readDays();
  const { starts, amounts, ends } = makeQuestions();
  const bare = new BareTable();
  const workingTime = makeWorkingTime(makeCalendar(), BENCH_WINDOWS);
  const fast = FAST_PASSES * QUESTIONS;

  let mismatches = 0;
  for (let i = 0; i < QUESTIONS; i++) {
    const due = walkDue(starts[i]!, amounts[i]!);
    const explained = workingTime.explainDue(starts[i]!, amounts[i]!);
    const right =
      workingTime.due(starts[i]!, amounts[i]!) === due &&
      explained.dueMs === due &&
      explained.trail.reduce((sum, entry) => sum + entry.countedMs, 0) === amounts[i] &&
      workingTime.worked(starts[i]!, ends[i]!) === walkWorked(starts[i]!, ends[i]!) &&
      // A bound that answers wrongly would be no bound.
      bare.due(starts[i]!, amounts[i]!) === due;
    if (!right) mismatches++;
  }

  const [due, bareDue, peersDue] = race(now, [
    {
      count: fast,
      run: () => {
        let sum = 0;
        for (let p = 0; p < FAST_PASSES; p++)
          for (let i = 0; i < QUESTIONS; i++) sum += workingTime.due(starts[i]!, amounts[i]!);
        return sum;
      },
    },
    {
      count: fast,
      run: () => {
        let sum = 0;
        for (let p = 0; p < FAST_PASSES; p++)
          for (let i = 0; i < QUESTIONS; i++) sum += bare.due(starts[i]!, amounts[i]!);
        return sum;
      },
    },
    {
      count: PEER_QUESTIONS,
      run: () => {
        let sum = 0;
        for (let i = 0; i < PEER_QUESTIONS; i++) sum += peerDue(starts[i]!, amounts[i]!);
        return sum;
      },
    },
  ]) as [number, number, number];

  const [worked, bareWorked, peersWorked] = race(now, [
    {
      count: fast,
      run: () => {
        let sum = 0;
        for (let p = 0; p < FAST_PASSES; p++)
          for (let i = 0; i < QUESTIONS; i++) sum += workingTime.worked(starts[i]!, ends[i]!);
        return sum;
      },
    },
    {
      count: fast,
      run: () => {
        let sum = 0;
        for (let p = 0; p < FAST_PASSES; p++)
          for (let i = 0; i < QUESTIONS; i++) sum += bare.workedBetween(starts[i]!, ends[i]!);
        return sum;
      },
    },
    {
      count: PEER_QUESTIONS,
      run: () => {
        let sum = 0;
        for (let i = 0; i < PEER_QUESTIONS; i++) sum += peerWorked(starts[i]!, ends[i]!);
        return sum;
      },
    },
  ]) as [number, number, number];

  const [explained, walked] = race(now, [
    {
      count: TRAIL_PASSES * QUESTIONS,
      run: () => {
        let sum = 0;
        for (let p = 0; p < TRAIL_PASSES; p++)
          for (let i = 0; i < QUESTIONS; i++) {
            const { dueMs, trail } = workingTime.explainDue(starts[i]!, amounts[i]!);
            sum += dueMs + trail.length;
          }
        return sum;
      },
    },
    {
      count: WALK_PASSES * QUESTIONS,
      run: () => {
        let sum = 0;
        for (let p = 0; p < WALK_PASSES; p++)
          for (let i = 0; i < QUESTIONS; i++) sum += walkDue(starts[i]!, amounts[i]!);
        return sum;
      },
    },
  ]) as [number, number];

  const table = { unit: 'million/s', bound: 'O(1) table over Int32Array' };
  const against = (peerValue: number, value: number) => ({ peer: PEER, peerValue, peerRatio: value / peerValue });
  return [
    { name: 'due', value: due, ...table, boundValue: bareDue, ratio: due / bareDue, ...against(peersDue, due) },
    {
      name: 'worked',
      value: worked,
      ...table,
      boundValue: bareWorked,
      ratio: worked / bareWorked,
      ...against(peersWorked, worked),
    },
    {
      name: 'explainDue',
      value: explained,
      unit: 'million/s',
      bound: 'plain day walk without a trail',
      boundValue: walked,
      ratio: explained / walked,
    },
    {
      name: 'mismatches',
      value: mismatches,
      unit: `of ${QUESTIONS} questions`,
      bound: 'independent day walk',
      boundValue: 0,
      ratio: mismatches / QUESTIONS,
    },
  ];
}
