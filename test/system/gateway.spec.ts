import { formatInstant } from '@weibao/exchange';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';
import { call, cookieOf, listen, type Request } from './gateway.fixture.js';

const MINUTE = 60_000;
let weibao: Weibao;
const cookies = new Map<string, string>();
const ago = (minutes: number): string => formatInstant(Math.floor(Date.now() / 1000) * 1000 - minutes * MINUTE);

const as = async (account: string, path: string, request: Request = {}) => {
  const cookie = cookies.get(account) ?? (await cookieOf(weibao.baseUrl, weibao.access(), account));
  cookies.set(account, cookie);
  return call(weibao.baseUrl, path, { ...request, cookie });
};
const admin = (path: string, request: Request = {}) =>
  call(weibao.baseUrl, path, { ...request, token: weibao.access()?.token.secret ?? '' });
const report = async (contract: string, body: object = {}, headers: Record<string, string> = {}) => {
  const answer = await as('duty', `/api/contracts/${contract}/incidents`, {
    body: { system: systems[contract], level: '1', ...body },
    headers,
  });
  expect([answer.status, answer.body.error]).toEqual([201, undefined]);
  return answer.body;
};

const systems: Record<string, string> = {};
const parameters: Record<string, object> = {
  huangpu: { signedOn: '2026-03-20', startsOn: '2026-03-20', endsOn: '2027-03-19' },
  'bayannur-emr': { signedOn: '2025-10-20', startsOn: '2025-10-20', endsOn: '2028-10-19' },
};

beforeAll(async () => {
  weibao = await startWeibao({ ownPostgres: true });
  for (const pattern of ['huangpu', 'bayannur-emr']) {
    const registered = await admin(`/api/contracts/${pattern}`, {
      method: 'PUT',
      body: {
        pattern,
        parameters: parameters[pattern],
        parties: [
          { organisation: 'demo-hospital', part: 'customer' },
          { organisation: `demo-vendor-${pattern}`, part: 'vendor' },
        ],
      },
    });
    expect([registered.status, registered.body.error]).toEqual([200, undefined]);
    const { body } = await admin(`/api/contracts/${pattern}`);
    systems[pattern] = body.contract.systems[0].name;
  }
});
afterAll(() => weibao?.stop());

describe('what an organisation sees', () => {
  const contractsOf = async (account: string): Promise<string[]> =>
    (await as(account, '/api/contracts')).body.contracts.map((view: { contract: string }) => view.contract);

  it('is the contracts in which it has a part', async () => {
    expect(await contractsOf('duty')).toEqual(['bayannur-emr', 'huangpu']);
    expect(await contractsOf('vendor-huangpu')).toEqual(['huangpu']);
    expect(await contractsOf('vendor-jiahe-icu')).toEqual([]);
  });

  it("is answered alike for another's contract and for one that does not exist, on every way", async () => {
    const incident = (await report('bayannur-emr')).result.incident;
    const paths = (contract: string) => [
      `/api/contracts/${contract}`,
      `/api/contracts/${contract}/incidents`,
      `/api/contracts/${contract}/incidents/${incident}`,
      `/api/contracts/${contract}/outcome`,
      `/api/contracts/${contract}/terms`,
    ];
    for (const [index, path] of paths('bayannur-emr').entries()) {
      const [others, nobodys] = [
        await as('vendor-huangpu', path),
        await as('vendor-huangpu', paths('no-such-contract')[index] as string),
      ];
      expect([others.status, others.body.error.code]).toEqual([404, 'ACCESS.NOT_YOURS']);
      expect([nobodys.status, nobodys.body.error.code]).toEqual([404, 'ACCESS.NOT_YOURS']);
    }
    const stage = await as('vendor-huangpu', `/api/contracts/bayannur-emr/incidents/${incident}/stages`, {
      body: { stage: 'responded' },
    });
    expect([stage.status, stage.body.error.code]).toEqual([404, 'ACCESS.NOT_YOURS']);
  });

  it('is merged over its contracts, by time left, with the positions that each answer is made of', async () => {
    await report('huangpu');
    const { body } = await as('duty', '/api/incidents/open');
    const contracts = new Set(body.incidents.map((view: { contract: string }) => view.contract));
    expect([...contracts].sort()).toEqual(['bayannur-emr', 'huangpu']);
    expect(body.heads.huangpu.incident).toBeGreaterThan(0);
    expect(body.missing).toEqual([]);
    const due = body.incidents.map((view: { nextDueAt: string | null }) => Date.parse(view.nextDueAt ?? '9999-01-01'));
    expect(due).toEqual([...due].sort((one: number, other: number) => one - other));
    const vendor = await as('vendor-huangpu', '/api/incidents/open');
    expect(vendor.body.incidents.every((view: { contract: string }) => view.contract === 'huangpu')).toBe(true);
    expect(vendor.body.incidents.length).toBeGreaterThan(0);
  });

  it('is whole where one contract has more open incidents than one message holds', async () => {
    const register = {
      pattern: 'huangpu',
      parameters: parameters['huangpu'],
      parties: [{ organisation: 'demo-vendor-jiahe-icu', part: 'vendor' }],
    };
    expect((await admin('/api/contracts/busy', { method: 'PUT', body: register })).status).toBe(200);
    const facts = Array.from({ length: 600 }, (_none, index) => ({
      type: 'incident.reported',
      at: ago(60 + index),
      incident: `B${index}`,
      system: systems['huangpu'],
      level: '3',
      summary: '多个科室反映界面打开缓慢，重新登录后仍未恢复',
    }));
    expect((await admin('/api/contracts/busy/facts', { body: { facts } })).status).toBe(200);
    const { body, text } = await as('vendor-jiahe-icu', '/api/incidents/open');
    expect(text.length).toBeGreaterThan(256 * 1024);
    expect(body.missing).toEqual([]);
    expect(new Set(body.incidents.map((view: { incident: string }) => view.incident)).size).toBe(600);
    expect(body.incidents).toHaveLength(600);
    expect(body.heads.busy.incident).toBe(600);
  });

  it('holds money back from the desk, and shows posture and duties to it', async () => {
    const refused = await as('duty', '/api/contracts/huangpu/outcome');
    expect([refused.status, refused.body.error.code]).toEqual([403, 'ACCESS.ROLE_NOT_ALLOWED']);
    const posture = await as('duty', '/api/posture');
    expect(posture.body.postures.map((view: { contract: string }) => view.contract)).toEqual([
      'bayannur-emr',
      'huangpu',
    ]);
    expect(posture.text).not.toMatch(/"(gross|net|deducted|undecided|payable|computed)"/);
    expect((await as('duty', '/api/duties')).status).toBe(200);
    const outcome = await as('finance', '/api/contracts/huangpu/outcome?lists=payments,caps');
    expect([outcome.status, Object.keys(outcome.body.outcome)]).toEqual([
      200,
      ['asOf', 'changesAt', 'versions', 'caps', 'payments'],
    ]);
  });
});

describe('a command', () => {
  const keyed = (key: string, body: object) =>
    as('duty', '/api/contracts/huangpu/incidents', {
      body: { system: systems['huangpu'], level: '2', ...body },
      headers: { 'idempotency-key': key },
    });

  it('is done once under its key, and answered the same however often and at once it is sent', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => keyed('key-1', {})));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const [first] = answers;
    expect(first?.headers.get('command-id')).toBe('key-1');
    for (const answer of answers) expect(answer.body.result).toEqual(first?.body.result);
    const { body } = await as('duty', '/api/contracts/huangpu/incidents?level=2');
    expect(body.incidents).toHaveLength(1);
  });

  it('is refused where its key stood for something else', async () => {
    await keyed('key-2', {});
    const other = await keyed('key-2', { level: '3' });
    expect([other.status, other.body.error.code]).toEqual([409, 'COMMAND.ID_REUSED']);
    expect(other.body.error.message).toContain('key-2');
  });

  it('that fails says what happened, to which thing and what to do next, and stores nothing', async () => {
    const { incident } = (await report('huangpu', { at: ago(10) })).result;
    const stage = (body: object) => as('duty', `/api/contracts/huangpu/incidents/${incident}/stages`, { body });
    expect((await stage({ stage: 'responded', at: ago(5) })).status).toBe(201);
    // Asked of the owner: billing-svc's copy follows a moment later.
    const heads = async () => (await as('duty', '/api/contracts/huangpu/incidents?limit=1')).body.heads.incident;
    const before = await heads();
    const codes = [
      await stage({ stage: 'responded', at: ago(4) }),
      await stage({ stage: 'arrived', at: ago(20) }),
      await stage({ stage: 'arrived', at: ago(-20) }),
      await as('duty', '/api/contracts/huangpu/incidents/GHOST/stages', { body: { stage: 'arrived' } }),
    ].map(({ status, body }) => [status, body.error.code]);
    expect(codes.map(([, code]) => code)).toEqual([
      'INCIDENT.STAGE_TWICE',
      expect.stringMatching(/^INCIDENT\./),
      expect.stringMatching(/^INCIDENT\./),
      expect.stringMatching(/^INCIDENT\./),
    ]);
    expect(codes.every(([status]) => [404, 409, 422].includes(status as number))).toBe(true);
    expect(await heads()).toBe(before);
  });
});

describe('the live stream', () => {
  const open = (account: string, query = '', headers: Record<string, string> = {}) =>
    listen(weibao.baseUrl, `/api/stream${query}`, { cookie: cookies.get(account) ?? '', ...headers });
  beforeAll(async () => {
    for (const account of ['duty', 'reporter', 'vendor-huangpu', 'vendor-bayannur-emr'])
      await as(account, '/api/session');
  });

  it('tells of a report those who have a part in the contract, and nobody else', async () => {
    const [duty, vendor, other] = [await open('duty'), await open('vendor-huangpu'), await open('vendor-bayannur-emr')];
    const { incident } = (await report('huangpu')).result;
    const isIt = ({ event, data }: { event: string; data: Record<string, unknown> }) =>
      event === 'fact' && data['subject'] === incident;
    const heard = await duty.until(isIt);
    expect(heard.data).toEqual({
      service: 'incident',
      contract: 'huangpu',
      position: expect.any(Number),
      type: 'incident.reported',
      fact: expect.any(String),
      subject: incident,
    });
    await vendor.until(isIt);
    await report('bayannur-emr'); // what comes after the first has come, so that silence is no accident
    await other.until(({ event }) => event === 'fact');
    expect(other.events.filter(({ data }) => data?.['contract'] === 'huangpu')).toEqual([]);
    await Promise.all([duty.close(), vendor.close(), other.close()]);
  });

  it('tells a reporter of what its own department reported, and of nothing else in the same contract', async () => {
    const ward = await open('reporter'); // of 门诊部
    const foreign = (await report('huangpu', { department: '住院部' })).result.incident;
    const own = (await report('huangpu', { department: '门诊部' })).result.incident;
    await ward.until(({ event, data }) => event === 'fact' && data['subject'] === own);
    await as('duty', `/api/contracts/huangpu/incidents/${own}/stages`, { body: { stage: 'responded' } });
    await ward.until(({ data }) => data?.['type'] === 'incident.responded' && data['subject'] === own);
    expect(ward.events.filter(({ data }) => data?.['subject'] === foreign)).toEqual([]);
    await ward.close();

    const incidentsIn = async (path: string): Promise<string[]> =>
      (await as('reporter', path)).body.incidents.map((view: { incident: string }) => view.incident);
    for (const path of ['/api/incidents/open', '/api/contracts/huangpu/incidents']) {
      expect(await incidentsIn(path)).toContain(own);
      expect(await incidentsIn(path)).not.toContain(foreign);
    }
    const [others, nobodys] = [
      await as('reporter', `/api/contracts/huangpu/incidents/${foreign}`),
      await as('reporter', '/api/contracts/huangpu/incidents/F-NONE'),
    ];
    expect([others.status, others.body.error.code]).toEqual([nobodys.status, nobodys.body.error.code]);
    expect(others.status).toBe(404);
    const confirms = (incident: string) =>
      as('reporter', `/api/contracts/huangpu/incidents/${incident}/stages`, { body: { stage: 'confirmed' } });
    expect([(await confirms(foreign)).status, (await confirms(own)).status]).toEqual([404, 201]);
    const speaksForOthers = await as('reporter', '/api/contracts/huangpu/incidents', {
      body: { system: systems['huangpu'], level: '1', department: '住院部' },
    });
    expect([speaksForOthers.status, speaksForOthers.body.error.code]).toEqual([403, 'ACCESS.NOT_YOUR_PLACE']);
  });

  it('begins with the time of the server, and goes on from where a list was complete', async () => {
    const before = await open('duty');
    const first = (await report('huangpu')).result.incident;
    await before.until(({ data }) => data?.['subject'] === first);
    await before.close();
    const { body } = await as('duty', '/api/incidents/open');
    const second = (await report('huangpu')).result.incident;
    const stream = await open('duty', `?after=${body.sequence}`);
    expect((await stream.until(({ event }) => event === 'time')).data['nowMs']).toBeGreaterThan(Date.now() - MINUTE);
    await stream.until(({ data }) => data?.['subject'] === second && data['type'] === 'incident.reported');
    expect(body.incidents.map((view: { incident: string }) => view.incident)).toContain(first);
    expect(stream.events.filter(({ event, data }) => event === 'fact' && data['subject'] === first)).toEqual([]);
    await stream.close();
  });

  it('gives a listener that comes back what it missed, once and in order', async () => {
    const stream = await open('duty');
    await report('huangpu');
    const last = await stream.until(({ event, id }) => event === 'fact' && id !== null);
    await stream.close();
    const missed: string[] = [];
    for (let count = 0; count < 3; count += 1) missed.push((await report('huangpu')).result.incident);
    const back = await open('duty', '', { 'last-event-id': last.id as string });
    await back.until(({ data }) => data?.['subject'] === missed[2]);
    const told = back.events.filter(
      ({ event, data }) => event === 'fact' && missed.includes(data['subject'] as string),
    );
    expect(told.map(({ data }) => data['subject'])).toEqual(missed);
    await back.close();
  });

  it.each(['0123456789.1.1', 'nonsense', '0.0.0'])('starts a listener anew that names "%s"', async (place) => {
    const stream = await open('duty', `?after=${place}`);
    const reset = await stream.until(({ event }) => event === 'reset');
    await stream.close();
    const again = await open('duty', `?after=${reset.data['sequence'] as string}`);
    await report('huangpu');
    await again.until(({ event }) => event === 'fact');
    expect(again.events.filter(({ event }) => event === 'reset')).toEqual([]);
    await again.close();
  });

  it('tells of a clock that has run out', async () => {
    const stream = await open('duty');
    const { incident } = (await report('huangpu', { at: ago(24 * 60) })).result;
    const missed = await stream.until(
      ({ event, data }) => event === 'clock.missed' && data['subject'] === incident,
      30_000,
    );
    expect(missed.data).toMatchObject({ kind: 'clock.missed.v1', contract: 'huangpu', service: 'incident' });
    expect(missed.id).toMatch(/^\w+\.\d+\.\d+$/);
    await stream.close();
  });

  it('ends at once for who signs out', async () => {
    const cookie = await cookieOf(weibao.baseUrl, weibao.access(), 'duty');
    const stream = await listen(weibao.baseUrl, '/api/stream', { cookie });
    await stream.until(({ event }) => event === 'time');
    await call(weibao.baseUrl, '/api/session', { method: 'DELETE', cookie });
    await stream.until(({ event }) => event === 'signed-out');
    await expect.poll(() => stream.state.ended).toBe(true);
  });

  it('goes on after the broker was killed', async () => {
    const stream = await open('duty');
    await stream.until(({ event }) => event === 'time');
    await weibao.kill('nats-server');
    await weibao.untilBack('nats-server');
    const { incident } = (await report('huangpu')).result;
    await stream.until(({ event, data }) => event === 'fact' && data['subject'] === incident, 20_000);
    await stream.close();
  });
});

describe('the import door', () => {
  const at = (time: string) => `2027-03-01T${time}:00+08:00`; // in the future: only a trial takes it
  const facts = (incident: string) => [
    { type: 'incident.responded', id: `${incident}-p1`, at: at('09:40'), incident, by: 'hospital' },
    { type: 'fact.withdrawn', id: `${incident}-w`, at: at('10:00'), fact: `${incident}-p1`, note: 'mistyped' },
    {
      type: 'incident.responded',
      id: `${incident}-p2`,
      at: at('09:05'),
      recordedAt: at('10:01'),
      incident,
      by: 'hospital',
    },
    {
      type: 'incident.reported',
      id: `${incident}-r`,
      at: at('09:00'),
      incident,
      system: systems['huangpu'],
      level: '1',
    },
    { type: 'backup.finished', at: at('02:00'), day: '2027-02-28', ok: true },
    { type: 'invoice.received', at: at('11:00'), payment: 'P1', amount: '100.00' },
  ];
  const trial = (name: string) =>
    admin(`/api/contracts/trial-${name}`, {
      method: 'PUT',
      body: { pattern: 'huangpu', trial: true, parameters: parameters['huangpu'] },
    });
  const post = (contract: string, list: unknown[]) =>
    admin(`/api/contracts/${contract}/facts`, { body: { facts: list } });

  it('takes facts in any order, gives each to its owner, and answers when billing has them all', async () => {
    expect((await trial('import')).status).toBe(200);
    const stored = await post('trial-import', facts('I1'));
    expect([stored.status, stored.body]).toEqual([
      200,
      { facts: 6, heads: { incident: 4, inspection: 1, billing: 2 }, commandId: stored.headers.get('command-id') },
    ]);
    const { body } = await admin(`/api/contracts/trial-import/outcome?asOf=${encodeURIComponent(at('12:00'))}`);
    expect(body.heads).toEqual({ incident: 4, inspection: 1, billing: 2 });
    // 09:00 + 15 min: responded at 09:05, since the entry of 09:40 was withdrawn
    const clock = body.outcome.clocks.find((one: { metAt: string }) => one.metAt === at('09:05'));
    expect(clock).toMatchObject({ subject: 'I1', status: 'met', lateSeconds: 0 });
  });

  it('stores the same import once, and what is new of a longer one', async () => {
    await trial('again');
    const first = await post('trial-again', facts('I1'));
    expect((await post('trial-again', facts('I1'))).body).toEqual(first.body);
    const more = await post('trial-again', [
      ...facts('I1'),
      { type: 'incident.arrived', at: at('09:30'), incident: 'I1' },
    ]);
    expect(more.body.heads).toEqual({ incident: 5, inspection: 1, billing: 2 });
  });

  it('knows what an earlier import reported, and names what nobody did', async () => {
    await trial('later');
    await post('trial-later', facts('I1'));
    const later = await post('trial-later', [
      { type: 'incident.arrived', id: 'a1', at: at('09:20'), incident: 'I1' },
      { type: 'fact.confirmed', at: at('10:10'), fact: 'I1-p2', by: 'hospital' },
    ]);
    expect([later.status, later.body.error]).toEqual([200, undefined]);
    const ghost = await post('trial-later', [
      { type: 'incident.arrived', at: at('09:20'), incident: 'I1' },
      { type: 'incident.arrived', at: at('09:20'), incident: 'GHOST' },
    ]);
    expect([ghost.status, ghost.body.error.code]).toEqual([400, 'IMPORT.FAULTS']);
    expect(ghost.body.error.faults).toEqual([{ place: 'facts[1].incident', message: 'nobody reported "GHOST"' }]);
  });

  it('names every fault of a list by its place, and stores nothing of it', async () => {
    const before = (await admin('/api/contracts/huangpu')).body.heads;
    const refused = await post('huangpu', [
      { type: 'incident.reported', at: 'yesterday', incident: 'X' },
      { type: 'weather.changed', at: ago(1) },
      { type: 'backup.finished', at: ago(1), day: '2026-02-30' },
    ]);
    expect(refused.status).toBe(400);
    expect(refused.body.error.faults.map((fault: { place: string }) => fault.place)).toEqual([
      'facts[0].at',
      'facts[1].type',
      'facts[2].day',
    ]);
    const future = await post('huangpu', [{ type: 'restore.tested', at: ago(-60), ok: true }]);
    expect([future.status, future.body.error.faults[0].place]).toEqual([400, 'facts[0].at']);
    expect((await admin('/api/contracts/huangpu')).body.heads).toEqual(before);
  });

  it('cuts what is larger than one message, and says where in the whole list a fault stands', async () => {
    await trial('large');
    const note = 'x'.repeat(1000);
    const many = Array.from({ length: 1200 }, (_none, index) => ({
      type: 'incident.reported',
      id: `r${index}`,
      at: at('09:00'),
      incident: `I${index}`,
      system: systems['huangpu'],
      level: '3',
      note,
    }));
    const stored = await post('trial-large', many);
    expect([stored.status, stored.body.facts, stored.body.heads.incident]).toEqual([200, 1200, 1200]);
    const conflict = await post('trial-large', [...many.slice(1), { ...many[0], level: '4' }]);
    expect(conflict.status).toBe(400);
    expect(conflict.body.error.faults.map((fault: { place: string }) => fault.place)).toEqual(['facts[1199].id']);
    const huge = await post(
      'huangpu',
      Array.from({ length: 9 }, () => ({ note: 'x'.repeat(1024 * 1024) })),
    );
    expect([huge.status, huge.body.error.code]).toEqual([413, 'HTTP.BODY_TOO_LARGE']);
  });

  it('is for administrators; a trial is theirs alone and can be dropped, a real contract cannot', async () => {
    const refused = await as('head', '/api/contracts/huangpu/facts', { body: { facts: [{}] } });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'ACCESS.ROLE_NOT_ALLOWED']);
    const listed = async (query: string) =>
      (await admin(`/api/contracts${query}`)).body.contracts.map((view: { contract: string }) => view.contract);
    expect(await listed('')).toEqual(['bayannur-emr', 'busy', 'huangpu']);
    expect(await listed('?trials=true')).toContain('trial-import');
    expect((await as('duty', '/api/contracts/trial-import')).status).toBe(404);
    const dropped = await admin('/api/contracts/trial-import', { method: 'DELETE' });
    expect([dropped.status, dropped.body.error]).toEqual([200, undefined]);
    expect(await listed('?trials=true')).not.toContain('trial-import');
    const real = await admin('/api/contracts/huangpu', { method: 'DELETE' });
    expect([real.status, real.body.error.code]).toEqual([422, 'BILLING.NOT_A_TRIAL']);
  });
});

describe('a shift that is handed over', () => {
  const key = (id: string) => ({ 'idempotency-key': id });
  const signOut = async (account: string, id: string, body: object = {}) => {
    const { until } = (await as(account, '/api/handovers/draft')).body;
    return as(account, '/api/handovers', { body: { until, ...body }, headers: key(id) });
  };
  const takeOver = (account: string, id: string, remark = '') =>
    as(account, `/api/handovers/${id}/take-over`, { body: { remark } });
  const recorded = async (contract: string, id: string) => {
    const { body } = await as('head', `/api/contracts/${contract}/records?about=handover-${id}`);
    return body.facts.map(({ type, account, fact }: { type: string; account: string; fact: object }) => [
      type,
      account,
      fact,
    ]);
  };
  const query = async (text: string, values: unknown[] = []) => {
    const sql = new pg.Client({ connectionString: weibao.databaseUrl });
    await sql.connect();
    try {
      return await sql.query(text, values);
    } finally {
      await sql.end();
    }
  };

  it('BY-A1-DUTY: is signed by who goes and by who comes, and stands in each contract in the names of both, without a note', async () => {
    const { incident } = (await report('huangpu')).result;
    const draft = (await as('duty', '/api/handovers/draft')).body;
    expect(draft.until).toMatch(/T(08|20):00:00\+08:00$/);
    const open = draft.items.open.find((item: { incident: string }) => item.incident === incident);
    expect(open).toMatchObject({ contract: 'huangpu', level: '1', stage: null });
    expect(open).not.toHaveProperty('summary');
    // HP-3.1-T1-RESP: fifteen minutes to answer a level 1 fault; a shift that is handed over lasts more than two hours.
    expect(draft.items.due).toContainEqual(expect.objectContaining({ kind: 'clock', about: incident }));
    const end = Date.parse(draft.until);
    for (const { dueAt, dueOn } of draft.items.due)
      expect(dueAt === null ? dueOn <= draft.until.slice(0, 10) : Date.parse(dueAt) <= end).toBe(true);

    const first = await signOut('duty', 'shift-1', { notes: '备机在三号柜' });
    const again = await signOut('duty', 'shift-1', { notes: '备机在三号柜' });
    expect([first.status, first.body.state, again.body.id]).toEqual([201, 'waiting', first.body.id]);
    const other = await signOut('duty', 'shift-1', { notes: '另一句' });
    expect([other.status, other.body.error.code]).toEqual([409, 'COMMAND.ID_REUSED']);
    const { id } = first.body;
    const waiting = (await as('inspector', '/api/handovers')).body.waiting;
    expect(waiting.map((sheet: { id: string }) => sheet.id)).toEqual([id]);
    expect(await recorded('huangpu', id)).toEqual([]);

    const own = await takeOver('duty', id);
    expect([own.status, own.body.error.code]).toEqual([422, 'HANDOVER.OWN']);
    const taken = await takeOver('head', id, '已看过');
    expect([taken.status, taken.body.error, taken.body.state]).toEqual([200, undefined, 'taken-over']);
    expect(taken.body).toMatchObject({ notes: '备机在三号柜', remark: '已看过', items: first.body.items });
    expect((await takeOver('head', id)).body).toEqual(taken.body);
    const late = await takeOver('inspector', id);
    expect([late.status, late.body.error.code]).toEqual([409, 'HANDOVER.ALREADY_TAKEN_OVER']);
    for (const contract of first.body.contracts) {
      const facts = await recorded(contract, id);
      expect(facts.map(([type, account]: string[]) => [type, account]).sort()).toEqual([
        ['duty.done', 'duty'],
        ['duty.signed', 'head'],
      ]);
      expect(JSON.stringify(facts)).not.toMatch(/备机|看过/);
      for (const [, , fact] of facts)
        expect(fact).toMatchObject({ kind: 'handover', period: id.slice(0, 10), by: 'hospital' });
    }
    expect(first.body.contracts).toEqual(expect.arrayContaining(['bayannur-emr', 'huangpu']));
  });

  it('belongs to one organisation: to another it is as absent as one that nobody wrote', async () => {
    const accounts = ['vendor-huangpu', 'head', 'finance'];
    for (const account of accounts) await as(account, '/api/session');
    const streams = await Promise.all(
      accounts.map((account) => listen(weibao.baseUrl, '/api/stream', { cookie: cookies.get(account) ?? '' })),
    );
    const { id } = (await signOut('vendor-huangpu', 'vendor-1')).body;
    const told = () => streams.map(({ events }) => events.filter(({ event }) => event === 'handover.changed').length);
    await expect.poll(told).toEqual([1, 0, 0]);
    const [foreign, absent] = [await takeOver('head', id), await takeOver('head', '2000-01-01-00000000')];
    expect([foreign.status, foreign.body.error.code]).toEqual([404, 'HANDOVER.UNKNOWN']);
    expect(absent.body.error.message.replace('2000-01-01-00000000', id)).toBe(foreign.body.error.message);
    const sheet = (await as('vendor-huangpu', `/api/handovers/${id}`)).body;
    expect(sheet.contracts).toEqual(['huangpu']);
    expect(sheet.items.open.every((item: { contract: string }) => item.contract === 'huangpu')).toBe(true);
    expect((await as('head', '/api/handovers')).text).not.toContain(id);
    const finance = await as('finance', '/api/handovers');
    expect([finance.status, finance.body.error.code]).toEqual([403, 'ACCESS.ROLE_NOT_ALLOWED']);
    expect(told()).toEqual([1, 0, 0]);
    await Promise.all(streams.map((stream) => stream.close()));
  });

  it('can be taken back by whoever handed over while nobody has taken over, and by nobody else', async () => {
    const { id } = (await signOut('duty', 'shift-2')).body;
    const takeBack = (account: string) => as(account, `/api/handovers/${id}/take-back`, { body: {} });
    expect((await takeBack('head')).body.error.code).toBe('HANDOVER.NOT_YOUR_SHEET');
    expect((await takeBack('duty')).body.state).toBe('taken-back');
    expect((await takeBack('duty')).body.state).toBe('taken-back');
    const refused = await takeOver('head', id);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'HANDOVER.ALREADY_TAKEN_BACK']);
    expect(await recorded('huangpu', id)).toEqual([]);
  });

  it('that was interrupted between the signature and the record is completed by whoever comes next, in the names that signed', async () => {
    const { id } = (await signOut('duty', 'shift-3')).body;
    // As a gateway leaves it that dies right after the signature.
    await query(
      `update access.handover set taken_over_by = 'head', taken_over_role = 'it-head', taken_over_at = now(), remark = '' where id = $1`,
      [id],
    );
    expect((await as('duty', `/api/handovers/${id}`)).body.state).toBe('recording');
    const late = await takeOver('inspector', id);
    expect([late.status, late.body.error.code]).toEqual([409, 'HANDOVER.ALREADY_TAKEN_OVER']);
    expect((await as('duty', `/api/handovers/${id}`)).body.state).toBe('taken-over');
    const facts = await recorded('bayannur-emr', id);
    expect(facts.map(([type, account]: string[]) => `${type} ${account}`).sort()).toEqual([
      'duty.done duty',
      'duty.signed head',
    ]);
  });

  it('stays as it was signed, in the database, too; its texts can be erased and nothing else', async () => {
    const { id } = (await signOut('duty', 'shift-4', { notes: '张三的电话改了' })).body;
    const own = `taken_over_by = 'duty', taken_over_role = 'duty-desk', taken_over_at = now()`;
    await expect(query(`update access.handover set ${own} where id = $1`, [id])).rejects.toThrow(/handover_takes_two/);
    await takeOver('head', id, '知道了');
    for (const change of [
      `items = '{}'`,
      `notes = ''`,
      `remark = 'x'`,
      `taken_over_by = 'inspector'`,
      `until = until + interval '1 hour'`,
    ])
      await expect(query(`update access.handover set ${change} where id = $1`, [id])).rejects.toThrow(/stays as/);
    await expect(query('delete from access.handover where id = $1', [id])).rejects.toThrow(/stays as/);
    const erase = (account: string) => as(account, `/api/handovers/${id}/texts`, { method: 'DELETE' });
    expect((await erase('duty')).status).toBe(403);
    expect((await erase('head')).status).toBe(204);
    const { body } = await as('duty', `/api/handovers/${id}`);
    expect([body.notes, body.remark, body.state]).toEqual([null, null, 'taken-over']);
  });

  it('hands over until a moment that lies ahead, and within four days', async () => {
    const until = async (hours: number) => {
      const answer = await signOut('duty', `until-${hours}`, { until: ago(-60 * hours) });
      return [answer.status, answer.body.error?.code];
    };
    expect(await until(0)).toEqual([400, 'HANDOVER.UNTIL_INVALID']);
    expect(await until(97)).toEqual([400, 'HANDOVER.UNTIL_INVALID']);
    expect(await until(95)).toEqual([201, undefined]);
  });
});

describe('a year of the national calendar', () => {
  // Monday 2026-11-02, and three working days from the day after: Tuesday, Wednesday, Thursday 2026-11-05. With Wednesday off, Friday.
  const inspected = {
    type: 'inspection.ended',
    inspection: 'CAL-1',
    kind: 'event',
    period: 'drill',
    at: '2026-11-02T10:00:00+08:00',
  };
  const wednesday = '2026-11-04';
  const listed = async (): Promise<{ holidays: string[]; workdays: string[]; inRecord: boolean }> => {
    const { body } = await as('head', '/api/calendars');
    const own = body.contracts.find(({ contract }: { contract: string }) => contract === 'bayannur-emr');
    return own.years.find(({ year }: { year: number }) => year === 2026);
  };
  const asked = async (account: string, path: string, change: object = {}, key?: string) => {
    const { holidays, workdays } = await listed();
    const days = holidays.includes(wednesday) ? holidays : [...holidays, wednesday];
    const body = { year: 2026, holidays: days, workdays, ...change };
    return as(account, path, { body, ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }) });
  };
  const dueOn = async () => {
    const { body } = await as('head', '/api/duties?to=2026-12-31');
    const report = body.duties.find(({ subject }: { subject?: string }) => subject === 'CAL-1');
    return report?.dueOn;
  };
  const calendarsOf = async (contract: string) =>
    (await as('head', `/api/contracts/${contract}/records?type=calendar.published`)).body.facts.length;

  it('BY-4.4-INSPE: shows what it moves, contract by contract, before anything is stored', async () => {
    const recorded = await as('inspector', '/api/contracts/bayannur-emr/records', { body: { fact: inspected } });
    expect([recorded.status, recorded.body.error]).toEqual([201, undefined]);
    await expect.poll(dueOn, { timeout: 10_000 }).toBe('2026-11-05');
    const before = await calendarsOf('bayannur-emr');
    for (const account of ['head', 'admin']) {
      const { status, body } = await asked(account, '/api/calendars/preview');
      const own = body.contracts.find(({ contract }: { contract: string }) => contract === 'bayannur-emr');
      expect([status, own.concerned, own.stands]).toEqual([200, true, false]);
      expect(own.moves).toContainEqual(
        expect.objectContaining({
          kind: 'duty',
          about: 'CAL-1',
          clause: 'BY-4.4-INSPE',
          before: '2026-11-05',
          after: '2026-11-06',
          open: true,
        }),
      );
      // Wednesday off is a holiday of its own, before which BY-4.4-INSPH wants an inspection that is owed under the new list alone.
      expect(own.moves).toContainEqual(
        expect.objectContaining({
          clause: 'BY-4.4-INSPH',
          about: wednesday,
          statusBefore: null,
          statusAfter: 'overdue',
        }),
      );
      expect(JSON.stringify(own.moves)).not.toMatch(/"(gross|net|amount)"/);
    }
    expect(await calendarsOf('bayannur-emr')).toBe(before);
    expect((await asked('finance', '/api/calendars/preview')).status).toBe(403);
    const far = await asked('head', '/api/calendars/preview', { year: 2040, holidays: ['2040-01-01'], workdays: [] });
    expect(far.body.contracts.map(({ concerned }: { concerned: boolean }) => concerned)).toEqual([false, false]);
  });

  it('is refused with every fault named, and changes nothing', async () => {
    const before = await calendarsOf('bayannur-emr');
    const faulty = { workdays: ['2026-11-05', '2027-01-02'], holidays: ['2026-10-01', '2026-10-01'], source: '试验' };
    const refused = await asked('head', '/api/calendars', faulty);
    expect([refused.status, refused.body.error.faults.map(({ place }: { place: string }) => place)]).toEqual([
      400,
      ['holidays', 'workdays', 'workdays'],
    ]);
    expect(refused.body.error.message).toMatch(/2026-10-01 重复出现.*2027-01-02 不在 2026 年内.*2026-11-05 不是周末/);
    expect(await calendarsOf('bayannur-emr')).toBe(before);
  });

  it('is written once into each contract that it concerns, however often it is sent', async () => {
    const before = { by: await calendarsOf('bayannur-emr'), hp: await calendarsOf('huangpu') };
    const source = { source: '国办发明电试验' };
    const outcomes = async (key: string) => {
      const { status, body } = await asked('head', '/api/calendars', source, key);
      expect([status, body.error]).toEqual([200, undefined]);
      return Object.fromEntries(
        body.contracts.map(({ contract, outcome }: { contract: string; outcome: string }) => [contract, outcome]),
      );
    };
    expect(await outcomes('year-1')).toEqual({ 'bayannur-emr': 'published', huangpu: 'published' });
    expect(await outcomes('year-1')).toEqual({ 'bayannur-emr': 'stands', huangpu: 'stands' });
    expect(await outcomes('year-2')).toEqual({ 'bayannur-emr': 'stands', huangpu: 'stands' });
    expect(await calendarsOf('bayannur-emr')).toBe(before.by + 1);
    expect(await calendarsOf('huangpu')).toBe(before.hp + 1);
    expect(await listed()).toMatchObject({ inRecord: true, source: '国办发明电试验' });
    await expect.poll(dueOn, { timeout: 10_000 }).toBe('2026-11-06');
  });
});

describe('while the database is away', () => {
  it('the door says so, and what was sent goes through under its key when it is back', async () => {
    await as('duty', '/api/session');
    await weibao.kill('postgres');
    await sleep(200); // its children notice a moment later; what they still commit is not what this is about
    const send = () =>
      as('duty', '/api/contracts/huangpu/incidents', {
        body: { system: systems['huangpu'], level: '3', department: 'while away' },
        headers: { 'idempotency-key': 'while-away' },
      });
    let answer = await send();
    for (const untilMs = Date.now() + 30_000; answer.status !== 201 && Date.now() < untilMs; answer = await send()) {
      // The gateway's own queries say 503; a service that loses its database in the middle of a request may call it a fault.
      expect([500, 503]).toContain(answer.status);
      expect(answer.body.error.message).toMatch(/重试/);
    }
    expect(answer.status).toBe(201);
    await weibao.untilBack('postgres');
    const { body } = await as('duty', '/api/contracts/huangpu/incidents?level=3');
    const departments = body.incidents.map((view: { department: string }) => view.department);
    expect(departments.filter((name: string) => name === 'while away')).toHaveLength(1);
  });
});
