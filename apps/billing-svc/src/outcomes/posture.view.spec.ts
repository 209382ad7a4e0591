import type { Terms } from '@weibao/contract-terms';
import type { ContractDay } from '@weibao/engine';
import type { Outcome, PaymentRecord } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';
import { nothingYet } from './outcome-changes.js';
import { postureView } from './posture.view.js';

const bayannur = readTermsFiles().shipped('bayannur-emr') as Terms;

const gate = (name: string, open: boolean | null, because: string, becauseEn = because) => ({
  gate: name,
  clause: 'BY-3-PAY1',
  open,
  because,
  becauseEn,
});
const payment = (change: Partial<PaymentRecord>): PaymentRecord => ({
  payment: 'P1',
  clause: 'BY-3-PAY1',
  gross: '833600.00',
  deducted: '2000.00',
  net: '831600.00',
  undecided: '2000.00',
  dueOn: null,
  status: 'held',
  gates: [
    gate('acceptance', false, '年度验收尚未通过'),
    gate('invoice', false, '发票应为 833600.00 元', 'the invoice should be 833600.00'),
  ],
  ...change,
});

const today: ContractDay = {
  on: '2025-10-20',
  kind: 'working',
  provisional: false,
  windows: [['09:00', '18:00']],
  inHours: true,
  onDuty: null,
  changesAtMs: Date.parse('2025-10-20T18:00:00+08:00'),
};

function posture(lists: Partial<Outcome>, internal = false) {
  const versions = { terms: '1', calendar: '1', engine: '1' };
  const outcome = { asOf: '2025-10-20T09:00:00+08:00', changesAt: null, versions, ...nothingYet, ...lists };
  const { nameZh } = bayannur;
  return postureView({ contract: 'bayannur-emr', nameZh, terms: bayannur, outcome, day: today, internal });
}

describe('posture, the share of the wall', () => {
  it('tells yuan and scores to the internal profile, and nothing of them to any other', () => {
    const lists = { payments: [payment({})] };
    expect(posture(lists, true).internal).toEqual({
      payments: [{ payment: 'P1', net: '831600.00', undecided: '2000.00' }],
      scores: [],
    });
    expect(posture(lists).internal).toBeNull();
  });

  it('changes when the outcome or the working day does, whichever is first', () => {
    expect(posture({}).changesAt).toBe('2025-10-20T18:00:00+08:00');
    expect(posture({ changesAt: '2025-10-20T10:00:00+08:00' } as Partial<Outcome>).changesAt).toBe(
      '2025-10-20T10:00:00+08:00',
    );
    expect(posture({}).today).toMatchObject({ kind: 'working', windows: [['09:00', '18:00']], onDuty: null });
  });

  it('says of a held payment which gate holds it: the first that is not open', () => {
    const { payments } = posture({ payments: [payment({})] });
    expect(payments[0]).toMatchObject({ payment: 'P1', status: 'held', because: '年度验收尚未通过' });
  });

  it('takes a gate of which nothing is known for closed', () => {
    const gates = [gate('acceptance', true, '已通过'), gate('report', null, '缺少年度报告')];
    expect(posture({ payments: [payment({ gates })] }).payments[0]?.because).toBe('缺少年度报告');
  });

  it('gives no reason before the milestone has come, nor once money may flow', () => {
    const { payments } = posture({ payments: [payment({ status: 'not-yet' }), payment({ status: 'eligible' })] });
    expect(payments.map(({ because }) => because)).toEqual([null, null]);
  });

  it('holds no yuan: neither as a field nor inside a reason', () => {
    const shown = JSON.stringify(posture({ payments: [payment({})] }));
    expect(shown).not.toMatch(/gross|deducted|net"|undecided|833600|831600|2000/);
    expect(shown).toContain('发票应为 ***');
    expect(shown).toContain('the invoice should be ***');
  });

  it('covers an amount however it is written', () => {
    for (const amount of ['833600.00', '-120.50 元', '¥833,600', '2000元', '83.36 万元', '2,000 yuan'])
      expect(
        posture({ payments: [payment({ gates: [gate('invoice', false, `应为 ${amount}，未到`)] })] }).payments[0],
      ).toMatchObject({
        because: '应为 ***，未到',
      });
  });

  it('leaves dates, counts and clause numbers in a reason as they are', () => {
    const because = '2025-10-15 已提交，第4.1条要求 15 个工作日内，今天 2025.10.20';
    expect(posture({ payments: [payment({ gates: [gate('report', false, because)] })] }).payments[0]?.because).toBe(
      because,
    );
  });

  it('names a counter as the contract does, also where one clause counts two things', () => {
    const counter = { clause: 'BY-8-MAJ1', period: 'year-1', count: 3, subjects: [], reachedAt: null };
    const { counters } = posture({
      counters: [
        { ...counter, limit: 5 },
        { ...counter, limit: 10 },
      ],
    });
    expect(counters.map(({ titleZh }) => titleZh)).toEqual(['一级超时', '二级超时']);
  });
});
