import { recordOf } from '@weibao/engine';
import type { ClockRecord, Outcome } from '@weibao/exchange';
import type { Actor, IncidentPage } from '@weibao/messages';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';
import { administrator, parties, Questions, stranger, vendor } from './billing.fixture.js';
import { daysAgo, Desk, later, secondsAgo } from './incident.fixture.js';

const EMR = '一体化电子病历系统';
const itHead: Actor = { account: 'head', organisation: 'demo-hospital', role: 'it-head' };

let weibao: Weibao;
let questions: Questions;
let bayannur: Desk;
let huangpu: Desk;
let tacheng: Desk;

beforeAll(async () => {
  weibao = await startWeibao({ only: ['incident-svc', 'billing-svc'], demo: false });
  questions = await Questions.to(weibao.natsUrl);
  const register = async (contract: string, parameters: object): Promise<Desk> => {
    const body = { pattern: contract, parties, parameters };
    await questions.want('billing.contract.register', contract, body, { actor: administrator });
    const desk = new Desk(questions, contract);
    // Until its registration has been copied here the contract is nobody's.
    for (let tries = 0; (await desk.code('incident.open.list', {})) !== 'ok'; tries += 1) {
      if (tries > 200) throw new Error(`${contract} did not arrive at incident-svc`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return desk;
  };
  bayannur = await register('bayannur-emr', { signedOn: daysAgo(90) });
  huangpu = await register('huangpu', { startsOn: daysAgo(90), endsOn: daysAgo(-600) });
  tacheng = await register('tacheng-ops', {});
});
afterAll(async () => {
  await questions?.close();
  await weibao?.stop();
});

describe('the main job: an incident is reported and its clocks run', () => {
  it('BY-4.1: level 1 runs `<10 min` to the response and `<30 min` to the restoration, from the report', async () => {
    const at = secondsAgo(60);
    const { incident } = await bayannur.want('incident.report', { system: EMR, level: '1', at, summary: '打不开' });
    expect(incident).toMatch(/^F-\d{4}-\d{4}$/);
    const view = (await bayannur.open()).find((open) => open.incident === incident);
    expect(view).toMatchObject({
      level: '1',
      levelName: '紧急',
      system: EMR,
      reportedAt: at,
      summary: '打不开',
      open: true,
    });
    const clock = (clause: string) => view?.clocks.find((each) => each.clause === clause);
    expect(clock('BY-4.1-L1-RESP')).toMatchObject({
      dueAt: later(at, 600),
      status: 'running',
      strict: true,
      limitZh: '<10 分',
    });
    expect(clock('BY-4.1-L1-REST')).toMatchObject({
      dueAt: later(at, 1800),
      status: 'running',
      strict: true,
      limitZh: '<30 分',
    });
    expect(view?.nextDueAt).toBe(later(at, 600));
  });

  it('BY-4.1-L1-RESP: ten minutes sharp is late by 0 s under `<10 min`, and the page says why', async () => {
    const at = secondsAgo(3600);
    const { incident } = await bayannur.want('incident.report', { system: EMR, level: '1', at });
    await bayannur.want('incident.stage', { incident, stage: 'responded', at: later(at, 600) });
    const detail = await bayannur.get(incident);
    expect(detail.clocks.find((clock) => clock.clause === 'BY-4.1-L1-RESP')).toMatchObject({
      dueAt: later(at, 600),
      metAt: later(at, 600),
      status: 'late',
      lateSeconds: 0,
    });
    const why = detail.explanations.find((each) => each.clause === 'BY-4.1-L1-RESP');
    expect(why?.dueAt).toBe(later(at, 600));
    expect(why?.linesZh.length).toBeGreaterThan(0);
    expect(why?.linesEn.length).toBeGreaterThan(0);
  });

  it('HP-3.1-T1-RESP: fifteen minutes sharp is met under `≤15 min`', async () => {
    const at = secondsAgo(3600);
    const { incident } = await huangpu.want('incident.report', { system: '检验系统', level: '1', at });
    await huangpu.want('incident.stage', { incident, stage: 'responded', at: later(at, 900) });
    expect(await huangpu.clock(incident, 'HP-3.1-T1-RESP')).toMatchObject({
      status: 'met',
      lateSeconds: 0,
      strict: false,
    });
  });

  it('keeps an incident of a system whose scope is to be ruled, and marks it', async () => {
    const { incident } = await huangpu.want('incident.report', { system: '自助机', level: '3' });
    expect(await huangpu.get(incident)).toMatchObject({ scopeToBeRuled: true, system: '自助机' });
    expect((await huangpu.open()).find((view) => view.incident !== incident)?.scopeToBeRuled).not.toBe(true);
  });

  it('gives a dozen reports at once a dozen numbers without a gap', async () => {
    const before = await bayannur.want('incident.report', { system: EMR });
    const reports = Array.from({ length: 12 }, () => bayannur.want('incident.report', { system: EMR }));
    const numbers = (await Promise.all(reports))
      .map((stored) => Number(stored.incident.slice(-4)))
      .sort((a, b) => a - b);
    const first = Number(before.incident.slice(-4)) + 1;
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, index) => first + index));
  });
});

describe('corrections', () => {
  it('a regrading is history: the clocks of the new level run from the report', async () => {
    const at = secondsAgo(120);
    const { incident } = await bayannur.want('incident.report', { system: EMR, level: '1', at });
    await bayannur.as(itHead).want('incident.grade', { incident, level: '2' });
    const detail = await bayannur.get(incident);
    expect(detail.level).toBe('2');
    // BY-4.1-L2-RESP: `<30 min` from the report
    expect(detail.clocks.find((clock) => clock.clause === 'BY-4.1-L2-RESP')?.dueAt).toBe(later(at, 1800));
    expect(detail.history.map((entry) => [entry.type, entry.account])).toEqual([
      ['incident.reported', 'duty'],
      ['incident.graded', 'head'],
    ]);
  });

  it('a mistyped stage is withdrawn with the reason, stays visible, and is recorded anew', async () => {
    const at = secondsAgo(1200);
    const { incident } = await bayannur.want('incident.report', { system: EMR, level: '1', at });
    const wrong = await bayannur.want('incident.stage', { incident, stage: 'responded', at: later(at, 900) });
    await bayannur.want('incident.fact.withdraw', { fact: wrong.fact, note: '应为九点零八分' });
    await bayannur.want('incident.stage', { incident, stage: 'responded', at: later(at, 480) });
    expect(await bayannur.clock(incident, 'BY-4.1-L1-RESP')).toMatchObject({ status: 'met', metAt: later(at, 480) });
    const { history } = await bayannur.get(incident);
    expect(history.find((entry) => entry.id === wrong.fact)?.withdrawn).toBe(true);
    expect(history.find((entry) => entry.type === 'fact.withdrawn')?.fact).toMatchObject({ note: '应为九点零八分' });
  });

  it("a vendor's entry carries the server's time; an earlier one is unconfirmed until the hospital confirms it", async () => {
    const at = secondsAgo(1200);
    const { incident } = await bayannur.want('incident.report', { system: EMR, level: '1', at });
    const theirs = bayannur.as(vendor);
    const before = Date.now();
    const arrived = await theirs.want('incident.stage', { incident, stage: 'arrived' });
    expect(Math.abs(Date.parse(arrived.at) - before)).toBeLessThan(5000);
    const responded = await theirs.want('incident.stage', { incident, stage: 'responded', at: later(at, 300) });
    const marks = async () =>
      Object.fromEntries((await bayannur.get(incident)).stages.map((entry) => [entry.stage, entry.unconfirmed]));
    expect(await marks()).toEqual({ arrived: false, responded: true });
    expect((await bayannur.clock(incident, 'BY-4.1-L1-RESP'))?.unconfirmed).toBe(true);
    await bayannur.want('incident.fact.confirm', { fact: responded.fact });
    expect(await marks()).toEqual({ arrived: false, responded: false });
    expect((await bayannur.clock(incident, 'BY-4.1-L1-RESP'))?.unconfirmed).toBeUndefined();
  });

  it('merged incidents are one, under the other, from the earliest report', async () => {
    const at = secondsAgo(500);
    const first = await bayannur.want('incident.report', { system: EMR, level: '2', at });
    const second = await bayannur.want('incident.report', { system: EMR, level: '2', at: later(at, 300) });
    await bayannur.want('incident.merge', { incident: first.incident, into: second.incident });
    const detail = await bayannur.get(first.incident);
    expect(detail).toMatchObject({ incident: second.incident, reportedAt: at });
    expect(detail.history.filter((entry) => entry.type === 'incident.reported')).toHaveLength(2);
    expect((await bayannur.open()).some((view) => view.incident === first.incident)).toBe(false);
  });

  it('a closed incident leaves the open list and stays in the paged one', async () => {
    const { incident } = await huangpu.want('incident.report', { system: '检验系统', level: '3' });
    await huangpu.want('incident.stage', { incident, stage: 'closed' });
    expect((await huangpu.open()).some((view) => view.incident === incident)).toBe(false);
    const page = await huangpu.want<IncidentPage>('incident.list', { state: 'closed', level: '3', limit: 1 });
    expect(page.incidents.map((view) => view.incident)).toEqual([incident]);
  });
});

describe('bad input', () => {
  let incident: string;
  let reportedAt: string;
  beforeAll(async () => {
    reportedAt = secondsAgo(600);
    ({ incident } = await bayannur.want('incident.report', { system: EMR, level: '1', at: reportedAt }));
  });

  /** The code of a refusal, having made sure that nothing was stored. */
  async function refusal(at: Desk, operation: Parameters<Desk['code']>[0], body: object): Promise<string> {
    const before = await at.head();
    const code = await at.code(operation, body);
    expect(await at.head()).toBe(before);
    return code;
  }

  it('an unknown contract, and one of others, are answered alike', async () => {
    const nowhere = new Desk(questions, 'no-such-contract');
    expect(await nowhere.code('incident.report', { system: EMR })).toBe('ACCESS.NOT_YOURS');
    const theirs = bayannur.as({ ...stranger, role: 'duty-desk' });
    expect(await theirs.code('incident.report', { system: EMR })).toBe('ACCESS.NOT_YOURS');
    expect(await theirs.code('incident.get', { incident })).toBe('ACCESS.NOT_YOURS');
  });

  it('a vendor does not report, merge or withdraw', async () => {
    const theirs = bayannur.as(vendor);
    expect(await theirs.code('incident.report', { system: EMR })).toMatch(/^ACCESS\./);
    expect(await theirs.code('incident.merge', { incident, into: 'X' })).toMatch(/^ACCESS\./);
    expect(await theirs.code('incident.stage', { incident, stage: 'confirmed' })).toBe('INCIDENT.HOSPITAL_ONLY');
  });

  it('TC-2-SCOPE: a system outside the list', async () => {
    expect(await refusal(tacheng, 'incident.report', { system: '食堂订餐' })).toBe('INCIDENT.SYSTEM_OUT_OF_SCOPE');
  });

  it('a level that the contract does not know', async () => {
    expect(await refusal(huangpu, 'incident.report', { system: '检验系统', level: '4' })).toBe(
      'INCIDENT.LEVEL_UNKNOWN',
    );
    expect(await refusal(tacheng, 'incident.report', { system: '科室成本管理系统', level: '1' })).toBe(
      'INCIDENT.LEVEL_UNKNOWN',
    );
  });

  it('a stage before the report, one in the future, one of an unknown incident', async () => {
    const stage = (body: object) => refusal(bayannur, 'incident.stage', { incident, stage: 'responded', ...body });
    expect(await stage({ at: later(reportedAt, -1) })).toBe('INCIDENT.BEFORE_REPORT');
    expect(await stage({ at: secondsAgo(-60) })).toBe('INCIDENT.FUTURE_INSTANT');
    expect(await stage({ incident: 'GHOST' })).toBe('INCIDENT.UNKNOWN');
  });

  it('a stage twice names the first entry and how to withdraw it', async () => {
    const first = await bayannur.want('incident.stage', { incident, stage: 'restored' });
    const reply = await bayannur.ask('incident.stage', { incident, stage: 'restored' });
    if (reply.ok) throw new Error('was accepted twice');
    expect(reply.error.code).toBe('INCIDENT.STAGE_TWICE');
    expect(reply.error.message).toContain(`记录 ${first.fact}`);
    expect(reply.error.message).toContain('撤销');
    expect(reply.error.messageEn).toContain(`withdraw fact ${first.fact}`);
  });

  it('a stage twice at the same time: one is stored, the other is told so', async () => {
    const both = await Promise.all(
      ['remote-started', 'remote-started'].map((stage) => bayannur.code('incident.stage', { incident, stage })),
    );
    expect(both.sort()).toEqual(['INCIDENT.STAGE_TWICE', 'ok']);
  });

  it('two incidents merged into each other at the same time: one way only', async () => {
    const [a, b] = await Promise.all([0, 1].map(() => bayannur.want('incident.report', { system: EMR })));
    const codes = await Promise.all([
      bayannur.code('incident.merge', { incident: a?.incident, into: b?.incident }),
      bayannur.code('incident.merge', { incident: b?.incident, into: a?.incident }),
    ]);
    expect(codes.sort()).toEqual(['INCIDENT.MERGED', 'ok']);
  });

  it('the end of a wait that never began, a grade without level and impact, a merger into itself', async () => {
    expect(await refusal(bayannur, 'incident.wait', { incident, change: 'ended' })).toBe('INCIDENT.WAIT_NOT_STARTED');
    expect(await refusal(bayannur, 'incident.grade', { incident })).toBe('INCIDENT.GRADE_EMPTY');
    expect(await refusal(bayannur, 'incident.merge', { incident, into: incident })).toBe('INCIDENT.MERGE_SELF');
    expect(await refusal(bayannur, 'incident.merge', { incident, into: 'GHOST' })).toBe('INCIDENT.UNKNOWN');
  });

  it('a number that is taken, and a fact that does not exist', async () => {
    expect(await refusal(bayannur, 'incident.report', { incident, system: EMR })).toBe('INCIDENT.EXISTS');
    expect(await refusal(bayannur, 'incident.fact.withdraw', { fact: 'GHOST', note: '误录' })).toBe(
      'INCIDENT.FACT_UNKNOWN',
    );
    expect(await refusal(bayannur, 'incident.fact.confirm', { fact: 'GHOST' })).toBe('INCIDENT.FACT_UNKNOWN');
  });

  it('fields that do not exist, or are of the wrong form, are named', async () => {
    const reply = await bayannur.ask('incident.report', { system: EMR, at: 'yesterday', urgency: 'high' });
    if (reply.ok) throw new Error('was accepted');
    expect(JSON.stringify(reply.error.faults)).toMatch(/at.*urgency|urgency.*at/s);
  });

  it('a command sent twice is done once and answered the same; its id with another body is refused', async () => {
    const body = { system: EMR, level: '3' } as const;
    const first = await bayannur.want('incident.report', body, 'command-1');
    const before = await bayannur.head();
    expect(await bayannur.want('incident.report', body, 'command-1')).toEqual(first);
    expect(await bayannur.code('incident.report', { ...body, level: '2' }, 'command-1')).not.toBe('ok');
    expect(await bayannur.head()).toBe(before);
    const stage = { incident: first.incident, stage: 'responded' };
    const stored = await bayannur.want('incident.stage', stage, 'command-2');
    // The second time the stage stands already; that it is the same command counts for more.
    expect(await bayannur.want('incident.stage', stage, 'command-2')).toEqual(stored);
  });

  it('a list that is continued from nowhere', async () => {
    expect(await bayannur.code('incident.list', { after: 'page 2' })).toBe('INCIDENT.BAD_CURSOR');
  });
});

describe('at equal heads', () => {
  it("the clocks are billing-svc's own, record for record", async () => {
    const asked = { actor: { ...itHead, account: 'finance', role: 'finance' as const } };
    const heads = { incident: await bayannur.head() };
    const page = await questions.complete<IncidentPage>('incident.list', 'bayannur-emr', { limit: 500 }, asked, heads);
    const body = { lists: ['clocks'] };
    const outcome = await questions.complete<Outcome>('billing.outcome.get', 'bayannur-emr', body, asked, page.heads);
    expect(outcome.heads).toMatchObject(page.heads);
    const theirs = outcome.result.clocks.map(steady).sort();
    expect(page.result.incidents.flatMap((view) => view.clocks.map((clock) => steady(recordOf(clock)))).sort()).toEqual(
      theirs,
    );
    expect(theirs.length).toBeGreaterThan(10);
    const open = (await bayannur.open()).flatMap((view) => view.clocks.map((clock) => steady(recordOf(clock))));
    expect(open.filter((clock) => !theirs.includes(clock))).toEqual([]);
  });

  /** Without the seconds that merely grow between two questions. */
  const steady = (clock: ClockRecord): string =>
    JSON.stringify({ ...clock, lateSeconds: clock.status === 'overdue' ? 'growing' : clock.lateSeconds });
});

describe('lists', () => {
  it('are filtered, and paged from the latest report to the earliest', async () => {
    const all: string[] = [];
    let after: string | undefined;
    do {
      const page: IncidentPage = await bayannur.want('incident.list', { limit: 5, ...(after ? { after } : {}) });
      all.push(...page.incidents.map((view) => view.reportedAt));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(all.length).toBeGreaterThan(15);
    expect([...all].sort((a, b) => Date.parse(b) - Date.parse(a))).toEqual(all);
    const recent = await bayannur.want<IncidentPage>('incident.list', {
      level: '1',
      from: secondsAgo(700),
      limit: 500,
    });
    expect(recent.incidents.length).toBeGreaterThan(0);
    expect(
      recent.incidents.every((view) => view.level === '1' && Date.parse(view.reportedAt) >= Date.now() - 760_000),
    ).toBe(true);
  });

  it('show drills apart, at the end, without clocks', async () => {
    const { incident } = await bayannur.want('incident.report', {
      system: EMR,
      level: '1',
      drill: true,
      at: secondsAgo(900),
    });
    const last = (await bayannur.open()).at(-1);
    expect(last).toMatchObject({ incident, drill: true, clocks: [] });
  });
});
