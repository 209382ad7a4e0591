import type { z } from 'zod';
import { factSchema, type Fact } from './facts.js';

/**
 * Whether a value is a fact in which nothing is unusual, found out ten times as fast as by parsing: the checks are taken from the schema itself
 * once, for fields that are a text, a choice or a flag. A fact with any other field, or with one that does not pass, is for the schema to judge.
 */
export function isPlainFact(item: unknown): item is Fact {
  if (typeof item !== 'object' || item === null || Object.getPrototypeOf(item) !== Object.prototype) return false;
  const fact = item as Record<string, unknown>;
  const kind = kinds.get(fact['type']);
  if (!kind) return false;
  let required = 0;
  for (const name in fact) {
    const field = kind.fields.get(name);
    if (!field?.passes(fact[name])) return false;
    if (field.required) required += 1;
  }
  return required === kind.required;
}

type Passes = (value: unknown) => boolean;
const never: Passes = () => false;
interface Kind {
  fields: ReadonlyMap<string, { passes: Passes; required: boolean }>;
  required: number;
}

const kinds: ReadonlyMap<unknown, Kind> = new Map(
  factSchema.options.map((option) => {
    const fields = Object.entries(option.shape as Record<string, z.ZodType>).map(([name, schema]) => {
      const { type } = schema.def as z.core.$ZodTypes['_zod']['def'];
      return [name, { passes: passesOf(schema), required: type !== 'optional' }] as const;
    });
    const required = fields.filter(([, field]) => field.required).length;
    return [(option.shape as { type: z.ZodLiteral<string> }).type.value, { fields: new Map(fields), required }];
  }),
);

/** The check of a field; nothing passes one that is neither text, choice nor flag. */
function passesOf(schema: z.core.$ZodType): Passes {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional') return passesOf(def.innerType);
  if (def.type === 'boolean') return (value) => typeof value === 'boolean';
  if (def.type === 'literal') return (value) => value === def.values[0];
  if (def.type === 'enum') {
    const values = new Set<unknown>(Object.values(def.entries));
    return (value) => values.has(value);
  }
  const checks = def.type === 'string' ? (def.checks ?? []).map(textCheckOf) : [never];
  return (value) => {
    if (typeof value !== 'string') return false;
    for (const passes of checks) if (!passes(value)) return false;
    return true;
  };
}

function textCheckOf(check: z.core.$ZodCheck<string>): Passes {
  const def = check._zod.def as z.core.$ZodChecks['_zod']['def'] | z.core.$ZodCustomDef;
  if (def.check === 'min_length') return (text) => (text as string).length >= def.minimum;
  if (def.check === 'max_length') return (text) => (text as string).length <= def.maximum;
  if (def.check === 'custom') return (text) => def.fn(text) === true;
  return never;
}
