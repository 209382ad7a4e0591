import { compareReadings, settle } from '@weibao/engine';
import { faultLine, parseInstant } from '@weibao/exchange';
import { parseArgs } from 'node:util';
import { loadCase } from './case-file.js';
import { replayOnServer } from './replay-server.js';
import { shuffled } from './shuffle.js';

const USAGE = 'usage: npm run -s replay -- CASE.json [--seed N] [--compare-readings] [--server URL --token TOKEN]\n';

/** Prints the outcome of a case; 0 when there is one, 2 with every fault of the input in a line of its own. */
export async function replay(args: string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        seed: { type: 'string' },
        server: { type: 'string' },
        token: { type: 'string' },
        'compare-readings': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  const [path, ...rest] = parsed.positionals;
  const { seed, server, token } = parsed.values;
  if (path === undefined || rest.length > 0) return refuse(USAGE);
  if (seed !== undefined && !/^\d+$/.test(seed)) return refuse(`--seed: expected a whole number, got "${seed}"\n`);
  const compares = parsed.values['compare-readings'];
  if (compares && server !== undefined) return refuse('--compare-readings: is computed here, without --server\n');
  if (server !== undefined && token === undefined) return refuse('--token: a server is asked with an API token\n');
  const loaded = loadCase(path);
  if (!loaded.ok) return refuse(`${loaded.faults.map(faultLine).join('\n')}\n`);
  const { case: input, terms, facts } = loaded.value;
  const ordered = seed === undefined ? facts : shuffled(facts, Number(seed));
  if (server !== undefined) {
    const answer = await replayOnServer(server, token as string, {
      ...input,
      facts: ordered.filter((fact) => fact !== facts[0]),
    });
    if (!answer.ok) return refuse(`${answer.message}\n`);
    process.stdout.write(`${JSON.stringify(answer.outcome, null, 2)}\n`);
    return 0;
  }
  const engineInput = { terms, facts: ordered, asOfMs: parseInstant(input.asOf) as number };
  const outcome = settle(engineInput);
  const printed = compares ? { ...outcome, comparison: compareReadings(engineInput, outcome) } : outcome;
  process.stdout.write(`${JSON.stringify(printed, null, 2)}\n`);
  return 0;
}

function refuse(text: string): number {
  process.stderr.write(text);
  return 2;
}
