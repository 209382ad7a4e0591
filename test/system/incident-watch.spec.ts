import { signalSubject, type Actor, type Signal } from '@weibao/messages';
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';
import { administrator, parties, Questions } from './billing.fixture.js';
import { daysAgo, Desk, later, secondsAgo } from './incident.fixture.js';
import { factsOf, probedSystem, probesOf } from './probed-system.fixture.js';

const EMR = '一体化电子病历系统';
const LEASE_SECONDS = 2;
const DOWN_MS = 5000;

let weibao: Weibao;
let questions: Questions;
let bayannur: Desk;
let huangpu: Desk;
let trial: Desk;
let pausing: Desk;
let tacheng: Desk;
let second: ChildProcess;
let hospitalSystem: Awaited<ReturnType<typeof probedSystem>>;
let killedAtMs = 0; // when the last of the instances was
const signals: Signal[] = [];

beforeAll(async () => {
  const env = { WATCH_LEASE_SECONDS: String(LEASE_SECONDS), PROBE_ALLOW_LOOPBACK: '1' };
  weibao = await startWeibao({
    only: ['incident-svc', 'billing-svc'],
    demo: false,
    env,
    backoff: { firstMs: DOWN_MS, lastMs: DOWN_MS, calmMs: 1000 },
  });
  questions = await Questions.to(weibao.natsUrl);
  questions.connection.subscribe(signalSubject('incident', '*'), {
    callback: (_error, message) => void signals.push(message.json<Signal>()),
  });
  const register = async (contract: string, pattern: string, parameters: object): Promise<Desk> => {
    const body = { pattern, parties, parameters, trial: contract.startsWith('trial-') };
    await questions.want('billing.contract.register', contract, body, { actor: administrator });
    const desk = new Desk(questions, contract);
    for (let tries = 0; (await desk.code('incident.open.list', {})) !== 'ok'; tries += 1) {
      if (tries > 200) throw new Error(`${contract} did not arrive at incident-svc`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return desk;
  };
  bayannur = await register('bayannur-emr', 'bayannur-emr', { signedOn: daysAgo(90) });
  huangpu = await register('huangpu', 'huangpu', { startsOn: daysAgo(90), endsOn: daysAgo(-600) });
  trial = await register('trial-watch', 'bayannur-emr', { signedOn: daysAgo(90) });
  // G-8, not the default: a recorded wait on the hospital stops the clock.
  const readings = { 'clock.pause': 'on-recorded-hospital-caused-wait' };
  pausing = await register('bayannur-pausing', 'bayannur-emr', { signedOn: daysAgo(90), readings });
  tacheng = await register('tacheng-ops', 'tacheng-ops', {});
  // Started last, so that it is the first instance that watches these contracts, until it is killed.
  second = await startSecond(env);
  hospitalSystem = await probedSystem();
});
afterAll(async () => {
  hospitalSystem?.stop();
  second?.kill('SIGKILL');
  await questions?.close();
  await weibao?.stop();
});

/** Another instance of the built service on the same database and broker, ready. */
async function startSecond(env: Record<string, string>): Promise<ChildProcess> {
  const file = fileURLToPath(new URL('../../apps/incident-svc/dist/bundle/main.js', import.meta.url));
  const port = await freePort();
  const own = { DATABASE_URL: weibao.databaseUrl, NATS_URL: weibao.natsUrl, HEALTH_PORT: String(port), ...env };
  const child = spawn(process.execPath, [file], { env: { ...process.env, ...own }, stdio: 'ignore' });
  const untilMs = performance.now() + 20_000;
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() > untilMs) throw new Error('the second instance did not start');
    await pause(50);
  }
  return child;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const about = (contract: string, subject: string, clause: string): Signal[] =>
  signals.filter((signal) => signal.contract === contract && signal.subject === subject && signal.clause === clause);

const kinds = (list: readonly Signal[]): string[] => list.map((signal) => signal.kind);

async function until(reached: () => boolean, withinMs = 20_000): Promise<void> {
  const untilMs = performance.now() + withinMs;
  while (!reached()) {
    if (performance.now() > untilMs) throw new Error(`not within ${withinMs} ms: ${JSON.stringify(signals)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A level 1 incident whose response is due in so many seconds: `<10 min` at Bayannur, `≤15 min` at Huangpu. */
async function reportDueIn(
  at: Desk,
  seconds: number,
  limitSeconds: number,
): Promise<{ incident: string; dueAt: string }> {
  const reportedAt = secondsAgo(limitSeconds - seconds);
  const system = limitSeconds === 600 ? EMR : '检验系统';
  const { incident } = await at.want('incident.report', { system, level: '1', at: reportedAt });
  return { incident, dueAt: later(reportedAt, limitSeconds) };
}

const inspector: Actor = { account: 'inspector', organisation: 'demo-hospital', role: 'inspector' };
const probe = { system: EMR, intervalSeconds: 1, timeoutSeconds: 1, retries: 1 };
const aboutProbes = /^(outage|monitoring)\./;

describe('the prober', () => {
  it('is told by the hospital what to ask; where no probe may go is refused at once, with every other fault', async () => {
    const asked = async (more: object, by: Actor = inspector) => {
      const reply = await huangpu.as(by).ask('incident.probe.set', { ...probe, ...more });
      return reply.ok ? 'ok' : reply.error.code;
    };
    const target = hospitalSystem.target;
    expect(await asked({ target }, { ...inspector, role: 'duty-desk' })).toBe('ACCESS.ROLE');
    expect(await asked({ target }, { ...inspector, organisation: 'other-hospital' })).toBe('ACCESS.NOT_YOURS');
    expect(await asked({ target: 'ftp://emr/' })).toBe('PROBE.TARGET_INVALID');
    expect(await asked({ target: 'http://169.254.169.254/latest/meta-data/' })).toBe('PROBE.ADDRESS_REFUSED');
    const places = async (at: Desk, more: object) => {
      const reply = await at.as(inspector).ask('incident.probe.set', { ...probe, ...more });
      return reply.ok ? [] : reply.error.faults?.map(({ place }) => place);
    };
    expect(await places(tacheng, { system: '食堂系统', target: 'emr:80' })).toEqual(['target', 'system']);
    expect(await places(trial, { target })).toEqual(['contract']);
    expect(await probesOf(huangpu.as(inspector))).toEqual([]);
  });

  it('opens an outage at the first bad check of a series above the retries, and closes it at the first good one', async () => {
    await bayannur.as(inspector).want('incident.probe.set', { ...probe, target: hospitalSystem.target });
    await expect.poll(async () => (await probesOf(bayannur))[0]?.state).toBe('up');
    const downMs = await hospitalSystem.answers(503);
    await expect.poll(async () => (await probesOf(bayannur))[0]?.state, { timeout: 8000 }).toBe('down');
    const upMs = await hospitalSystem.answers(200);
    await expect.poll(async () => (await probesOf(bayannur))[0]?.state, { timeout: 8000 }).toBe('up');

    const facts = await factsOf(bayannur, aboutProbes);
    expect(facts.map(({ type, by }) => [type, by])).toEqual([
      ['monitoring.started', 'monitor'],
      ['outage.started', 'monitor'],
      ['outage.ended', 'monitor'],
    ]);
    const [, started, ended] = facts.map(({ at }) => Date.parse(at));
    // A check begins a moment before the system is asked.
    for (const [fact, asked] of [
      [started, downMs],
      [ended, upMs],
    ] as const) {
      expect(fact).toBeLessThanOrEqual(asked);
      expect(fact).toBeGreaterThan(asked - 1000);
    }
    expect(facts[1]).toMatchObject({ system: EMR, outage: (facts[2] as { outage?: string }).outage });
  });
});

const RESPONSE = 'BY-4.1-L1-RESP';

describe('the clock watch, two instances of it', () => {
  it('BY-4.1-L1-RESP: announces what is due soon, and raises the miss once, at the due moment of a `<` target', async () => {
    const { incident, dueAt } = await reportDueIn(bayannur, 5, 600);
    await until(() => kinds(about('bayannur-emr', incident, RESPONSE)).includes('clock.missed.v1'));
    await pause(1000); // time for the other instance to raise it too, were it able to
    const [dueSoon, missed, ...more] = about('bayannur-emr', incident, RESPONSE);
    expect(more).toEqual([]);
    expect(dueSoon).toMatchObject({ kind: 'clock.due-soon.v1', service: 'incident', dueAt });
    expect(missed).toMatchObject({ kind: 'clock.missed.v1', dueAt, detail: { stage: 'responded', missedAt: dueAt } });
    const lateMs = Date.parse(missed?.raisedAt ?? '') - Date.parse(dueAt);
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(2000);
  });

  it('HP-3.1-T1-RESP: raises the miss of a `≤` target at the first whole second after its due moment', async () => {
    const { incident, dueAt } = await reportDueIn(huangpu, 5, 900);
    const response = () => about('huangpu', incident, 'HP-3.1-T1-RESP');
    await until(() => kinds(response()).includes('clock.missed.v1'));
    const missed = response().find((signal) => signal.kind === 'clock.missed.v1');
    expect(missed).toMatchObject({ dueAt, detail: { missedAt: later(dueAt, 1) } });
    const lateMs = Date.parse(missed?.raisedAt ?? '') - Date.parse(dueAt);
    expect(lateMs).toBeGreaterThanOrEqual(1000);
    expect(lateMs).toBeLessThan(3000);
  });

  it('takes a miss back once, with both times, when a later entry shows that it was met', async () => {
    const { incident, dueAt } = await reportDueIn(bayannur, -1, 600);
    const response = () => about('bayannur-emr', incident, RESPONSE);
    await until(() => kinds(response()).includes('clock.missed.v1'));
    const { at } = await bayannur.want('incident.stage', { incident, stage: 'responded', at: later(dueAt, -120) });
    await until(() => kinds(response()).includes('clock.cleared.v1'));
    await bayannur.want('incident.stage', { incident, stage: 'arrived' });
    await pause(500);
    expect(kinds(response())).toEqual(['clock.missed.v1', 'clock.cleared.v1']);
    expect(response()[1]).toMatchObject({ dueAt, detail: { reason: 'met', metAt: at, missedAt: dueAt } });
  });

  it('takes a miss back when the report is withdrawn', async () => {
    const reportedAt = secondsAgo(700);
    const { incident, fact } = await bayannur.want('incident.report', { system: EMR, level: '1', at: reportedAt });
    const response = () => about('bayannur-emr', incident, RESPONSE);
    await until(() => kinds(response()).includes('clock.missed.v1'));
    await bayannur.want('incident.fact.withdraw', { fact, note: '误报' });
    await until(() => kinds(response()).includes('clock.cleared.v1'));
    expect(response()[1]).toMatchObject({ detail: { reason: 'gone', metAt: null, missedAt: later(reportedAt, 600) } });
  });

  it('says nothing about trials', async () => {
    const { incident } = await reportDueIn(trial, -1, 600);
    expect((await trial.clock(incident, RESPONSE))?.status).toBe('overdue');
    await pause(1000);
    expect(signals.filter((signal) => signal.contract === 'trial-watch')).toEqual([]);
  });

  it('holds back while a wait on the hospital stops the clock, and raises the miss at the moment it moved to', async () => {
    const { incident, dueAt } = await reportDueIn(pausing, 5, 600);
    const started = await pausing.want('incident.wait', { incident, change: 'started' });
    const leftMs = Date.parse(dueAt) - Date.parse(started.at);
    await pause(leftMs + 1000);
    const response = () => about('bayannur-pausing', incident, RESPONSE);
    expect(kinds(response())).not.toContain('clock.missed.v1');
    expect(response().length).toBeLessThanOrEqual(1); // the announcement before the wait, and none for each moment it moved to
    const ended = await pausing.want('incident.wait', { incident, change: 'ended' });
    await until(() => kinds(response()).includes('clock.missed.v1'));
    // What was left when the wait began is left when it ends.
    const movedTo = Date.parse(ended.at) + leftMs;
    const missed = response().filter((signal) => signal.kind === 'clock.missed.v1');
    expect(missed.map((signal) => Date.parse(signal.dueAt ?? ''))).toEqual([movedTo]);
  });

  it('goes on in the other instance when the one that watches is killed', async () => {
    const { incident, dueAt } = await reportDueIn(bayannur, LEASE_SECONDS + 3, 600);
    await weibao.kill('incident-svc');
    const response = () => about('bayannur-emr', incident, RESPONSE);
    await until(() => kinds(response()).includes('clock.missed.v1'));
    // The first comes back after DOWN_MS and must find that the miss stands.
    await weibao.untilBack('incident-svc');
    await pause(LEASE_SECONDS * 1000 + 500);
    expect(kinds(response()).filter((kind) => kind === 'clock.missed.v1')).toHaveLength(1);
    const lateMs = Date.parse(response().at(-1)?.raisedAt ?? '') - Date.parse(dueAt);
    expect(lateMs).toBeLessThan(LEASE_SECONDS * 1000 + 2000);
  });

  it('raises what fell due while every instance was down, once', async () => {
    const { incident, dueAt } = await reportDueIn(bayannur, 2, 600);
    second.kill('SIGKILL');
    killedAtMs = Date.now();
    const times = weibao.events.filter((event) => event.kind === 'died' && event.name === 'incident-svc').length;
    await weibao.kill('incident-svc');
    const response = () => about('bayannur-emr', incident, RESPONSE);
    await weibao.untilBack('incident-svc', times + 1);
    await until(() => kinds(response()).includes('clock.missed.v1'));
    expect(Date.parse(response().at(-1)?.raisedAt ?? '') - Date.parse(dueAt)).toBeGreaterThan(1000);
    await pause(500);
    expect(kinds(response()).filter((kind) => kind === 'clock.missed.v1')).toHaveLength(1);
  });
});

describe('the prober, after it was taken over and after all of it was down', () => {
  it('tells nothing twice, and the time in which it was down itself as a gap, neither up nor down', async () => {
    const gaps = async () =>
      (await factsOf(bayannur, aboutProbes)).filter((fact) => fact.type === 'monitoring.gap') as {
        from: string;
        to: string;
      }[];
    await expect
      .poll(async () => (await gaps()).some(({ to }) => Date.parse(to) > killedAtMs), { timeout: 15_000 })
      .toBe(true);
    const gap = (await gaps()).find(({ to }) => Date.parse(to) > killedAtMs);
    // The last check was a second before the kill at most (two, where the machine is busy); the first one after it at least DOWN_MS later.
    expect(Date.parse(gap?.from ?? '')).toBeLessThanOrEqual(killedAtMs + 1000);
    expect(Date.parse(gap?.to ?? '')).toBeGreaterThanOrEqual(killedAtMs + DOWN_MS);
    const others = (await factsOf(bayannur, aboutProbes)).filter(({ type }) => type !== 'monitoring.gap');
    expect(others.map(({ type }) => type)).toEqual(['monitoring.started', 'outage.started', 'outage.ended']);
    expect(await probesOf(bayannur)).toMatchObject([{ state: 'up', outage: null }]);
  });

  it('stops when it is told to, and says so', async () => {
    expect(await bayannur.as(inspector).code('incident.probe.remove', { system: EMR })).toBe('ok');
    expect(await bayannur.as(inspector).code('incident.probe.remove', { system: EMR })).toBe('PROBE.UNKNOWN');
    expect((await factsOf(bayannur, aboutProbes)).at(-1)).toMatchObject({ type: 'monitoring.ended', system: EMR });
  });
});
