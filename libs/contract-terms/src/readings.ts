import { z } from 'zod';

/** An ambiguity of a contract: the readings it allows, the one taken by default, and what it touches. */
export const readingSchema = z.strictObject({
  id: z.string(),
  option: z.string(),
  severity: z.enum(['BLOCK', 'WARN', 'INFO']),
  clauses: z.array(z.string()),
  dimensions: z.array(z.strictObject({ values: z.array(z.string()), default: z.string() })),
  aliases: z.record(z.string(), z.string()).optional(),
  zh: z.string(),
  en: z.string(),
  defaultZh: z.string(),
  defaultEn: z.string(),
  unlessParameter: z.string().optional(),
  when: z.string().optional(),
});
export type Reading = z.infer<typeof readingSchema>;

/** Which reading is in force for each question of each ambiguity: `option` → the values chosen, one per dimension. */
export class Readings {
  private readonly chosen = new Map<string, Map<number, string>>();
  private readonly byOption = new Map<string, Reading>();

  constructor(registry: readonly Reading[]) {
    for (const entry of registry) this.byOption.set(entry.option, entry);
  }

  /** Takes a reading; returns what is wrong with it, or null. An ambiguity with several questions can be read several times, once for each. */
  choose(option: string, value: string): string | null {
    const entry = this.byOption.get(option);
    if (!entry) return `is not the name of a reading of this contract`;
    const meant = entry.aliases?.[value] ?? value;
    const index = entry.dimensions.findIndex((dimension) => dimension.values.includes(meant));
    if (index < 0) {
      const all = entry.dimensions.flatMap((dimension) => dimension.values);
      return all.length ? `expected one of ${all.join(', ')}, got "${value}"` : 'has only one reading';
    }
    const values = this.chosen.get(option) ?? new Map<number, string>();
    values.set(index, meant);
    this.chosen.set(option, values);
    return null;
  }

  /** Whether this value of the option is in force. */
  is(option: string, value: string): boolean {
    const entry = this.byOption.get(option);
    if (!entry) return false;
    const index = entry.dimensions.findIndex((dimension) => dimension.values.includes(value));
    const dimension = entry.dimensions[index];
    if (!dimension) return false;
    return (this.chosen.get(option)?.get(index) ?? dimension.default) === value;
  }

  /** The values in force, as they stand in lint: null where there is nothing to choose. */
  inForce(entry: Reading): string | null {
    const values = entry.dimensions.map(
      (dimension, index) => this.chosen.get(entry.option)?.get(index) ?? dimension.default,
    );
    return values.length ? values.join('; ') : null;
  }
}
