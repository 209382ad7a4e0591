import { formatInstant, type DutyRecord } from '@weibao/exchange';
import { stateOf } from './contract-end.js';
import type { Input } from './state.js';

/** A day before the one by which a duty is owed, under a reading that nobody has chosen yet. */
export interface StrictestDue {
  dueOn: string;
  reading: string;
  value: string;
}

export const dutyKey = ({ clause, period, subject }: Pick<DutyRecord, 'clause' | 'period' | 'subject'>): string =>
  JSON.stringify([clause, period ?? null, subject ?? null]);

const isOpen = ({ status }: DutyRecord): boolean => status === 'due' || status === 'upcoming';

/**
 * Reminders go by the strictest reading (L-12: "before the 28th" reminds of the 27th, and is overdue after the 28th): of each open duty the earliest
 * day under any reading that is left open. Once a reading is chosen nothing is left to guess, and its day is the only one.
 */
export function strictestDues(input: Input): Map<string, StrictestDue> {
  const { book, duties } = stateOf(input);
  const settled = new Set([
    ...book.history.of('reading.chosen').map(({ reading }) => reading),
    ...book.history.of('contract.registered').flatMap(({ parameters }) => Object.keys(parameters?.readings ?? {})),
  ]);
  const open = new Map(duties.filter(({ record }) => isOpen(record)).map(({ record }) => [dutyKey(record), record]));
  const options = new Set([...open.values()].flatMap(({ readings = [] }) => readings));
  const strictest = new Map<string, StrictestDue>();
  for (const entry of book.registry) {
    if (!options.has(entry.option) || settled.has(entry.option) || settled.has(entry.id)) continue;
    for (const dimension of entry.dimensions)
      for (const value of dimension.values) {
        if (book.readings.is(entry.option, value)) continue;
        const chosen = {
          type: 'reading.chosen' as const,
          at: formatInstant(input.asOfMs),
          reading: entry.option,
          value,
        };
        for (const { record } of stateOf({ ...input, facts: [...input.facts, chosen] }).duties) {
          const key = dutyKey(record);
          const { dueOn } = open.get(key) ?? {};
          if (dueOn === undefined || record.dueOn === undefined || record.dueOn >= dueOn) continue;
          if (record.dueOn >= (strictest.get(key)?.dueOn ?? '9999')) continue;
          strictest.set(key, { dueOn: record.dueOn, reading: entry.option, value });
        }
      }
  }
  return strictest;
}
