import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { TrendsView } from '@weibao/messages';
import { afterEach, expect, it, vi } from 'vitest';
import { answerWith, session, show } from '../testing/given.js';
import { OverviewPage } from './overview-page.js';

vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
afterEach(cleanup);

const trends: TrendsView = {
  contract: 'bayannur-emr',
  nameZh: '电子病历一体化维保',
  attainment: [{ month: '2026-10', met: 27, missed: 1, share: '96.4286' }],
  availability: [
    {
      clause: 'BY-V-OBJ1',
      period: 'year-2',
      system: 'HIS',
      value: null,
      threshold: '99.5',
      final: false,
      status: 'undetermined',
    },
  ],
  scores: [{ clause: 'HP-9', period: 'year-1-H1', score: '88.5', outcome: 'continue' }],
};
const answers = (list: TrendsView[]) => ({
  'GET /api/trends': { trends: list, missing: [], sequence: 'e.1' },
  'GET /api/contracts': { contracts: [], missing: [], sequence: 'e.1' },
});
const page = () => show(<OverviewPage />, { session: session({ role: 'it-head' }) });
const cells = (name: string) =>
  within(within(screen.getByRole('figure', { name })).getByRole('table'))
    .getAllByRole('row')
    .map((row) => [...row.children].map((cell) => cell.textContent).join(' | '));

it('each chart has the table behind it, with the figures of the server and what is unknown as unknown', async () => {
  answerWith(answers([trends]));
  page();
  await screen.findByText('电子病历一体化维保');
  expect(cells('时限达成率（按月）')).toEqual([
    '月份 | 达成（项） | 超时（项） | 达成率',
    '2026-10 | 27 | 1 | 96.4286 %',
  ]);
  expect(cells('核心系统可用率与停机额度')[1]).toBe('HIS 第 2 年度 | 无法判定 | 99.5 % | 无法判定 | 无法判定');
  expect(cells('考核得分')[1]).toBe('第 1 年度 上半年 | 88.5 | 合格，继续履约');
});

it('the table is opened by a button that says so', async () => {
  answerWith(answers([{ ...trends, availability: [], scores: [] }]));
  page();
  const button = await screen.findByRole('button', { name: '看表格' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  fireEvent.click(button);
  expect(screen.getByRole('button', { name: '收起表格' }).getAttribute('aria-expanded')).toBe('true');
  expect(document.querySelector('.figures')?.className).toBe('figures');
});

it('a contract of which nothing can be drawn yet says when something will be', async () => {
  answerWith(answers([{ ...trends, attainment: [], availability: [], scores: [] }]));
  page();
  expect(await screen.findByText(/暂无可画的数字/)).toBeTruthy();
});
