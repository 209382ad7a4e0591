import { parseOwnTerms, parseTerms, patterns, termsTexts, type Pattern, type Terms } from '@weibao/contract-terms';
import { canonicalJson, faultLine, parseJson, type Fact, type Fault, type Parsed } from '@weibao/exchange';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// From the bundle in apps/cli/dist to the terms files.
const folder = new URL('../../../libs/contract-terms/terms/', import.meta.url);
const read = (name: string): string => readFileSync(fileURLToPath(new URL(name, folder)), 'utf8');

/** What ships stays as it is while a command runs: whoever replays many cases reads it once. */
const shipped = new Map<Pattern, Parsed<Terms>>();

/** The terms of a contract that Weibao ships; a fault names the contracts there are. */
export function loadTerms(contract: string): Parsed<Terms> {
  if (!(patterns as readonly string[]).includes(contract)) {
    const fault: Fault = { place: 'contract', message: `expected one of ${patterns.join(', ')}, got "${contract}"` };
    return { ok: false, faults: [fault] };
  }
  const pattern = contract as Pattern;
  const before = shipped.get(pattern);
  if (before) return before;
  const parsed = parseTerms(
    termsTexts((name) => read(`${name}.json`), pattern),
    pattern,
  );
  // Shipped files that do not parse are a fault of this program, not of the input.
  if (!parsed.ok) throw new Error(`the terms of ${pattern} are faulty:\n${parsed.faults.map(faultLine).join('\n')}`);
  shipped.set(pattern, parsed);
  return parsed;
}

/** The terms that the contract brought in its own registration, where the facts hold one; null where it follows those that ship. */
export function ownTermsIn(facts: readonly (Fact | null)[]): Parsed<Terms> | null {
  const own = ownIn(facts);
  if (own === undefined) return null;
  const parsed = parseOwnTerms(own.value);
  if (parsed.ok) return parsed;
  const faults = parsed.faults.map(({ place, message }) => ({ place: `facts[${own.index}].own.${place}`, message }));
  return { ok: false, faults };
}

function ownIn(facts: readonly (Fact | null)[]): { value: unknown; index: number } | undefined {
  const index = facts.findIndex((fact) => fact?.type === 'contract.registered' && fact.own !== undefined);
  const registered = facts[index];
  return registered?.type === 'contract.registered' ? { value: registered.own, index } : undefined;
}

const sha256Of = (value: unknown): string => createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');

/** SHA-256 of what makes a contract's terms, its own or the files under a pattern, as statements name it. */
export function termsSha256(facts: readonly Fact[], pattern: string): string {
  const own = ownIn(facts);
  return sha256Of(own ? own.value : termsTexts((name) => read(`${name}.json`), pattern as Pattern));
}

/**
 * The terms of any file, for lint: its clauses and readings stand beside it in the folders `clauses` and `readings`, or are those of the contract
 * that it names.
 */
export function loadTermsFile(path: string): Parsed<Terms> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, faults: [{ place: path, message: `cannot be read (${reason})` }] };
  }
  const json = parseJson(text, basename(path));
  if (!json.ok) return json;
  const contract = String((json.value as { contract?: unknown } | null)?.contract);
  const beside = (kind: string): string | null => {
    const own = join(dirname(path), kind, basename(path));
    if (existsSync(own)) return readFileSync(own, 'utf8');
    return (patterns as readonly string[]).includes(contract) ? read(`${kind}/${contract}.json`) : null;
  };
  const clauses = beside('clauses');
  if (clauses === null) {
    const message = `expected the clauses of "${contract}" in ${join('clauses', basename(path))} beside it`;
    return { ok: false, faults: [{ place: basename(path), message }] };
  }
  const readings = beside('readings');
  return parseTerms(
    { terms: text, clauses, readings: [read('readings/common.json'), ...(readings === null ? [] : [readings])] },
    basename(path, '.json'),
  );
}
