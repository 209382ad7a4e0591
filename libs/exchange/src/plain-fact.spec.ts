import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalJson } from './canonical.js';
import { factSchema } from './facts.js';
import { isPlainFact } from './plain-fact.js';

/** Texts of every form that a field asks for, and those that nearly have it: each field takes of them what its schema takes. */
const TEXTS = [
  'I1',
  '一级 故障\n第二行',
  'x'.repeat(200),
  'x'.repeat(201),
  'x'.repeat(4000),
  '2026-03-02T09:00:00+08:00',
  '2026-03-02T01:00:00Z',
  '2026-03-02T09:00:00.250+08:00',
  '2026-02-28',
  '2024-02-29',
  '833600.00',
  '-12.5',
  '50%',
  'a'.repeat(64),
  '09:00',
  '24:00',
];
const NEARLY = [
  '',
  'x'.repeat(4001),
  'yesterday',
  '2026-02-30T09:00:00+08:00',
  '2026-03-02T09:00:00',
  '2026-03-02 09:00:00+08:00',
  '2026-03-02T24:00:00+08:00',
  '2026-03-02T09:00:60+08:00',
  '1899-12-31T09:00:00+08:00',
  '9900-01-01T09:00:00+08:00',
  '2026-02-30',
  '2026-2-3',
  'TRUE',
  'constructor',
  '__proto__',
];
const NUMBERS = [0, 1, 2, 3, 50, 99.5, 2026];

type Def = z.core.$ZodTypes['_zod']['def'];
const defOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def;

/** Values that a schema accepts, made from the schema itself. */
function valid(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const def = defOf(schema);
  const accepted = (values: readonly unknown[]) =>
    fc.constantFrom(...values.filter((value) => z.safeParse(schema, value).success));
  switch (def.type) {
    case 'string':
      return accepted(TEXTS);
    case 'number':
      return accepted(NUMBERS);
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'optional':
      return valid(def.innerType);
    case 'null':
      return fc.constant(null);
    case 'nullable':
      return fc.option(valid(def.innerType), { nil: null });
    case 'union':
      return fc.oneof(...def.options.map(valid));
    case 'array':
      return fc.array(valid(def.element), { maxLength: 2 }).filter((list) => z.safeParse(schema, list).success);
    case 'tuple':
      return fc.constant(['09:00', '12:00']);
    case 'record':
      return fc.constantFrom({}, { 'money.rounding': 'pro-rata' });
    case 'object':
      return recordOf(def.shape);
    default:
      throw new Error(`a fact has a field of a kind that this spec does not know: ${def.type}`);
  }
}

const isOptional = (schema: z.core.$ZodType): boolean => defOf(schema).type === 'optional';

function recordOf(shape: Readonly<Record<string, z.core.$ZodType>>): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, valid(field)]));
  return fc.record(fields, {
    noNullPrototype: true,
    requiredKeys: Object.keys(shape).filter((name) => !isOptional(shape[name] as z.ZodType)),
  });
}

const kinds = factSchema.options.map((option) => ({
  type: (option.shape as { type: z.ZodLiteral<string> }).type.value,
  shape: option.shape as Record<string, z.ZodType>,
}));

/** What the fast check promises: whatever it lets pass the schema accepts, and takes for the same. */
function promised(item: unknown): void {
  if (!isPlainFact(item)) return;
  const parsed = factSchema.safeParse(item);
  expect(parsed.error?.issues ?? []).toEqual([]);
  expect(canonicalJson(parsed.data)).toBe(canonicalJson(item));
}

const VALUES: readonly unknown[] = [
  ...[...TEXTS, ...NEARLY],
  ...[...NUMBERS, -1, Number.NaN, Infinity],
  ...[null, undefined, true, false],
  ...[[], {}, ['x'], { a: 1 }, new Date(0), Object('I1') as object],
];
const anything = fc.constantFrom(...VALUES);
const names = [...new Set(kinds.flatMap(({ shape }) => Object.keys(shape)))];
const strange = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'noSuchField', ''];

/** Own, as JSON.parse makes it: assigned, `__proto__` would become the prototype. */
const withOwn = (fact: Record<string, unknown>, name: string, value: unknown) =>
  Object.defineProperty({ ...fact }, name, { value, enumerable: true, writable: true, configurable: true });

const mutation = (fact: Record<string, unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom(...Object.keys(fact)).map((name) => {
      const { [name]: _taken, ...rest } = fact;
      return rest;
    }),
    fc.tuple(fc.constantFrom(...Object.keys(fact)), anything).map(([name, value]) => withOwn(fact, name, value)),
    fc.tuple(fc.constantFrom(...names, ...strange), anything).map(([name, value]) => withOwn(fact, name, value)),
    fc.constantFrom(...kinds.map(({ type }) => type), ...strange).map((type) => ({ ...fact, type })),
    fc.constant(Object.assign(Object.create(null) as object, fact)),
    fc.constant(Object.assign(Object.create({ by: 'nobody' }) as object, fact)),
    fc.constantFrom('at', 'type').map((name) => {
      const { [name]: value, ...rest } = fact;
      return Object.assign(Object.create({ [name]: value }) as object, rest);
    }),
  );

/** Fields in which nothing is unusual: a text, a choice or a flag, without a form that only a pattern tells. */
const isOrdinary = (schema: z.core.$ZodType): boolean => {
  const def = defOf(schema);
  if (def.type === 'optional') return isOrdinary(def.innerType);
  if (def.type === 'string')
    return (def.checks ?? []).every((check) => ['custom', 'min_length', 'max_length'].includes(check._zod.def.check));
  return def.type === 'boolean' || def.type === 'enum' || def.type === 'literal';
};

describe('the fast check of facts', () => {
  it.each(kinds)(
    '$type: what it lets pass is what the schema accepts, for valid facts and for every way to spoil one',
    ({ shape }) => {
      const fact = recordOf(shape);
      fc.assert(
        fc.property(fact, fact.chain(mutation), (good, spoilt) => {
          expect(factSchema.safeParse(good).error?.issues ?? []).toEqual([]);
          promised(good);
          promised(spoilt);
        }),
        { numRuns: 25, seed: 20_261_121 },
      );
    },
  );

  it('is as strict as the schema about every value of every field', () => {
    for (const { shape } of kinds) {
      const required = Object.fromEntries(Object.entries(shape).filter(([, field]) => !isOptional(field)));
      const [fact] = fc.sample(recordOf(required), { numRuns: 1, seed: 20_261_121 });
      for (const name of [...Object.keys(shape), ...strange])
        for (const value of VALUES) promised(withOwn(fact as Record<string, unknown>, name, value));
    }
  });

  it('lets nothing pass that is no object', () => {
    fc.assert(
      fc.property(anything, (item) => {
        expect(isPlainFact(item)).toBe(false);
      }),
    );
  });

  it('is taken by an ordinary fact of every kind, but for those whose first field is a number', () => {
    const slow = kinds.filter(({ shape }) => {
      const ordinary = Object.fromEntries(Object.entries(shape).filter(([, field]) => isOrdinary(field)));
      const lacking = Object.entries(shape).filter(([name, field]) => !isOptional(field) && !(name in ordinary));
      if (lacking.length > 0) return true;
      fc.assert(
        fc.property(recordOf(ordinary), (fact) => {
          expect(isPlainFact(fact)).toBe(true);
        }),
        { numRuns: 20, seed: 20_261_121 },
      );
      return false;
    });
    expect(slow.map(({ type }) => type)).toEqual([
      'calendar.published',
      'acceptance.applied',
      'acceptance.held',
      'acceptance.notified',
      'acceptance.reapplied',
      'acceptance.reheld',
    ]);
  });
});
