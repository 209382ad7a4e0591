import { patterns } from '@weibao/contract-terms';
import { settle } from '@weibao/engine';
import { formatInstant, parseFacts } from '@weibao/exchange';
import { parseArgs } from 'node:util';
import { headFact } from '../../apps/cli/src/case-file.js';
import { loadTerms } from '../../apps/cli/src/terms-files.js';
import { randomHistory } from './random-history.js';

/** Random histories of every contract: no crash, no NaN, no negative payable, nothing above its cap. A fault is printed with the seed that makes it. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    contract: { type: 'string' },
  },
});
const chosen = patterns.filter((pattern) => values.contract === undefined || values.contract === pattern);
if (chosen.length === 0) throw new Error(`--contract: expected one of ${patterns.join(', ')}, got ${values.contract}`);
const [runs, firstSeed] = [Number(values.runs), Number(values.seed)];
let faults = 0;

for (const contract of chosen) {
  const loaded = loadTerms(contract);
  if (!loaded.ok) throw new Error(`terms of ${contract} do not parse`);
  const startedMs = performance.now();
  for (let n = 0; n < runs; n += 1) {
    const seed = firstSeed + n;
    const wrong = fault(contract, loaded.value, seed);
    if (wrong !== null) {
      faults += 1;
      console.log(`${contract} seed ${seed}: ${wrong}`);
    }
    if (process.stdout.isTTY && n % 500 === 0) process.stdout.write(`\r${contract} ${n}/${runs}`);
  }
  console.log(
    `${process.stdout.isTTY ? '\r' : ''}${contract}: ${runs} histories from seed ${firstSeed} in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`,
  );
}
console.log(`${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;

function fault(
  contract: (typeof patterns)[number],
  terms: Parameters<typeof headFact>[1],
  seed: number,
): string | null {
  const history = randomHistory(contract, seed);
  const valid = parseFacts(history.facts);
  if (!valid.ok) return `the history itself is not valid: ${valid.faults[0]?.place} ${valid.faults[0]?.message}`;
  const head = headFact(
    { contract, parameters: history.parameters, asOf: formatInstant(history.asOfMs), facts: [] },
    terms,
  );
  try {
    const outcome = settle({ terms, facts: [head, ...history.facts], asOfMs: history.asOfMs });
    if (/NaN|Infinity/.test(JSON.stringify(outcome))) return 'a figure is not a number';
    const negative = outcome.deductions.find((line) => Number(line.payable) < 0);
    if (negative) return `${negative.clause} ${negative.subject ?? negative.period} is payable ${negative.payable}`;
    // A cap of the whole term that was lowered keeps what was owed under the higher one (decision 0015).
    const lowered = history.facts.some(({ type }) => type === 'contract.amended');
    const above = outcome.caps.find(
      (cap) => (cap.period !== undefined || !lowered) && Number(cap.used) > Number(cap.limit),
    );
    return above ? `${above.clause} uses ${above.used} of ${above.limit}` : null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
