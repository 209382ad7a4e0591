import type { Pattern, Terms } from '@weibao/contract-terms';
import { settle } from '@weibao/engine';
import { formatInstant, parseFacts, parseInstant, type Fact, type Outcome, type Parameters } from '@weibao/exchange';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { headFact } from '../../apps/cli/src/case-file.js';
import { shuffled } from '../../apps/cli/src/shuffle.js';
import { loadTerms } from '../../apps/cli/src/terms-files.js';
import { PLAIN_WEEKS, twoWeeks } from './a-week-later.js';
import { randomHistory, type RandomHistory } from './random-history.js';
import { otherValues, unlisted } from './reading-law.js';

/** The same histories in every run unless told otherwise; what fails names the seed of its history. */
const RUNS = Number(process.env['LAW_RUNS'] ?? 500);
const SEED = Number(process.env['LAW_SEED'] ?? 20_260_101);
/** Histories that once broke a law: a payment made before its due day was waited for; amounts that grow by the hour. */
const ONCE_BROKEN = [1_705_224_792, 5063];

/** What the payments of a contract come to where nobody amends it (clauses.md: 5.2, 3.2, 3, 4.1, 3.5 of the five). */
const TOTALS: Record<Pattern, string> = {
  huangpu: '50000.00',
  'jiahe-icu': '120000.00',
  'bayannur-emr': '4168000.00',
  'tacheng-ops': '53600.00',
  'liyang-smart-health': '980000.00',
};

const fen = (text: string | null): number => Math.round(Number(text ?? '0') * 100);
const msOf = (text: string): number => parseInstant(text) as number;

/** When the clocks of each target and subject are due; a clause may have several. */
function duesByName(outcome: Outcome | undefined): Map<string, (number | null)[]> {
  const dues = new Map<string, (number | null)[]>();
  for (const { subject, clause, dueAt } of outcome?.clocks ?? []) {
    const name = `${subject} ${clause}`;
    dues.set(name, [...(dues.get(name) ?? []), dueAt === null ? null : msOf(dueAt)]);
  }
  return dues;
}

/** What merely grows with time does not make an outcome another one (exchange.md, `changesAt`). */
function still(outcome: Outcome): string {
  return JSON.stringify(outcome, (key, value: unknown) =>
    ['asOf', 'changesAt', 'lateSeconds', 'usedSeconds', 'value', 'steps'].includes(key) ? undefined : value,
  );
}

/** A history with its outcome, computed once for all laws. */
interface World {
  seed: number;
  terms: Terms;
  history: RandomHistory;
  readings: Record<string, string>;
  known: Fact[];
  outcome: Outcome;
  settled: (change: { facts?: readonly Fact[]; asOfMs?: number; parameters?: Parameters }) => Outcome;
}

function worldOf(contract: Pattern, terms: Terms, seed: number): World {
  const history = randomHistory(contract, seed);
  const values = otherValues(terms);
  // Every other history is read otherwise than by the defaults.
  const chosen = seed % 2 === 0 ? [] : [0, 1, 2].map((n) => values[(seed * 7919 + n * 104_729) % values.length]);
  const readings = Object.fromEntries(chosen.flatMap((one) => (one ? [[one.option, one.value]] : [])));
  const settled: World['settled'] = ({ facts = history.facts, asOfMs = history.asOfMs, parameters = {} }) => {
    const given = { ...history.parameters, readings, ...parameters };
    const head = headFact({ contract, parameters: given, asOf: formatInstant(asOfMs), facts: [] }, terms);
    return settle({ terms, facts: [head, ...facts], asOfMs });
  };
  const known = history.facts.filter((fact) => msOf(fact.recordedAt ?? fact.at) <= history.asOfMs);
  return { seed, terms, history, readings, known, outcome: settled({}), settled };
}

const laws: Record<string, (world: World) => void> = {
  'every history is one that the exchange format takes': ({ history, seed }) => {
    // Of some: to check all of them takes longer than a law.
    if (seed % 5 !== 0) return;
    const read = parseFacts(history.facts);
    expect(read.ok ? [] : read.faults).toEqual([]);
  },

  'any order of the facts, and the same fact twice, give the same bytes': ({ outcome, settled, history, seed }) => {
    const { facts } = history;
    const bytes = JSON.stringify(outcome);
    expect(JSON.stringify(settled({ facts: shuffled(facts, seed) }))).toBe(bytes);
    // Read in two parts, the later one first, the earlier one twice.
    const at = seed % (facts.length + 1);
    const parts = [...facts.slice(at), ...facts.slice(0, at), ...facts.slice(0, at)];
    expect(JSON.stringify(settled({ facts: parts }))).toBe(bytes);
  },

  'what is recorded later is not known yet': ({ outcome, settled, known }) =>
    expect(JSON.stringify(settled({ facts: known }))).toBe(JSON.stringify(outcome)),

  'no cap is exceeded, nothing payable is negative, and every figure is a number': ({ outcome, history }) => {
    expect(JSON.stringify(outcome)).not.toMatch(/NaN|Infinity|undefined/);
    // A cap of the whole term that was lowered keeps what was owed under the higher one (decision 0015).
    const lowered = history.facts.some(({ type }) => type === 'contract.amended');
    for (const cap of outcome.caps)
      if (cap.limit !== '' && (cap.period !== undefined || !lowered))
        expect(fen(cap.used)).toBeLessThanOrEqual(fen(cap.limit));
    for (const line of outcome.deductions) {
      expect(fen(line.payable)).toBeGreaterThanOrEqual(0);
      expect(fen(line.computed)).toBeGreaterThanOrEqual(0);
      if (line.decision === 'waived') expect(line.payable).toBe('0.00');
    }
  },

  'net is gross less what is set off, and never below zero': ({ outcome }) => {
    for (const payment of outcome.payments) {
      if (payment.gross === null) continue;
      if (payment.deducted === null) {
        expect(payment.net).toBeNull();
        continue;
      }
      expect(fen(payment.net)).toBe(fen(payment.gross) - fen(payment.deducted));
      expect(fen(payment.net)).toBeGreaterThanOrEqual(0);
      expect(fen(payment.undecided)).toBeLessThanOrEqual(fen(payment.deducted));
    }
  },

  'the payments of a contract that nobody amended add up to its total, to the fen': ({
    outcome,
    history,
    readings,
  }) => {
    if (history.facts.some(({ type }) => type === 'contract.amended') || Object.keys(readings).length > 0) return;
    const sum = outcome.payments.reduce((all, { gross }) => all + fen(gross), 0);
    expect(sum).toBe(fen(TOTALS[history.contract]));
  },

  'the outcome stands from the moment asked about until changesAt, and is another one then': (world) => {
    // Facts recorded after the moment asked about would change it too: only what is known takes part.
    const { history, known: facts, outcome, settled } = world;
    const { changesAt } = outcome;
    const changesAtMs = changesAt === null ? history.asOfMs + 900 * 86_400_000 : msOf(changesAt);
    expect(changesAtMs).toBeGreaterThan(history.asOfMs);
    expect(still(settled({ facts, asOfMs: changesAtMs - 1 }))).toBe(still(outcome));
    if (changesAt !== null) expect(still(settled({ facts, asOfMs: changesAtMs }))).not.toBe(still(outcome));
  },

  'availability stays between 0 and 100 %': ({ outcome }) => {
    for (const metric of outcome.metrics)
      if (metric.usedSeconds !== undefined && metric.value !== null) {
        expect(Number(metric.value)).toBeGreaterThanOrEqual(0);
        expect(Number(metric.value)).toBeLessThanOrEqual(100);
      }
  },

  'another reading makes, drops and changes only records that list it': ({
    terms,
    seed,
    outcome,
    settled,
    readings,
  }) => {
    const values = otherValues(terms).filter(({ option }) => readings[option] === undefined);
    const other = values[seed % values.length];
    if (!other) return;
    const there = settled({ parameters: { readings: { ...readings, [other.option]: other.value } } });
    expect(unlisted(outcome, there, other.option), `${other.option}: ${other.value}`).toEqual([]);
  },

  'in plain weeks, what happens a week later is due a week later': ({ history, settled, seed }) => {
    if (seed % 5 !== 0) return;
    const [now, later] = twoWeeks(history).map(({ facts, parameters, asOfMs }) =>
      settled({ facts, asOfMs, parameters: { ...parameters, readings: PLAIN_WEEKS } }),
    );
    for (const [name, own] of duesByName(now)) {
      const others = duesByName(later).get(name) ?? [];
      // The terms of two contracts have fixed dates, at whose edges something drops out.
      if (others.length === own.length) expect(others).toEqual(own.map((due) => due && due + 7 * 86_400_000));
    }
  },
};

/** Two of the contracts take as long as the other three: a file each, so that two workers share them. */
export const firstHalf: readonly Pattern[] = ['huangpu', 'bayannur-emr'];

export function describeLaws(contracts: readonly Pattern[]): void {
  console.log(`laws: ${RUNS} histories a contract, LAW_SEED=${SEED}`);
  describe.each(contracts)('laws of every history: %s', (contract) => {
    const broken = new Map<string, string>();
    let histories = 0;

    beforeAll(() => {
      const parsed = loadTerms(contract);
      if (!parsed.ok) throw new Error(`terms of ${contract} do not parse`);
      for (const seed of [...ONCE_BROKEN, ...fc.sample(fc.nat(), { numRuns: RUNS, seed: SEED })]) {
        const world = worldOf(contract, parsed.value, seed);
        histories += 1;
        for (const [name, law] of Object.entries(laws))
          if (!broken.has(name))
            try {
              law(world);
            } catch (error) {
              broken.set(name, `history ${seed}, read ${JSON.stringify(world.readings)}: ${String(error)}`);
            }
      }
    }, 600_000);

    it.each(Object.keys(laws))('%s', (name) => {
      expect(histories).toBe(RUNS + ONCE_BROKEN.length);
      expect(broken.get(name)).toBeUndefined();
    });
  });
}
