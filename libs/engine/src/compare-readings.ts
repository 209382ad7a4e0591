import {
  formatInstant,
  type DeductionRecord,
  type Fact,
  type Outcome,
  type PaymentRecord,
  type RightRecord,
} from '@weibao/exchange';
import { formatYuan, sum, yuan } from './money.js';
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
  return otherReadings(input).flatMap((other) => differencesOf(outcome, settle(other.input), other));
}

/** What one reading would come to: where amounts and rights come out otherwise, and by how much what each side owes would be more. */
export interface ReadingEffect {
  value: string;
  inForce: string;
  /** Of what each side would owe, less what it owes; negative: less. Null: something of it cannot be determined. */
  more: Record<DeductionRecord['payer'], string | null>;
  differences: ReadingDifference[];
}

/** The same for the values of one ambiguity alone: a person who is about to choose asks for it. */
export function readingEffects(input: Input, reading: string, outcome: Outcome = settle(input)): ReadingEffect[] {
  return otherReadings(input, reading).map((other) => {
    const there = settle(other.input);
    const more = (payer: DeductionRecord['payer']): string | null => {
      const [mine, others] = [owed(outcome, payer), owed(there, payer)];
      return mine.unknown === others.unknown ? formatYuan(others.sum.minus(mine.sum)) : null;
    };
    return {
      value: other.value,
      inForce: other.inForce,
      more: { vendor: more('vendor'), hospital: more('hospital') },
      differences: differencesOf(outcome, there, other),
    };
  });
}

function owed(outcome: Outcome, payer: DeductionRecord['payer']) {
  const lines = outcome.deductions.filter((line) => line.payer === payer).map(({ payable }) => payable);
  const known = lines.filter((payable) => payable !== null);
  return { sum: sum(known.map(yuan)), unknown: lines.length - known.length };
}

interface OtherReading {
  option: string;
  value: string;
  inForce: string;
  input: Input;
}

/** Every value that is not in force, of each question of each ambiguity of the contract or of one. */
function otherReadings(input: Input, only?: string): OtherReading[] {
  const { readings, registry, terms } = new State(input).book;
  const own = `${terms.prefix}-`;
  return registry
    .filter(({ option, clauses }) =>
      only === undefined ? clauses.some((clause) => clause.startsWith(own)) : option === only,
    )
    .flatMap(({ option, dimensions }) =>
      dimensions.flatMap((dimension) => {
        const inForce = dimension.values.find((value) => readings.is(option, value)) ?? dimension.default;
        const others = dimension.values.filter((value) => value !== inForce);
        return others.map((value) => ({
          option,
          value,
          inForce,
          input: { ...input, facts: [...input.facts, chosen(input, option, value)] },
        }));
      }),
    );
}

function differencesOf(
  outcome: Outcome,
  other: Outcome,
  { option, value, inForce }: OtherReading,
): ReadingDifference[] {
  const [here, there] = [figuresOf(outcome), figuresOf(other)];
  const keys = [...here.keys(), ...[...there.keys()].filter((key) => !here.has(key))];
  return keys.flatMap((key) => {
    const [mine, others] = [here.get(key), there.get(key)];
    const figure = (mine ?? others) as Figure;
    if ((mine?.value ?? null) === (others?.value ?? null)) return [];
    return [
      {
        reading: option,
        value,
        default: inForce,
        list: figure.list,
        record: figure.record,
        field: figure.field,
        here: mine?.value ?? null,
        there: others?.value ?? null,
      },
    ];
  });
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
