import type { DeductionRecord, Outcome, PaymentRecord } from '@weibao/exchange';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, at, contract, session, show, type Answers } from '../testing/given.js';
import { PaymentListPage } from './payment-list-page.js';
import { PaymentPage } from './payment-page.js';

const line: DeductionRecord = {
  clause: 'BY-8-GEN',
  subject: 'BY-0003',
  breach: 'responded',
  payer: 'vendor',
  computed: '4168.00',
  payable: '4168.00',
  decision: 'proposed',
  steps: [{ label: 'base', inputs: { base: 'total' }, result: '4168000.00', clause: 'BY-3-TOTAL' }],
  readings: ['by.gen_unit'],
};
const payment: PaymentRecord = {
  payment: 'P1',
  clause: 'BY-3-PAY1',
  gross: '833600.00',
  deducted: '0.00',
  net: '833600.00',
  undecided: '0.00',
  dueOn: '2027-01-20',
  status: 'eligible',
  gates: [{ gate: 'invoice', clause: 'BY-3-INV', open: true, because: '收到等额发票', becauseEn: 'received' }],
};
const outcome: Partial<Outcome> = {
  asOf: at('14:00:00'),
  payments: [payment],
  deductions: [line],
  acceptances: [],
  metrics: [],
  caps: [],
};
const parties = [
  { organisation: 'demo-hospital', part: 'customer' },
  { organisation: 'demo-vendor', part: 'vendor' },
];
const BASE = '/api/contracts/bayannur-emr';
const answers = (more: Answers = {}): Answers => ({
  'GET /api/contracts': { contracts: [contract({ parties })], missing: [], sequence: 'e.1' },
  [`GET ${BASE}/outcome`]: { outcome, sequence: 'e.1' },
  [`GET ${BASE}/records`]: { facts: [], next: null },
  [`POST ${BASE}/records`]: { result: { fact: 'f' }, heads: {}, commandId: 'c' },
  ...more,
});
const finance = session({ account: 'finance', role: 'finance' });
const page = (
  <Routes>
    <Route path="/payments/:contract/:payment" element={<PaymentPage />} />
  </Routes>
);
const open = (around: Parameters<typeof show>[1] = {}) =>
  show(page, { session: finance, path: '/payments/bayannur-emr/P1', ...around });
const posts = (requests: ReturnType<typeof answerWith>) => requests.filter(({ method }) => method === 'POST');
const act = (name: string) => document.querySelector<HTMLElement>(`[data-act="${name}"]`);
const dialog = async () => within(await screen.findByRole('dialog'));

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the page of one payment', () => {
  it('says the answer, the amount in words, and opens a sum step by step with its readings', async () => {
    answerWith(answers());
    open();
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('● 可付');
    expect(screen.getByText('条件已齐，最迟 2027-01-20 付清。')).toBeTruthy();
    expect(screen.getByText('人民币捌拾叁万叁仟陆佰元整')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '¥ 4,168.00' }));
    const why = document.querySelector('[data-why="responded"]') as HTMLElement;
    expect(within(why).getByText('计算基数')).toBeTruthy();
    expect(within(why).getByText('¥ 4,168,000.00')).toBeTruthy();
    expect(within(why).getByText('by.gen_unit')).toBeTruthy();
  });

  it('pays once however often the button is clicked, and with the net amount unless another is typed', async () => {
    let answer: () => void = () => undefined;
    const requests = answerWith(
      answers({
        [`POST ${BASE}/records`]: () =>
          new Promise((resolve) => (answer = () => resolve({ result: {}, heads: {}, commandId: 'c' }))),
      }),
    );
    open();
    await waitFor(() => expect(act('made')).not.toBeNull());
    fireEvent.click(act('made') as HTMLElement);
    const save = (await dialog()).getByRole('button', { name: /登\s?记/ });
    fireEvent.click(save);
    fireEvent.click(save);
    await waitFor(() => expect(posts(requests)).toHaveLength(1));
    expect(posts(requests)[0]?.body).toEqual({ fact: { type: 'payment.made', payment: 'P1', amount: '833600.00' } });
    expect(posts(requests)[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f]{32}$/);
    answer();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(posts(requests)).toHaveLength(1);
  });

  it('shows a decided line whose sum changed as back to review: old and new, the steps, the records since; and decides again', async () => {
    const review = {
      decision: 'f-7',
      was: '2084.00',
      steps: [{ label: 'times', was: '1', now: '2' }],
      facts: ['f-9'],
    };
    const changed = { ...line, decision: 'confirmed' as const, payable: '2084.00', review };
    answerWith(answers({ [`GET ${BASE}/outcome`]: { outcome: { ...outcome, deductions: [changed] }, sequence: 'e' } }));
    open();
    expect(await screen.findByText('↺ 重新审核')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '¥ 2,084.00' }));
    const note = document.querySelector('[data-review-note]') as HTMLElement;
    expect(note.textContent).toContain('重新审核：¥ 2,084.00 → ¥ 4,168.00');
    expect(note.textContent).toContain('按次计 1 → 2');
    expect(note.textContent).toContain('其后登记：f-9');
    for (const name of ['confirm', 'waive', 'revoke']) expect(act(name), name).not.toBeNull();
    fireEvent.click(act('confirm') as HTMLElement);
    expect((await dialog()).getByText(/乙方答复期：合同没有约定/)).toBeTruthy();
  });

  it('waives a line with a reason only', async () => {
    const requests = answerWith(answers());
    open();
    fireEvent.click(await screen.findByRole('button', { name: '¥ 4,168.00' }));
    fireEvent.click(act('waive') as HTMLElement);
    const box = await dialog();
    fireEvent.click(box.getByRole('button', { name: /免\s?除/ }));
    expect((await box.findByRole('alert')).textContent).toContain('请写明理由');
    expect(posts(requests)).toHaveLength(0);
    fireEvent.change(box.getByLabelText('理由'), { target: { value: '甲方断网' } });
    fireEvent.click(box.getByRole('button', { name: /免\s?除/ }));
    await waitFor(() => expect(posts(requests)).toHaveLength(1));
    expect(posts(requests)[0]?.body).toEqual({
      fact: {
        type: 'deduction.decided',
        clause: 'BY-8-GEN',
        subject: 'BY-0003',
        breach: 'responded',
        outcome: 'waived',
        note: '甲方断网',
      },
    });
  });

  it('confirms at another amount with a reason only, and keeps a refusal of the server in the dialog with what was typed', async () => {
    const message = '该扣款已由 head 于 14:01 确认，本次没有保存。';
    const refused = { status: 409, error: { code: 'BILLING.DECIDED_TWICE', message } };
    const requests = answerWith(answers({ [`POST ${BASE}/records`]: refused }));
    open();
    fireEvent.click(await screen.findByRole('button', { name: '¥ 4,168.00' }));
    fireEvent.click(act('confirm') as HTMLElement);
    const box = await dialog();
    fireEvent.change(box.getByLabelText('确认的金额（元）'), { target: { value: '2,000' } });
    fireEvent.click(box.getByRole('button', { name: /确\s?认/ }));
    await box.findByText('✕ 请写明理由');
    fireEvent.change(box.getByLabelText('理由'), { target: { value: '双方协商' } });
    fireEvent.click(box.getByRole('button', { name: /确\s?认/ }));
    await box.findByText(message);
    expect(posts(requests)[0]?.body).toMatchObject({
      fact: { outcome: 'confirmed', amount: '2000', note: '双方协商' },
    });
    expect((box.getByLabelText('理由') as HTMLTextAreaElement).value).toBe('双方协商');
  });

  it.each([
    ['an auditor', session({ role: 'auditor' }), []],
    ['finance', finance, ['application', 'made', 'statement', 'confirm', 'waive']],
    ['the vendor', session({ role: 'vendor', organisation: 'demo-vendor' }), ['dispute']],
  ])('offers %s what its role may record and nothing else', async (_, who, acts) => {
    answerWith(answers());
    open({ session: who });
    fireEvent.click(await screen.findByRole('button', { name: '¥ 4,168.00' }));
    expect([...document.querySelectorAll('[data-act]')].map((button) => button.getAttribute('data-act'))).toEqual(acts);
  });

  it('as of a past moment asks for that outcome, says so, and offers nothing', async () => {
    const requests = answerWith(answers());
    open({ path: '/payments/bayannur-emr/P1?asOf=2026-11-01T09:00:00%2B08:00' });
    expect((await screen.findByRole('alert')).textContent).toContain('历史时点');
    expect(requests.some(({ path }) => path.includes('asOf=2026-11-01T09%3A00%3A00%2B08%3A00'))).toBe(true);
    expect(document.querySelectorAll('[data-act]')).toHaveLength(0);
  });

  it('of a payment that the contract does not have says so and what to do', async () => {
    answerWith(answers());
    open({ path: '/payments/bayannur-emr/P9' });
    expect(await screen.findByText('这份合同在此时点没有付款 P9')).toBeTruthy();
    expect(screen.getByText('请核对地址，或从「全部付款」重新进入。')).toBeTruthy();
  });
});

describe('the list of payments', () => {
  const others: PaymentRecord[] = [
    { ...payment, payment: 'P2', status: 'paid', dueOn: '2026-01-01' },
    { ...payment, payment: 'P3', status: 'overdue', dueOn: '2026-10-01' },
    { ...payment, payment: 'P4', status: 'not-yet', dueOn: null },
    { ...payment, payment: 'P5', dueOn: '2026-12-01' },
  ];
  it('stands by state and then by date, and can be narrowed to one state', async () => {
    const given = { outcome: { ...outcome, payments: [payment, ...others] }, sequence: 'e' };
    answerWith(answers({ [`GET ${BASE}/outcome`]: given }));
    show(<PaymentListPage />, { session: finance });
    const shown = () =>
      [...document.querySelectorAll('a[data-payment]')].map((row) => row.getAttribute('data-payment'));
    await waitFor(() => expect(shown()).toEqual(['P3', 'P5', 'P1', 'P4', 'P2']));
    fireEvent.click(screen.getByRole('radio', { name: '● 可付 2' }));
    await waitFor(() => expect(shown()).toEqual(['P5', 'P1']));
  });

  it('of which there is none says what to do', async () => {
    answerWith(answers({ [`GET ${BASE}/outcome`]: { outcome: { ...outcome, payments: [] }, sequence: 'e' } }));
    show(<PaymentListPage />, { session: finance });
    expect(await screen.findByText('没有付款节点')).toBeTruthy();
  });
});
