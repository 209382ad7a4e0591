import { describe, expect, it } from 'vitest';
import { counterRows } from './counter-rows.js';

const counter = (titleZh: string, period: string, count: number, limit: number) => ({
  clause: 'BY-8-MAJ1',
  period,
  count,
  limit,
  subjects: [],
  reachedAt: null,
  titleZh,
  titleEn: titleZh,
});

describe('counters towards a major breach', () => {
  it('show the latest period of each, and the one nearest to its limit first', () => {
    const rows = counterRows([
      {
        contract: 'bayannur-emr',
        nameZh: '',
        asOf: '',
        changesAt: null,
        payments: [],
        acceptances: [],
        metrics: [],
        counters: [
          counter('一级超时', 'year-1', 5, 5),
          counter('一级超时', 'year-2', 1, 5),
          counter('二级超时', 'year-2', 4, 10),
        ],
      },
    ]);
    // 4 of 10 is nearer than 1 of 5
    expect(rows.map(({ titleZh, period, count }) => [titleZh, period, count])).toEqual([
      ['二级超时', 'year-2', 4],
      ['一级超时', 'year-2', 1],
    ]);
  });
});
