import type { AcceptanceRecord, GateRecord, PaymentRecord } from '@weibao/exchange';
import type { RecordedFact } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { acceptanceYear, progressOf } from './progress.js';

const gate = (name: string, open: boolean | null, year?: number): GateRecord => ({
  gate: name,
  clause: 'BY-3-PAY1',
  open,
  because: '',
  becauseEn: '',
  ...(year === undefined ? {} : { year }),
});
const payment = (change: Partial<PaymentRecord> = {}): PaymentRecord => ({
  payment: 'P1',
  clause: 'BY-3-PAY1',
  gross: '833600.00',
  deducted: '0.00',
  net: '833600.00',
  undecided: '0.00',
  dueOn: null,
  status: 'held',
  gates: [gate('acceptance', false, 1), gate('invoice', null)],
  ...change,
});
const acceptance = (change: Partial<AcceptanceRecord> = {}): AcceptanceRecord => ({
  year: 1,
  clause: 'BY-2-ANNUAL',
  applyBy: '2026-11-03',
  holdBy: '2026-11-23',
  criteriaMet: false,
  status: 'applied',
  ...change,
});
const record = (type: string, at: string, fields: Record<string, unknown>): RecordedFact => ({
  id: `${type} ${at}`,
  type,
  at,
  recordedAt: at,
  by: 'hospital',
  account: null,
  organisation: null,
  role: null,
  withdrawn: false,
  confirmed: false,
  fact: { type, at, ...fields } as RecordedFact['fact'],
});
const told = (steps: ReturnType<typeof progressOf>) =>
  steps.map(({ step, state, on, by }) => [step, state, on ?? by].filter(Boolean).join(' '));

describe('how far a payment has come', () => {
  it('stands at the acceptance once it was applied for, with the day by which it is to be held', () => {
    const records = [record('acceptance.applied', '2026-11-02T10:00:00+08:00', { year: 1 })];
    expect(told(progressOf(payment(), [acceptance()], records))).toEqual([
      'milestone done',
      'applied done 2026-11-02',
      'accepted now 2026-11-23',
      'invoice later',
      'due later',
      'paid later',
    ]);
  });

  it('stands at the milestone before it has come, whatever was recorded about another year', () => {
    const records = [record('acceptance.applied', '2026-11-02T10:00:00+08:00', { year: 2 })];
    const steps = progressOf(payment({ status: 'not-yet' }), [acceptance({ status: 'not-due' })], records);
    expect(told(steps).slice(0, 2)).toEqual(['milestone now', 'applied later 2026-11-03']);
  });

  it('shows a failed acceptance as failed and never as what is going on', () => {
    const records = [record('acceptance.held', '2026-11-20T15:00:00+08:00', { year: 1, passed: false })];
    const steps = progressOf(payment(), [acceptance({ status: 'failed' })], records);
    expect(told(steps)[2]).toBe('accepted failed 2026-11-20');
  });

  it('is done to the end once paid, with the days of invoice and payment in the contract’s zone', () => {
    const gates = [gate('acceptance', true, 1), gate('invoice', true)];
    const records = [
      record('invoice.received', '2026-11-21T23:30:00Z', { payment: 'P1' }),
      record('payment.made', '2026-11-22T09:00:00+08:00', { payment: 'P1' }),
      record('payment.made', '2026-11-22T09:00:00+08:00', { payment: 'P2' }),
    ];
    const paid = payment({ status: 'paid', dueOn: '2027-01-20', gates });
    // 23:30 UTC on the 21st is 07:30 on the 22nd in Beijing.
    expect(told(progressOf(paid, [acceptance({ status: 'passed' })], records)).slice(3)).toEqual([
      'invoice done 2026-11-22',
      'due done 2027-01-20',
      'paid done 2026-11-22',
    ]);
  });

  it('of a contract without acceptance and invoice it is milestone, due and payment', () => {
    expect(told(progressOf(payment({ gates: [], dueOn: '2025-11-24', status: 'overdue' }), [], []))).toEqual([
      'milestone done',
      'due now 2025-11-24',
      'paid later',
    ]);
  });

  it('waits for the acceptance of the year that its gate names, and for none where no gate does', () => {
    expect(acceptanceYear([gate('invoice', null), gate('acceptance', null, 3)])).toBe(3);
    expect(acceptanceYear([gate('acceptance', true), gate('invoice', null)])).toBeNull();
  });
});
