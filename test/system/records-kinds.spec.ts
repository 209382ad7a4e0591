import { recordableTypes, type DigestView, type DutyView, type StaffView } from '@weibao/messages';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths, dateOf, instantOf } from '../../apps/launcher/src/demo/dates.mjs';
import { call, listen, makeToken } from './gateway.fixture.js';
import {
  closeRecords,
  codeOf,
  cookieFor,
  emr,
  listed,
  minuteMs,
  openRecords,
  record,
  start,
  today,
  vendor,
  weibao,
} from './records.fixture.js';

beforeAll(openRecords, 120_000);
afterAll(closeRecords);

describe('every kind of fact', () => {
  const yesterday = dateOf(today - 1);
  const month = yesterday.slice(0, 7);
  const hour = (ago: number) => instantOf(Date.now() - ago * 60 * minuteMs);
  /** In an order in which each finds what it names. */
  const everyKind: [string, Record<string, unknown>][] = [
    [vendor, { type: 'maintenance.agreed', system: emr, from: hour(-1), to: hour(-2) }],
    ['head', { type: 'force-majeure.agreed', system: emr, from: hour(9), to: hour(8) }],
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
    [vendor, { type: 'inspection.started', inspection: 'N-7', kind: 'monthly', period: month }],
    [
      vendor,
      {
        type: 'inspection.finding-noted',
        finding: 'P-7',
        inspection: 'N-7',
        area: 'backups',
        risk: 'high',
        dueOn: dateOf(today + 14),
        summary: '异地备份未校验',
      },
    ],
    [vendor, { type: 'inspection.finding-closed', finding: 'P-7' }],
    ['inspector', { type: 'inspection.finding-verified', finding: 'P-7', passed: true }],
    [vendor, { type: 'inspection.ended', inspection: 'N-7', kind: 'monthly', period: month }],
    ['head', { type: 'duty.planned', duty: 'U-7', kind: 'drill', dueOn: dateOf(today + 30) }],
    [vendor, { type: 'duty.done', duty: 'U-7', kind: 'drill' }],
    ['inspector', { type: 'duty.signed', duty: 'U-7' }],
    [vendor, { type: 'document.filed', document: 'inspection-report', about: 'N-7', stamped: true }],
    ['inspector', { type: 'document.confirmed', document: 'inspection-report', about: 'N-7' }],
    ['inspector', { type: 'survey.returned', form: 'clinical', department: '急诊科', scores: [92, 94, 90, 95] }],
    [vendor, { type: 'approval.asked', approval: 'A-8', kind: 'staff-change', about: 'p-1' }],
    ['inspector', { type: 'approval.given', approval: 'A-7', kind: 'remote-session' }],
    ['inspector', { type: 'approval.refused', approval: 'A-8', note: '未附授权书' }],
    [vendor, { type: 'staff.changed', post: '驻场工程师', person: 'p-1' }],
    ['head', { type: 'staff.assigned', post: '驻场工程师', person: 'p-2' }],
    ['inspector', { type: 'staff.absent', post: '驻场工程师', person: 'p-2' }],
    [vendor, { type: 'effort.spent', kind: 'interface-dev', personDays: 2 }],
    ['head', { type: 'assessment.held', period: 'year-1-Q1', passed: true }],
    [vendor, { type: 'acceptance.applied', year: 2 }],
    ['head', { type: 'acceptance.held', year: 2, passed: false, note: '指标未达' }],
    ['head', { type: 'acceptance.notified', year: 2 }],
    [vendor, { type: 'acceptance.reapplied', year: 2 }],
    ['head', { type: 'acceptance.reheld', year: 2, passed: true, note: '整改完成' }],
    ['finance', { type: 'invoice.received', payment: 'P2', amount: '833600.00' }],
    ['finance', { type: 'payment.made', payment: 'P2', amount: '100.00', note: '预付' }],
    ['finance', { type: 'deduction.decided', clause: 'BY-8-GEN', period: 'year-1-Q1', outcome: 'confirmed' }],
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

  const aSecond = 1000;

  it('is recorded by those who know it, is told on the live stream within a second, and stands in the list with its side', async () => {
    const ids: string[] = [];
    const stream = await listen(weibao.baseUrl, '/api/stream', { cookie: cookieFor('head') });
    for (const [account, fact] of everyKind) {
      const answer = await record(account, fact);
      expect([fact['type'], answer.status], answer.text).toEqual([fact['type'], 201]);
      const side = account === vendor ? 'vendor' : 'hospital';
      expect([fact['type'], answer.body.result.by]).toEqual([fact['type'], fact['by'] ?? side]);
      const { fact: id } = answer.body.result;
      const told = await stream.until(({ event, data }) => event === 'fact' && data['fact'] === id, aSecond);
      expect([told.data['type'], told.data['contract']]).toEqual([fact['type'], 'bayannur-emr']);
      ids.push(id);
    }
    await stream.close();
    const missing = async () => {
      const there = new Set((await listed('head', 'limit=500')).map(({ id }) => id));
      return ids.filter((id) => !there.has(id));
    };
    for (let tries = 0; (await missing()).length > 0 && tries < 100; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await missing()).toEqual([]);
    // A right is exercised only once the outcome gives it, and Huangpu alone has a scorecard.
    const seen = new Set((await listed('head', 'limit=500')).map(({ type }) => type));
    expect(recordableTypes.filter((type) => !seen.has(type))).toEqual([
      'scorecard.noted',
      'right.exercised',
      'right.let-go',
    ]);
  });

  it('BY-4.4: a duty that is done late, and what is signed for it, are told within a second to both sides, who then see it late and signed', async () => {
    const monthBefore = dateOf(addMonths(today, -3)).slice(0, 7);
    const watching = [
      await listen(weibao.baseUrl, '/api/stream', { cookie: cookieFor('wall') }),
      await listen(weibao.baseUrl, '/api/stream', { cookie: cookieFor(vendor) }),
    ];
    const told = async (account: string, fact: Record<string, unknown>) => {
      const answer = await record(account, fact);
      expect(answer.status, answer.text).toBe(201);
      for (const stream of watching)
        await stream.until(({ data }) => data?.['fact'] === answer.body.result.fact, aSecond);
    };
    const seen = async (account: string) => {
      const path = `/api/duties?from=${monthBefore}-01&to=${dateOf(today)}&kind=inspection`;
      const { body } = await call(weibao.baseUrl, path, { cookie: cookieFor(account) });
      const found = (body.duties as DutyView[]).find(
        ({ clause, period }) => clause === 'BY-4.4-INSPM' && period === monthBefore,
      );
      return [found?.status, found?.proof.signatures.vendorAt !== null, found?.proof.signatures.hospitalAt !== null];
    };
    expect(await seen('inspector')).toEqual(['overdue', false, false]);
    await told(vendor, { type: 'inspection.ended', inspection: 'N-LATE', kind: 'monthly', period: monthBefore });
    for (const account of ['wall', vendor]) expect(await seen(account)).toEqual(['late', true, false]);
    await told('inspector', { type: 'duty.signed', duty: 'N-LATE' });
    for (const account of ['wall', vendor]) expect(await seen(account)).toEqual(['late', true, true]);
    for (const stream of watching) await stream.close();
  });

  it('an approval is decided once, and a change that nobody had agreed to stands on record and is flagged', async () => {
    const decided = await record('head', {
      type: 'approval.given',
      approval: 'A-8',
      kind: 'staff-change',
      about: 'p-1',
    });
    expect([decided.status, decided.body.error.faults[0].place]).toEqual([422, 'approval']);
    expect(codeOf(decided)).toBe('RECORD.DECIDED');
    const staff = await call(weibao.baseUrl, '/api/contracts/bayannur-emr/staff', { cookie: cookieFor(vendor) });
    const { approvals, consents, people, efforts } = staff.body.staff as StaffView;
    expect(approvals.find(({ approval }) => approval === 'A-8')).toMatchObject({
      status: 'refused',
      askedBy: 'vendor',
      note: '未附授权书',
    });
    // p-1 came at once with the others: the hospital's refusal, a moment before, was about it.
    expect(consents.find(({ subject }) => subject === 'p-1')).toMatchObject({
      clause: 'BY-A1-STAFFOK',
      status: 'without',
      needs: [{ need: 'approval', state: 'refused' }],
    });
    expect(people.map(({ post, person, of }) => [post, person, of])).toContainEqual(['驻场工程师', 'p-1', 'vendor']);
    expect(efforts.find(({ period }) => period === 'year-2')).toMatchObject({ count: 2, limit: 50 });
  });

  it('3.3: a backup script records its backup with a token that is good for nothing else; run twice, it is one backup', async () => {
    const made = await makeToken(weibao.baseUrl, weibao.access(), {
      name: 'backup script',
      account: 'inspector',
      contracts: ['huangpu'],
      actions: ['facts.record-backup'],
    });
    expect(made.status, made.text).toBeLessThan(300);
    const token: string = made.body.secret;
    const day = dateOf(addMonths(start, 12) - 1); // the last of the contract's year
    const backup = { day, kind: 'full', ok: true, locations: ['local'], oldestRestorableOn: day };
    const post = (path: string, body: unknown) =>
      call(weibao.baseUrl, path, { body, token, headers: { 'idempotency-key': `backup-huangpu-${day}` } });
    const first = await post('/api/contracts/huangpu/backups', backup);
    expect(first.status, first.text).toBe(201);
    const again = await post('/api/contracts/huangpu/backups', backup);
    expect(again.body.result).toEqual(first.body.result);
    const tried = [
      await post('/api/contracts/huangpu/records', { fact: { type: 'backup.finished', ...backup } }),
      await post('/api/contracts/bayannur-emr/backups', backup),
      await post('/api/contracts/huangpu/backups', { ...backup, day: '2026-02-30' }),
    ];
    expect(tried.map(({ status, body }) => [status, body.error.code])).toEqual([
      [403, 'ACCESS.TOKEN_SCOPE'],
      [403, 'ACCESS.TOKEN_SCOPE'],
      [400, 'HTTP.BAD_INPUT'],
    ]);
    const path = `/api/duties?from=${day}&to=${dateOf(today)}&kind=backup`;
    const { body } = await call(weibao.baseUrl, path, { cookie: cookieFor('inspector') });
    const run = body.duties.find(
      ({ clause, period }: DutyView) => clause === 'HP-3.3-BKP-RUN' && period === day,
    ) as DutyView;
    // T+1 is a month ago, and the slip is still to be signed.
    expect(run).toMatchObject({ status: 'late', proof: { signatures: { asked: true, hospitalAt: null } } });
  });

  it('the digest of a day names the deductions that wait for a decision to those who decide them, and to nobody else', async () => {
    const digestFor = async (account: string, query = '') => {
      const { status, body, text } = await call(weibao.baseUrl, `/api/digest${query}`, { cookie: cookieFor(account) });
      expect(status, text).toBe(200);
      return (body.digests as DigestView[]).find(({ contract }) => contract === 'bayannur-emr');
    };
    // A year of monthly inspections was not held: each is a deduction that nobody has decided.
    const proposed = (await digestFor('finance'))?.decisions?.lines ?? [];
    expect(proposed).toContainEqual(expect.objectContaining({ clause: 'BY-8-GEN', state: 'proposed' }));
    expect((await digestFor('head', `?on=${yesterday}`))?.decisions).toBeDefined();
    for (const account of ['inspector', vendor]) expect(await digestFor(account)).not.toHaveProperty('decisions');
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
