import type { IncidentDetail, IncidentView } from '@weibao/messages';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf } from '../../apps/launcher/src/demo/dates.mjs';
import { demoPlan } from '../../apps/launcher/src/demo/plan.mjs';
import { openStream, type LiveStream } from '../harness/live-stream.js';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';
import { call, cookieOf } from './gateway.fixture.js';

// The whole flow on the built processes: the import door, the duty desk over HTTP, the clocks, and the live stream.

const minuteMs = 60_000;
const emr = '一体化电子病历系统';

let weibao: Weibao;
let duty: string;
let stream: LiveStream;

beforeAll(async () => {
  // At level debug each service logs the requests it answers.
  weibao = await startWeibao({ env: { LOG_LEVEL: 'debug' } });
  const token = weibao.access()?.token.secret ?? '';
  for (const { contract, pattern, parties, parameters, signedAt } of demoPlan(Date.now()).slice(0, 2)) {
    const body = { pattern, parties, parameters, signedAt };
    const registered = await call(weibao.baseUrl, `/api/contracts/${contract}`, { method: 'PUT', body, token });
    expect(registered.status, registered.text).toBeLessThan(300);
  }
  duty = await cookieOf(weibao.baseUrl, weibao.access(), 'duty');
  stream = await openStream(weibao.baseUrl, duty);
}, 120_000);
afterAll(async () => {
  stream?.close();
  await weibao?.stop();
});

async function report(contract: string, body: Record<string, unknown>): Promise<string> {
  const answer = await call(weibao.baseUrl, `/api/contracts/${contract}/incidents`, { body, cookie: duty });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.result.incident;
}

async function stage(contract: string, incident: string, body: Record<string, unknown>) {
  const path = `/api/contracts/${contract}/incidents/${incident}/stages`;
  return call(weibao.baseUrl, path, { body, cookie: duty });
}

async function detail(contract: string, incident: string): Promise<IncidentDetail> {
  const answer = await call(weibao.baseUrl, `/api/contracts/${contract}/incidents/${incident}`, { cookie: duty });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.incident;
}

const open = async (): Promise<IncidentView[]> =>
  (await call(weibao.baseUrl, '/api/incidents/open', { cookie: duty })).body.incidents;

const clockOf = (incident: IncidentView, clause: string) => incident.clocks.find((clock) => clock.clause === clause);

describe('the duty desk reports a level 1 incident of a Bayannur system', () => {
  it('and the wall shows <10 min and <30 min running, in the list and on the stream', async () => {
    const reportedMs = Math.floor(Date.now() / 1000) * 1000 - 2 * minuteMs;
    const incident = await report('bayannur-emr', {
      system: emr,
      level: '1',
      at: instantOf(reportedMs),
      summary: '打不开',
    });
    const seen = await stream.next((event) => event.event === 'fact' && event.data['subject'] === incident);
    expect(seen.data).toMatchObject({ contract: 'bayannur-emr', type: 'incident.reported' });

    const shown = (await open()).find((one) => one.incident === incident);
    if (!shown) throw new Error(`${incident} is not on the wall`);
    expect(clockOf(shown, 'BY-4.1-L1-RESP')).toMatchObject({
      status: 'running',
      strict: true,
      dueAt: instantOf(reportedMs + 10 * minuteMs),
      limitZh: '<10 分',
    });
    expect(clockOf(shown, 'BY-4.1-L1-REST')).toMatchObject({
      status: 'running',
      strict: true,
      dueAt: instantOf(reportedMs + 30 * minuteMs),
      limitZh: '<30 分',
    });
  });

  it('and a response ten minutes sharp after it is late by 0 s, and the page says why', async () => {
    const reportedMs = Math.floor(Date.now() / 1000) * 1000 - 12 * minuteMs;
    const incident = await report('bayannur-emr', { system: emr, level: '1', at: instantOf(reportedMs) });
    const answer = await stage('bayannur-emr', incident, {
      stage: 'responded',
      at: instantOf(reportedMs + 10 * minuteMs),
    });
    expect(answer.status, answer.text).toBeLessThan(300);
    const shown = await detail('bayannur-emr', incident);
    expect(clockOf(shown, 'BY-4.1-L1-RESP')).toMatchObject({ status: 'late', lateSeconds: 0, firm: true });
    const why = shown.explanations.find((one) => one.clause === 'BY-4.1-L1-RESP');
    expect(why?.clauseZh).toBeTruthy();
    expect(why?.linesZh.join('\n')).toContain('10');
    expect(why?.steps.length).toBeGreaterThan(0);
  });
});

describe('the same with Huangpu', () => {
  it('whose limit is ≤15 min: a response fifteen minutes sharp after the report is met', async () => {
    const reportedMs = Math.floor(Date.now() / 1000) * 1000 - 20 * minuteMs;
    const incident = await report('huangpu', { system: '检验系统', level: '1', at: instantOf(reportedMs) });
    const answer = await stage('huangpu', incident, { stage: 'responded', at: instantOf(reportedMs + 15 * minuteMs) });
    expect(answer.status, answer.text).toBeLessThan(300);
    expect(clockOf(await detail('huangpu', incident), 'HP-3.1-T1-RESP')).toMatchObject({
      status: 'met',
      lateSeconds: 0,
      strict: false,
    });
  });
});

describe('bad input is refused with a stable code, and nothing is stored', () => {
  const now = () => instantOf(Date.now());
  const before = () => open().then((list) => list.length);

  it.each([
    ['an unknown contract', 'no-such-contract', () => ({ system: emr, level: '1', at: now() }), [403, 404]],
    [
      'a future instant',
      'bayannur-emr',
      () => ({ system: emr, level: '1', at: instantOf(Date.now() + 3_600_000) }),
      [400, 422],
    ],
    ['a level that there is not', 'bayannur-emr', () => ({ system: emr, level: '9', at: now() }), [400]],
    ['an unknown field', 'bayannur-emr', () => ({ system: emr, level: '1', colour: 'red' }), [400]],
  ])('%s', async (_name, contract, body, statuses) => {
    const count = await before();
    const answer = await call(weibao.baseUrl, `/api/contracts/${contract}/incidents`, { body: body(), cookie: duty });
    expect(statuses, answer.text).toContain(answer.status);
    expect(answer.body.error.code).toMatch(/^[A-Z]+\.[A-Z_]+$/);
    expect(answer.body.error.message).toBeTruthy();
    expect(await before()).toBe(count);
  });

  it('malformed JSON and a body of 10 MB', async () => {
    const path = '/api/contracts/bayannur-emr/incidents';
    const count = await before();
    const malformed = await call(weibao.baseUrl, path, { raw: '{"system": ', cookie: duty });
    expect([malformed.status, malformed.body.error.code]).toEqual([400, 'HTTP.BAD_JSON']);
    const huge = await call(weibao.baseUrl, path, { body: { system: 'x'.repeat(10_000_000) }, cookie: duty });
    expect([huge.status, huge.body.error.code]).toEqual([413, 'HTTP.BODY_TOO_LARGE']);
    expect(await before()).toBe(count);
  });

  it('a stage before its report, a stage twice, and a stage of nothing', async () => {
    const reportedMs = Math.floor(Date.now() / 1000) * 1000 - 5 * minuteMs;
    const incident = await report('bayannur-emr', { system: emr, level: '2', at: instantOf(reportedMs) });
    const early = await stage('bayannur-emr', incident, { stage: 'responded', at: instantOf(reportedMs - 1000) });
    expect(early.status, early.text).toBeGreaterThanOrEqual(400);
    const once = await stage('bayannur-emr', incident, { stage: 'responded', at: instantOf(reportedMs + minuteMs) });
    expect(once.status, once.text).toBeLessThan(300);
    const twice = await stage('bayannur-emr', incident, {
      stage: 'responded',
      at: instantOf(reportedMs + 2 * minuteMs),
    });
    expect([twice.status, twice.body.error.code]).toEqual([409, 'INCIDENT.STAGE_TWICE']);
    // The answer says how to withdraw the first: by the id of its fact.
    const first = (await detail('bayannur-emr', incident)).stages.find((one) => one.stage === 'responded');
    expect(twice.body.error.message).toContain(first?.fact);
    expect(first?.at).toBe(instantOf(reportedMs + minuteMs));
    const nothing = await stage('bayannur-emr', 'GHOST', { stage: 'responded' });
    expect(nothing.status).toBe(404);
  });

  it('a command id used again with another body, while the same command sent twice is done once', async () => {
    const path = '/api/contracts/bayannur-emr/incidents';
    const headers = { 'idempotency-key': `main-job-${Date.now()}` };
    const body = { system: emr, level: '4', at: now() };
    const first = await call(weibao.baseUrl, path, { body, cookie: duty, headers });
    const again = await call(weibao.baseUrl, path, { body, cookie: duty, headers });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.result).toEqual(first.body.result);
    const other = await call(weibao.baseUrl, path, { body: { ...body, level: '3' }, cookie: duty, headers });
    expect(other.status).toBe(409);
    const found = (await open()).filter((one) => one.incident === first.body.result.incident);
    expect(found.map((one) => one.level)).toEqual(['4']);
  });
});

describe('health', () => {
  it('is answered live and ready by every process', async () => {
    for (const path of ['/health/live', '/health/ready']) expect((await call(weibao.baseUrl, path)).status).toBe(200);
  });

  it('follows a command through the processes by its request id', async () => {
    const requestId = `follow-${Date.now()}`;
    const path = '/api/contracts/bayannur-emr/incidents';
    const body = { system: emr, level: '4' };
    const answer = await call(weibao.baseUrl, path, { body, cookie: duty, headers: { 'x-request-id': requestId } });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-request-id')).toBe(requestId);
    for (const name of ['gateway', 'incident-svc'] as const)
      await expect.poll(() => weibao.logOf(name).includes(requestId), { message: name }).toBe(true);
  });

  it('needs no more of the broker than each process may: the whole flow met no refusal, and the log knows no password', () => {
    expect(weibao.logOf('nats-server')).not.toMatch(/violation|authorization error/i);
    for (const name of ['gateway', 'incident-svc', 'inspection-svc', 'billing-svc'] as const) {
      const { password } = new URL(weibao.natsUrlOf(name));
      expect(password).toMatch(/^[0-9a-f]{48}$/);
      for (const log of [name, 'nats-server'] as const) expect(weibao.logOf(log)).not.toContain(password);
    }
  });
});
