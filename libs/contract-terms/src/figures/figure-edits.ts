import { fields, faultsOf, type Fault, type Parsed } from '@weibao/exchange';
import { z } from 'zod';
import { termsSchema, type TermsData } from '../schema.js';
import { limitSchema } from '../schema/values.js';
import { figuresOf, type Figure, type FigureKind } from './figure.js';

/** New values by the path of their figure. */
export type FigureEdits = Readonly<Record<string, unknown>>;

const expected = (what: string) => ({ error: () => `expected ${what}` });
const whole = z.number(expected('a whole number from 0 to 1000000')).int().min(0).max(1_000_000);
const share = z
  .string(expected('a share such as "1/5"'))
  .regex(/^\d{1,9}(\.\d{1,6})?\/\d{1,9}$/, expected('a share such as "1/5"'))
  .refine((text) => Number(text.split('/')[1]) > 0, expected('a share whose lower part is not 0'));
const money = fields.money.refine((text) => !text.startsWith('-'), expected('an amount that is not negative'));
const limit = limitSchema.refine(
  (given) => Object.values(given).every((value) => value === true || (value > 0 && value <= 100_000)),
  expected('a limit longer than nothing, such as { "minutes": 30 }'),
);
const systems = termsSchema.shape.systems.min(1, expected('at least one system'));

const valueOf: Record<FigureKind, z.ZodType> = {
  yuan: money,
  share,
  number: whole,
  decimal: z.string().regex(/^-?\d{1,9}(\.\d{1,4})?$/, expected('a decimal number such as "0.5"')),
  limit,
  date: fields.date,
  every: z.enum(
    ['month', 'quarter', 'half-year', 'year', 'settlement'],
    expected('month, quarter, half-year, year or settlement'),
  ),
  windows: fields.windows,
  text: z
    .string(expected('a text'))
    .trim()
    .min(1, expected('a text'))
    .max(200, expected('a text of at most 200 characters')),
  systems,
};

/** The terms with other figures. A path that is no figure, or a value that does not fit, is named; all of them at once. */
export function withFigures(terms: TermsData, edits: FigureEdits): Parsed<TermsData> {
  const known = new Map(figuresOf(terms).map((figure) => [figure.path, figure]));
  const faults: Fault[] = [];
  let edited: unknown = terms;
  for (const [path, given] of Object.entries(edits)) {
    const figure = known.get(path);
    if (!figure) {
      faults.push({ place: path, message: 'is no figure of these terms' });
      continue;
    }
    const parsed = valueOf[figure.kind].safeParse(given);
    if (parsed.success) edited = put(edited, keysOf(path), parsed.data);
    else faults.push(...faultsOf(parsed.error, path));
  }
  if (faults.length > 0) return { ok: false, faults };
  const parsed = (termsSchema as unknown as z.ZodType<TermsData>).safeParse(edited);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, faults: faultsOf(parsed.error) };
}

/** The document with another value at a place that it has; what lies beside it is shared, not copied. */
function put(whole: unknown, [key, ...inner]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const part = put((whole as Record<string, unknown>)[key], inner, value);
  if (Array.isArray(whole)) return whole.map((item: unknown, index) => (String(index) === key ? part : item));
  return { ...(whole as object), [key]: part };
}

const keysOf = (path: string): string[] =>
  path
    .slice(1)
    .split('/')
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));

/** A figure that was another one before; null where it was not there, or is not any more. */
export interface FigureChange extends Figure {
  was: unknown;
}

/** Figures that two versions of the same terms have differently, in the order of the later one. */
export function figureChanges(before: TermsData, after: TermsData): FigureChange[] {
  const former = new Map(figuresOf(before).map((figure) => [figure.path, figure]));
  const latter = figuresOf(after);
  const changed = latter.flatMap((figure) => {
    const was = former.get(figure.path)?.value ?? null;
    return same(was, figure.value) ? [] : [{ ...figure, was }];
  });
  const paths = new Set(latter.map(({ path }) => path));
  const gone = [...former.values()].filter(({ path }) => !paths.has(path));
  return [...changed, ...gone.map((figure) => ({ ...figure, was: figure.value, value: null }))];
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The merge patch (RFC 7396) that leads from one document to another: what an amendment records. Undefined where they are the same. */
export function patchBetween(before: unknown, after: unknown): unknown {
  if (same(before, after)) return undefined;
  if (!isObject(before) || !isObject(after)) return after;
  const patch: Record<string, unknown> = {};
  for (const name of Object.keys(before)) if (after[name] === undefined) patch[name] = null;
  for (const [name, value] of Object.entries(after)) {
    const part = patchBetween(before[name], value);
    if (part !== undefined) patch[name] = part;
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
