import type { Outcome, PaymentRecord } from '@weibao/exchange';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateOf, instantOf } from '../../apps/launcher/src/demo/dates.mjs';
import { call, type Answer } from './gateway.fixture.js';
import {
  bayannur,
  closeRecords,
  codeOf,
  cookieFor,
  emr,
  listed,
  minuteMs,
  openRecords,
  outcome,
  record,
  recorded,
  today,
  weibao,
} from './records.fixture.js';
import { describeOwnTerms } from './own-terms.scenario.js';
import { describeStatements } from './statements.scenario.js';
import { describeSurveys } from './surveys.scenario.js';

beforeAll(openRecords, 120_000);
afterAll(closeRecords);

const p1Of = (found: Outcome) => found.payments.find(({ payment }) => payment === 'P1') as PaymentRecord;
const p1 = async (status: string) => p1Of(await outcome((found) => p1Of(found).status === status));

/** A missed quarterly maintenance is a general breach: 1/1000 of the total of 4,168,000 is 4,168.00 each. */
const line = (quarter: number) => ({
  clause: 'BY-8-GEN',
  period: `year-1-Q${quarter}`,
  breach: 'quarterly-maintenance',
});
const decide = (account: string, quarter: number, more: Record<string, unknown>) =>
  record(account, { type: 'deduction.decided', ...line(quarter), ...more });
const lineOf = (found: Outcome, quarter: number) =>
  found.deductions.find(({ clause, period }) => clause === 'BY-8-GEN' && period === `year-1-Q${quarter}`);

describe('the first payment of Bayannur, by commands of the people who do it', () => {
  it('is held until the acceptance of year 1 has passed, and paying it before needs a reason', async () => {
    await recorded('head', { type: 'acceptance.applied', year: 1 });
    await recorded('vendor-bayannur-emr', { type: 'document.filed', document: 'annual-report', about: 'year-1' });
    // A fifth of 4,168,000.00 is 833,600.00; no line is deducted from the fee.
    expect(await p1('held')).toMatchObject({ gross: '833600.00', deducted: '0.00', net: '833600.00', dueOn: null });
    const early = await record('finance', { type: 'payment.made', payment: 'P1', amount: '833600.00' });
    expect([early.status, codeOf(early)]).toEqual([422, 'BILLING.REASON_NEEDED']);
  });

  it('is eligible once it is accepted, the report confirmed and the invoice there', async () => {
    await recorded('finance', { type: 'document.confirmed', document: 'annual-report', about: 'year-1' });
    await recorded('head', { type: 'acceptance.held', year: 1, passed: true });
    await recorded('finance', { type: 'invoice.received', payment: 'P1', amount: '833600.00' });
    const payment = await p1('eligible');
    expect(payment).toMatchObject({ gross: '833600.00', net: '833600.00', undecided: '0.00' });
    // Sixty days after the acceptance of today, or the first working day after them.
    expect(payment.dueOn && payment.dueOn >= dateOf(today + 60)).toBe(true);
    expect(payment.gates.map(({ open }) => open)).toEqual([true, true, true, true]);
  });

  it('is paid once by a double click, and the answer is the same', async () => {
    const pay = () => record('finance', { type: 'payment.made', payment: 'P1', amount: '833600.00' }, 'pay-p1');
    const [one, other] = await Promise.all([pay(), pay()]);
    expect([one.status, other.status]).toEqual([201, 201]);
    expect(other.body).toEqual(one.body);
    expect(await p1('paid')).toMatchObject({ status: 'paid', net: '833600.00' });
    expect(await listed('finance', 'type=payment.made')).toHaveLength(1);
  });

  it('is not paid again by somebody else, who is told who paid it and when', async () => {
    const again = await record('finance-2', { type: 'payment.made', payment: 'P1', amount: '833600.00' });
    expect([again.status, codeOf(again)]).toEqual([409, 'BILLING.PAID_TWICE']);
    expect(again.body.error.message).toContain('finance');
    expect(await listed('finance', 'type=payment.made')).toHaveLength(1);
  });
});

describe('a decision about a deduction', () => {
  it('of two finance users at once: one wins, the other one is told who decided what', async () => {
    const decisions = await Promise.all([
      decide('finance', 1, { outcome: 'confirmed' }),
      decide('finance-2', 1, { outcome: 'waived', note: '首季度交接期' }),
    ]);
    const [winner] = decisions.filter(({ status }) => status === 201);
    const [loser] = decisions.filter(({ status }) => status !== 201);
    expect(decisions.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(codeOf(loser as Answer)).toBe('BILLING.DECIDED_TWICE');
    const [kept] = await listed('finance', 'type=deduction.decided&about=year-1-Q1');
    expect(kept?.id).toBe(winner?.body.result.fact);
    expect(loser?.body.error.message).toContain(`已由 ${kept?.account} 于`);
    const decided = kept?.fact['outcome'] as string;
    const settled = await outcome((found) => lineOf(found, 1)?.decision === decided);
    expect(lineOf(settled, 1)).toMatchObject({ decision: decided, computed: '4168.00' });
  });

  it('is disputed by the vendor with its statement, then decided by the hospital with a reason', async () => {
    const confirms = await decide('vendor-bayannur-emr', 2, { outcome: 'confirmed' });
    expect(codeOf(confirms)).toBe('BILLING.DISPUTE_ONLY');
    const silent = await decide('vendor-bayannur-emr', 2, { outcome: 'disputed' });
    expect(codeOf(silent)).toBe('BILLING.REASON_NEEDED');
    const disputed = await decide('vendor-bayannur-emr', 2, { outcome: 'disputed', note: '维护已做，医院未签字' });
    expect(disputed.status, disputed.text).toBe(201);
    expect(lineOf(await outcome((found) => lineOf(found, 2)?.decision === 'disputed'), 2)?.decision).toBe('disputed');
    expect(codeOf(await decide('vendor-bayannur-emr', 2, { outcome: 'disputed', note: '再次' }))).toBe(
      'BILLING.DECIDED_TWICE',
    );
    expect(codeOf(await decide('finance', 2, { outcome: 'confirmed' }))).toBe('BILLING.REASON_NEEDED');
    const decided = await decide('finance', 2, { outcome: 'confirmed', amount: '2000.00', note: '部分完成，减半' });
    expect(decided.status, decided.text).toBe(201);
    const settled = await outcome((found) => lineOf(found, 2)?.decision === 'confirmed');
    expect(lineOf(settled, 2)).toMatchObject({ decision: 'confirmed', computed: '4168.00', payable: '2000.00' });
    // The dispute was heard: it is not opened again.
    expect(codeOf(await decide('vendor-bayannur-emr', 2, { outcome: 'disputed', note: '不服' }))).toBe(
      'BILLING.DECIDED_TWICE',
    );
  });

  it('another amount than the computed one, and a waiver, need a reason; the line must be there', async () => {
    expect(codeOf(await decide('finance', 3, { outcome: 'waived' }))).toBe('BILLING.REASON_NEEDED');
    expect(codeOf(await decide('finance', 3, { outcome: 'waived', note: '  ' }))).toBe('BILLING.REASON_NEEDED');
    expect(codeOf(await decide('finance', 3, { outcome: 'confirmed', amount: '4167.99' }))).toBe(
      'BILLING.REASON_NEEDED',
    );
    expect(codeOf(await decide('finance', 9, { outcome: 'confirmed' }))).toBe('BILLING.LINE_UNKNOWN');
    const open = { type: 'deduction.decided', clause: 'BY-8-GEN', outcome: 'confirmed' };
    expect(codeOf(await record('finance', open))).toBe('BILLING.BREACH_NEEDED');
    // 4168 and 4168.00 are the same amount.
    const decided = await decide('finance', 3, { outcome: 'confirmed', amount: '4168' });
    expect(decided.status, decided.text).toBe(201);
  });

  it('is taken back with a reason, stays visible as withdrawn, and the line is open again', async () => {
    const [kept] = await listed('finance', 'type=deduction.decided&about=year-1-Q3');
    const path = `/api/contracts/${bayannur}/facts/${kept?.id}/withdraw`;
    const withdrawn = await call(weibao.baseUrl, path, { body: { note: '点错了' }, cookie: cookieFor('finance') });
    expect(withdrawn.status, withdrawn.text).toBe(200);
    const settled = await outcome((found) => lineOf(found, 3)?.decision === 'proposed');
    expect(lineOf(settled, 3)?.decision).toBe('proposed');
    expect((await listed('finance', 'type=deduction.decided&about=year-1-Q3'))[0]?.withdrawn).toBe(true);
    expect((await decide('finance-2', 3, { outcome: 'waived', note: '停机检修替代' })).status).toBe(201);
  });
});

describe('what needs both sides', () => {
  it('is stored as the word of both when the second side says the same', async () => {
    const from = instantOf(Date.now() + 60 * minuteMs);
    const to = instantOf(Date.now() + 120 * minuteMs);
    const agreed = { type: 'maintenance.agreed', system: emr, from, to };
    const first = await record('vendor-bayannur-emr', agreed);
    expect(first.body.result.by).toBe('vendor');
    expect(codeOf(await record('vendor-bayannur-emr', agreed))).toBe('RECORD.TWICE');
    const second = await record('duty', agreed);
    expect(second.body.result.by).toBe('both');
    expect(codeOf(await record('duty', agreed))).toBe('RECORD.TWICE');
  });

  it('of two first words at the same moment one finds the other', async () => {
    const agreed = {
      type: 'force-majeure.agreed',
      system: emr,
      from: instantOf(Date.now() - 9 * minuteMs),
      to: instantOf(Date.now()),
    };
    const words = await Promise.all([record('vendor-bayannur-emr', agreed), record('head', agreed)]);
    expect(words.map(({ body }) => body.result.by === 'both').sort()).toEqual([false, true]);
  });
});

describeStatements();
describeOwnTerms();
describeSurveys();
