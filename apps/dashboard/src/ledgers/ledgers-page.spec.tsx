import { cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, at, contract, session, show, type Answers } from '../testing/given.js';
import { LedgersPage } from './ledgers-page.js';

const parties = [
  { organisation: 'demo-hospital', part: 'customer' },
  { organisation: 'demo-vendor', part: 'vendor' },
];
const vendor = session({ account: 'vendor', role: 'vendor', organisation: 'demo-vendor' });
const recorded = (fact: Record<string, unknown>, by = 'hospital') => ({
  id: `f-${String(fact['type'])}`,
  type: fact['type'],
  at: at('09:00:00'),
  recordedAt: at('09:00:00'),
  by,
  account: null,
  organisation: null,
  role: null,
  withdrawn: false,
  confirmed: false,
  fact: { at: at('09:00:00'), ...fact },
});
const filed = recorded({ type: 'demand.filed', demand: 'D-1', class: 'custom', summary: '新增出院小结模板' });
const records = 'GET /api/contracts/bayannur-emr/records';
const answers = (facts: unknown, more: Answers = {}): Answers => ({
  'GET /api/contracts': { contracts: [contract({ parties })], missing: [], sequence: 'e.1' },
  [records]: typeof facts === 'function' ? facts : { facts, next: null, heads: {}, sequence: 'e.1' },
  'GET /api/contracts/bayannur-emr/outcome': {
    outcome: {
      asOf: at('14:00:00'),
      clocks: [
        {
          subject: 'D-1',
          clause: 'BY-A1-DEM3WD',
          dueAt: at('18:00:00', '2026-11-25'),
          metAt: null,
          status: 'running',
          lateSeconds: 0,
          firm: true,
        },
      ],
    },
    sequence: 'e.1',
  },
  'POST /api/contracts/bayannur-emr/records': { result: { fact: 'f-2' }, heads: {}, commandId: 'c' },
  ...more,
});

// Roles are looked up slowly in a page of Ant Design, and slower on a machine that is busy.
configure({ asyncUtilTimeout: 5_000 });
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the ledgers', () => {
  it('make the next step the button of a demand, and show it when it is recorded', async () => {
    let facts = [filed];
    const requests = answerWith(
      answers(() => ({ facts, next: null, heads: {}, sequence: 'e.1' }), {
        'POST /api/contracts/bayannur-emr/records': () => {
          facts = [recorded({ type: 'demand.answered', demand: 'D-1' }, 'vendor'), filed];
          return { result: { fact: 'f-2' }, heads: {}, commandId: 'c' };
        },
      }),
    );
    show(<LedgersPage />, { session: vendor });
    expect(await screen.findByText('新增出院小结模板')).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: '答复需求：D-1' }));
    fireEvent.submit(await screen.findByRole('form', { name: '答复需求' }));
    await waitFor(() => expect(document.querySelector('[data-entry="D-1"][data-state="answered"]')).not.toBeNull());
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      fact: { type: 'demand.answered', demand: 'D-1' },
    });
  });

  it('show the clock of a demand to who may read outcomes, and do without for the duty desk', async () => {
    answerWith(answers([filed]));
    show(<LedgersPage />, { session: vendor });
    expect(await screen.findByText('BY-A1-DEM3WD')).toBeTruthy();
    expect(screen.getByText(/进行中 ·/)).toBeTruthy();
    cleanup();
    const requests = answerWith(answers([filed]));
    show(<LedgersPage />);
    expect(await screen.findByText('D-1')).toBeTruthy();
    expect(requests.some(({ path }) => path.includes('/outcome'))).toBe(false);
  });

  it('leave acceptance to the hospital: the vendor who delivered has no button left', async () => {
    const delivered = [recorded({ type: 'demand.delivered', demand: 'D-1' }, 'vendor'), filed];
    answerWith(answers(delivered));
    show(<LedgersPage />, { session: vendor });
    await screen.findByText('D-1');
    expect(document.querySelector('[data-next]')).toBeNull();
    cleanup();
    answerWith(answers(delivered));
    show(<LedgersPage />);
    expect(await screen.findByRole('button', { name: '验收：D-1' })).toBeTruthy();
  });

  it('let the other side agree to a window with exactly its system and times', async () => {
    const window = {
      type: 'maintenance.agreed',
      system: '一体化电子病历系统',
      from: at('22:00:00', '2026-12-01'),
      to: at('02:00:00', '2026-12-02'),
    };
    const requests = answerWith(answers([recorded(window, 'vendor')]));
    show(<LedgersPage />, { path: '/ledgers?ledger=windows' });
    fireEvent.click(await screen.findByRole('button', { name: '同意：一体化电子病历系统' }));
    fireEvent.submit(await screen.findByRole('form', { name: '约定维护窗口' }));
    await waitFor(() => expect(requests.some(({ method }) => method === 'POST')).toBe(true));
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({ fact: window });
    cleanup();
    answerWith(answers([recorded(window, 'vendor')]));
    show(<LedgersPage />, { path: '/ledgers?ledger=windows', session: vendor });
    await screen.findByText(/待对方同意/);
    expect(document.querySelector('[data-next]')).toBeNull();
  });

  it('say what to do where a ledger is empty, and what failed where it cannot be read', async () => {
    answerWith(answers([]));
    show(<LedgersPage />);
    expect(await screen.findByText(/还没有需求/)).toBeTruthy();
    cleanup();
    const error = { code: 'SERVICE.UNAVAILABLE', message: '台账服务未就绪，请稍后重试' };
    answerWith(answers([], { [records]: { status: 422, error } }));
    show(<LedgersPage />);
    expect(await screen.findByText('台账服务未就绪，请稍后重试')).toBeTruthy();
  });
});
