import type { Outcome, PaymentRecord } from '@weibao/exchange';
import { recordableTypes, type RecordedFact } from '@weibao/messages';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths, dateOf, dayOf, instantOf, msOf } from '../../apps/launcher/src/demo/dates.mjs';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';
import { call, cookieOf, type Answer } from './gateway.fixture.js';

// Facts of every kind recorded by the people who know them, over HTTP, on the built processes: nothing comes by the import door.

const bayannur = 'bayannur-emr';
const emr = '一体化电子病历系统';
const minuteMs = 60_000;
const today = dayOf(Date.now());
const start = addMonths(today, -13);

let weibao: Weibao;
const cookies = new Map<string, string>();

beforeAll(async () => {
  weibao = await startWeibao();
  const token = weibao.access()?.token.secret ?? '';
  const parties = (pattern: string) => [
    { organisation: 'demo-hospital', part: 'customer' },
    { organisation: `demo-vendor-${pattern}`, part: 'vendor' },
  ];
  const parameters = {
    signedOn: dateOf(start),
    startsOn: dateOf(start),
    endsOn: dateOf(addMonths(start, 36) - 1),
    workingHours: [['09:00', '18:00']],
    coreSystems: [emr],
  };
  for (const [contract, given] of [
    [bayannur, parameters],
    [
      'huangpu',
      {
        signedOn: dateOf(start),
        startsOn: dateOf(start),
        endsOn: dateOf(addMonths(start, 12) - 1),
        annualFee: '3000000.00',
      },
    ],
    ['tacheng-ops', {}],
  ] as const) {
    const body = {
      pattern: contract,
      parties: parties(contract),
      parameters: given,
      signedAt: instantOf(msOf(start, '10:00')),
    };
    const registered = await call(weibao.baseUrl, `/api/contracts/${contract}`, { method: 'PUT', body, token });
    expect(registered.status, registered.text).toBeLessThan(300);
  }
  // A second clerk, so that two people can decide at once.
  const clerk = {
    organisation: 'demo-hospital',
    role: 'finance',
    nameZh: '财务科二',
    password: 'another clerk, 2nd desk',
  };
  const made = await call(weibao.baseUrl, '/api/accounts/finance-2', { method: 'PUT', body: clerk, token });
  expect(made.status, made.text).toBeLessThan(300);
  for (const account of ['duty', 'finance', 'head', 'inspector', 'wall', 'vendor-bayannur-emr', 'vendor-huangpu'])
    cookies.set(account, await cookieOf(weibao.baseUrl, weibao.access(), account));
  const session = await call(weibao.baseUrl, '/api/session', {
    body: { account: 'finance-2', password: clerk.password },
  });
  cookies.set('finance-2', (session.headers.get('set-cookie') ?? '').split(';')[0] as string);
}, 120_000);
afterAll(() => weibao?.stop());

const cookieFor = (account: string): string => cookies.get(account) as string;

function record(account: string, fact: Record<string, unknown>, key?: string, contract = bayannur): Promise<Answer> {
  return call(weibao.baseUrl, `/api/contracts/${contract}/records`, {
    body: { fact },
    cookie: cookieFor(account),
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
}

async function recorded(account: string, fact: Record<string, unknown>): Promise<string> {
  const answer = await record(account, fact);
  expect(answer.status, answer.text).toBe(201);
  return answer.body.result.fact;
}

const codeOf = (answer: Answer): string => answer.body.error?.code ?? 'ok';

async function listed(account: string, query: string): Promise<RecordedFact[]> {
  const answer = await call(weibao.baseUrl, `/api/contracts/${bayannur}/records?${query}`, {
    cookie: cookieFor(account),
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.facts;
}

/** The outcome once it holds what was just recorded in another service. */
async function outcome(fits: (outcome: Outcome) => boolean): Promise<Outcome> {
  for (let tries = 0; ; tries += 1) {
    const { body } = await call(weibao.baseUrl, `/api/contracts/${bayannur}/outcome`, { cookie: cookieFor('finance') });
    if (fits(body.outcome) || tries === 100) return body.outcome;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
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

describe('refusals', () => {
  const future = () => instantOf(Date.now() + 60 * minuteMs);
  const cases: [string, string, () => Record<string, unknown>, number, string][] = [
    ['a demand that nobody filed', 'duty', () => ({ type: 'demand.accepted', demand: 'GHOST' }), 404, 'RECORD.UNKNOWN'],
    [
      'a future instant',
      'duty',
      () => ({ type: 'demand.filed', demand: 'D-F', at: future() }),
      422,
      'RECORD.FUTURE_INSTANT',
    ],
    [
      'a backup of tomorrow',
      'inspector',
      () => ({ type: 'backup.finished', day: dateOf(today + 2), kind: 'full', ok: true }),
      422,
      'RECORD.FUTURE_INSTANT',
    ],
    [
      'a back-dated decision',
      'finance',
      () => ({ type: 'deduction.decided', ...line(4), outcome: 'confirmed', at: '2026-01-01T08:00:00+08:00' }),
      422,
      'RECORD.NOT_BACK_DATED',
    ],
    [
      'an end before its start',
      'duty',
      () => ({
        type: 'monitoring.gap',
        system: emr,
        from: '2026-01-02T08:00:00+08:00',
        to: '2026-01-01T08:00:00+08:00',
      }),
      422,
      'RECORD.RANGE_EMPTY',
    ],
    [
      'the word of both by one',
      'head',
      () => ({
        type: 'maintenance.agreed',
        system: emr,
        from: future(),
        to: instantOf(Date.now() + 90 * minuteMs),
        by: 'both',
      }),
      422,
      'RECORD.BY',
    ],
    [
      'a slip signed by the vendor itself',
      'vendor-bayannur-emr',
      () => ({ type: 'backup.finished', day: dateOf(today), kind: 'full', ok: true, confirmed: true }),
      422,
      'RECORD.HOSPITAL_ONLY',
    ],
    [
      'a month that does not exist',
      'inspector',
      () => ({ type: 'inspection.ended', inspection: 'X', kind: 'monthly', period: '2026-13' }),
      404,
      'RECORD.PERIOD_UNKNOWN',
    ],
    [
      'an invoice for a payment that is not there',
      'finance',
      () => ({ type: 'invoice.received', payment: 'P9', amount: '1.00' }),
      404,
      'BILLING.PAYMENT_UNKNOWN',
    ],
    [
      'a payment below zero',
      'finance',
      () => ({ type: 'payment.made', payment: 'P2', amount: '-1.00', note: 'x' }),
      422,
      'RECORD.AMOUNT_NEGATIVE',
    ],
    [
      'a clause of another contract',
      'head',
      () => ({ type: 'breach.ruled', clause: 'HP-9.1-ASSESS6M' }),
      404,
      'BILLING.CLAUSE_UNKNOWN',
    ],
    [
      'a year that the contract does not accept',
      'head',
      () => ({ type: 'acceptance.applied', year: 7 }),
      404,
      'BILLING.YEAR_UNKNOWN',
    ],
    [
      'a second acceptance after one that passed',
      'head',
      () => ({ type: 'acceptance.reheld', year: 1, passed: true }),
      422,
      'RECORD.TOO_EARLY',
    ],
    [
      'the same acceptance held twice',
      'head',
      () => ({ type: 'acceptance.held', year: 1, passed: true }),
      409,
      'RECORD.TWICE',
    ],
    [
      'a right that nothing gives',
      'head',
      () => ({ type: 'right.exercised', right: 'terminate' }),
      404,
      'BILLING.RIGHT_UNKNOWN',
    ],
    [
      'a reading that nobody named',
      'head',
      () => ({ type: 'reading.chosen', reading: 'by.nothing', value: 'x' }),
      404,
      'BILLING.READING_UNKNOWN',
    ],
    [
      'an amendment of nothing',
      'head',
      () => ({ type: 'contract.amended', effectiveOn: dateOf(today), changes: { total: '1' } }),
      400,
      'BILLING.AMENDMENT_INVALID',
    ],
    [
      'an amount of the wrong form',
      'finance',
      () => ({ type: 'invoice.received', payment: 'P2', amount: '1,000' }),
      400,
      'HTTP.BAD_INPUT',
    ],
    [
      'a field that the form does not have',
      'duty',
      () => ({ type: 'demand.filed', demand: 'D-9', clas: 'ordinary' }),
      400,
      'HTTP.BAD_INPUT',
    ],
    [
      'a moment of recording of one’s own',
      'finance',
      () => ({ type: 'invoice.received', payment: 'P2', amount: '1.00', recordedAt: '2026-01-01T08:00:00+08:00' }),
      400,
      'HTTP.BAD_INPUT',
    ],
    [
      'a stage of an incident, which has its own command',
      'duty',
      () => ({ type: 'incident.responded', incident: 'I1' }),
      400,
      'HTTP.BAD_INPUT',
    ],
    [
      'money from the duty desk',
      'duty',
      () => ({ type: 'payment.made', payment: 'P2', amount: '1.00' }),
      403,
      'ACCESS.ROLE',
    ],
    [
      'an acceptance by the vendor',
      'vendor-bayannur-emr',
      () => ({ type: 'acceptance.held', year: 2, passed: true }),
      403,
      'ACCESS.FACT_TYPE',
    ],
    ['anything from a wall', 'wall', () => ({ type: 'demand.filed', demand: 'D-W' }), 403, 'ACCESS.ROLE_NOT_ALLOWED'],
  ];
  beforeAll(async () => {
    // What was recorded above has to have reached the list, so that it stands still.
    for (let tries = 0; (await listed('head', 'type=maintenance.*,force-majeure.*')).length < 4; tries += 1) {
      expect(tries).toBeLessThan(100);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  it.each(cases)('%s is refused, and nothing is stored', async (_what, account, fact, status, code) => {
    const before = (await listed('head', 'limit=1'))[0]?.id;
    const answer = await record(account, fact());
    expect([answer.status, codeOf(answer)], answer.text).toEqual([status, code]);
    expect(answer.body.error.message).toMatch(/[\u4e00-\u9fff]/);
    expect(answer.body.error.messageEn).toBeTruthy();
    expect((await listed('head', 'limit=1'))[0]?.id).toBe(before);
  });

  it('an outage of a system outside a contract that lists its systems is refused', async () => {
    const answer = await record(
      'duty',
      { type: 'outage.started', outage: 'O-1', system: '停车系统' },
      undefined,
      'tacheng-ops',
    );
    expect([answer.status, codeOf(answer)]).toEqual([422, 'RECORD.SYSTEM_OUT_OF_SCOPE']);
  });

  it('all faults of a fact are named at once', async () => {
    const answer = await record('finance', {
      type: 'invoice.received',
      payment: 'P9',
      amount: '1.00',
      at: future(),
      by: 'vendor',
    });
    expect(answer.body.error.faults.map(({ place }: { place: string }) => place).sort()).toEqual([
      'at',
      'by',
      'payment',
    ]);
  });

  it('the vendor of another contract is answered as for a contract that does not exist', async () => {
    const fact = { type: 'demand.filed', demand: 'D-1' };
    const others = await record('vendor-huangpu', fact);
    const unknown = await record('vendor-huangpu', fact, undefined, 'no-such-one');
    const spoken = ({ status, body }: Answer, contract: string) => [
      status,
      body.error.code,
      body.error.message.replaceAll(contract, '…'),
    ];
    expect(spoken(others, bayannur)).toEqual(spoken(unknown, 'no-such-one'));
    expect(others.status).toBe(404);
    const listing = await call(weibao.baseUrl, `/api/contracts/${bayannur}/records`, {
      cookie: cookieFor('vendor-huangpu'),
    });
    expect(listing.status).toBe(404);
  });
});

describe('every kind of fact', () => {
  const yesterday = dateOf(today - 1);
  const month = yesterday.slice(0, 7);
  const hour = (ago: number) => instantOf(Date.now() - ago * 60 * minuteMs);
  const vendor = 'vendor-bayannur-emr';
  /** In an order in which each finds what it names. */
  const everyKind: [string, Record<string, unknown>][] = [
    ['duty', { type: 'outage.started', outage: 'O-7', system: emr, at: hour(3) }],
    ['duty', { type: 'outage.ended', outage: 'O-7', system: emr, at: hour(2) }],
    ['duty', { type: 'monitoring.gap', system: emr, from: hour(2), to: hour(1), by: 'monitor' }],
    [vendor, { type: 'demand.filed', demand: 'D-7', class: 'ordinary' }],
    [vendor, { type: 'demand.answered', demand: 'D-7' }],
    [vendor, { type: 'demand.agreed', demand: 'D-7', deliverBy: hour(-48) }],
    ['duty', { type: 'demand.agreed', demand: 'D-7', deliverBy: hour(-48) }],
    ['head', { type: 'demand.changed', demand: 'D-7', deliverBy: hour(-72) }],
    ['duty', { type: 'demand.business-affected', demand: 'D-7' }],
    [vendor, { type: 'demand.refused', demand: 'D-7' }],
    [vendor, { type: 'demand.delivered', demand: 'D-7' }],
    ['duty', { type: 'demand.accepted', demand: 'D-7' }],
    ['duty', { type: 'complaint.verified', complaint: 'C-7', about: 'D-7', target: 'department' }],
    ['inspector', { type: 'defect.confirmed', defect: 'B-7' }],
    ['inspector', { type: 'defect.closed', defect: 'B-7' }],
    ['head', { type: 'security-task.ordered', task: 'T-7', dueOn: dateOf(today + 7) }],
    ['head', { type: 'security-task.refused', task: 'T-7' }],
    ['head', { type: 'security-task.verified', task: 'T-7' }],
    [vendor, { type: 'backup.finished', day: yesterday, kind: 'full', ok: true, locations: ['local', 'offsite'] }],
    ['inspector', { type: 'backup.finished', day: yesterday, kind: 'full', ok: true, confirmed: true }],
    ['inspector', { type: 'restore.tested', ok: true }],
    [vendor, { type: 'inspection.ended', inspection: 'N-7', kind: 'monthly', period: month }],
    ['head', { type: 'duty.planned', duty: 'U-7', kind: 'drill', dueOn: dateOf(today + 30) }],
    [vendor, { type: 'duty.done', duty: 'U-7', kind: 'drill' }],
    ['inspector', { type: 'duty.signed', duty: 'U-7' }],
    [vendor, { type: 'document.filed', document: 'inspection-report', about: 'N-7', stamped: true }],
    ['inspector', { type: 'document.confirmed', document: 'inspection-report', about: 'N-7' }],
    ['inspector', { type: 'survey.returned', form: 'clinical', department: '急诊科', scores: [92, 94, 90, 95] }],
    ['inspector', { type: 'approval.given', approval: 'A-7', kind: 'remote-session' }],
    [vendor, { type: 'staff.changed', post: '驻场工程师', person: 'p-1' }],
    ['head', { type: 'staff.assigned', post: '驻场工程师', person: 'p-2' }],
    ['inspector', { type: 'staff.absent', post: '驻场工程师', person: 'p-2' }],
    [vendor, { type: 'effort.spent', kind: 'interface-dev', personDays: 2 }],
    ['head', { type: 'assessment.held', period: 'year-1-Q1', passed: true }],
    ['head', { type: 'acceptance.held', year: 2, passed: false, note: '指标未达' }],
    ['head', { type: 'acceptance.notified', year: 2 }],
    [vendor, { type: 'acceptance.reapplied', year: 2 }],
    ['head', { type: 'acceptance.reheld', year: 2, passed: true, note: '整改完成' }],
    ['finance', { type: 'payment.application-filed', payment: 'P2' }],
    ['head', { type: 'breach.ruled', clause: 'BY-8-DELAY', days: 2 }],
    ['finance', { type: 'loss.claimed', clause: 'BY-8-GEN', amount: '100.00' }],
    [vendor, { type: 'notice.served', notice: 'demand', channel: 'hand', sentAt: hour(1) }],
    ['head', { type: 'reading.chosen', reading: 'term.end', value: 'day-before' }],
    ['head', { type: 'calendar.published', year: 2030, holidays: ['2030-01-01'], workdays: [], source: '试验' }],
    [
      'head',
      {
        type: 'contract.amended',
        effectiveOn: dateOf(today),
        changes: { parameters: { workingHours: [['08:30', '17:30']] } },
      },
    ],
    ['head', { type: 'record.started', on: dateOf(start) }],
  ];

  it('is recorded by those who know it, and stands in the list with its side', async () => {
    const ids: string[] = [];
    for (const [account, fact] of everyKind) {
      const answer = await record(account, fact);
      expect([fact['type'], answer.status], answer.text).toEqual([fact['type'], 201]);
      const side = account === vendor ? 'vendor' : 'hospital';
      expect([fact['type'], answer.body.result.by]).toEqual([fact['type'], fact['by'] ?? side]);
      ids.push(answer.body.result.fact);
    }
    const missing = async () => {
      const there = new Set((await listed('head', 'limit=500')).map(({ id }) => id));
      return ids.filter((id) => !there.has(id));
    };
    for (let tries = 0; (await missing()).length > 0 && tries < 100; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await missing()).toEqual([]);
    // What the tests above record is the rest of the table; a right is exercised only once the outcome gives it, scores have a card in Huangpu alone.
    const seen = new Set((await listed('head', 'limit=500')).map(({ type }) => type));
    expect(recordableTypes.filter((type) => !seen.has(type))).toEqual(['scorecard.noted', 'right.exercised']);
  });

  it('a note on the scorecard takes the points of its line off the half-year', async () => {
    const notes = { type: 'scorecard.noted', clause: 'HP-S-2.2-S2', period: 'year-1-H1' };
    const periods = (
      await call(weibao.baseUrl, '/api/contracts/huangpu/outcome?lists=duties', { cookie: cookieFor('head') })
    ).body.outcome.duties.filter(({ clause }: { clause: string }) => clause === 'HP-9.1-ASSESS6M');
    const { period } = periods[0];
    const noted = await record('inspector', { ...notes, period }, undefined, 'huangpu');
    expect(noted.status, noted.text).toBe(201);
    const { body } = await call(weibao.baseUrl, '/api/contracts/huangpu/outcome?lists=scores', {
      cookie: cookieFor('head'),
    });
    const score = body.outcome.scores.find((one: { period: string }) => one.period === period);
    // From 100 the line HP-S-2.2-S2 takes 15: 85.
    expect(score).toMatchObject({ score: '85', lines: [{ clause: 'HP-S-2.2-S2', times: 1, points: '15' }] });
  });
});

describe('the list of records', () => {
  it('keeps what was typed as text: HTML and SQL are letters', async () => {
    const note = `<script>alert(1)</script>'; drop table billing.fact; -- ${'"'}`;
    const fact = await recorded('duty', { type: 'demand.filed', demand: `D-<b>'1`, class: 'ordinary', summary: note });
    const answered = await record('vendor-bayannur-emr', { type: 'demand.answered', demand: `D-<b>'1` });
    expect(answered.status, answered.text).toBe(201);
    await outcome((found) => found.clocks.some(({ subject }) => subject === `D-<b>'1`));
    const facts = await listed('duty', `type=demand.*&about=${encodeURIComponent(`D-<b>'1`)}`);
    expect(facts.map(({ type }) => type)).toEqual(['demand.answered', 'demand.filed']);
    expect(facts[1]).toMatchObject({ id: fact, account: 'duty', by: 'hospital', withdrawn: false });
    expect(facts[1]?.fact['summary']).toBe(note);
  });

  it('comes in pages, newest first, each fact once', async () => {
    const whole = await listed('head', 'limit=500');
    const paged: RecordedFact[] = [];
    for (let after: string | null = ''; after !== null;) {
      const query: string = `limit=4${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`;
      const { body } = await call(weibao.baseUrl, `/api/contracts/${bayannur}/records?${query}`, {
        cookie: cookieFor('head'),
      });
      expect(body.facts.length).toBeLessThanOrEqual(4);
      paged.push(...body.facts);
      after = body.next;
    }
    expect(paged.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    expect(whole.map(({ at }) => Date.parse(at))).toEqual(whole.map(({ at }) => Date.parse(at)).sort((a, b) => b - a));
  });

  it('shows no money to those who see none, and no free text to the platform', async () => {
    const seen = async (account: string) => new Set((await listed(account, 'limit=500')).map(({ type }) => type));
    expect((await seen('finance')).has('payment.made')).toBe(true);
    for (const account of ['duty', 'inspector'])
      expect([...(await seen(account))].filter((type) => /^(payment|invoice|deduction|contract)\./.test(type))).toEqual(
        [],
      );
    const token = weibao.access()?.token.secret ?? '';
    const { text } = await call(weibao.baseUrl, `/api/contracts/${bayannur}/records?limit=500`, { token });
    expect(text).toContain('demand.filed');
    expect(text).not.toContain('drop table');
    expect(text).not.toContain('首季度交接期');
  });
});
