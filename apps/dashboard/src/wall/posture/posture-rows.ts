import type { MetricRecord } from '@weibao/exchange';
import type { PostureView } from '@weibao/messages';

type Score = NonNullable<PostureView['internal']>['scores'][number]; // for the internal profile only
type Counter = PostureView['counters'][number];

/** One line of how a vendor stands: a count towards a limit of the contract, or a promised figure against its promise. */
export type PostureRow = { key: string; contract: string; grave: boolean } & (
  { kind: 'counter'; counter: Counter } | { kind: 'metric'; metric: MetricRecord } | { kind: 'score'; score: Score }
);

/**
 * Per clause the period that runs, or the last one. What is reached or missed comes first, then what has begun to count, the nearest to its
 * limit before the others, then promises that hold, and what stands at nothing last. Availability has a panel of its own.
 */
export function postureRows(postures: readonly PostureView[]): PostureRow[] {
  const rows = new Map<string, PostureRow & { period: string; weight: number }>();
  const put = (row: PostureRow & { period: string; weight: number }) => {
    const before = rows.get(row.key);
    if (!before || row.period >= before.period) rows.set(row.key, row);
  };
  for (const { contract, counters, metrics, internal } of postures) {
    for (const score of internal?.scores ?? []) {
      const grave = score.outcome !== 'continue';
      const key = `${contract} ${score.clause} score`;
      put({ key, contract, kind: 'score', score, period: score.period, grave, weight: grave ? 2.5 : 0.002 });
    }
    for (const counter of counters) {
      const key = `${contract} ${counter.clause} ${counter.titleZh}`;
      const grave = counter.reachedAt !== null;
      put({ key, contract, kind: 'counter', counter, period: counter.period, grave, weight: weightOf(counter) });
    }
    for (const metric of metrics) {
      if (metric.system !== undefined || metric.final || metric.value === null) continue;
      if (metric.status !== 'met' && metric.status !== 'missed') continue;
      const grave = metric.status === 'missed';
      const key = `${contract} ${metric.clause} ${metric.measure ?? ''} metric`;
      put({ key, contract, kind: 'metric', metric, period: metric.period, grave, weight: grave ? 2 : 0.001 });
    }
  }
  return [...rows.values()].sort((a, b) => b.weight - a.weight || a.key.localeCompare(b.key));
}

/** Of limits that have not begun to count, the shorter one is nearer. */
function weightOf({ count, limit, reachedAt }: Counter): number {
  if (reachedAt !== null) return 3;
  if (limit <= 0) return 0;
  return count > 0 ? 0.01 + count / limit : 0.0001 / limit;
}
