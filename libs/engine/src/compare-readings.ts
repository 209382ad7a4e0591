import {
  formatInstant,
  type DeductionRecord,
  type Fact,
  type Outcome,
  type PaymentRecord,
  type RightRecord,
} from '@weibao/exchange';
import { settle } from './settle.js';
import { State, type Input } from './state.js';

/** Where another reading of an ambiguity gives another amount or right; `here` as the outcome has it, `there` as it would be, null where it is not. */
export interface ReadingDifference {
  reading: string;
  value: string;
  default: string; // the value in force
  list: 'deductions' | 'payments' | 'rights';
  record: Record<string, string>; // the fields that name the record
  field: 'payable' | 'net' | 'since';
  here: string | null;
  there: string | null;
}

interface Figure {
  list: ReadingDifference['list'];
  record: Record<string, string>;
  field: ReadingDifference['field'];
  value: string | null;
}

/**
 * Settles once more for each other value of each question of each ambiguity, one at a time, and lists where an amount payable, a net payment or a
 * right comes out otherwise. All ambiguities of the contract are tried, not only those that a record names: a line may exist under the other reading only.
 */
export function compareReadings(input: Input, outcome: Outcome = settle(input)): ReadingDifference[] {
  const here = figuresOf(outcome);
  const { readings, registry, terms } = new State(input).book;
  const own = `${terms.prefix}-`;
  const differences: ReadingDifference[] = [];
  for (const entry of registry) {
    if (!entry.clauses.some((clause) => clause.startsWith(own))) continue;
    for (const dimension of entry.dimensions) {
      const inForce = dimension.values.find((value) => readings.is(entry.option, value)) ?? dimension.default;
      for (const value of dimension.values) {
        if (value === inForce) continue;
        const there = figuresOf(settle({ ...input, facts: [...input.facts, chosen(input, entry.option, value)] }));
        for (const key of [...here.keys(), ...[...there.keys()].filter((other) => !here.has(other))]) {
          const [mine, other] = [here.get(key), there.get(key)];
          const figure = (mine ?? other) as Figure;
          if ((mine?.value ?? null) === (other?.value ?? null)) continue;
          differences.push({
            reading: entry.option,
            value,
            default: inForce,
            list: figure.list,
            record: figure.record,
            field: figure.field,
            here: mine?.value ?? null,
            there: other?.value ?? null,
          });
        }
      }
    }
  }
  return differences;
}

/** Chosen at the moment asked about, so that it stands after every choice that is on record. */
function chosen(input: Input, reading: string, value: string): Fact {
  return { type: 'reading.chosen', at: formatInstant(input.asOfMs), reading, value };
}

/** What two outcomes are compared by: by the record's key fields, numbered where several records share them. */
function figuresOf(outcome: Outcome): Map<string, Figure> {
  const figures = new Map<string, Figure>();
  const add = (figure: Figure) => {
    for (let n = 1; ; n += 1) {
      const key = JSON.stringify([figure.list, figure.record, n]);
      if (figures.has(key)) continue;
      figures.set(key, figure);
      return;
    }
  };
  for (const line of outcome.deductions)
    add({ list: 'deductions', record: deductionKey(line), field: 'payable', value: line.payable });
  for (const payment of outcome.payments)
    add({ list: 'payments', record: paymentKey(payment), field: 'net', value: payment.net });
  for (const right of outcome.rights)
    add({ list: 'rights', record: rightKey(right), field: 'since', value: right.since });
  return figures;
}

const deductionKey = ({ clause, subject, period, breach }: DeductionRecord): Record<string, string> => ({
  clause,
  ...(subject !== undefined ? { subject } : {}),
  ...(period !== undefined ? { period } : {}),
  breach,
});
const paymentKey = ({ payment, clause }: PaymentRecord): Record<string, string> => ({ payment, clause });
const rightKey = ({ clause, right, holder }: RightRecord): Record<string, string> => ({ clause, right, holder });
