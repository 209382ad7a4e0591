import type { DeductionRecord, Outcome, PaymentRecord } from '@weibao/exchange';
import type { ForecastView, Heads, NextMissesView } from '@weibao/messages';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths, dateOf, instantOf, msOf } from '../../apps/launcher/src/demo/dates.mjs';
import { liyang, tacheng } from '../../apps/launcher/src/demo/finished.mjs';
import { incident } from '../../apps/launcher/src/demo/story.mjs';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';
import { administrator, parties, Questions } from './billing.fixture.js';
import { actors, backups, recordAll, wholeYear, type Said } from './year.fixture.js';

// A year of each contract by the commands of people alone, from the first report to the payment. Each variant is a contract of its own.

let weibao: Weibao;
let questions: Questions;
const nowMs = Date.now();
const emr = '一体化电子病历系统';

beforeAll(async () => {
  weibao = await startWeibao({ only: ['incident-svc', 'inspection-svc', 'billing-svc'], demo: false });
  questions = await Questions.to(weibao.natsUrl);
}, 60_000);
afterAll(async () => {
  await questions?.close();
  await weibao?.stop();
});

const register = (contract: string, pattern: string, parameters: object) =>
  questions.want('billing.contract.register', contract, { pattern, parameters, parties }, { actor: administrator });

const outcomeOf = async (contract: string, heads: Heads): Promise<Outcome> => {
  const asked = { actor: actors.finance };
  const lists = ['payments', 'deductions', 'caps', 'counters', 'rights', 'acceptances', 'scores', 'metrics'];
  return (await questions.complete<Outcome>('billing.outcome.get', contract, { lists }, asked, heads)).result;
};
const paymentOf = ({ payments }: Outcome, name = 'P1'): PaymentRecord | undefined =>
  payments.find(({ payment }) => payment === name);
const shut = (outcome: Outcome) =>
  paymentOf(outcome)
    ?.gates.filter(({ open }) => open !== true)
    .map(({ gate }) => gate);
const lineOf = ({ deductions }: Outcome, clause: string, subject?: string): DeductionRecord | undefined =>
  deductions.find((line) => line.clause === clause && (subject === undefined || line.subject === subject));

/** One command of somebody about money, at the server's time unless told; the outcome that it leads to. */
async function say(contract: string, fact: object, actor: (typeof actors)[keyof typeof actors] = actors.head) {
  const reply = await questions.want('billing.fact.record', contract, { fact }, { actor });
  return outcomeOf(contract, reply.heads);
}
const decide = (contract: string, decision: object) =>
  say(contract, { type: 'deduction.decided', ...decision }, actors.finance);

describe('a year of Bayannur', () => {
  const applied = (start: number) => ({
    type: 'acceptance.applied',
    year: 1,
    at: instantOf(msOf(addMonths(start, 12) + 6, '10:00')),
  });

  it('BY-3-PAY1: is held, accepted, invoiced, eligible, paid', async () => {
    const contract = 'by-year-paid';
    const { parameters, facts, start } = wholeYear(nowMs, true);
    await register(contract, 'bayannur-emr', parameters);
    const heads = await recordAll(questions, contract, [...facts, ...backups(start), applied(start)]);
    const held = await outcomeOf(contract, heads);
    expect(held.acceptances[0]).toMatchObject({ year: 1, status: 'applied', criteriaMet: true });
    // Twelve checks of the backups are in the plan beside its inspections and its maintenance; all are done and signed.
    expect(held.metrics.find(({ clause }) => clause === 'BY-V-OBJ3')).toMatchObject({ value: '100', status: 'met' });
    const unsigned = { type: 'duty.planned', duty: 'BY-BACKUP-13', kind: 'backup', dueOn: dateOf(start + 300) };
    const asked = { actor: actors.head };
    const more = await questions.want<{ fact: string }>('inspection.fact.record', contract, { fact: unsigned }, asked);
    const missed = await outcomeOf(contract, more.heads);
    expect(missed.metrics.find(({ clause }) => clause === 'BY-V-OBJ3')).toMatchObject({ status: 'missed' });
    const mistyped = { fact: more.result.fact, note: '重复录入的计划' };
    const taken = await questions.want('inspection.fact.withdraw', contract, mistyped, asked);
    expect((await outcomeOf(contract, taken.heads)).acceptances[0]?.criteriaMet).toBe(true);
    expect(held.deductions).toEqual([]);
    // A fifth of 4,168,000.00.
    expect(paymentOf(held)).toMatchObject({ status: 'held', gross: '833600.00', net: '833600.00', dueOn: null });
    expect(shut(held)).toEqual(['acceptance', 'annual-report', 'invoice']);

    const accepted = await say(contract, { type: 'acceptance.held', year: 1, passed: true });
    expect(accepted.acceptances[0]?.status).toBe('passed');
    const confirmed = { type: 'document.confirmed', document: 'annual-report', about: 'year-1' };
    const report = await questions.want(
      'inspection.fact.record',
      contract,
      { fact: confirmed },
      { actor: actors.head },
    );
    expect(shut(await outcomeOf(contract, report.heads))).toEqual(['invoice']);
    // A yuan short is not the payment's amount; a second invoice over it makes it whole.
    const short = { type: 'invoice.received', payment: 'P1', amount: '833599.00' };
    expect(shut(await say(contract, short, actors.finance))).toEqual(['invoice']);
    const eligible = await say(contract, { ...short, amount: '1.00' }, actors.finance);
    expect(paymentOf(eligible)).toMatchObject({ status: 'eligible', net: '833600.00', undecided: '0.00' });
    // Sixty days after today at the earliest; a rest day moves it on.
    const sixtieth = dateOf(Math.floor((nowMs + 8 * 3_600_000) / 86_400_000) + 60);
    expect((paymentOf(eligible)?.dueOn ?? '') >= sixtieth).toBe(true);

    const paid = await say(contract, { type: 'payment.made', payment: 'P1', amount: '833600.00' }, actors.finance);
    expect(paymentOf(paid)).toMatchObject({ status: 'paid', paid: '833600.00' });
    const { result } = await questions.want<ForecastView>(
      'billing.forecast.get',
      'all',
      { contracts: [contract, 'no-such-contract'] },
      { actor: actors.finance },
    );
    expect(result.contracts.map((one) => one.contract)).toEqual([contract]);
    const month = result.months.find((one) => one.month === instantOf(Date.now()).slice(0, 7));
    expect(month).toMatchObject({ amounts: { paid: '833600.00' } });
    // P1 was paid, P2 to P5 are ahead: 5 x 833,600.00 in all.
    expect(result.contracts[0]?.entries.map(({ amount }) => amount)).toEqual(Array(5).fill('833600.00'));
  }, 60_000);

  it('BY-3-SUSP: fails its acceptance, is suspended, and after the rectification accepted', async () => {
    const contract = 'by-year-failed';
    const { parameters, facts, start } = wholeYear(nowMs, false);
    await register(contract, 'bayannur-emr', parameters);
    const due = await outcomeOf(contract, await recordAll(questions, contract, [...facts, applied(start)]));
    // The demo leaves an inspection and a report undone, and answers once after 12 minutes: three thousandths of 4,168,000.00.
    expect(due.acceptances[0]).toMatchObject({ status: 'applied', criteriaMet: false });
    expect(due.deductions.map(({ computed, decision }) => [computed, decision])).toEqual(
      Array(due.deductions.length).fill(['4168.00', 'proposed']),
    );
    expect(lineOf(due, 'BY-8-GEN', 'BY-0003')).toMatchObject({ breach: 'responded' });

    const failed = await say(contract, { type: 'acceptance.held', year: 1, passed: false });
    expect(failed.rights).toMatchObject([{ clause: 'BY-3-SUSP', right: 'suspend-payment', exercisedAt: null }]);
    expect(paymentOf(failed)?.status).toBe('held');
    const suspended = await say(contract, { type: 'right.exercised', right: 'suspend-payment' });
    expect(suspended.payments.map(({ status }) => status)).toEqual(Array(5).fill('suspended'));
    await say(contract, { type: 'acceptance.notified', year: 1, note: '补齐节前巡检与报告' });
    await say(contract, { type: 'acceptance.reapplied', year: 1 }, actors.vendor);
    const again = await say(contract, { type: 'acceptance.reheld', year: 1, passed: true, note: '整改已核实' });
    expect(again.acceptances[0]?.status).toBe('repassed');
    expect(paymentOf(again)?.status).toBe('held');
    expect(shut(again)).toEqual(['annual-report', 'invoice']);
  }, 60_000);

  it('BY-8-MAJ1: the fifth level 1 overtime lets the hospital terminate, and what is unpaid is forfeited', async () => {
    const contract = 'by-year-five';
    const { parameters, facts, start } = wholeYear(nowMs, true);
    await register(contract, 'bayannur-emr', parameters);
    const late = (n: number): Said[] =>
      incident({
        incident: `LATE-${n}`,
        reportedMs: msOf(addMonths(start, 8) + n, '10:00'),
        level: '1',
        system: emr,
        summary: '打不开',
        // <10 min: ten minutes sharp is late. Restored within 30.
        stages: { responded: 10, restored: 25, resolved: 40, closed: 300 },
        cause: 'vendor',
        report: ['rca-report', 600],
      });
    const four = await recordAll(questions, contract, [...facts, ...[1, 2, 3, 4].flatMap(late)]);
    const before = await outcomeOf(contract, four);
    const counted = ({ counters }: Outcome) =>
      counters.find(({ clause, period, limit }) => clause === 'BY-8-MAJ1' && period === 'year-1' && limit === 5);
    expect(counted(before)).toMatchObject({ count: 4, reachedAt: null });
    expect(before.rights).toEqual([]);
    const asked = await questions.want<NextMissesView>('billing.next-miss.get', contract, {}, { actor: actors.vendor });
    // An incident reported now counts in the second year: 1 of 5, and a thousandth.
    expect(asked.result.misses.find(({ clause }) => clause === 'BY-4.1-L1-RESP')).toMatchObject({
      amount: '4168.00',
      counters: [{ clause: 'BY-8-MAJ1', period: 'year-2', count: 1, limit: 5, reached: false }],
      rights: [],
    });

    const after = await outcomeOf(contract, await recordAll(questions, contract, late(5)));
    expect(counted(after)).toMatchObject({ count: 5 });
    expect(after.rights).toMatchObject([{ clause: 'BY-8-TERM', right: 'terminate', exercisedAt: null }]);
    // Five of 4,168.00 each.
    const lines = after.deductions.filter(({ subject }) => subject?.startsWith('LATE-'));
    expect(lines.map(({ computed }) => computed)).toEqual(Array(5).fill('4168.00'));
    expect(shut(after)).toContain('no-major-breach');
    const terminated = await say(contract, { type: 'right.exercised', right: 'terminate' });
    expect(terminated.payments.map(({ status }) => status)).toEqual(Array(5).fill('forfeited'));
  }, 60_000);
});

describe('the other contracts by commands alone', () => {
  it('LY-A5.6-CAP: repeated events of Liyang cost up to the cap, what is decided first uses it first', async () => {
    const contract = 'ly-year';
    const demo = liyang();
    await register(contract, 'liyang-smart-health', demo.parameters);
    const event = (name: string, day: string): Said[] => [
      {
        type: 'incident.reported',
        at: `${day}T09:00:00+08:00`,
        incident: name,
        level: '1',
        system: '区域心电软件系统',
        subsystem: '区域心电软件系统',
      },
      { type: 'incident.responded', at: `${day}T09:00:00+08:00`, incident: name },
      { type: 'incident.caused', at: `${day}T09:10:00+08:00`, incident: name, cause: 'vendor', problem: 'storage' },
      { type: 'incident.resolved', at: `${day}T09:50:00+08:00`, incident: name },
    ];
    const year = (demo.facts as Said[]).filter(
      (fact) =>
        fact.type !== 'deduction.decided' && !String(fact['incident'] ?? fact['about'] ?? '').startsWith('LY-0'),
    );
    // Whoever records an inspection says of which period it is; the demo's preventive ones are of the quarter that they lie in.
    const named = year.map((fact) => {
      const quarter = /^LY-PREV-(\d)$/.exec(String(fact['inspection'] ?? ''))?.[1];
      return quarter === undefined ? fact : { ...fact, period: `year-1-Q${quarter}` };
    });
    const facts = [...named, ...event('E1', '2022-10-11'), ...event('E2', '2023-02-14')];
    const proposed = await outcomeOf(contract, await recordAll(questions, contract, facts));
    // 30 % of 196,800.00 = 59,040.00; the second of its kind half as much again, 88,560.00; 10 % of 980,000.00 = 98,000.00 caps both.
    expect(lineOf(proposed, 'LY-A5.3-LV1', 'E1')).toMatchObject({ computed: '59040.00', payable: '59040.00' });
    expect(lineOf(proposed, 'LY-A5.3-LV1', 'E2')).toMatchObject({ computed: '88560.00', payable: '38960.00' });
    const decided = await decide(contract, { clause: 'LY-A5.3-LV1', subject: 'E2', outcome: 'confirmed' });
    // 98,000.00 - 88,560.00 = 9,440.00 are left for the first.
    expect(lineOf(decided, 'LY-A5.3-LV1', 'E2')).toMatchObject({ payable: '88560.00', decision: 'confirmed' });
    expect(lineOf(decided, 'LY-A5.3-LV1', 'E1')).toMatchObject({ payable: '9440.00', decision: 'proposed' });
    expect(decided.caps.find(({ clause }) => clause === 'LY-A5.6-CAP')).toMatchObject({ used: '98000.00' });
    expect(decided.payments.map(({ status }) => status)).toEqual(['paid', 'paid']);
  }, 60_000);

  it('HP-9.2-B: a half-year of Huangpu at 79 points is fined, confirmed, back in review at 78, confirmed again and paid', async () => {
    const contract = 'hp-year';
    const parameters = {
      signedOn: '2025-01-01',
      startsOn: '2025-01-01',
      endsOn: '2025-12-31',
      total: '50000.00',
      annualFee: '50000.00',
      settlement: 'half-year',
      share: '50%',
    };
    await register(contract, 'huangpu', parameters);
    const noted = (clause: string, day: string): Said => ({
      type: 'scorecard.noted',
      at: `${day}T18:00:00+08:00`,
      clause,
      period: '2025-H1',
    });
    const filed = (document: string): Said => ({
      type: 'document.filed',
      at: '2025-07-10T10:00:00+08:00',
      document,
      about: 'P1',
    });
    await recordAll(questions, contract, [
      noted('HP-S-2.2-S2', '2025-03-02'), // 15
      noted('HP-S-2.3', '2025-04-02'), // 5
      noted('HP-S-4.1', '2025-06-30'), // 1
      ...['purchase-record', 'contract', 'acceptance-form'].map(filed),
    ]);
    const held = await say(contract, { type: 'assessment.held', period: '2025-H1', at: '2025-07-06T10:00:00+08:00' });
    // 100 - 15 - 5 - 1 = 79, one point below 80: 1,000.00 of the half of 50,000.00.
    expect(held.scores[0]).toMatchObject({ period: '2025-H1', score: '79', outcome: 'rectify' });
    expect(paymentOf(held)).toMatchObject({ gross: '25000.00', net: '24000.00', undecided: '1000.00' });
    const fine = { clause: 'HP-9.2-B', period: '2025-H1' };
    const confirmed = await decide(contract, { ...fine, outcome: 'confirmed' });
    expect(paymentOf(confirmed)).toMatchObject({ net: '24000.00', undecided: '0.00' });

    const late = await say(contract, { ...noted('HP-S-4.1', '2025-05-05') });
    const line = lineOf(late, 'HP-9.2-B');
    expect(line).toMatchObject({ computed: '2000.00', payable: '1000.00', decision: 'confirmed' });
    expect(line?.review).toMatchObject({ was: '1000.00', steps: [{ label: 'score', was: '79', now: '78' }, {}, {}] });
    expect(line?.review?.facts).toHaveLength(1);
    expect(paymentOf(late)).toMatchObject({ net: '24000.00', undecided: '1000.00' });

    // Two clerks decide again at once: one is stored, the other is told.
    const fact = { type: 'deduction.decided', ...fine, outcome: 'confirmed' };
    const twice = await Promise.all(
      [actors.finance, actors.head].map((actor) => questions.ask('billing.fact.record', contract, { fact }, { actor })),
    );
    expect(twice.map((reply) => (reply.ok ? 'stored' : reply.error.code)).sort()).toEqual([
      'BILLING.DECIDED_TWICE',
      'stored',
    ]);
    const invoice = { type: 'invoice.received', payment: 'P1', amount: '23000.00' };
    const ready = await say(contract, invoice, actors.finance);
    // 25,000.00 - 2,000.00
    expect(paymentOf(ready)).toMatchObject({ net: '23000.00', undecided: '0.00', status: 'eligible' });
    expect(lineOf(ready, 'HP-9.2-B')?.review).toBeUndefined();
    const paid = await say(contract, { type: 'payment.made', payment: 'P1', amount: '23000.00' }, actors.finance);
    expect(paymentOf(paid)).toMatchObject({ status: 'paid', paid: '23000.00' });
  }, 60_000);

  it('TC-8.2-CAP: a year of Tacheng is paid, and a loss is compensated up to the fee', async () => {
    const contract = 'tc-year';
    const demo = tacheng();
    await register(contract, 'tacheng-ops', demo.parameters);
    const kept = await outcomeOf(contract, await recordAll(questions, contract, demo.facts as Said[]));
    expect(paymentOf(kept)).toMatchObject({ status: 'paid', net: '53600.00', paid: '53600.00' });
    expect(kept.deductions).toEqual([]);
    const loss = { type: 'loss.claimed', clause: 'TC-8.2-CAP', amount: '80000.00', at: '2025-04-10T10:00:00+08:00' };
    const claimed = await say(contract, loss, actors.finance);
    expect(lineOf(claimed, 'TC-8.2-CAP')).toMatchObject({ computed: '80000.00', payable: '53600.00', payment: null });
    expect(paymentOf(claimed)).toMatchObject({ status: 'paid', deducted: '0.00' });
  }, 60_000);

  it('JH-3.2-PAYTIE: a quarter of Jiahe waits for its assessment, less what a person sets for an overtime', async () => {
    const contract = 'jh-year';
    const parameters = {
      signedOn: '2025-01-01',
      startsOn: '2025-01-01',
      endsOn: '2025-12-31',
      total: '180000.00',
      annualFee: '180000.00',
      settlement: 'quarter',
      share: '25%',
    };
    await register(contract, 'jiahe-icu', parameters);
    const ruled = {
      type: 'breach.ruled',
      at: '2025-02-10T10:00:00+08:00',
      clause: 'JH-3.3-OVERTIME',
      subject: 'Q1',
      times: 1,
    };
    const open = await say(contract, ruled);
    expect(lineOf(open, 'JH-3.3-OVERTIME')).toMatchObject({ computed: null, payable: null, payment: 'P1' });
    expect(shut(open)).toEqual(['assessment']);
    const set = await decide(contract, {
      clause: 'JH-3.3-OVERTIME',
      outcome: 'confirmed',
      amount: '500.00',
      note: '协商',
    });
    // A quarter of 180,000.00 is 45,000.00, less 500.00.
    expect(paymentOf(set)).toMatchObject({ gross: '45000.00', net: '44500.00', status: 'held' });
    const assessed = { type: 'assessment.held', period: '2025-Q1', passed: true, at: '2025-04-03T10:00:00+08:00' };
    const due = await say(contract, assessed);
    expect(paymentOf(due)).toMatchObject({ net: '44500.00', status: 'eligible' });
    const paid = await say(contract, { type: 'payment.made', payment: 'P1', amount: '44500.00' }, actors.finance);
    expect(paymentOf(paid)).toMatchObject({ status: 'paid', paid: '44500.00' });
  }, 60_000);
});
