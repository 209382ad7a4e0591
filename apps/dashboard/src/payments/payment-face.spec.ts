import type { GateRecord, PaymentRecord } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { paymentWords } from '../i18n/payment-words.js';
import { answerOf } from './payment-face.js';

const gate = (name: string, open: boolean | null, because: string): GateRecord => ({
  gate: name,
  clause: 'BY-3-PAY1',
  open,
  because,
  becauseEn: `en ${because}`,
});
const payment = (change: Partial<PaymentRecord>): PaymentRecord => ({
  payment: 'P1',
  clause: 'BY-3-PAY1',
  gross: '833600.00',
  deducted: '0.00',
  net: '833600.00',
  undecided: '0.00',
  dueOn: null,
  status: 'held',
  gates: [],
  ...change,
});
const said = (change: Partial<PaymentRecord>) => answerOf(payment(change), paymentWords.zh, 'zh');

describe('the answer to "may we pay this?"', () => {
  it('names a closed condition before one that nobody can judge, and counts the others', () => {
    const gates = [gate('invoice', null, '未收到发票'), gate('acceptance', false, '尚未验收合格')];
    expect(said({ gates })).toBe('年度验收合格：尚未验收合格。另有 1 项条件未满足。');
  });

  it('does not count what is fulfilled', () => {
    const gates = [gate('no-major-breach', true, '无记录'), gate('invoice', null, '未收到发票')];
    expect(said({ gates })).toBe('等额合规发票：未收到发票。');
  });

  it('says until when, and that it was due, by the date of the outcome', () => {
    expect(said({ status: 'eligible', dueOn: '2027-01-19' })).toContain('最迟 2027-01-19');
    expect(said({ status: 'overdue', dueOn: '2027-01-19' })).toContain('应于 2027-01-19 前付清，已经逾期');
    expect(said({ status: 'paid', dueOn: '2027-01-19' })).toBe('这笔款已付清。');
  });

  it('gives the reason in English where English is read', () => {
    const held = payment({ gates: [gate('acceptance', false, 'not passed')] });
    expect(answerOf(held, paymentWords.en, 'en')).toBe('Annual acceptance passed: en not passed.');
  });
});
