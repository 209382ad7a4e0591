import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { StaffView } from '@weibao/messages';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answerWith, at, contract, session, show } from '../testing/given.js';
import { StaffPage } from './staff-page.js';

const rest = (on: string, person?: string) => ({
  on,
  kind: 'weekend' as const,
  people: person === undefined ? [] : [{ person, post: null }],
});
const staff: StaffView = {
  contract: 'bayannur-emr',
  people: [{ post: '项目经理', person: 'p-1', of: 'vendor', onSite: true, since: at('09:00:00'), absentSince: null }],
  wanted: [
    { clause: 'BY-A1-STAFFOK', titleZh: '更换技术人员', titleEn: 'Change', approval: 'staff-change', documents: [] },
  ],
  consents: [
    {
      clause: 'BY-A1-STAFFOK',
      titleZh: '更换技术人员',
      titleEn: 'Change of technicians',
      act: 'staff.changed',
      approval: 'staff-change',
      subject: 'p-2',
      post: '工程师',
      person: 'p-2',
      actAt: at('09:00:00'),
      status: 'without',
      needs: [
        { need: 'authorisation-letter', stamped: true, state: 'missing', at: null, approval: null },
        { need: 'approval', stamped: false, state: 'late', at: at('10:00:00'), approval: 'A-2' },
      ],
      consequence: 'BY-8-MAJ5',
    },
  ],
  approvals: [
    {
      approval: 'A-3',
      kind: 'staff-change',
      about: 'p-3',
      askedAt: at('08:00:00'),
      askedBy: 'vendor',
      status: 'asked',
      decidedAt: null,
      account: 'vendor',
      note: null,
    },
  ],
  older: 0,
  rosters: [
    {
      clause: 'LY-A3.1-ROSTER28',
      document: 'roster',
      period: '2026-12',
      dueOn: '2026-11-28',
      status: 'due',
      provisional: false,
      filedAt: at('08:00:00'),
      days: [rest('2026-12-05', '甲'), rest('2026-12-06')],
      missing: ['2026-12-06'],
    },
  ],
  efforts: [
    {
      clause: 'BY-A1-IF50',
      period: 'year-1',
      count: 20.5,
      limit: 50,
      subjects: [],
      reachedAt: null,
      titleZh: '免费新增接口人日',
      titleEn: 'Free interface person-days',
      unit: 'personDays',
    },
  ],
};
const own = contract({
  parties: [
    { organisation: 'demo-hospital', part: 'customer' },
    { organisation: 'demo-vendor', part: 'vendor' },
  ],
});
const answers = {
  'GET /api/contracts': { contracts: [own], missing: [], sequence: 'e.1' },
  'GET /api/contracts/bayannur-emr/staff': { staff, sequence: 'e.1' },
  'POST /api/contracts/bayannur-emr/records': { result: {}, heads: {}, commandId: 'c' },
};
const inspector = session({ account: 'inspector', role: 'inspector' });
const page = async (as = inspector) => {
  const requests = answerWith(answers);
  show(<StaffPage />, { session: as });
  await screen.findByText('20.5', { exact: false });
  return requests;
};

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('shows a change without consent with what was missing, what came too late, and the clause by which people rule', async () => {
  await page();
  const row = document.querySelector('[data-consent="p-2"]') as HTMLElement;
  expect(within(row).getByText('■ 未经同意已发生')).toBeTruthy();
  expect(row.querySelector('[data-need="authorisation-letter"]')?.textContent).toBe('▲ 授权书（盖章）：没有');
  expect(row.querySelector('[data-need="approval"]')?.textContent).toBe('▲ 医院同意：事后才有（2026-11-20 10:00）');
  expect(row.querySelector('[data-clause-link="BY-8-MAJ5"]')).toBeTruthy();
});

it('lets the hospital agree to what waits, with everything known filled in; the vendor is offered no decision', async () => {
  const requests = await page();
  fireEvent.click(document.querySelector('[data-approve="A-3"]') as HTMLElement);
  await waitFor(() => expect(document.querySelector('.record-form')).not.toBeNull());
  fireEvent.submit(document.querySelector('.record-form') as HTMLElement);
  await waitFor(() => expect(requests.some(({ method }) => method === 'POST')).toBe(true));
  expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
    fact: { type: 'approval.given', kind: 'staff-change', about: 'p-3', approval: 'A-3' },
  });
  cleanup();
  await page(session({ account: 'vendor', role: 'vendor', organisation: 'demo-vendor' }));
  expect(document.querySelector('[data-approval="A-3"]')).not.toBeNull();
  expect(document.querySelector('[data-approve]')).toBeNull();
});

it('LY-A3.1-ROSTER28: names the rest days without anybody, and files the month once they are filled in', async () => {
  const requests = await page();
  expect(document.querySelector('[data-missing]')?.textContent).toBe('▲ 缺 6');
  expect(document.querySelector('[data-day="2026-12-06"]')?.textContent).toBe('6▲ 无人');
  fireEvent.click(document.querySelector('[data-fill="2026-12"]') as HTMLElement);
  const line = (await waitFor(() => document.querySelector('#roster-2026-12-06'))) as HTMLInputElement;
  expect(document.querySelector('.roster-form')?.textContent).toContain('还缺 6');
  fireEvent.change(line, { target: { value: '乙' } });
  fireEvent.submit(document.querySelector('.roster-form') as HTMLElement);
  await waitFor(() => expect(requests.some(({ method }) => method === 'POST')).toBe(true));
  expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
    fact: {
      type: 'document.filed',
      document: 'roster',
      about: '2026-12',
      shifts: [
        { on: '2026-12-05', person: '甲' },
        { on: '2026-12-06', person: '乙' },
      ],
    },
  });
});
