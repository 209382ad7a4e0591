import type { RecordedFact } from '@weibao/messages';
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

beforeAll(async () => {
  await openRecords();
  await recorded('head', { type: 'acceptance.applied', year: 1 });
  await recorded('head', { type: 'acceptance.held', year: 1, passed: true });
  await recorded('finance', { type: 'invoice.received', payment: 'P1', amount: '833600.00' });
  // The annual report is not confirmed: paid all the same, with the reason.
  await recorded('finance', { type: 'payment.made', payment: 'P1', amount: '833600.00', note: '院长办公会决定' });
}, 120_000);
afterAll(closeRecords);

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
      () => ({
        type: 'deduction.decided',
        clause: 'BY-8-GEN',
        period: 'year-1-Q4',
        outcome: 'confirmed',
        at: '2026-01-01T08:00:00+08:00',
      }),
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

describe('the list of records', () => {
  it('keeps what was typed as text: HTML and SQL are letters', async () => {
    const note = `<script>alert(1)</script>'; drop table billing.fact; -- ${'"'}`;
    const fact = await recorded('duty', { type: 'demand.filed', demand: `D-<b>'1`, class: 'ordinary', summary: note });
    const answered = await record('vendor-bayannur-emr', { type: 'demand.answered', demand: `D-<b>'1` });
    expect(answered.status, answered.text).toBe(201);
    await outcome((found) => found.clocks.some(({ subject, metAt }) => subject === `D-<b>'1` && metAt !== null));
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

  it('shows no money to those who see none, and nothing at all to the platform', async () => {
    const seen = async (account: string) => new Set((await listed(account, 'limit=500')).map(({ type }) => type));
    expect((await seen('finance')).has('payment.made')).toBe(true);
    for (const account of ['duty', 'inspector'])
      expect([...(await seen(account))].filter((type) => /^(payment|invoice|deduction|contract)\./.test(type))).toEqual(
        [],
      );
    const token = weibao.access()?.token.secret ?? '';
    const refused = await call(weibao.baseUrl, `/api/contracts/${bayannur}/records?limit=500`, { token });
    expect([refused.status, codeOf(refused)]).toEqual([403, 'ACCESS.ROLE_NOT_ALLOWED']);
  });
});
