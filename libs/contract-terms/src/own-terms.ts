import { faultsOf, type Fault, type Parsed } from '@weibao/exchange';
import { z } from 'zod';
import { readingSchema } from './readings.js';
import { termsSchema, type TermsData } from './schema.js';
import { citedClauses, clauseSchema, type Terms } from './terms.js';

/** A contract's terms in one document, as its registration holds them: what was signed stays readable whatever later versions of Weibao ship. */
export const ownTermsSchema = z.strictObject({
  terms: termsSchema,
  clauses: z.array(clauseSchema),
  readings: z.array(readingSchema),
});
export interface OwnTerms {
  terms: TermsData;
  clauses: z.infer<typeof clauseSchema>[];
  readings: z.infer<typeof readingSchema>[];
}

/** Parses terms in one document; every fault is named by its place in it. */
export function parseOwnTerms(value: unknown): Parsed<Terms> {
  const parsed = (ownTermsSchema as unknown as z.ZodType<OwnTerms>).safeParse(value);
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  const terms = termsOf(parsed.data);
  const faults = [...twice(parsed.data), ...uncited(terms, parsed.data.terms)];
  return faults.length ? { ok: false, faults } : { ok: true, value: terms };
}

const termsOf = ({ terms, clauses, readings }: OwnTerms): Terms => ({
  ...terms,
  clauses: new Map(clauses.map((entry) => [entry.id, entry])),
  clauseOrder: new Map(clauses.map((entry, index) => [entry.id, index])),
  registry: readings,
});

/** Terms as one document, to be stored with a registration. */
export function asOwnTerms({ clauses, clauseOrder: _order, registry, ...terms }: Terms): OwnTerms {
  return { terms, clauses: [...clauses.values()], readings: [...registry] };
}

function twice({ clauses, readings }: OwnTerms): Fault[] {
  const named = (list: readonly string[], place: string): Fault[] =>
    list.flatMap((id, index) =>
      list.indexOf(id) === index ? [] : [{ place: `${place}[${index}]`, message: `"${id}" stands there already` }],
    );
  return [
    ...named(
      clauses.map(({ id }) => id),
      'clauses',
    ),
    ...named(
      readings.map(({ option }) => option),
      'readings',
    ),
  ];
}

function uncited(terms: Terms, data: TermsData): Fault[] {
  const unknown = citedClauses(data).filter((id) => !terms.clauses.has(id));
  const bases = Object.entries(data.bases).filter(([, { of }]) => of !== undefined && !(of in data.bases));
  return [
    ...unknown.map((id) => ({ place: `terms: ${id}`, message: 'is cited but is no clause of this contract' })),
    ...bases.map(([name, { of }]) => ({ place: `terms.bases.${name}.of`, message: `there is no base "${of}"` })),
  ];
}

/** What a registration says about its terms. */
export interface Registration {
  pattern?: string | undefined;
  own?: unknown;
}

const read = new WeakMap<object, Terms | null>();

/**
 * The terms that a contract follows: its own where the registration holds them, else those that ship under its pattern. Undefined where this version of
 * Weibao cannot read them. Read once: a registration never changes.
 */
export function termsOfContract(
  shipped: ReadonlyMap<string, Terms>,
  contract: string,
  registered: Registration,
): Terms | undefined {
  const { own, pattern } = registered;
  if (own === undefined) return shipped.get(pattern ?? contract);
  if (own === null || typeof own !== 'object') return undefined;
  let terms = read.get(own);
  if (terms === undefined) {
    const parsed = parseOwnTerms(own);
    read.set(own, (terms = parsed.ok ? parsed.value : null));
  }
  return terms ?? undefined;
}
