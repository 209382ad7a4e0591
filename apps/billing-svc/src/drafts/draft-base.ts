import { asOwnTerms, parseOwnTerms, type OwnTerms, type Terms } from '@weibao/contract-terms';
import { parseJson, type Fault, type Parsed } from '@weibao/exchange';

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * Terms from a file: a document with `terms`, `clauses` and `readings`, or the terms alone. What it lacks is taken from the terms that it follows. Every
 * fault is named by file and place.
 */
export function baseFromFile(file: { name: string; text: string }, follows: Terms | undefined): Parsed<OwnTerms> {
  const json = parseJson(file.text, file.name);
  if (!json.ok) return json;
  if (!isObject(json.value)) return oneFault(file.name, 'expected one JSON object, the terms of a contract');
  const whole = 'terms' in json.value && isObject(json.value['terms']) ? json.value : { terms: json.value };
  const { clauses, readings } = follows ? asOwnTerms(follows) : { clauses: undefined, readings: [] };
  const completed = { clauses, readings, ...whole };
  if (completed.clauses === undefined)
    return oneFault(file.name, 'expected "clauses" in it, or a pattern whose clauses it follows');
  const parsed = parseOwnTerms(completed);
  if (parsed.ok) return { ok: true, value: asOwnTerms(parsed.value) };
  const faults = parsed.faults.map(({ place, message }): Fault => ({ place: `${file.name}: ${place}`, message }));
  return { ok: false, faults };
}

const oneFault = (place: string, message: string): { ok: false; faults: Fault[] } => ({
  ok: false,
  faults: [{ place, message }],
});
