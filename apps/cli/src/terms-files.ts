import { parseTerms, patterns, type Pattern, type Terms } from '@weibao/contract-terms';
import { faultLine, type Fault, type Parsed } from '@weibao/exchange';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// From the bundle in apps/cli/dist to the terms files.
const folder = new URL('../../../libs/contract-terms/terms/', import.meta.url);
const read = (name: string): string => readFileSync(fileURLToPath(new URL(name, folder)), 'utf8');

/** The terms of a contract that Weibao ships; a fault names the contracts there are. */
export function loadTerms(contract: string): Parsed<Terms> {
  if (!(patterns as readonly string[]).includes(contract)) {
    const fault: Fault = { place: 'contract', message: `expected one of ${patterns.join(', ')}, got "${contract}"` };
    return { ok: false, faults: [fault] };
  }
  const pattern = contract as Pattern;
  const parsed = parseTerms(
    {
      terms: read(`${pattern}.json`),
      clauses: read(`clauses/${pattern}.json`),
      readings: [read('readings/common.json'), read(`readings/${pattern}.json`)],
    },
    pattern,
  );
  // Shipped files that do not parse are a fault of this program, not of the input.
  if (!parsed.ok) throw new Error(`the terms of ${pattern} are faulty:\n${parsed.faults.map(faultLine).join('\n')}`);
  return parsed;
}
