import { faultsOf, parseJson, type Fault, type Parameters, type Parsed } from '@weibao/exchange';
import { z } from 'zod';
import { patchOfParameters } from './amended-parameters.js';
import { mergePatch } from './merge-patch.js';
import { readingSchema, type Reading } from './readings.js';
import { termsSchema, type TermsData } from './schema.js';

/** The terms files that ship with Weibao; a contract of its own may follow one of them as its pattern. */
export const patterns = ['huangpu', 'jiahe-icu', 'bayannur-emr', 'tacheng-ops', 'liyang-smart-health'] as const;
export type Pattern = (typeof patterns)[number];

export const clauseSchema = z.strictObject({
  id: z.string(),
  place: z.string(),
  zh: z.string(),
  en: z.string(),
  kind: z.enum(['computed', 'scheduled', 'gate', 'evidence']),
  service: z.enum(['incident', 'inspection', 'billing']),
  recordedBy: z.array(z.string()).optional(),
});
export type ClauseEntry = z.infer<typeof clauseSchema>;

/** A contract's terms, ready for the engine. */
export interface Terms extends TermsData {
  clauses: ReadonlyMap<string, ClauseEntry>;
  /** Place of a clause in the contract, for sorting records in the contract's order. */
  clauseOrder: ReadonlyMap<string, number>;
  registry: readonly Reading[];
}

/** The texts of the files that make one contract's terms. */
export interface TermsTexts {
  terms: string;
  clauses: string;
  /** Ambiguities common to all contracts, then the contract's own. */
  readings: readonly string[];
}

/** Terms are parsed a few times in the life of a process: to compile their schema first would take as long again. */
const once = { jitless: true };

function parseAs<T>(schema: z.ZodType<T>, text: string, fileName: string): Parsed<T> {
  const json = parseJson(text, fileName);
  if (!json.ok) return json;
  const parsed = schema.safeParse(json.value, once);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    faults: faultsOf(parsed.error).map((fault) => ({ place: `${fileName}: ${fault.place}`, message: fault.message })),
  };
}

/** Parses the terms of one contract; a fault names the file, the key and the form expected. */
export function parseTerms(texts: TermsTexts, fileName: string): Parsed<Terms> {
  const data = parseAs<TermsData>(termsSchema as unknown as z.ZodType<TermsData>, texts.terms, `${fileName}.json`);
  const clauses = parseAs(z.array(clauseSchema), texts.clauses, `clauses/${fileName}.json`);
  const registry = texts.readings.map((text, index) => parseAs(z.array(readingSchema), text, `readings[${index}]`));
  const faults: Fault[] = [data, clauses, ...registry].flatMap((part) => (part.ok ? [] : part.faults));
  if (!data.ok || !clauses.ok || faults.length) return { ok: false, faults };
  const entries = clauses.value;
  const terms: Terms = {
    ...data.value,
    clauses: new Map(entries.map((entry) => [entry.id, entry])),
    clauseOrder: new Map(entries.map((entry, index) => [entry.id, index])),
    registry: registry.flatMap((part) => (part.ok ? part.value : [])),
  };
  const unknown = citedClauses(data.value).filter((id) => !terms.clauses.has(id));
  if (unknown.length)
    return {
      ok: false,
      faults: unknown.map((id) => ({
        place: `${fileName}.json: ${id}`,
        message: 'is cited but is no clause of this contract',
      })),
    };
  return { ok: true, value: terms };
}

/** The terms with an amendment's patch: checked as a terms file is, so that a faulty amendment is refused and defaults are filled in. */
export function amendTerms(terms: Terms, patch: unknown): Parsed<Terms> {
  const { clauses, clauseOrder, registry, ...data } = terms;
  const parsed = (termsSchema as unknown as z.ZodType<TermsData>).safeParse(mergePatch(data, patch), once);
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  return { ok: true, value: { ...parsed.data, clauses, clauseOrder, registry } };
}

/** The terms as a supplement leaves them: by what it says of the parameters and, of the two the more exact, of the terms themselves. */
export function amendedBy(
  terms: Terms,
  changes: { parameters?: Partial<Parameters> | undefined; terms?: unknown } = {},
): Parsed<Terms> {
  const stated = patchOfParameters(terms, changes.parameters);
  const patches = [stated, changes.terms].filter((patch) => patch !== undefined);
  return patches.reduce<Parsed<Terms>>((parsed, patch) => (parsed.ok ? amendTerms(parsed.value, patch) : parsed), {
    ok: true,
    value: terms,
  });
}

/** Every clause id that stands anywhere in the data. */
export function citedClauses(data: TermsData): string[] {
  const id = new RegExp(`^${data.prefix}-[A-Za-z0-9]`);
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (id.test(value)) found.add(value);
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
  };
  visit(data);
  return [...found];
}

/** System names are compared without spaces (exchange.md), and with one kind of brackets. */
export const sameName = (a: string, b: string): boolean => plainName(a) === plainName(b);
const plainName = (name: string): string => name.replace(/\s+/g, '').replaceAll('（', '(').replaceAll('）', ')');

/** Whether a system (or subsystem) is in the contract's scope; a contract may leave systems that it does not list to a ruling. */
export function systemInScope(
  terms: Pick<TermsData, 'systems' | 'scope'>,
  system: string,
  subsystem?: string,
): 'in' | 'to-be-ruled' | 'out' {
  const listed = terms.systems.some(
    (entry) =>
      sameName(entry.name, system) ||
      entry.subsystems.some((name) => sameName(name, system) || (subsystem !== undefined && sameName(name, subsystem))),
  );
  if (listed) return 'in';
  return terms.scope === 'to-be-ruled' ? 'to-be-ruled' : 'out';
}
