import type { CounterRule } from '@weibao/contract-terms';
import { formatInstant, type CounterRecord } from '@weibao/exchange';
import { marks } from './marks.js';

/** Something that counts towards a limit. */
export interface Counted {
  subject: string;
  atMs: number;
  amount: number;
}

export function counterRecord(
  rule: CounterRule,
  period: string,
  counted: readonly Counted[],
  extra: { unconfirmed?: boolean } = {},
): CounterRecord {
  let running = 0;
  let reachedAt: number | null = null;
  for (const item of [...counted].sort((a, b) => a.atMs - b.atMs)) {
    running += item.amount;
    if (reachedAt === null && running >= rule.limit) reachedAt = item.atMs;
  }
  return {
    clause: rule.clause,
    period,
    count: Math.round(running * 1000) / 1000,
    limit: rule.limit,
    subjects: [...new Set(counted.map((item) => item.subject))],
    reachedAt: reachedAt === null ? null : formatInstant(reachedAt),
    ...marks({ readings: rule.readings, unconfirmed: extra.unconfirmed === true }),
  };
}
