import { z } from 'zod';
import { factSchema, parametersSchema, type Fact, type Parameters } from './facts.js';
import * as f from './fields.js';
import { jsonFaultOffset } from './json-place.js';
import { ownFaults } from './own-faults.js';
import { isPlainFact } from './plain-fact.js';
import { referenceFaults, type Fault } from './references.js';

/** A case: what is known of a contract, and the moment that is asked about. */
export interface Case {
  contract: string;
  parameters: Parameters;
  asOf: string;
  facts: Fact[];
}

export type Parsed<T> = { ok: true; value: T } | { ok: false; faults: Fault[] };

/** What could be read of a faulty case, so that whoever knows the contracts can name what else is wrong: unreadable facts are null. */
export interface PartialCase {
  contract: string | null;
  parameters: Parameters;
  facts: readonly (Fact | null)[];
}
export type ParsedCase = { ok: true; value: Case } | { ok: false; faults: Fault[]; readable: PartialCase };

/** Keys for whoever checks a case; replay does not look at them. */
const forTheChecker = new Set(['name', 'expect', 'absent', 'exit', 'stderr']);
const caseKeys = ['contract', 'parameters', 'asOf', 'facts'];

const headSchema = z.object({
  contract: f.key,
  parameters: parametersSchema.default({}),
  asOf: f.instant,
});

/** Turns Zod's issues into faults with a place such as `facts[3].at`. */
export function faultsOf(error: z.ZodError, prefix = ''): Fault[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.reduce<string>(
      (at, step) => (typeof step === 'number' ? `${at}[${step}]` : at ? `${at}.${String(step)}` : String(step)),
      prefix,
    );
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((name) => ({
        place: path ? `${path}.${name}` : name,
        message: 'is not a field of the exchange format',
      }));
    return [{ place: path || 'input', message: issue.message }];
  });
}

/** `replay` says faults this way, one a line. */
export const faultLine = (fault: Fault): string => `${fault.place}: ${fault.message}`;

function jsonFault(fileName: string, text: string, error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error);
  const before = text.slice(0, jsonFaultOffset(text));
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  return { place: `${fileName}:${line}:${column}`, message: `is not JSON (${message})` };
}

export function parseJson(text: string, fileName: string): Parsed<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, faults: [jsonFault(fileName, text, error)] };
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Parses the head of a case (all but its facts). */
export function parseHead(input: Record<string, unknown>): Parsed<Omit<Case, 'facts'>> {
  const faults: Fault[] = Object.keys(input)
    .filter((name) => !caseKeys.includes(name) && !forTheChecker.has(name))
    .map((name) => ({ place: name, message: `is not a key of a case (${caseKeys.join(', ')})` }));
  const head = headSchema.safeParse(
    Object.fromEntries(caseKeys.filter((k) => k !== 'facts' && k in input).map((k) => [k, input[k]])),
  );
  if (!head.success) return { ok: false, faults: [...faults, ...faultsOf(head.error)] };
  const { startsOn, endsOn } = head.data.parameters;
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn)
    faults.push({
      place: 'parameters.endsOn',
      message: `expected a date not before startsOn ${startsOn}, got "${endsOn}"`,
    });
  return faults.length ? { ok: false, faults } : { ok: true, value: head.data };
}

/** Validates facts one by one and against each other; every fault is named. */
export function parseFacts(
  input: readonly unknown[],
  place: (index: number) => string = (index) => `facts[${index}]`,
): Parsed<Fact[]> {
  const { faults, facts } = readFacts(input, place);
  return faults.length ? { ok: false, faults } : { ok: true, value: facts as Fact[] };
}

function readFacts(
  input: readonly unknown[],
  place: (index: number) => string,
): { faults: Fault[]; facts: (Fact | null)[] } {
  const faults: Fault[] = [];
  const facts: (Fact | null)[] = [];
  // A misread fact still reports what it names: its stages are not accused because of its own fault.
  const named: Fact[] = [];
  input.forEach((item, index) => {
    const parsed = isPlainFact(item) ? { success: true as const, data: item } : factSchema.safeParse(item);
    facts.push(parsed.success ? parsed.data : null);
    if (parsed.success) faults.push(...faultsWithin(parsed.data, () => place(index)));
    else faults.push(...faultsOf(parsed.error, place(index)));
    const typed = isRecord(item) && typeof item['type'] === 'string';
    named.push((parsed.success ? parsed.data : typed ? item : { type: '' }) as Fact);
  });
  faults.push(...referenceFaults(named, place));
  return { faults, facts };
}

/** A merge patch of parameters: a null takes one away, all else must fit. */
function amendmentFaults(changes: Record<string, unknown>, place: string): Fault[] {
  const faults: Fault[] = Object.keys(changes)
    .filter((name) => name !== 'parameters' && name !== 'terms')
    .map((name) => ({ place: `${place}.${name}`, message: 'an amendment changes parameters or terms' }));
  const { parameters } = changes;
  if (parameters === undefined) return faults;
  if (!isRecord(parameters))
    return [...faults, { place: `${place}.parameters`, message: `expected an object, got ${f.shown(parameters)}` }];
  const kept = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
  if (isRecord(kept['readings']))
    kept['readings'] = Object.fromEntries(Object.entries(kept['readings']).filter(([, value]) => value !== null));
  const parsed = parametersSchema.safeParse(kept);
  return parsed.success ? faults : [...faults, ...faultsOf(parsed.error, `${place}.parameters`)];
}

const faultsWithin = (fact: Fact, place: () => string): Fault[] =>
  fact.type === 'contract.amended' && fact.changes
    ? amendmentFaults(fact.changes, `${place()}.changes`)
    : ownFaults(fact, place);

/** Reads a case from the text of a file. The faults name the file only where the text is not JSON. */
export function parseCase(text: string, fileName: string): ParsedCase {
  const nothing: PartialCase = { contract: null, parameters: {}, facts: [] };
  const json = parseJson(text, fileName);
  if (!json.ok) return { ...json, readable: nothing };
  if (!isRecord(json.value)) {
    const fault = { place: fileName, message: 'expected one JSON object, the case' };
    return { ok: false, faults: [fault], readable: nothing };
  }
  const head = parseHead(json.value);
  const { contract, facts: list } = json.value;
  const { faults, facts } = Array.isArray(list)
    ? readFacts(list, (index) => `facts[${index}]`)
    : { faults: [{ place: 'facts', message: `expected a list of facts, got ${f.shown(list)}` }], facts: [] };
  if (head.ok && faults.length === 0) return { ok: true, value: { ...head.value, facts: facts as Fact[] } };
  return {
    ok: false,
    faults: [...(head.ok ? [] : head.faults), ...faults],
    readable: {
      contract: typeof contract === 'string' ? contract : null,
      parameters: head.ok ? head.value.parameters : readableParameters(json.value['parameters']),
      facts,
    },
  };
}

function readableParameters(value: unknown): Parameters {
  const parsed = parametersSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const readings = isRecord(value) ? parametersSchema.shape.readings.safeParse(value['readings']) : null;
  return readings?.success && readings.data ? { readings: readings.data } : {};
}
