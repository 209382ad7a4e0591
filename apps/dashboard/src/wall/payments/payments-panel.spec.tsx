import type { PaymentStatus } from '@weibao/exchange';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { posture as given } from '../../testing/given-posture.js';
import { answerWith, liveAt, show } from '../../testing/given.js';
import { lanes, paymentMarks } from './payment-lanes.js';
import { PaymentsPanel } from './payments-panel.js';

const payment = (name: string, status: PaymentStatus, because: string | null = null, dueOn: string | null = null) => ({
  payment: name,
  clause: 'BY-3-PAY1',
  status,
  dueOn,
  because,
  becauseEn: because,
  gates: [],
});
const posture = (payments: ReturnType<typeof payment>[]) => given({ payments });
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('payment lanes on the wall', () => {
  it('say how each payment stands, with the reason for a held one and no yuan', async () => {
    const payments = [
      payment('P1', 'paid'),
      payment('P2', 'held', '第一年度验收未通过'),
      payment('P3', 'eligible', null, '2026-12-28'),
      payment('P4', 'not-yet'),
    ];
    answerWith({ 'GET /api/posture': { postures: [posture(payments)], missing: [], sequence: 'e.1' } });
    show(<PaymentsPanel />, { live: liveAt('14:00:00') });
    await screen.findByText('电子病历一体化维保');
    const lane = [...document.querySelectorAll('[data-payment]')].map((entry) => entry.textContent);
    expect(lane).toEqual(['P1✓ 已付', 'P2◆ 暂缓：第一年度验收未通过', 'P3● 可付 · 12-28 前', 'P4○ 未到']);
    expect(document.body.textContent).not.toMatch(/[¥￥元]|\d\.\d\d/);
  });

  it('show the amounts that the internal profile was sent, and say that it is internal', async () => {
    const internal = { payments: [{ payment: 'P1', net: '833600.00', undecided: '0.00' }], scores: [] };
    const postures = [{ ...posture([payment('P1', 'held', '未验收'), payment('P2', 'not-yet')]), internal }];
    answerWith({ 'GET /api/posture': { postures, vendors: {}, missing: [], sequence: 'e.1' } });
    show(<PaymentsPanel />, { live: liveAt('14:00:00') });
    await screen.findByText('▲ 内部模式');
    const lane = [...document.querySelectorAll('[data-payment]')].map((entry) => entry.textContent);
    expect(lane).toEqual(['P1◆¥ 833,600 暂缓：未验收', 'P2○ 未到']);
  });

  it('have a shape of their own for each status', () => {
    expect(new Set(Object.values(paymentMarks)).size).toBe(Object.keys(paymentMarks).length);
  });

  it('of a contract that settles often show the milestones around the first unsettled one and count the rest', () => {
    const many = Array.from({ length: 12 }, (_, place) => payment(`P${place + 1}`, place < 5 ? 'paid' : 'not-yet'));
    const [lane] = lanes([posture(many)]);
    expect(lane?.payments.map((entry) => entry.payment)).toEqual(['P5', 'P6', 'P7', 'P8', 'P9', 'P10']);
    expect(lane).toMatchObject({ before: 4, after: 2 });
    const [paid] = lanes([posture(many.map((entry) => ({ ...entry, status: 'paid' as const })))]);
    expect(paid?.payments.at(-1)?.payment).toBe('P12');
  });
});
