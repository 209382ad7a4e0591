import { cleanup, screen, within } from '@testing-library/react';
import type { ForecastEntryView, ForecastSumsView, ForecastView } from '@weibao/messages';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerWith, at, contract, session, show } from '../testing/given.js';
import { ForecastPage } from './forecast-page.js';

vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
afterEach(cleanup);

const none = { paid: '0.00', overdue: '0.00', eligible: '0.00', held: '0.00', 'not-yet': '0.00', suspended: '0.00' };
const sums = (amounts: Partial<ForecastSumsView['amounts']>, total: string, unknown = 0): ForecastSumsView => ({
  amounts: { ...none, ...amounts },
  total,
  unknown,
});
const entry = (payment: string, change: Partial<ForecastEntryView>): ForecastEntryView => ({
  payment,
  clause: 'BY-3-PAY1',
  state: 'eligible',
  on: '2027-01-20',
  fixed: true,
  amount: '833600.00',
  ...change,
});
const months = [{ month: '2027-01', ...sums({ eligible: '833600.00', held: '100000.00' }, '933600.00') }];
const forecast: ForecastView = {
  asOf: at('14:00:00'),
  months,
  undated: sums({}, '0.00', 1),
  contracts: [
    {
      contract: 'bayannur-emr',
      entries: [
        entry('P2', { state: 'suspended', on: null, amount: null }),
        entry('P1', {}),
        entry('P3', { state: 'held', on: '2027-01-05', fixed: false, amount: '100000.00' }),
      ],
      months,
      undated: sums({}, '0.00', 1),
    },
  ],
};
const open = (given: ForecastView) => {
  answerWith({
    'GET /api/forecast': { forecast: given },
    'GET /api/contracts': { contracts: [contract()], missing: [], sequence: 'e.1' },
  });
  show(<ForecastPage />, { session: session({ role: 'finance' }) });
};

describe('the cash forecast', () => {
  it('shows each month by state with the table behind the chart, and what nobody knows as unknown', async () => {
    open(forecast);
    const table = within(await screen.findByRole('figure', { name: '每月付款' })).getByRole('table');
    const rows = within(table)
      .getAllByRole('row')
      .map((row) => [...row.children].map((cell) => cell.textContent).join(' | '));
    expect(rows).toEqual([
      '月份 | 可付 | 暂缓 | 合计',
      '2027-01 | ¥ 833,600.00 | ¥ 100,000.00 | ¥ 933,600.00',
      '日期未定 | — | — | ¥ 0.00 另有 1 笔金额无法判定',
    ]);
  });

  it('lists the days in order, says which are estimated, and what has no day last', async () => {
    open(forecast);
    await screen.findByText('付款日历');
    const days = [...document.querySelectorAll('[data-day]')];
    expect(days.map((day) => day.getAttribute('data-day'))).toEqual(['2027-01-05', '2027-01-20', 'none']);
    expect(days[0]?.textContent).toContain('▲ 暂缓 估');
    expect(days[1]?.textContent).toContain('2027-01-20 周三');
    expect(days[1]?.textContent).not.toContain('估');
    expect(days[2]?.textContent).toContain('无法判定');
    expect(days[1]?.querySelector('a')?.getAttribute('href')).toBe('/payments/bayannur-emr/P1');
  });

  it('of which there is nothing says what to do', async () => {
    open({ ...forecast, months: [], undated: sums({}, '0.00'), contracts: [] });
    expect(await screen.findByText('没有可预测的付款')).toBeTruthy();
  });
});
