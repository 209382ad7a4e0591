import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HandoverItems, HandoverSheet, HandoverSummary } from '../http/handover-queries.js';
import { answerWith, at, contract, session, show } from '../testing/given.js';
import { HandoverPage } from './handover-page.js';
import { SheetPage } from './sheet-page.js';
import { typedEnd } from './sign-out-form.js';

const items: HandoverItems = {
  open: [
    {
      contract: 'bayannur-emr',
      incident: 'F-2026-0001',
      level: '1',
      levelName: '紧急',
      system: '一体化电子病历系统',
      subsystem: null,
      department: '住院部',
      drill: false,
      reportedAt: at('14:00:00'),
      stage: 'responded',
      nextDueAt: at('18:00:00'),
    },
  ],
  due: [],
  missing: [{ contract: 'huangpu', message: '服务没有应答' }],
};
const signer = { account: 'duty', nameZh: '值班台', nameEn: 'Duty desk', at: at('19:55:00') };
const summary: HandoverSummary = {
  id: '2026-11-20-3f9c02ab',
  state: 'waiting',
  handedOver: signer,
  until: at('08:00:00', '2026-11-21'),
  contracts: ['bayannur-emr'],
  takenOver: null,
  takenBackAt: null,
  open: 1,
  due: 0,
};
const sheet: HandoverSheet = { ...summary, items, notes: '备机在三号柜', remark: null, erasedAt: null };
const draft = { now: at('19:55:00'), until: at('08:00:00', '2026-11-21'), items };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the page of handovers', () => {
  it('shows what would be signed, names the contract that could not be read, and sends notes under one key until they have arrived', async () => {
    let deliveries = 0;
    const requests = answerWith({
      'GET /api/handovers': { waiting: [], past: [], next: null },
      'GET /api/handovers/draft': draft,
      'POST /api/handovers': () => {
        deliveries += 1;
        return deliveries === 1 ? new Error('the line is cut') : sheet;
      },
    });
    show(<HandoverPage />);
    expect(await screen.findByText('F-2026-0001')).toBeTruthy();
    expect(screen.getByText(/huangpu/).textContent).toMatch(/服务没有应答/);
    expect(screen.getByText('没有到期事项。')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('备注'), { target: { value: ' 备机在三号柜 ' } });
    const sign = screen.getByRole('button', { name: '交班签字' });
    fireEvent.click(sign);
    await screen.findByRole('alert');
    expect((screen.getByLabelText('备注') as HTMLTextAreaElement).value).toBe(' 备机在三号柜 ');
    fireEvent.click(sign);
    await waitFor(() => expect((screen.getByLabelText('备注') as HTMLTextAreaElement).value).toBe(''));
    const sent = requests.filter(({ method }) => method === 'POST');
    const said = { notes: '备机在三号柜', until: draft.until };
    expect(sent.map(({ body }) => body)).toEqual([said, said]);
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  it('takes an end as people type it, leaves an empty one to the server, and refuses what it cannot read', () => {
    expect(typedEnd(' 2026-11-21 08：00 ')).toBe('2026-11-21T08:00:00+08:00');
    expect(typedEnd('')).toBeNull();
    for (const text of ['8点', '2026-13-01 08:00', '2026-11-21 25:00']) expect(typedEnd(text)).toBe('bad');
  });
});

describe('a sheet', () => {
  const open = (given: HandoverSheet, account: string, role: 'duty-desk' | 'it-head' = 'it-head') => {
    const requests = answerWith({
      [`GET /api/handovers/${given.id}`]: given,
      [`POST /api/handovers/${given.id}/take-over`]: given,
      'GET /api/contracts': { contracts: [contract()], missing: [] },
    });
    show(
      <Routes>
        <Route path="/handover/:handover" element={<SheetPage />} />
      </Routes>,
      { path: `/handover/${given.id}`, session: session({ account, role }) },
    );
    return requests;
  };

  it('is signed by whoever comes, with a remark, and not by whoever handed it over', async () => {
    const requests = open(sheet, 'head');
    fireEvent.change(await screen.findByLabelText('接班备注'), { target: { value: '已看过' } });
    fireEvent.click(screen.getByRole('button', { name: '接班签字' }));
    await waitFor(() => expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({ remark: '已看过' }));
  });

  it('of one’s own waits for somebody else and can only be taken back', async () => {
    open(sheet, 'duty', 'duty-desk');
    expect(await screen.findByRole('button', { name: '收回重写' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: '接班签字' })).toBeNull();
  });

  it('that both have signed offers no signature; texts that were erased are said to be', async () => {
    const takenOver = { account: 'head', nameZh: '信息科', nameEn: 'IT', at: at('20:05:00') };
    open({ ...sheet, state: 'taken-over', takenOver, notes: null, erasedAt: at('21:00:00') }, 'head');
    expect(await screen.findByText('信息科 已于 2026-11-20 20:05 签字')).toBeTruthy();
    expect(screen.getAllByText('已删除')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: '接班签字' })).toBeNull();
    expect(screen.queryByRole('button', { name: '删除备注文字' })).toBeNull();
  });
});
