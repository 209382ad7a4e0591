import type { CounterRule } from '@weibao/contract-terms';
import { formatInstant, type CounterRecord } from '@weibao/exchange';
import { joined, marks } from './marks.js';

/** Something that counts towards a limit. */
export interface Counted {
  subject: string;
  atMs: number;
  amount: number;
}

/** A counter with its limit now and, where no period ends it, that of each moment. */
export type Limited = CounterRule & { limitAt?: (ms: number) => number };

export const limitAt = (rule: Limited, ms: number): number => rule.limitAt?.(ms) ?? rule.limit;

/** By which the limit itself counts, or only what is above it. */
const aboveReadings = ({ aboveIf }: CounterRule): readonly string[] => aboveIf.map(({ option }) => option);

export function counterRecord(
  rule: Limited,
  period: string,
  counted: readonly Counted[],
  extra: { unconfirmed?: boolean; readings?: readonly string[] | undefined } = {},
): CounterRecord {
  let running = 0;
  let reachedAt: number | null = null;
  for (const item of [...counted].sort((a, b) => a.atMs - b.atMs)) {
    running += item.amount;
    if (reachedAt === null && running >= limitAt(rule, item.atMs)) reachedAt = item.atMs;
  }
  return {
    clause: rule.clause,
    period,
    count: Math.round(running * 1000) / 1000,
    limit: rule.limit,
    subjects: [...new Set(counted.map((item) => item.subject))],
    reachedAt: reachedAt === null ? null : formatInstant(reachedAt),
    ...marks({
      readings: joined(rule.readings, aboveReadings(rule), extra.readings),
      unconfirmed: extra.unconfirmed === true,
    }),
  };
}
