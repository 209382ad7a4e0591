import type { Outcome } from '@weibao/exchange';
import type { DutyView, PostureView } from '@weibao/messages';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, at, contract, incident, session, show, type Answers } from '../testing/given.js';
import { posture as given } from '../testing/given-posture.js';
import { nearestFirst } from './counters-panel.js';
import { VendorPage } from './vendor-page.js';

type Counter = PostureView['counters'][number];
const counter = (change: Partial<Counter> = {}): Counter => ({
  clause: 'BY-8-MAJ1',
  period: 'year-1',
  count: 3,
  limit: 5,
  subjects: ['BY-0003'],
  reachedAt: null,
  titleZh: '一级超时',
  titleEn: 'Level 1 overtimes',
  ...change,
});
const duty = (change: Partial<DutyView> = {}): DutyView => ({
  contract: 'bayannur-emr',
  clause: 'BY-4.4-INSPM',
  titleZh: '月度巡检',
  titleEn: 'Monthly inspection',
  owedBy: 'vendor',
  proof: {
    kind: 'inspection',
    facts: [{ type: 'inspection.ended', known: { kind: 'monthly', period: '2026-11' } }],
    signatures: { asked: true, hospitalAt: null, vendorAt: null },
  },
  period: '2026-11',
  dueOn: '2026-11-30',
  doneAt: null,
  status: 'due',
  ...change,
});
const outcome: Partial<Outcome> = {
  asOf: at('14:00:00'),
  payments: [],
  acceptances: [],
  deductions: [],
  caps: [{ clause: 'LY-A5.6-CAP', period: 'year-1', limit: '98000.00', used: '63600.00' }],
};
const posture = given({
  metrics: [
    {
      clause: 'BY-V-OBJ3',
      period: 'year-1',
      value: '95.6',
      threshold: '100',
      final: true,
      status: 'missed',
      unit: 'percent',
      titleZh: '计划任务完成率',
      titleEn: 'Planned tasks done and signed',
    },
    { clause: 'BY-V-SUB1', period: 'year-1', value: null, threshold: '90', final: true, status: 'undetermined' },
  ],
  counters: [counter()],
});
const answers = (more: Answers = {}): Answers => ({
  'GET /api/contracts': {
    contracts: [contract({ parties: [{ organisation: 'demo-vendor', part: 'vendor' }] })],
    missing: [],
    sequence: 'e.1',
  },
  'GET /api/incidents/open': { incidents: [incident()], missing: [], sequence: 'e.1' },
  'GET /api/posture': { postures: [posture], missing: [], sequence: 'e.1' },
  'GET /api/contracts/bayannur-emr/next-miss': {
    nextMiss: {
      contract: 'bayannur-emr',
      asOf: at('14:00:00'),
      misses: [
        {
          clause: 'BY-4.1-L1-RESP',
          level: '1',
          titleZh: '响应',
          titleEn: 'Response',
          stage: 'responded',
          dueAt: at('14:10:00'),
          amount: '4168.00',
          lines: [{ clause: 'BY-8-GEN', breach: 'responded', payable: '4168.00' }],
          counters: [{ ...counter({ count: 5 }), reached: true }],
          rights: [{ clause: 'BY-8-TERM', right: 'terminate', holder: 'hospital' }],
          points: [],
        },
      ],
    },
  },
  'GET /api/duties': {
    duties: [
      duty(),
      duty({ dueOn: '2026-10-15', period: '2026-10', status: 'overdue' }),
      duty({ owedBy: 'hospital', titleZh: '甲方备份' }),
      duty({ status: 'done', titleZh: '季度维护' }),
    ],
    missing: [],
    sequence: 'e.1',
  },
  'GET /api/contracts/bayannur-emr/outcome': { outcome, sequence: 'e.1' },
  'GET /api/contracts/bayannur-emr/records': { facts: [], next: null },
  ...more,
});
const vendor = session({ account: 'vendor', role: 'vendor', organisation: 'demo-vendor' });
const panel = async (name: string) => {
  await waitFor(() => expect(document.querySelector(`[data-panel="${name}"]:not(:has(.ant-skeleton))`)).not.toBeNull());
  return within(document.querySelector(`[data-panel="${name}"]`) as HTMLElement);
};

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a vendor’s own posture', () => {
  it('shows running clocks, counters towards their limits, figures with what is missed first, and caps used', async () => {
    answerWith(answers());
    show(<VendorPage />, { session: vendor });
    expect((await panel('running')).getByText(/F-2026-0001/)).toBeTruthy();
    expect((await panel('counters')).getByText('3 / 5')).toBeTruthy();
    const metrics = await panel('metrics');
    expect(metrics.getByText('✕ 计划任务完成率')).toBeTruthy();
    expect(metrics.getByText('95.6%（约定 100%）')).toBeTruthy();
    expect(metrics.getByText('无法判定')).toBeTruthy();
    expect((await panel('money')).getByText('已用 ¥ 63,600.00，上限 ¥ 98,000.00')).toBeTruthy();
  });

  it('says what the next miss of a target would cost, what it counts towards and which right it gives', async () => {
    answerWith(answers());
    show(<VendorPage />, { session: vendor });
    await waitFor(() => expect(document.querySelector('[data-miss]')).not.toBeNull());
    const row = document.querySelector('[data-miss="BY-4.1-L1-RESP"]')?.textContent ?? '';
    for (const part of ['响应', '¥ 4,168.00', '■ 一级超时 5 / 5 达到上限', '▲ 产生权利：']) expect(row).toContain(part);
  });

  it('lists what the vendor owes, overdue first, and neither the hospital’s duties nor what is done', async () => {
    answerWith(answers());
    show(<VendorPage />, { session: vendor });
    await panel('duties');
    const rows = [...document.querySelectorAll('[data-duty]')].map((row) => row.textContent);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('■ 已逾期 2026-10-15 前');
    expect(rows[1]).toContain('▲ 应办 2026-11-30 前');
  });

  it('keeps the other panels when one cannot be read', async () => {
    answerWith(answers({ 'GET /api/duties': { status: 422, error: { code: 'X.Y', message: '义务暂时读不到' } } }));
    show(<VendorPage />, { session: vendor });
    expect(await screen.findByText('义务暂时读不到')).toBeTruthy();
    expect((await panel('counters')).getByText('3 / 5')).toBeTruthy();
  });

  it('without a contract says whom to ask', async () => {
    answerWith(answers({ 'GET /api/contracts': { contracts: [], missing: [], sequence: 'e.1' } }));
    show(<VendorPage />, { session: vendor });
    expect(await screen.findByText('没有本单位的合同')).toBeTruthy();
  });

  it('sends a dispute with its statement about exactly the line that was chosen', async () => {
    const line = {
      clause: 'BY-8-GEN',
      period: '2026-09-25',
      breach: 'holiday',
      payer: 'vendor',
      computed: '4168.00',
      payable: '4168.00',
      decision: 'proposed',
      steps: [],
    };
    const requests = answerWith(
      answers({
        'GET /api/contracts/bayannur-emr/outcome': { outcome: { ...outcome, deductions: [line] }, sequence: 'e' },
        'POST /api/contracts/bayannur-emr/records': { result: {}, heads: {}, commandId: 'c' },
      }),
    );
    show(<VendorPage />, { session: vendor });
    fireEvent.click(await screen.findByRole('button', { name: '¥ 4,168.00' }));
    fireEvent.click(screen.getByRole('button', { name: '提出异议' }));
    const box = within(await screen.findByRole('dialog'));
    fireEvent.change(box.getByLabelText('陈述'), { target: { value: '当日已巡检' } });
    fireEvent.click(box.getByRole('button', { name: '提出异议' }));
    await waitFor(() => expect(requests.some(({ method }) => method === 'POST')).toBe(true));
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      fact: {
        type: 'deduction.decided',
        clause: 'BY-8-GEN',
        period: '2026-09-25',
        breach: 'holiday',
        outcome: 'disputed',
        note: '当日已巡检',
      },
    });
  });
});

describe('the counters of a vendor', () => {
  it('stand by how near they are to their limit, each with its latest period only', () => {
    const sorted = nearestFirst([
      counter({ clause: 'A', titleZh: 'A', count: 1, limit: 2 }),
      counter({ clause: 'B', titleZh: 'B', count: 4, limit: 5, period: 'year-1' }),
      counter({ clause: 'B', titleZh: 'B', count: 0, limit: 5, period: 'year-2' }),
      counter({ clause: 'C', titleZh: 'C', count: 3, limit: 5 }),
    ]);
    // 3/5 = 0.6, 1/2 = 0.5, and of B only year 2 counts: 0/5 = 0.
    expect(sorted.map(({ clause, period }) => `${clause} ${period}`)).toEqual(['C year-1', 'A year-1', 'B year-2']);
  });
});
