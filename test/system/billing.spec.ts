import { settle } from '@weibao/engine';
import type { Fact, Outcome } from '@weibao/exchange';
import { signalSubject, type ContractView, type PostureView, type Signal } from '@weibao/messages';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';
import { administrator, finance, parties, Questions, stranger, vendor, wall } from './billing.fixture.js';
import { termsOf } from './billing-terms.fixture.js';
import { amended, drawnUp, readAnotherWay, settledAndRegistered, workedWith } from './drafts.scenario.js';

/** As in the cases by-08 and by-09: three years from 2024-10-01, 4,168,000 yuan in five equal payments. */
const parameters = {
  signedOn: '2024-10-01',
  startsOn: '2024-10-01',
  endsOn: '2027-09-30',
  workingHours: [['09:00', '18:00']],
  coreSystems: ['一体化电子病历系统', '微小化HIS系统'],
};
const registration = { pattern: 'bayannur-emr', parameters, parties };

const applied = { id: 'a1', type: 'acceptance.applied', at: '2025-10-15T10:00:00+08:00', year: 1 };
const held = { id: 'a2', type: 'acceptance.held', at: '2025-11-10T10:00:00+08:00', year: 1, passed: true };
const invoice = {
  id: 'v1',
  type: 'invoice.received',
  at: '2025-11-12T10:00:00+08:00',
  payment: 'P1',
  amount: '833600.00',
};
const report = {
  id: 'd1',
  type: 'document.filed',
  at: '2025-10-15T10:00:00+08:00',
  document: 'annual-report',
  about: 'year-1',
};
const confirmed = { ...report, id: 'd2', type: 'document.confirmed', at: '2025-11-10T10:00:00+08:00' };

let weibao: Weibao;
let questions: Questions;

beforeAll(async () => {
  weibao = await startWeibao({ only: ['incident-svc', 'inspection-svc', 'billing-svc'], demo: false });
  questions = await Questions.to(weibao.natsUrl);
});
afterAll(async () => {
  await questions?.close();
  await weibao?.stop();
});

async function register(contract: string, body: object = registration): Promise<void> {
  await questions.want('billing.contract.register', contract, body, { actor: administrator });
}

/** Registers and imports; the heads at which everything is in. */
async function contractWith(contract: string, billing: object[], inspection: object[], body?: object) {
  await register(contract, body);
  return {
    ...(await questions.importFacts(contract, 'billing', billing)),
    ...(await questions.importFacts(contract, 'inspection', inspection)),
  };
}

const codeOf = (reply: { ok: boolean; error?: { code: string } }): string =>
  reply.ok ? 'ok' : (reply.error?.code ?? '');

describe('a contract that is drawn up', () => {
  it('is a draft of the hospital alone until its findings are settled, and is worked with from then on without a restart', async () => {
    const drawn = await drawnUp(questions);
    await settledAndRegistered(questions, drawn);
    await workedWith(questions);
  });

  it('is amended by signed supplements, old beside new, and read as the hospital chose', async () => {
    await amended(questions);
    await readAnotherWay(questions);
  });
});

describe('BY-3-PAY1: the first payment waits for the annual acceptance', () => {
  it('is held while acceptance was applied for only (by-08)', async () => {
    const heads = await contractWith('by-08', [applied], [report]);
    const body = { asOf: '2025-10-20T09:00:00+08:00' };
    const { result } = await questions.complete<Outcome>(
      'billing.outcome.get',
      'by-08',
      body,
      { actor: finance },
      heads,
    );
    // a fifth of 4,168,000.00 is 833,600.00; the milestone, the end of year 1 on 2025-09-30, has come; the gate is closed
    expect(result.payments[0]).toMatchObject({ payment: 'P1', gross: '833600.00', status: 'held', dueOn: null });
    expect(result.payments[1]).toMatchObject({ payment: 'P2', status: 'not-yet' });
    expect(result.asOf).toBe(body.asOf);
  });

  it('is eligible once accepted and invoiced, due sixty days after acceptance (by-09)', async () => {
    const heads = await contractWith('by-09', [applied, held, invoice], [report, confirmed]);
    const body = { asOf: '2025-12-01T09:00:00+08:00' };
    const { result } = await questions.complete<Outcome>(
      'billing.outcome.get',
      'by-09',
      body,
      { actor: finance },
      heads,
    );
    // 2025-11-10 + 60 days: 20 to 30 November, 31 to 31 December, 9 to 9 January 2026, a Friday
    expect(result.payments[0]).toMatchObject({
      payment: 'P1',
      status: 'eligible',
      net: '833600.00',
      dueOn: '2026-01-09',
    });
    expect(result.acceptances[0]).toMatchObject({ year: 1, status: 'passed' });
  });

  it('answers the lists that were asked for and no other', async () => {
    const body = { asOf: '2025-12-01T09:00:00+08:00', lists: ['payments', 'acceptances'] };
    const { result } = await questions.want<Outcome>('billing.outcome.get', 'by-09', body, { actor: finance });
    expect(Object.keys(result)).toEqual(['asOf', 'changesAt', 'versions', 'acceptances', 'payments']);
    const wrong = await questions.ask('billing.outcome.get', 'by-09', { lists: ['money'] }, { actor: finance });
    expect(codeOf(wrong)).toBe('BILLING.UNKNOWN_LIST');
  });

  it('shows the wall the state and the reason, and no yuan', async () => {
    const { result } = await questions.want<PostureView>('billing.posture.get', 'by-08', {}, { actor: wall });
    const [first] = result.payments;
    expect(first).toMatchObject({ payment: 'P1', clause: 'BY-3-PAY1', status: 'held' });
    expect(first?.because).toBeTruthy();
    expect(first?.gates.some((gate) => gate.open !== true)).toBe(true);
    const text = JSON.stringify(result);
    expect(text).not.toMatch(/833600|4168000|gross|net"|deducted|undecided|\d\.\d\d 元/);
  });
});

describe('a trial', () => {
  const trial = 'trial-by-09';
  const facts = [applied, held, invoice, report, confirmed] as Fact[];

  it('answers what replay answers to the same case, byte for byte, at any moment', async () => {
    const heads = await contractWith(trial, [applied, held, invoice], [report, confirmed], {
      ...registration,
      trial: true,
    });
    const registered = { type: 'contract.registered', at: '1970-01-01T08:00:00+08:00', parameters } as Fact;
    for (const asOf of [
      '1999-01-01T00:00:00+08:00',
      '2025-11-11T00:00:00+08:00',
      '2025-12-01T09:00:00+08:00',
      '2099-12-31T23:59:59+08:00',
    ]) {
      const expected = settle({
        terms: termsOf('bayannur-emr'),
        facts: [registered, ...facts],
        asOfMs: Date.parse(asOf),
      });
      const { result } = await questions.complete(
        'billing.outcome.get',
        trial,
        { asOf },
        { actor: administrator },
        heads,
      );
      expect(JSON.stringify(result, null, 2)).toBe(JSON.stringify(expected, null, 2));
    }
  });

  it('stands in no list unless asked for', async () => {
    const listed = async (trials: boolean) => {
      const reply = await questions.want<{ contracts: ContractView[] }>(
        'billing.contract.list',
        'all',
        { trials },
        { actor: administrator },
      );
      return reply.result.contracts.map(({ contract }) => contract);
    };
    expect(await listed(false)).not.toContain(trial);
    expect(await listed(true)).toContain(trial);
  });

  it('is dropped with all that was recorded of it, and can be made anew', async () => {
    await questions.want('billing.contract.drop', trial, {}, { actor: administrator });
    expect(codeOf(await questions.ask('billing.outcome.get', trial, {}, { actor: finance }))).toBe('ACCESS.NOT_YOURS');
    expect(codeOf(await questions.ask('billing.outcome.get', trial, {}, { actor: administrator }))).toBe(
      'BILLING.UNKNOWN_CONTRACT',
    );
    const left = await questions.want<{ head: number }>(
      'inspection.facts.read',
      trial,
      { after: 0 },
      { actor: administrator },
    );
    expect(left.result.head).toBe(0);
    await register(trial, { ...registration, trial: true });
    const { result } = await questions.want<Outcome>(
      'billing.outcome.get',
      trial,
      { asOf: '2025-12-01T09:00:00+08:00' },
      { actor: finance },
    );
    expect(result.payments[0]?.status).toBe('held');
  });
});

describe('a contract', () => {
  it('begins with its registration, followed by the published calendars that its term touches', async () => {
    const page = await questions.want<{ facts: { position: number; body: string }[] }>(
      'billing.facts.read',
      'by-08',
      { after: 0 },
      { actor: administrator },
    );
    const bodies = page.result.facts.map((fact) => JSON.parse(fact.body) as { type: string; year?: number });
    // 2024-10-01 … 2027-09-30 with a year on either side, as far as lists are published
    expect(bodies.map(({ type, year }) => (year ? `${type} ${year}` : type)).slice(0, 5)).toEqual([
      'contract.registered',
      'calendar.published 2023',
      'calendar.published 2024',
      'calendar.published 2025',
      'calendar.published 2026',
    ]);
  });

  it('is registered once: the same command is answered the same, another one is refused', async () => {
    const once = { actor: administrator, commandId: 'register-twice' };
    const first = await questions.ask('billing.contract.register', 'twice', registration, once);
    expect(await questions.ask('billing.contract.register', 'twice', registration, once)).toEqual(first);
    const again = await questions.ask('billing.contract.register', 'twice', registration, { actor: administrator });
    expect(codeOf(again)).toBe('BILLING.CONTRACT_EXISTS');
  });

  it('names everything that is wrong with a registration, and stores nothing', async () => {
    const reply = await questions.ask(
      'billing.contract.register',
      'wrong',
      { ...registration, pattern: 'nowhere', parameters: { startsOn: 'soon', colour: 'red' } },
      { actor: administrator },
    );
    expect(codeOf(reply)).toBe('BILLING.BAD_REGISTRATION');
    expect(reply.ok ? [] : reply.error.faults?.map(({ place }) => place)).toEqual([
      'pattern',
      'parameters.startsOn',
      'parameters.colour',
    ]);
    expect(codeOf(await questions.ask('billing.contract.get', 'wrong', {}, { actor: administrator }))).toBe(
      'BILLING.UNKNOWN_CONTRACT',
    );
  });

  it('is kept: only a trial can be dropped', async () => {
    expect(codeOf(await questions.ask('billing.contract.drop', 'by-08', {}, { actor: administrator }))).toBe(
      'BILLING.NOT_A_TRIAL',
    );
    expect(codeOf(await questions.ask('billing.contract.get', 'by-08', {}, { actor: finance }))).toBe('ok');
  });

  it('is shown to those who have a part in it, without money', async () => {
    const { result } = await questions.want<ContractView>('billing.contract.get', 'by-08', {}, { actor: vendor });
    expect(result).toMatchObject({
      contract: 'by-08',
      pattern: 'bayannur-emr',
      startsOn: '2024-10-01',
      endsOn: '2027-09-30',
      scope: 'to-be-ruled',
    });
    expect(result.systems.filter(({ core }) => core).map(({ name }) => name)).toEqual([
      '一体化电子病历系统',
      '微小化HIS系统',
    ]);
    expect(result.levels.map(({ level, nameZh }) => `${level} ${nameZh}`)).toEqual([
      '1 紧急',
      '2 严重',
      '3 一般',
      '4 咨询',
    ]);
    expect(JSON.stringify(result)).not.toMatch(/yuan|4168000/i);
  });

  it('is nobody else’s: another organisation is answered as for one that does not exist', async () => {
    for (const operation of ['billing.outcome.get', 'billing.posture.get', 'billing.contract.get'] as const) {
      const theirs = await questions.ask(operation, 'by-08', {}, { actor: stranger });
      const none = await questions.ask(operation, 'no-such-contract', {}, { actor: stranger });
      expect([codeOf(theirs), codeOf(none)]).toEqual(['ACCESS.NOT_YOURS', 'ACCESS.NOT_YOURS']);
    }
    const { result } = await questions.want<{ contracts: ContractView[] }>(
      'billing.contract.list',
      'all',
      {},
      { actor: stranger },
    );
    expect(result.contracts).toEqual([]);
  });

  it('may be registered and imported by an administrator alone', async () => {
    expect(codeOf(await questions.ask('billing.contract.register', 'mine', registration, { actor: finance }))).toBe(
      'ACCESS.ROLE',
    );
    expect(codeOf(await questions.ask('billing.facts.import', 'by-08', { facts: [held] }, { actor: finance }))).toBe(
      'ACCESS.ROLE',
    );
  });
});

describe('outcome.changed', () => {
  let second: ChildProcess;
  beforeAll(async () => {
    const main = new URL('../../apps/billing-svc/dist/bundle/main.js', import.meta.url).pathname;
    const env = { ...process.env, DATABASE_URL: weibao.databaseUrl, NATS_URL: weibao.natsUrl, HEALTH_PORT: '0' };
    second = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: second.stdout as Readable }))
      if (line.includes('"serving"')) break;
    second.stdout?.resume();
  });
  afterAll(async () => {
    const gone = once(second, 'exit');
    second.kill('SIGTERM');
    await gone;
  });

  it('is raised once by two instances for a fact that changes lists, with the lines, and not again after a restart', async () => {
    const contract = 'by-signals';
    const signals: Signal[] = [];
    const subscription = questions.connection.subscribe(signalSubject('billing', contract), {
      callback: (_error, message) => void signals.push(message.json<Signal>()),
    });
    const heads = await contractWith(contract, [applied], [report]);
    await questions.complete('billing.outcome.get', contract, {}, { actor: finance }, heads);
    await until(() => signals.some((signal) => atLeast(signal, heads)));
    const before = signals.length;

    const after = await questions.importFacts(contract, 'billing', [held, invoice]);
    await until(() => signals.some((signal) => atLeast(signal, after)));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const raised = signals.slice(before);
    expect(raised).toHaveLength(1);
    expect(raised[0]).toMatchObject({
      kind: 'outcome.changed.v1',
      service: 'billing',
      contract,
      clause: '',
      subject: '',
    });
    const { lists, lines } = raised[0]?.detail as { lists: string[]; lines: Record<string, string[]> };
    expect(lists).toEqual(expect.arrayContaining(['acceptances', 'payments']));
    expect(lines['payments']).toContain('P1 BY-3-PAY1');
    expect(JSON.stringify(raised[0])).not.toContain('833600');

    await weibao.kill('billing-svc');
    await weibao.untilBack('billing-svc');
    await questions.want('billing.outcome.get', contract, {}, { actor: finance });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(signals).toHaveLength(before + 1);
    subscription.unsubscribe();
  });

  it('is not raised for a trial', async () => {
    const contract = 'trial-quiet';
    let raised = 0;
    const subscription = questions.connection.subscribe(signalSubject('billing', contract), {
      callback: () => void (raised += 1),
    });
    const heads = await contractWith(contract, [applied], [report], { ...registration, trial: true });
    await questions.complete('billing.outcome.get', contract, {}, { actor: administrator }, heads);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(raised).toBe(0);
    subscription.unsubscribe();
  });
});

const atLeast = (signal: Signal, heads: Record<string, number>): boolean =>
  Object.entries(heads).every(([service, position]) => (signal.heads?.[service as 'billing'] ?? 0) >= position);

async function until(reached: () => boolean): Promise<void> {
  const untilMs = performance.now() + 20_000;
  while (!reached()) {
    if (performance.now() > untilMs) throw new Error('it did not happen within 20 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
