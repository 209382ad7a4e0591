import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { DutyView } from '@weibao/messages';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, contract, session, show, type Answers } from '../testing/given.js';
import { DutiesPage } from './duties-page.js';
import { duty } from './given-duty.js';

const parties = [
  { organisation: 'demo-hospital', part: 'customer' },
  { organisation: 'demo-vendor', part: 'vendor' },
];
const inspector = session({ account: 'inspector', role: 'inspector' });
const vendor = session({ account: 'vendor', role: 'vendor', organisation: 'demo-vendor' });

const answers = (duties: () => DutyView[], more: Answers = {}): Answers => ({
  'GET /api/contracts': { contracts: [contract({ parties })], missing: [], sequence: 'e.1' },
  // The year is asked for by the quarter; every duty here falls due in the fourth.
  'GET /api/duties': () => ({ duties: duties(), missing: [], sequence: 'e.1' }),
  'POST /api/contracts/bayannur-emr/records': { result: { fact: 'f-1' }, heads: {}, commandId: 'c' },
  ...more,
});
/** The page asks four quarters; this answers the duties in the last of them only, as the server would. */
function answerByQuarter(duties: () => DutyView[], more: Answers = {}) {
  const requests = answerWith(answers(duties, more));
  const inner = fetch;
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    const response = await inner(path, init);
    if (!path.startsWith('/api/duties') || path.includes('-10-01')) return response;
    return new Response(JSON.stringify({ duties: [], missing: [], sequence: 'e.1' }), { status: 200 });
  });
  return requests;
}
const posts = (requests: ReturnType<typeof answerWith>) => requests.filter(({ method }) => method === 'POST');
const toList = async () => fireEvent.click(await screen.findByText('清单'));

// Roles are looked up slowly in a page of Ant Design, and slower on a machine that is busy.
configure({ asyncUtilTimeout: 5_000 });
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the duties page', () => {
  it('shows the year as a table in which every state is said in words', async () => {
    answerByQuarter(() => [duty(), duty({ period: '2026-10', dueOn: '2026-10-31', status: 'overdue' })]);
    show(<DutiesPage />, { session: inspector });
    expect(await screen.findByRole('button', { name: '月度综合巡检，2026-10：1 项逾期未做' })).toBeTruthy();
    expect(screen.getByRole('button', { name: '月度综合巡检，2026-11：1 项待办' })).toBeTruthy();
    expect(screen.getByRole('table', { name: '2026 年各项义务按到期月份' })).toBeTruthy();
  });

  it('records an inspection from its duty: kind and period are known, one press sends it, and the list shows it done', async () => {
    let done = false;
    const requests = answerByQuarter(
      () => [duty(done ? { status: 'done', doneAt: '2026-11-20T14:00:00+08:00' } : {})],
      {
        'POST /api/contracts/bayannur-emr/records': () => {
          done = true;
          return { result: { fact: 'f-1' }, heads: {}, commandId: 'c' };
        },
      },
    );
    show(<DutiesPage />, { session: inspector });
    await toList();
    fireEvent.click(await screen.findByRole('button', { name: '登记：月度综合巡检 2026-11' }));
    fireEvent.submit(await screen.findByRole('form', { name: '巡检结束' }));
    await waitFor(() => expect(posts(requests)).toHaveLength(1));
    expect(posts(requests)[0]?.path).toBe('/api/contracts/bayannur-emr/records');
    expect(posts(requests)[0]?.body).toEqual({
      fact: {
        type: 'inspection.ended',
        kind: 'monthly',
        period: '2026-11',
        inspection: expect.stringMatching(/^20261120-[0-9a-f]{4}$/) as unknown,
      },
    });
    await waitFor(() => expect(document.querySelector('[data-duty][data-state="done"]')).not.toBeNull());
    expect(screen.queryByRole('button', { name: '登记：月度综合巡检 2026-11' })).toBeNull();
  });

  it('keeps the form and what was typed when the server refuses, with its words and its code', async () => {
    const error = { code: 'RECORD.TWICE', message: '这次巡检已登记（f-9）。请换一个编号。' };
    answerByQuarter(() => [duty()], { 'POST /api/contracts/bayannur-emr/records': { status: 409, error } });
    show(<DutiesPage />, { session: inspector });
    await toList();
    fireEvent.click(await screen.findByRole('button', { name: '登记：月度综合巡检 2026-11' }));
    const form = await screen.findByRole('form', { name: '巡检结束' });
    fireEvent.change(within(form).getByLabelText('巡检编号'), { target: { value: 'I-7' } });
    fireEvent.submit(form);
    expect(await screen.findByText('这次巡检已登记（f-9）。请换一个编号。')).toBeTruthy();
    expect((within(form).getByLabelText('巡检编号') as HTMLInputElement).value).toBe('I-7');
    expect(document.querySelector('[data-code="RECORD.TWICE"]')).not.toBeNull();
  });

  it('files the stamped report for the inspection that it is owed for', async () => {
    const proof = {
      kind: 'document' as const,
      facts: [{ type: 'document.filed' as const, known: { document: 'inspection-report', about: 'I-7' } }],
      signatures: { asked: false, hospitalAt: null, vendorAt: null },
    };
    const requests = answerByQuarter(() => [duty({ titleZh: '巡检报告', period: undefined, subject: 'I-7', proof })]);
    show(<DutiesPage />, { session: vendor });
    await toList();
    fireEvent.click(await screen.findByRole('button', { name: '登记：巡检报告 I-7' }));
    fireEvent.submit(await screen.findByRole('form', { name: '提交文件' }));
    await waitFor(() => expect(posts(requests)).toHaveLength(1));
    expect(posts(requests)[0]?.body).toEqual({
      fact: { type: 'document.filed', document: 'inspection-report', about: 'I-7', stamped: true },
    });
  });

  it('offers nothing to record to a role that may not, and says so on the duty', async () => {
    answerByQuarter(() => [duty()]);
    show(<DutiesPage />, { session: session({ role: 'auditor' }) });
    await toList();
    expect(screen.queryByRole('button', { name: /登记/ })).toBeNull();
    fireEvent.click(await screen.findByRole('button', { name: /月度综合巡检/ }));
    expect(await screen.findByText(/您的角色不能登记这一项/)).toBeTruthy();
  });

  it('explains a duty from before the record as not recorded, and asks for nothing', async () => {
    answerByQuarter(() => [duty({ status: 'not-recorded', period: '2026-10', dueOn: '2026-10-31' })]);
    show(<DutiesPage />, { session: inspector });
    fireEvent.click(await screen.findByRole('button', { name: '月度综合巡检，2026-10：1 项未纳入记录' }));
    expect(await screen.findByText(/没有登记，不按未完成计/)).toBeTruthy();
    expect(screen.getByText('不缺')).toBeTruthy();
  });

  it('HP-3.3: days of backups that need nobody are one line, which opens the picture of their contract; there each day is asked for', async () => {
    const proof = {
      kind: 'backup' as const,
      facts: [{ type: 'backup.finished' as const, known: { day: '2026-10-30' } }],
      signatures: { asked: true, hospitalAt: null, vendorAt: null },
    };
    const backup = (day: string, change: Partial<DutyView> = {}) =>
      duty({
        clause: 'HP-3.3-BKP-RUN',
        titleZh: 'T+1 本地备份',
        period: day,
        dueOn: day,
        status: 'done',
        proof,
        ...change,
      });
    const doneAt = '2026-10-31T01:00:00+08:00';
    const requests = answerByQuarter(
      () => [backup('2026-10-30', { alike: 28, doneAt }), backup('2026-10-31', { status: 'overdue' })],
      {
        'GET /api/contracts/bayannur-emr/duties': {
          duties: [backup('2026-10-30', { doneAt }), backup('2026-10-31', { status: 'overdue' })],
        },
        'GET /api/contracts/bayannur-emr/records': { facts: [], next: null },
      },
    );
    show(<DutiesPage />, { session: inspector });
    expect(
      await screen.findByRole('button', { name: 'T+1 本地备份，2026-10：1 项逾期未做、29 项已完成' }),
    ).toBeTruthy();
    await toList();
    fireEvent.click(await screen.findByRole('button', { name: /2026-10 · 29 天/ }));
    await waitFor(() => expect(document.querySelector('[data-day="2026-10-31"][data-state="missing"]')).not.toBeNull());
    expect(requests.filter(({ path }) => path.startsWith('/api/contracts/bayannur-emr/duties?'))).toHaveLength(4);
    // The slip of a day that was made and not signed is there to be printed and filed.
    fireEvent.click(document.querySelector('[data-day="2026-10-30"][data-state="unsigned"]') as HTMLElement);
    expect((await screen.findByRole('link', { name: '打印 2026-10 的确认单' })).getAttribute('href')).toBe(
      '/papers/bayannur-emr/backup-slip/2026-10',
    );
    fireEvent.click(screen.getByRole('button', { name: '提交已盖章的确认单' }));
    const form = await screen.findByRole('form', { name: '提交文件' });
    expect(within(form).getByText(/提交前登记的这些备份计为已签/)).toBeTruthy();
    fireEvent.submit(form);
    await waitFor(() => expect(posts(requests)).toHaveLength(1));
    expect(posts(requests)[0]?.body).toEqual({
      fact: { type: 'document.filed', document: 'backup-slip', about: '2026-10-30', stamped: true },
    });
  });

  it('dates work that the contract leaves to a plan, under the clause that its terms name', async () => {
    const plan = [
      { kind: 'event', clause: 'BY-4.4-INSPE', titleZh: '重大事件巡检', titleEn: 'Event inspection', owedBy: 'vendor' },
    ];
    const requests = answerByQuarter(() => [], {
      'GET /api/contracts/bayannur-emr/duty-forms': { forms: { plan, checklists: [] } },
    });
    show(<DutiesPage />, { session: inspector });
    fireEvent.click(await screen.findByRole('button', { name: '列入计划' }));
    const form = await screen.findByRole('form', { name: '列入年度计划' });
    expect(await within(form).findByText('BY-4.4-INSPE · 维保商')).toBeTruthy();
    fireEvent.submit(form);
    expect(posts(requests)).toHaveLength(0);
    fireEvent.change(within(form).getByLabelText('期限'), { target: { value: '2026-12-20' } });
    fireEvent.submit(form);
    await waitFor(() => expect(posts(requests)).toHaveLength(1));
    expect(posts(requests)[0]?.body).toEqual({
      fact: {
        type: 'duty.planned',
        duty: expect.stringMatching(/^20261120-[0-9a-f]{4}$/) as unknown,
        kind: 'event',
        dueOn: '2026-12-20',
      },
    });
  });

  it('shows both signatures of what is done, and that unsigned is not done where the contract says so', async () => {
    const signatures = { asked: true, hospitalAt: null, vendorAt: '2026-11-19T10:00:00+08:00' };
    const { proof } = duty();
    answerByQuarter(() => [
      duty({ status: 'done', doneAt: '2026-11-19T10:00:00+08:00', proof: { ...proof, signatures } }),
    ]);
    show(<DutiesPage />, { session: inspector });
    await toList();
    fireEvent.click(await screen.findByRole('button', { name: /月度综合巡检/ }));
    expect(await screen.findByText('✓ 2026-11-19 10:00')).toBeTruthy();
    expect(screen.getByText(/尚未签字：合同约定未签字视为未完成/)).toBeTruthy();
  });

  it('says in English, too, what to do when nothing fits', async () => {
    answerByQuarter(() => []);
    show(<DutiesPage />, { session: inspector, language: 'en' });
    expect(await screen.findByText(/Choose another year/)).toBeTruthy();
  });
});
