import type { Terms } from '@weibao/contract-terms';
import type { Outcome, OutcomeList } from '@weibao/exchange';

/** One value that may be read instead of the default. */
export interface OtherValue {
  option: string;
  value: string;
}

/** Every value of every question of every ambiguity that is not the default. */
export const otherValues = ({ registry }: Pick<Terms, 'registry'>): OtherValue[] =>
  registry.flatMap(({ option, dimensions }) =>
    dimensions.flatMap((dimension) =>
      dimension.values.filter((value) => value !== dimension.default).map((value) => ({ option, value })),
    ),
  );

type Row = Record<string, unknown> & { readings?: string[] };

/** What names a record of each list; lint is what it is because of the readings. */
const names: Record<Exclude<OutcomeList, 'lint'>, readonly string[]> = {
  clocks: ['clause', 'subject'],
  grades: ['clause', 'incident'],
  duties: ['clause', 'period', 'subject'],
  metrics: ['clause', 'period', 'system'],
  counters: ['clause', 'period'],
  scores: ['clause', 'period'],
  acceptances: ['year'],
  deductions: ['clause', 'subject', 'period', 'breach', 'payer'],
  caps: ['clause', 'period', 'system'],
  payments: ['payment', 'clause'],
  rights: ['clause', 'right', 'holder'],
  notices: ['notice', 'clause'],
};

/** Records that another reading makes, drops or changes though they do not list it. */
export function unlisted(here: Outcome, there: Outcome, option: string): string[] {
  return (Object.keys(names) as (keyof typeof names)[]).flatMap((list) => {
    const [mine, others] = [byName(here, list), byName(there, list)];
    return [...new Set([...mine.keys(), ...others.keys()])].flatMap((key) => {
      const [own, other] = [mine.get(key) ?? [], others.get(key) ?? []];
      if (JSON.stringify(own.map(said)) === JSON.stringify(other.map(said))) return [];
      const listed = [...own, ...other].some(({ readings = [] }) => readings.includes(option));
      return listed ? [] : [`${list} ${key}`];
    });
  });
}

function byName(outcome: Outcome, list: keyof typeof names): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const record of outcome[list] as unknown as Row[]) {
    const key = names[list].map((field) => String(record[field] ?? '')).join(' ');
    found.set(key, [...(found.get(key) ?? []), record]);
  }
  return found;
}

const said = ({ readings: _r, steps: _s, ...record }: Row) => record;
