import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, contract, session, show, type Answers } from '../testing/given.js';
import { AssessmentsPage } from './assessments-page.js';

const own = contract({
  parties: [
    { organisation: 'demo-hospital', part: 'customer' },
    { organisation: 'demo-vendor', part: 'vendor' },
  ],
});
const period = (change: object = {}) => ({
  period: '2026-H1',
  firstOn: '2026-01-01',
  lastOn: '2026-06-30',
  score: null,
  heldAt: null,
  suggested: [{ clause: 'HP-S-2.3', times: 3, points: '15', noted: 1, refused: 0, open: 2 }],
  ...change,
});
const answers = (periods: unknown[] = [period()], duties: unknown[] = []): Answers => ({
  'GET /api/contracts': { contracts: [own], missing: [], sequence: 'e.1' },
  'GET /api/scorecards': {
    scorecards: [
      {
        contract: own.contract,
        lines: periods.length === 0 ? [] : [{ clause: 'HP-S-2.3', points: '5' }],
        bands: [],
        cures: [],
        periods,
      },
    ],
    missing: [],
  },
  'GET /api/duties': { duties, missing: [], sequence: 'e.1' },
  [`POST /api/contracts/${own.contract}/records`]: { result: {}, heads: {}, commandId: 'c' },
});
const inspector = session({ account: 'inspector', role: 'inspector' });
const sent = (requests: ReturnType<typeof answerWith>) => requests.find(({ method }) => method === 'POST')?.body;

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the page of assessments', () => {
  it('says that a period without a note has no score, and takes over what is still open of a suggested line', async () => {
    const requests = answerWith(answers());
    show(<AssessmentsPage />, { session: inspector });
    expect(await screen.findByText('? 尚未评分')).toBeTruthy();
    expect(screen.getByText(/待定 2 次/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /^采\s*纳$/ }));
    const box = within(await screen.findByRole('dialog'));
    fireEvent.click(box.getByRole('button', { name: /登\s*记/ }));
    await waitFor(() => expect(sent(requests)).toBeTruthy());
    expect(sent(requests)).toEqual({
      fact: { type: 'scorecard.noted', clause: 'HP-S-2.3', period: '2026-H1', times: 2 },
    });
  });

  it('refuses one by a note of no times with its reason', async () => {
    const requests = answerWith(answers());
    show(<AssessmentsPage />, { session: inspector });
    fireEvent.click(await screen.findByRole('button', { name: '不采纳' }));
    const box = within(await screen.findByRole('dialog'));
    fireEvent.change(box.getByLabelText('说明'), { target: { value: '医院停电所致' } });
    fireEvent.click(box.getByRole('button', { name: /登\s*记/ }));
    await waitFor(() => expect(sent(requests)).toBeTruthy());
    expect(sent(requests)).toMatchObject({ fact: { times: 0, note: '医院停电所致' } });
  });

  it('lets the vendor read, and note nothing', async () => {
    answerWith(answers());
    show(<AssessmentsPage />, {
      session: session({ account: 'vendor', role: 'vendor', organisation: 'demo-vendor' }),
    });
    expect(await screen.findByText(/待定 2 次/)).toBeTruthy();
    expect(document.querySelector('[data-accept], [data-refuse], [data-note], [data-hold]')).toBeNull();
  });

  it('shows the assessments of a contract without a scorecard by period, with the button for one that is not held', async () => {
    const duty = (change: object) => ({
      contract: own.contract,
      clause: 'JH-3.2-ASSESSQ',
      titleZh: '季度考核',
      titleEn: 'Quarterly assessment',
      owedBy: 'hospital',
      doneAt: null,
      status: 'due',
      proof: { kind: 'assessment', facts: [], signatures: { asked: false, hospitalAt: null, vendorAt: null } },
      ...change,
    });
    const duties = [
      duty({ period: '2026-Q2', doneAt: '2026-07-03T09:00:00+08:00', status: 'done' }),
      duty({ period: '2026-Q3' }),
      duty({ period: '2026-Q4', status: 'upcoming' }),
    ];
    answerWith(answers([], duties));
    show(<AssessmentsPage />, { session: session({ account: 'head', role: 'it-head' }) });
    expect((await screen.findAllByText('季度考核', { exact: false })).length).toBeTruthy();
    expect([...document.querySelectorAll('[data-period]')].map((row) => row.getAttribute('data-period'))).toEqual([
      '2026-Q2',
      '2026-Q3',
      '2026-Q4',
    ]);
    expect([...document.querySelectorAll('[data-hold]')].map((row) => row.getAttribute('data-hold'))).toEqual([
      '2026-Q3',
      '2026-Q4',
    ]);
  });
});
