import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, at, contract, session, show, type Answers } from '../testing/given.js';
import { AcceptancePage } from './acceptance-page.js';

const acceptance = (change: Record<string, unknown> = {}) => ({
  year: 1,
  clause: 'BY-2-ANNUAL',
  applyBy: '2026-11-02',
  holdBy: null,
  criteriaMet: false,
  status: 'due',
  ...change,
});
const outcome = (change: Record<string, unknown> = {}) => ({
  asOf: at('14:00:00'),
  acceptances: [acceptance()],
  metrics: [{ clause: 'BY-V-OBJ3', period: 'year-1', value: '95.6', threshold: '100', final: true, status: 'missed' }],
  payments: [
    {
      payment: 'P1',
      clause: 'BY-3-PAY1',
      status: 'held',
      dueOn: null,
      gates: [{ gate: 'acceptance', clause: 'BY-V-PASS', open: false, year: 1, because: '', becauseEn: '' }],
    },
  ],
  rights: [],
  ...change,
});
const own = contract({
  parties: [
    { organisation: 'demo-hospital', part: 'customer' },
    { organisation: 'demo-vendor', part: 'vendor' },
  ],
});
const answers = (change: Record<string, unknown> = {}, records: unknown[] = []): Answers => ({
  'GET /api/contracts': { contracts: [own], missing: [], sequence: 'e.1' },
  'GET /api/contracts/bayannur-emr/outcome': { outcome: outcome(change), sequence: 'e.1' },
  'GET /api/contracts/bayannur-emr/records': { facts: records, next: null },
  'GET /api/contracts/bayannur-emr/documents': {
    documents: [
      {
        contract: 'bayannur-emr',
        documents: ['inspection-report'],
        about: '2026-09',
        clause: 'BY-4.4-REP',
        titleZh: '巡检报告',
        titleEn: 'Inspection report',
        owedBy: 'vendor',
        stamped: true,
        wanted: null,
        dueOn: '2026-10-10',
        dueAt: null,
        doneAt: null,
        status: 'overdue',
        filings: [],
      },
    ],
    next: null,
  },
  'GET /api/duties': { duties: [], missing: [], sequence: 'e.1' },
  'POST /api/contracts/bayannur-emr/records': { result: {}, heads: {}, commandId: 'c' },
});
const vendor = session({ account: 'vendor', role: 'vendor', organisation: 'demo-vendor' });
const head = session({ account: 'head', role: 'it-head' });
const card = async () => {
  await waitFor(() =>
    expect(document.querySelector('[data-year="1"] [data-pack]:not([data-pack="unread"])')).not.toBeNull(),
  );
  return within(document.querySelector('[data-year="1"]') as HTMLElement);
};

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the page of acceptances', () => {
  it('shows how far a year is, its criteria, the document that is missing by name, and the payment that waits', async () => {
    answerWith(answers());
    show(<AcceptancePage />, { session: head });
    const year = await card();
    expect(year.getByText('○ 待申请')).toBeTruthy();
    expect(year.getByText('95.6（约定 100）')).toBeTruthy();
    expect(year.getByText('▲ 缺 1 份')).toBeTruthy();
    expect(document.querySelector('[data-missing="BY-4.4-REP"]')?.textContent).toContain('■ 巡检报告 · 2026-09');
    expect(document.querySelector('[data-payment="P1"]')?.textContent).toContain('P1');
  });

  it('BY-V-APPLY10WD: names what the application lacks, and the incidents whose report has not come, and lets it be made', async () => {
    const item = (document: string, status: string, open: string[] = []) => ({
      document,
      titleZh: document === 'fault-records' ? '故障记录' : '年度报告',
      titleEn: document,
      filedAt: status === 'filed' ? at('10:00:00') : null,
      open,
      status,
    });
    const items = [item('annual-report', 'filed'), item('fault-records', 'missing', ['F-1', 'F-2'])];
    answerWith({
      ...answers(),
      'GET /api/contracts/bayannur-emr/application-packs': { packs: [{ year: 1, clause: 'BY-V-APPLY10WD', items }] },
    });
    show(<AcceptancePage />, { session: vendor });
    expect((await screen.findByText(/F-1、F-2 等 2 项没有报告/)).closest('li')?.textContent).toContain('▲ 故障记录');
    expect(document.querySelector('[data-document="annual-report"]')?.textContent).toContain('✓ 年度报告');
    expect(await screen.findByRole('button', { name: '申请验收' })).toBeTruthy();
  });

  it('lets the vendor apply for the year, which goes out as a number', async () => {
    const requests = answerWith(answers());
    show(<AcceptancePage />, { session: vendor });
    await card();
    fireEvent.click(await screen.findByRole('button', { name: '申请验收' }));
    const box = within(await screen.findByRole('dialog'));
    fireEvent.click(box.getByRole('button', { name: /登\s*记/ }));
    await waitFor(() => expect(requests.some(({ method }) => method === 'POST')).toBe(true));
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      fact: { type: 'acceptance.applied', year: 1 },
    });
  });

  it('does not send a ruling against the computed criteria without its reason', async () => {
    const requests = answerWith(answers({ acceptances: [acceptance({ status: 'applied' })] }));
    show(<AcceptancePage />, { session: head });
    await card();
    fireEvent.click(await screen.findByRole('button', { name: '登记验收结论' }));
    const box = within(await screen.findByRole('dialog'));
    fireEvent.click(box.getByRole('radio', { name: '✓ 合格' }));
    fireEvent.click(box.getByRole('button', { name: /登\s*记/ }));
    expect(await box.findByText(/请写明理由/)).toBeTruthy();
    expect(requests.some(({ method }) => method === 'POST')).toBe(false);
    fireEvent.change(box.getByLabelText('理由'), { target: { value: '巡检补签已核实' } });
    fireEvent.click(box.getByRole('button', { name: /登\s*记/ }));
    await waitFor(() => expect(requests.some(({ method }) => method === 'POST')).toBe(true));
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      fact: { type: 'acceptance.held', year: 1, passed: true, note: '巡检补签已核实' },
    });
  });

  it('offers the vendor no ruling, and the hospital no right of the vendor', async () => {
    const right = (holder: string) => ({
      clause: 'BY-3-SUSP',
      right: 'suspend-payment',
      holder,
      since: at('09:00:00'),
      because: ['year-1'],
      exercisedAt: null,
    });
    answerWith(answers({ acceptances: [acceptance({ status: 'applied' })], rights: [right('hospital')] }));
    show(<AcceptancePage />, { session: vendor });
    await card();
    expect(document.querySelector('[data-right="suspend-payment"]')?.textContent).toContain('起因：第 1 年度');
    expect(screen.queryByRole('button', { name: '登记验收结论' })).toBeNull();
    expect(document.querySelector('[data-exercise]')).toBeNull();
    cleanup();
    answerWith(answers({ rights: [right('hospital')] }));
    show(<AcceptancePage />, { session: head });
    await card();
    expect(document.querySelector('[data-exercise="suspend-payment"]')).not.toBeNull();
  });

  it('says who let go of a right and why, and offers nothing more of it', async () => {
    const right = {
      clause: 'BY-3-SUSP',
      right: 'suspend-payment',
      holder: 'hospital',
      since: at('09:00:00'),
      because: ['year-1'],
      exercisedAt: null,
      letGoAt: at('10:00:00'),
    };
    const fact = { type: 'right.let-go', at: at('10:00:00'), right: 'suspend-payment', note: '双方协商继续付款' };
    const recorded = { id: 'f1', type: fact.type, at: fact.at, recordedAt: fact.at, by: 'hospital', fact };
    const who = { account: 'head', organisation: 'demo-hospital', role: 'it-head', withdrawn: false, confirmed: false };
    answerWith({
      ...answers({ rights: [right] }),
      'GET /api/contracts/bayannur-emr/records': { facts: [{ ...recorded, ...who }], next: null },
    });
    show(<AcceptancePage />, { session: head });
    await screen.findByText('head：双方协商继续付款');
    const shown = document.querySelector('[data-right="suspend-payment"]');
    expect([shown?.getAttribute('data-state'), shown?.textContent]).toEqual([
      'let-go',
      expect.stringContaining('已放弃'),
    ]);
    expect(document.querySelector('[data-let-go], [data-exercise]')).toBeNull();
  });

  it('LY-1.2-RENEW: a notice sent in time and served after its last day stands as in time, with the warning', async () => {
    const notice = {
      notice: 'non-renewal',
      clause: 'LY-1.2-RENEW',
      opensOn: null,
      dueOn: '2026-11-16',
      servedAt: at('09:30:00', '2026-11-18'),
      status: 'done',
    };
    answerWith(
      answers({
        notices: [
          { ...notice, servedLate: true },
          { ...notice, servedAt: null, status: 'due' },
        ],
      }),
    );
    show(<AcceptancePage />);
    await screen.findByText(/期限内发出，期满后才送达/);
    const rows = [...document.querySelectorAll('[data-notice="non-renewal"]')].map((row) => row.textContent);
    expect(rows[0]).toContain('已按期发出 · 期限 2026-11-16 · 2026-11-18 09:30 送达');
    expect(rows[1]).toContain('待发出 · 期限 2026-11-16');
    expect(rows[1]).not.toContain('送达');
  });

  it('lists what people ruled, claimed and served, by whom and why, and sends no ruling without its clause and its reason', async () => {
    const who = { by: null, role: 'it-head', withdrawn: false, confirmed: false, recordedAt: at('10:00:00') };
    const said = (id: string, account: string, organisation: string, fact: Record<string, unknown>) => ({
      ...who,
      ...{ id, account, organisation, type: fact['type'], at: at('10:00:00'), fact },
    });
    const facts = [
      said('f1', 'head', 'demo-hospital', {
        type: 'breach.ruled',
        clause: 'BY-8-DELAY',
        days: 3,
        note: '交付逾期三日',
      }),
      said('f2', 'vendor', 'demo-vendor', { type: 'loss.claimed', clause: 'BY-8-LOSS', amount: '12000.50' }),
      said('f3', 'finance', 'demo-hospital', { type: 'notice.served', notice: 'demand', channel: 'mail' }),
    ];
    const requests = answerWith(answers({}, facts));
    show(<AcceptancePage />, { session: head });
    await screen.findByText('交付逾期三日');
    const row = (type: string) => document.querySelector(`.rulings [data-type="${type}"]`)?.textContent;
    expect(row('breach.ruled')).toContain('认定违约 BY-8-DELAY 3 天交付逾期三日2026-11-20 10:00 · 医院 head 登记');
    expect(row('loss.claimed')).toMatch(/¥\s12,000\.50/);
    expect(row('loss.claimed')).toContain('维保商 vendor 登记');
    expect(row('notice.served')).toContain('书面催告 · 邮寄');

    fireEvent.click(screen.getByRole('button', { name: '认定违约' }));
    const box = within(await screen.findByRole('dialog'));
    fireEvent.click(box.getByRole('button', { name: /登\s*记/ }));
    // Neither clause nor reason: both are named, and nothing is sent.
    expect((await box.findAllByRole('alert')).map(({ textContent }) => textContent)).toEqual([
      '▲ 请填写“条款”',
      '▲ 请填写“说明”',
    ]);
    expect(requests.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('offers a vendor no ruling, but notices and claims of its own', async () => {
    answerWith(answers());
    show(<AcceptancePage />, { session: vendor });
    await card();
    const offered = [...document.querySelectorAll('[data-record]')].map((button) => button.getAttribute('data-record'));
    expect(offered).toEqual(['loss.claimed', 'notice.served']);
  });
});
