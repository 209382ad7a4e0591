import { settle } from '@weibao/engine';
import type { MetricRecord } from '@weibao/exchange';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { ExportCase } from '../../apps/cli/src/verify/export-case.js';
import { readTermsFiles } from '../../apps/inspection-svc/src/terms/terms-files.js';
import { instantOf } from '../../apps/launcher/src/demo/dates.mjs';
import { call, type Answer } from './gateway.fixture.js';
import { bayannur, codeOf, cookieFor, listed, outcome, weibao } from './records.fixture.js';

// A hospital sends its form out by links and departments answer them, on the processes that another spec has started.

const DAY_MS = 86_400_000;
const items = ['响应及时', '处理质量', '服务态度', '系统稳定'];
interface Given {
  link: string;
  department: string;
  secret: string;
}

const open = (body: Record<string, unknown>, account = 'inspector', contract = bayannur) =>
  call(weibao.baseUrl, `/api/contracts/${contract}/surveys`, {
    body: { form: 'clinical', items, closesAt: instantOf(Date.now() + 14 * DAY_MS), ...body },
    cookie: cookieFor(account),
  });
const at = (round: string, path: string, body?: unknown, method = 'POST', account = 'inspector') =>
  call(weibao.baseUrl, `/api/contracts/${bayannur}/surveys/${round}/${path}`, {
    method,
    ...(body === undefined ? {} : { body }),
    cookie: cookieFor(account),
  });
/** As a telephone does it: without an account. */
const read = (secret: string) => call(weibao.baseUrl, '/api/survey-links/read', { body: { secret } });
const answer = (secret: string, said: Record<string, unknown>) =>
  call(weibao.baseUrl, '/api/survey-links/answer', { body: { secret, ...said } });
const secretOf = ({ body }: Answer, department: string): string =>
  (body.links as Given[]).find((link) => link.department === department)?.secret ?? 'none';
const rounds = async (account = 'inspector') => {
  const { body } = await call(weibao.baseUrl, '/api/surveys', { cookie: cookieFor(account) });
  return body.surveys.find(({ contract }: { contract: string }) => contract === bayannur).rounds;
};
const isFigure =
  (wanted: string) =>
  ({ clause, period }: MetricRecord) =>
    clause === wanted && period === 'year-2';
/** The figure once it is what it should be, or what it is after five seconds. */
const metric = async (fits: (found: MetricRecord | undefined) => boolean, clause = 'BY-V-SUB1') =>
  (await outcome(({ metrics }) => fits(metrics.find(isFigure(clause))))).metrics.find(isFigure(clause));
const withoutRequest = ({ status, text }: Answer) => `${status} ${text.replace(/"requestId":"[^"]*"/, '')}`;

/** The metrics by replay alone, of the record as it is exported. */
async function replayed(): Promise<MetricRecord[]> {
  const { text } = await call(weibao.baseUrl, `/api/contracts/${bayannur}/export`, { cookie: cookieFor('finance') });
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const taken = new ExportCase();
  for (const line of lines) if ('body' in line) taken.take(line);
  const found = taken.case(lines[0]);
  const terms = readTermsFiles().shipped(bayannur);
  if (!found || !terms) throw new Error('the export is no case');
  return settle({ terms, facts: found.facts, asOfMs: Date.now() + 1000 }).metrics;
}

export function describeSurveys(): void {
  describe('BY-V-SUB1: a round of the clinical form', () => {
    let sent: Answer;

    it('is opened with a link for each department; the secrets are in no table', async () => {
      sent = await open({ departments: ['内科', ' 外科 ', '内科', '儿科'] });
      expect(sent.status, sent.text).toBe(201);
      expect(sent.body.links.map(({ department }: Given) => department)).toEqual(['内科', '外科', '儿科']);
      // Thirteen months into the term the second year runs.
      expect(sent.body.round).toMatchObject({ clause: 'BY-V-SUB1', period: 'year-2', open: true, items });
      const sql = new pg.Client({ connectionString: weibao.databaseUrl });
      await sql.connect();
      const { rows } = await sql.query('select l::text from access.survey_link l');
      await sql.end();
      expect(rows).toHaveLength(3);
      expect(JSON.stringify(rows)).not.toContain(secretOf(sent, '内科'));
    });

    it('shows its form to whoever has the link, and takes an answer once, however often and by whomever it is sent', async () => {
      const secret = secretOf(sent, '内科');
      const form = await read(secret);
      expect(form.body).toMatchObject({ state: 'waiting', department: '内科', items, itemMax: 100, event: null });
      for (const scores of [[90, 90, 90], [90, 90, 90, 101], undefined]) {
        const wrong = await answer(secret, { scores });
        expect([wrong.status, codeOf(wrong)], wrong.text).toEqual([400, 'HTTP.BAD_INPUT']);
      }
      const said = { scores: [90, 95, 85, 100], note: '夜间响应慢' };
      const twice = await Promise.all([answer(secret, said), answer(secret, said)]);
      expect(twice.map(({ status }) => status)).toContain(201);
      for (const again of [await answer(secret, said), await answer(secret, { scores: [1, 1, 1, 1] })])
        expect([again.status, codeOf(again)]).toEqual([409, 'SURVEY.ALREADY_ANSWERED']);
      expect((await read(secret)).body.state).toBe('answered');
      // (90 + 95 + 85 + 100) ÷ 4 items = 92.5, of one department.
      expect(await metric((found) => found?.value === '92.5')).toMatchObject({ threshold: '90', status: 'met' });
      const facts = await listed('inspector', 'type=survey.returned');
      expect(facts).toHaveLength(1);
      const [link] = sent.body.links as Given[];
      expect(facts[0]).toMatchObject({ by: 'hospital', account: `survey-link:${link?.link}` });
    });

    it('comes to the figure that replay computes: the mean of the departments', async () => {
      const surgeons = await answer(secretOf(sent, '外科'), { scores: [80, 90, 90, 100] });
      expect(surgeons.status, surgeons.text).toBe(201);
      // 外科: 360 ÷ 4 = 90; with 内科: (92.5 + 90) ÷ 2 = 91.25.
      const shown = await metric((found) => found?.value === '91.25');
      expect(shown).toMatchObject({ status: 'met', final: false });
      expect((await replayed()).find(isFigure('BY-V-SUB1'))).toEqual(shown);
    });

    it('says who has answered and who has not, to those who send it out and to nobody of the other side', async () => {
      const [round] = await rounds();
      expect(round.departments.map(({ department, state }: Record<string, string>) => [department, state])).toEqual([
        ['内科', 'answered'],
        ['外科', 'answered'],
        ['儿科', 'waiting'],
      ]);
      expect(JSON.stringify(round)).not.toContain('secret');
      const vendor = await call(weibao.baseUrl, '/api/surveys', { cookie: cookieFor('vendor-bayannur-emr') });
      expect([vendor.status, codeOf(vendor)]).toEqual([403, 'ACCESS.ROLE_NOT_ALLOWED']);
    });

    it('is open once: another of the same form is refused while it runs', async () => {
      const other = await open({ departments: ['妇产科'] });
      expect([other.status, codeOf(other)]).toEqual([409, 'SURVEY.ROUND_EXISTS']);
    });

    it('gives a department a new link and takes the old one away, unless it has answered; who took back its answer may answer again', async () => {
      const { round } = sent.body.round;
      const before = secretOf(sent, '儿科');
      const refused = await at(round, 'links', { departments: ['儿科', '内科'] });
      expect([refused.status, codeOf(refused)]).toEqual([409, 'SURVEY.DEPARTMENT_ALREADY_ANSWERED']);
      expect(refused.body.error.message).toContain('：内科。');
      expect((await read(before)).status).toBe(200);
      const anew = await at(round, 'links', { departments: ['儿科', '急诊科'] });
      expect(anew.status, anew.text).toBe(201);
      expect((await read(before)).status).toBe(404);
      expect((await read(secretOf(anew, '急诊科'))).body.department).toBe('急诊科');

      const { fact } = (await rounds())[0].departments[0];
      const path = `/api/contracts/${bayannur}/facts/${fact}/withdraw`;
      const withdrawn = await call(weibao.baseUrl, path, { body: { note: '填错' }, cookie: cookieFor('inspector') });
      expect(withdrawn.status, withdrawn.text).toBe(200);
      await metric((found) => found?.value === '90'); // 外科 alone
      const again = await at(round, 'links', { departments: ['内科'] });
      expect(again.status, again.text).toBe(201);
      expect((await answer(secretOf(again, '内科'), { scores: [100, 100, 100, 100] })).status).toBe(201);
      // (100 + 90) ÷ 2
      expect(await metric((found) => found?.value === '95')).toMatchObject({ status: 'met' });
    });

    it('lets a link be revoked and the round be closed; what is revoked, closed, expired or never was is refused alike', async () => {
      const { round } = sent.body.round;
      const anew = await at(round, 'links', { departments: ['儿科', '急诊科'] });
      const [paediatrics] = anew.body.links as Given[];
      const revoked = await at(round, `links/${paediatrics?.link}`, undefined, 'DELETE');
      expect(revoked.status, revoked.text).toBe(204);
      const twice = await at(round, `links/${paediatrics?.link}`, undefined, 'DELETE');
      expect([twice.status, codeOf(twice)]).toEqual([404, 'SURVEY.LINK_NOT_FOUND']);
      expect((await at(round, 'close', {})).status).toBe(204);
      const late = await at(round, 'links', { departments: ['儿科'] });
      expect([late.status, codeOf(late)]).toEqual([422, 'SURVEY.ROUND_CLOSED']);

      const soon = await open({ departments: ['药剂科'], closesAt: new Date(Date.now() + 1500).toISOString() });
      expect(soon.status, soon.text).toBe(201);
      const expiring = secretOf(soon, '药剂科');
      await expect.poll(async () => (await read(expiring)).status, { timeout: 5000 }).toBe(404);
      const scores = [100, 100, 100, 100];
      const closed = [secretOf(anew, '儿科'), secretOf(anew, '急诊科'), expiring];
      const absent = withoutRequest(await answer('x'.repeat(43), { scores }));
      expect(absent).toMatch(/^404 .*SURVEY\.LINK_UNKNOWN/);
      for (const secret of [...closed, '', 'short']) {
        expect(withoutRequest(await answer(secret, { scores }))).toBe(absent);
        expect(withoutRequest(await read(secret))).toBe(absent);
      }
      expect(await listed('inspector', 'type=survey.returned')).toHaveLength(3);
    });

    it('BY-V-SUB3: of an event asks whether anything is negative; the last word on the event stands', async () => {
      const about = { form: 'major-event', items: undefined, event: '国庆保障', departments: ['信息工程部'] };
      const wrong = await open({ ...about, items, event: undefined });
      expect(wrong.body.error.faults.map(({ place }: { place: string }) => place)).toEqual([
        'body.items',
        'body.event',
      ]);
      const negative = await open(about, 'head');
      expect(negative.status, negative.text).toBe(201);
      expect((await answer(secretOf(negative, '信息工程部'), { scores: [1] })).status).toBe(400);
      expect((await answer(secretOf(negative, '信息工程部'), { negative: true, note: '切换超时' })).status).toBe(201);
      expect(await metric((found) => found?.value === '1', 'BY-V-SUB3')).toMatchObject({ status: 'missed' });
      await at(negative.body.round.round, 'close', {}, 'POST', 'head');
      const rectified = await open(about);
      expect((await answer(secretOf(rectified, '信息工程部'), { negative: false })).status).toBe(201);
      expect(await metric((found) => found?.value === '0', 'BY-V-SUB3')).toMatchObject({ status: 'met' });
    });

    it('is of the own contract, in a period that runs, and named in every fault at once', async () => {
      // Huangpu's year ended a month ago.
      const over = await open({ departments: ['检验科'], items: ['总体'] }, 'inspector', 'huangpu');
      expect([over.status, codeOf(over)]).toEqual([422, 'SURVEY.NO_PERIOD']);
      const nobodys = await open({ departments: ['检验科'] }, 'inspector', 'no-such-contract');
      expect([nobodys.status, codeOf(nobodys)]).toEqual([404, 'ACCESS.NOT_YOURS']);
      const none = await open({ form: 'it-department', departments: ['信息科'] }, 'inspector', 'tacheng-ops');
      expect([none.status, codeOf(none)]).toEqual([404, 'SURVEY.FORM_UNKNOWN']);
      const faults = await open({
        items: ['一'],
        event: '国庆',
        departments: ['内科'],
        closesAt: instantOf(Date.now() - 1000),
      });
      expect(faults.body.error.faults.map(({ place }: { place: string }) => place)).toEqual([
        'body.items',
        'body.event',
        'body.closesAt',
      ]);
      const elsewhere = `/api/contracts/huangpu/surveys/${sent.body.round.round}/close`;
      const foreign = await call(weibao.baseUrl, elsewhere, { body: {}, cookie: cookieFor('inspector') });
      expect([foreign.status, codeOf(foreign)]).toEqual([404, 'SURVEY.ROUND_UNKNOWN']);
    });

    it('stands in the audit, link by link, without a secret; who tries many links waits', async () => {
      const sql = new pg.Client({ connectionString: weibao.databaseUrl });
      await sql.connect();
      const audited = async () =>
        (await sql.query<{ action: string; body: string }>(`select action, body from access.audit`)).rows.filter(
          ({ action }) => action.startsWith('survey.'),
        );
      const seen = await audited();
      expect(new Set(seen.map(({ action }) => action))).toEqual(
        new Set([
          ...['survey.opened', 'survey.links-issued', 'survey.link-revoked', 'survey.closed'],
          ...['survey.answered', 'survey.link-refused'],
        ]),
      );
      expect(JSON.stringify(seen)).not.toContain(secretOf(sent, '内科'));
      const statuses: number[] = [];
      for (let n = 0; n < 70 && statuses.at(-1) !== 429; n += 1) statuses.push((await read(`guess-${n}`)).status);
      expect(statuses.at(-1)).toBe(429);
      await sql.end();
    });
  });
}
