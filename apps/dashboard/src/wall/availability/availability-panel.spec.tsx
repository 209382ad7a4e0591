import type { MetricRecord } from '@weibao/exchange';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { posture as given } from '../../testing/given-posture.js';
import { answerWith, show } from '../../testing/given.js';
import { AvailabilityPanel } from './availability-panel.js';
import { availabilityRows, bareThreshold } from './availability-rows.js';

const metric = (change: Partial<MetricRecord>): MetricRecord => ({
  clause: 'BY-V-OBJ1',
  period: 'year-2',
  system: 'HIS',
  value: '99.83',
  threshold: '99.5',
  final: false,
  usedSeconds: 53_520,
  allowedSeconds: 157_680,
  status: 'met',
  ...change,
});
const posture = (metrics: MetricRecord[]) => given({ metrics });
const shown = (metrics: MetricRecord[]) => {
  answerWith({ 'GET /api/posture': { postures: [posture(metrics)], missing: [], sequence: 'e.1' } });
  show(<AvailabilityPanel />);
};
const textOf = async (system: string) => {
  await vi.waitFor(() => expect(document.querySelector(`[data-system="${system}"]`)).not.toBeNull());
  return document.querySelector(`[data-system="${system}"]`)?.textContent;
};
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('availability on the wall', () => {
  it('stands against its promise with what was used and what is still allowed', async () => {
    shown([metric({})]);
    // 157 680 - 53 520 = 104 160 s = 28 h 56 min; 53 520 s = 14 h 52 min
    expect(await textOf('HIS')).toBe('HIS99.83 %已用 14 时 52 分尚可 28 时 56 分');
    expect(screen.getByText('≥ 99.5 %')).toBeTruthy();
  });

  it('warns by a triangle when three quarters are used, and by a square when the promise is missed', async () => {
    shown([
      metric({ usedSeconds: 118_261 }),
      metric({ system: 'EMR', usedSeconds: 157_740, status: 'missed', value: '99.49' }),
    ]);
    expect(await textOf('HIS')).toContain('▲ 99.83 %');
    // 60 s beyond what is allowed
    expect(await textOf('EMR')).toBe('EMR■ 99.49 %已用 43 时 49 分超出 1 分');
  });

  it('is undetermined for lack of facts, and not a hundred per cent', async () => {
    const { usedSeconds: _used, allowedSeconds: _allowed, ...rest } = metric({});
    shown([{ ...rest, value: null, status: 'undetermined', missing: ['outage.started'] }]);
    expect(await textOf('HIS')).toBe('HIS？ 无法判定缺 停机记录');
  });

  it('shows of each system the period that runs, the worst first', () => {
    const rows = availabilityRows([
      posture([
        metric({ period: 'year-1', final: true, value: '99.10' }),
        metric({}),
        metric({ system: 'EMR', usedSeconds: 150_000 }),
        metric({ system: 'LIS', status: 'not-applicable' }),
      ]),
    ]);
    expect(rows.map(({ system, period }) => [system, period])).toEqual([
      ['EMR', 'year-2'],
      ['HIS', 'year-2'],
    ]);
  });

  it('reads a threshold with and without its signs', () => {
    for (const threshold of ['99.5', '99.5%', '≥99.5%', '>= 99.5'])
      expect(bareThreshold(threshold)).toMatch(/^99\.5 ?%$/);
  });
});
