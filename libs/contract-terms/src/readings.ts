import { z } from 'zod';

/** An ambiguity of a contract: the readings it allows, the one taken by default, and what it touches. */
export const readingSchema = z.strictObject({
  id: z.string(),
  option: z.string(),
  severity: z.enum(['BLOCK', 'WARN', 'INFO']),
  clauses: z.array(z.string()),
  dimensions: z.array(z.strictObject({ values: z.array(z.string()), default: z.string() })),
  aliases: z.record(z.string(), z.string()).optional(),
  /** What each value is called on the pages. */
  names: z.record(z.string(), z.strictObject({ zh: z.string(), en: z.string() })).optional(),
  /** Why a value that may be chosen changes no figure. */
  withoutEffect: z.record(z.string(), z.strictObject({ zh: z.string(), en: z.string() })).optional(),
  zh: z.string(),
  en: z.string(),
  defaultZh: z.string(),
  defaultEn: z.string(),
  unlessParameter: z.string().optional(),
  when: z.string().optional(),
  /** Kinds of lint finding that are this ambiguity, where they concern one of its clauses. */
  findings: z.array(z.string()).optional(),
});
export type Reading = z.infer<typeof readingSchema>;

/** Which reading is in force for each question of each ambiguity: `option` → the values chosen, one per dimension. */
export class Readings {
  private readonly chosen = new Map<string, Map<number, string>>();
  private readonly byOption = new Map<string, Reading>();
  /** By option, every value and alias in force, made when first asked for: a computation asks the same few thousands of times. */
  private readonly inForceByOption = new Map<string, ReadonlySet<string>>();

  constructor(registry: readonly Reading[]) {
    for (const entry of registry) this.byOption.set(entry.option, entry);
  }

  /**
   * Takes a reading by the option's name or the ambiguity's id; returns what is wrong with it, or null. An ambiguity with several questions can be
   * read several times, once for each, or at once with the values separated by `;`.
   */
  choose(name: string, value: string): string | null {
    const entry = this.byOption.get(name) ?? [...this.byOption.values()].find((other) => other.id === name);
    if (!entry) return 'is not the name of a reading of this contract';
    for (const part of value.split(';')) {
      const found = this.find(entry, part.trim().toLowerCase().replace(/\s+/g, '-'));
      if (!found) {
        const all = entry.dimensions.flatMap((dimension) => dimension.values);
        return all.length ? `expected one of ${all.join(', ')}, got "${value}"` : 'has only one reading';
      }
      const values = this.chosen.get(entry.option) ?? new Map<number, string>();
      values.set(found.index, found.value);
      this.chosen.set(entry.option, values);
      this.inForceByOption.delete(entry.option);
    }
    return null;
  }

  private find(entry: Reading, value: string): { index: number; value: string } | null {
    const meant = entry.aliases?.[value] ?? value;
    const index = entry.dimensions.findIndex((dimension) => dimension.values.includes(meant));
    return index < 0 ? null : { index, value: meant };
  }

  /** Whether this value of the option is in force; false where the contract knows no such option. */
  is(option: string, value: string): boolean {
    let values = this.inForceByOption.get(option);
    if (!values) this.inForceByOption.set(option, (values = this.allInForce(option)));
    return values.has(value);
  }

  private allInForce(option: string): ReadonlySet<string> {
    const entry = this.byOption.get(option);
    if (!entry) return new Set();
    const names = [...entry.dimensions.flatMap((dimension) => dimension.values), ...Object.keys(entry.aliases ?? {})];
    const chosen = this.chosen.get(option);
    return new Set(
      names.filter((name) => {
        const found = this.find(entry, name);
        return found && (chosen?.get(found.index) ?? entry.dimensions[found.index]?.default) === found.value;
      }),
    );
  }

  /** The values in force, as they stand in lint: null where there is nothing to choose. */
  inForce(entry: Reading): string | null {
    const values = entry.dimensions.map(
      (dimension, index) => this.chosen.get(entry.option)?.get(index) ?? dimension.default,
    );
    return values.length ? values.join('; ') : null;
  }
}
