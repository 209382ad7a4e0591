import type { PostureView } from '@weibao/messages';

type Counter = PostureView['counters'][number];
export interface CounterRow extends Counter {
  key: string;
  contract: string;
}

/** Per clause the latest period; the nearest to its limit first, and of equals the one that is reached soonest. */
export function counterRows(postures: readonly PostureView[]): CounterRow[] {
  const rows = new Map<string, CounterRow>();
  for (const { contract, counters } of postures) {
    for (const counter of counters) {
      const key = `${contract} ${counter.clause} ${counter.titleZh}`;
      const before = rows.get(key);
      if (!before || counter.period >= before.period) rows.set(key, { ...counter, key, contract });
    }
  }
  const share = (row: CounterRow) => (row.limit > 0 ? row.count / row.limit : 0);
  return [...rows.values()].sort((a, b) => share(b) - share(a) || a.limit - b.limit || a.key.localeCompare(b.key));
}
