import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { DigestView } from '@weibao/messages';
import { afterEach, expect, it, vi } from 'vitest';
import { answerWith, at, contract, session, show } from '../testing/given.js';
import { DigestPanel } from './digest-panel.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const item = (clause: string, dueOn: string, stricter: DigestView['today'][number]['stricter'] = null) => ({
  clause,
  titleZh: '月度巡检',
  titleEn: 'Inspection',
  owedBy: 'vendor' as const,
  period: '2026-11',
  subject: null,
  dueOn,
  stricter,
});
const digest = (change: Partial<DigestView> = {}): DigestView => ({
  contract: 'bayannur-emr',
  on: '2026-11-20',
  since: '2026-11-19',
  missed: [],
  today: [],
  ahead: [],
  waiting: [],
  clocks: [],
  overdue: 0,
  left: 0,
  ...change,
});
const panel = (given: DigestView[]) => {
  const requests = answerWith({ 'GET /api/digest': { digests: given, missing: [], sequence: 'e.1' } });
  show(<DigestPanel contracts={[contract()]} />, { session: session({ role: 'inspector' }) });
  return requests;
};

it('lists what was missed, waits for the reader, is due and comes up, and leaves out what is empty', async () => {
  panel([
    digest({
      missed: [item('BY-4.4-INSPM', '2026-11-19')],
      today: [item('BY-4.1-VISIT', '2026-11-20', { dueOn: '2026-11-19', reading: 'ly.roster', value: 'by-27th' })],
      waiting: [
        { kind: 'approval', clause: null, titleZh: null, titleEn: null, subject: 'p-3', since: at('08:00:00') },
      ],
      overdue: 3,
    }),
  ]);
  await screen.findByText('■ 2026-11-19 以来逾期', { exact: false });
  expect([...document.querySelectorAll('[data-part]')].map((part) => part.getAttribute('data-part'))).toEqual([
    'missed',
    'waiting',
    'today',
  ]);
  expect(document.querySelector('[data-waiting="approval"] a')?.getAttribute('href')).toBe(
    '/staff?contract=bayannur-emr',
  );
  expect(document.querySelector('[data-part="today"]')?.textContent).toContain('按较严读法 2026-11-19（ly.roster）');
  expect(screen.getByText('此前逾期、仍未完成 3 项')).toBeTruthy();
});

it('names targets of incidents that were missed or run out on the day, and to finance the deductions that wait for it', async () => {
  const clock = (
    subject: string,
    status: 'running' | 'overdue' | 'late',
    about: 'incident' | 'demand' = 'incident',
  ) => ({
    clause: 'BY-4.1-L1-REST',
    titleZh: '恢复',
    titleEn: 'Restored',
    subject,
    about,
    dueAt: at('09:30:00'),
    metAt: status === 'late' ? at('09:45:00') : null,
    status,
  });
  const lines = [{ clause: 'BY-8-GEN', subject: 'INC-1', payment: 'P1', state: 'proposed' as const }];
  panel([
    digest({
      clocks: [clock('INC-1', 'overdue'), clock('INC-2', 'late'), clock('D-1', 'running', 'demand')],
      decisions: { lines, left: 3 },
    }),
  ]);
  await screen.findByText('■ 2026-11-19 以来逾期', { exact: false });
  const rows = (part: string) =>
    [...document.querySelectorAll(`[data-part="${part}"] li`)].map((row) => [
      row.querySelector('a')?.getAttribute('href'),
      row.textContent,
    ]);
  expect(rows('missed')).toEqual([
    ['/incidents/bayannur-emr/INC-1', expect.stringContaining('INC-1 恢复')],
    ['/incidents/bayannur-emr/INC-2', expect.stringContaining('超时完成于 2026-11-20 09:45')],
  ]);
  expect(rows('missed')[0]?.[1]).toContain('已超时，尚未完成');
  expect(rows('today')).toEqual([['/ledgers?ledger=demands', expect.stringContaining('计时中')]]);
  expect(rows('waiting')).toEqual([['/payments/bayannur-emr/P1', expect.stringContaining('待决定扣款 INC-1')]]);
  expect(screen.getByText('另有 3 项未列出')).toBeTruthy();
});

it('asks for the day before by its button, and says when there is nothing', async () => {
  const requests = panel([digest()]);
  await screen.findByText('✓ 没有逾期、到期或等待处理的事项。');
  const region = within(screen.getByRole('region', { name: '每日摘要' }));
  expect((region.getByRole('button', { name: '后一天' }) as HTMLButtonElement).disabled).toBe(true);
  fireEvent.click(region.getByRole('button', { name: '前一天' }));
  await waitFor(() => expect(requests.at(-1)?.path).toBe('/api/digest?on=2026-11-19'));
});

it('shows a few lines of a long list, and all of them when asked', async () => {
  panel([digest({ ahead: Array.from({ length: 6 }, (_, n) => item(`BY-${n}`, '2026-11-25')) })]);
  const more = await screen.findByRole('button', { name: '展开全部 6 项' });
  expect(document.querySelectorAll('[data-part="ahead"] li')).toHaveLength(4);
  fireEvent.click(more);
  expect(document.querySelectorAll('[data-part="ahead"] li')).toHaveLength(6);
});
