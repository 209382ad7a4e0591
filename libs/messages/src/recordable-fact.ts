import { factSchema, fields, type Fact } from '@weibao/exchange';
import { z } from 'zod';
import { isRecordable, ownCommandOf, recorders, type RecordableType, type Recorder } from './recorders.js';

type Given<F> = F extends { type: RecordableType }
  ? {
      [
        K in keyof F as string extends K
          ? never
          : K extends 'at' | 'id' | 'recordedAt' | 'storedAt' | 'basis'
            ? never
            : K
      ]: F[K];
    } & { at?: string | undefined }
  : never;

/**
 * A fact as a person records it: the exchange format without what the server gives (`id`, `recordedAt`, `storedAt`, `basis`). Without `at` it happens when it
 * is stored. `by` is the side of whoever records it and need not be said; only a monitor says `by: "monitor"`.
 */
export type RecordableFact = Given<Fact>;

const serverGives = new Set(['id', 'recordedAt', 'storedAt', 'at', 'basis']);

type Option = (typeof factSchema.options)[number];
const typeOf = (option: Option): string => (option.shape.type as z.ZodLiteral<string>).value;

/** Strict, unlike the format on the wire: a misspelt field of a form is said, not stored. */
function asRecorded(option: Option): z.ZodObject {
  const recorder: Recorder = recorders[typeOf(option) as RecordableType];
  const given = Object.entries(option.shape as Record<string, z.ZodType>)
    .filter(([name]) => !serverGives.has(name))
    .map(([name, field]) => [
      name,
      recorder.needs.includes(name) && field instanceof z.ZodOptional ? field.unwrap() : field,
    ]);
  return z.strictObject({ ...Object.fromEntries(given), at: fields.instant.optional() });
}

const shapes = factSchema.options.filter((option) => isRecordable(typeOf(option))).map(asRecorded);

export const recordableFactSchema = z.discriminatedUnion(
  'type',
  shapes as unknown as [z.ZodObject<{ type: z.ZodLiteral<string> }>],
  {
    error: (issue) => {
      const type = (issue.input as { type?: unknown } | null)?.type;
      const own = typeof type === 'string' ? ownCommandOf(type) : null;
      if (own !== null)
        return `expected a type that is recorded here; "${String(type)}" has a command of its own, ${own}`;
      return `expected a known type of fact, got ${fields.shown(type)}`;
    },
  },
) as unknown as z.ZodType<RecordableFact, RecordableFact>;
