import type { MetricRecord } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { posture } from '../../testing/given-posture.js';
import { postureRows } from './posture-rows.js';

const counter = (titleZh: string, period: string, count: number, limit: number, reachedAt: string | null = null) => ({
  clause: 'BY-8-MAJ1',
  period,
  count,
  limit,
  subjects: [],
  reachedAt,
  titleZh,
  titleEn: titleZh,
});
const metric = (clause: string, change: Partial<MetricRecord>): MetricRecord => ({
  clause,
  period: 'year-2',
  value: '98.33',
  threshold: '100',
  final: false,
  status: 'missed',
  ...change,
});
const named = (rows: ReturnType<typeof postureRows>) =>
  rows.map((row) => {
    if (row.kind === 'counter') return `${row.counter.titleZh} ${row.counter.count}`;
    return row.kind === 'metric' ? row.metric.clause : `${row.score.clause} ${row.score.outcome}`;
  });

describe('how a vendor stands', () => {
  it('shows the latest period of each counter, and the one nearest to its limit first', () => {
    const counters = [
      counter('一级超时', 'year-1', 5, 5),
      counter('一级超时', 'year-2', 1, 5),
      counter('二级超时', 'year-2', 4, 10),
    ];
    // 4 of 10 is nearer than 1 of 5
    expect(named(postureRows([posture({ counters })]))).toEqual(['二级超时 4', '一级超时 1']);
  });

  it('puts what is reached before what is missed, both before what counts, and what stands at nothing last', () => {
    const counters = [
      counter('离岗', 'year-2', 0, 3),
      counter('二级超时', 'year-2', 9, 10),
      counter('一级超时', 'year-2', 5, 5, '2026-11-20T09:00:00+08:00'),
    ];
    const metrics = [metric('M-MET', { status: 'met', value: '100' }), metric('M-MISSED', {})];
    expect(named(postureRows([posture({ counters, metrics })]))).toEqual([
      '一级超时 5',
      'M-MISSED',
      '二级超时 9',
      'M-MET',
      '离岗 0',
    ]);
  });

  it('leaves out finished periods, what nothing was owed for, what is not known yet, and availability', () => {
    const metrics = [
      metric('M1', { final: true }),
      metric('M2', { status: 'not-applicable', value: null }),
      metric('M3', { status: 'undetermined', value: null }),
      metric('M4', { system: 'HIS' }),
    ];
    expect(postureRows([posture({ metrics })])).toEqual([]);
  });

  it('has scores for the internal profile only, and one that calls for rectification before promises that are missed', () => {
    const score = { clause: 'JH-S', period: '2026-Q3', score: '72', outcome: 'rectify' as const };
    const rows = postureRows([posture({ metrics: [metric('M1', {})], internal: { payments: [], scores: [score] } })]);
    expect(named(rows)).toEqual(['JH-S rectify', 'M1']);
  });
});
