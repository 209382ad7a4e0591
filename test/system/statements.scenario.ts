import type { Statement } from '@weibao/exchange';
import type { StatementVerification, StatementView } from '@weibao/messages';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../harness/servers.mjs';
import { verified } from './export.fixture.js';
import { call, type Answer } from './gateway.fixture.js';
import { bayannur, codeOf, cookieFor, record, today, weibao } from './records.fixture.js';
import { dateOf } from '../../apps/launcher/src/demo/dates.mjs';

// Settlement statements on the stack and the contract of records.spec.ts, whose first payment is paid by then.

const all = `/api/contracts/${bayannur}/statements`;
const year = dateOf(today).slice(0, 4);
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
let sql: pg.Client;
const folder = temporaryFolder('statements');

const issue = (account: string, payment: string, key?: string): Promise<Answer> =>
  call(weibao.baseUrl, all, {
    body: { payment },
    cookie: cookieFor(account),
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
const get = (path: string, account = 'finance') => call(weibao.baseUrl, path, { cookie: cookieFor(account) });
const document = async (statement: string): Promise<string> => (await get(`${all}/${statement}`)).body.document;
const read = async (statement: string): Promise<Statement> => JSON.parse(await document(statement));
const verdict = async (statement: string, account = 'finance'): Promise<StatementVerification> =>
  (await get(`${all}/${statement}/verify`, account)).body.verification;
const listed = async (): Promise<StatementView[]> => (await get(all)).body.statements;
const exported = async () => (await get(`/api/contracts/${bayannur}/export`)).text;

export function describeStatements(): void {
  describe('a settlement statement', () => {
    beforeAll(async () => {
      sql = new pg.Client({ connectionString: weibao.databaseUrl });
      await sql.connect();
    });
    afterAll(async () => {
      await sql?.end();
      rmSync(folder, { recursive: true, force: true });
    });

    it('is issued once by a double click, numbered, and holds the figures with the heads and their hashes', async () => {
      const [one, other] = await Promise.all([issue('finance', 'P1', 'st-1'), issue('finance', 'P1', 'st-1')]);
      expect([one.status, other.status], one.text).toEqual([201, 201]);
      expect(other.body).toEqual(one.body);
      expect(one.body.result).toMatchObject({ statement: `${year}-001`, net: '833600.00', former: null });
      const again = await issue('finance', 'P2', 'st-1');
      expect([again.status, codeOf(again)]).toEqual([409, 'COMMAND.ID_REUSED']);
      expect(await listed()).toHaveLength(1);

      const text = await document(`${year}-001`);
      expect(sha256(text)).toBe(one.body.result.sha256);
      const statement = JSON.parse(text) as Statement;
      expect(statement.figures).toMatchObject({ payment: { payment: 'P1', status: 'paid', net: '833600.00' } });
      for (const service of ['billing', 'inspection'])
        expect(statement.heads[service]?.hash, service).toMatch(/^[0-9a-f]{64}$/);
      const { rows } = await sql.query(
        `select encode(hash, 'hex') as hash from billing.fact where contract = $1 and position = $2`,
        [bayannur, statement.heads['billing']?.position],
      );
      expect(rows[0].hash).toBe(statement.heads['billing']?.hash);
    });

    it('is numbered without a gap when several are issued at once, each naming the one before it', async () => {
      const issued = await Promise.all([issue('finance', 'P2'), issue('finance-2', 'P3'), issue('head', 'P2')]);
      expect(issued.map(({ status }) => status)).toEqual([201, 201, 201]);
      const numbers = (await listed()).map(({ statement }) => statement);
      expect(numbers).toEqual([`${year}-004`, `${year}-003`, `${year}-002`, `${year}-001`]);
      const chain = await Promise.all(numbers.map(read));
      expect(chain.map(({ previous }) => previous?.statement ?? null)).toEqual([...numbers.slice(1), null]);
    });

    it('issued before is the same bytes after new facts, and the next one lists what differs', async () => {
      const before = await document(`${year}-001`);
      const line = { clause: 'BY-8-GEN', period: 'year-1-Q4', breach: 'quarterly-maintenance' };
      const waived = await record('finance', {
        type: 'deduction.decided',
        ...line,
        outcome: 'waived',
        note: '=1+1 停诊',
      });
      expect(waived.status, waived.text).toBe(201);
      expect(await verdict(`${year}-001`, 'vendor-bayannur-emr')).toMatchObject({ verdict: 'same', differences: [] });
      expect(await document(`${year}-001`)).toBe(before);

      const next = await issue('finance', 'P1');
      expect(next.body.result).toMatchObject({ statement: `${year}-005`, former: `${year}-001` });
      const name = 'BY-8-GEN year-1-Q4 quarterly-maintenance';
      // The fourth quarter's line was proposed at 1/1000 of 4,168,000.00 and is waived now.
      expect((await read(`${year}-005`)).differences.filter((one) => one.line === name)).toEqual([
        { list: 'receivables', line: name, field: 'payable', before: '4168.00', after: '0.00' },
        { list: 'receivables', line: name, field: 'decision', before: 'proposed', after: 'waived' },
      ]);
      expect(await verdict(`${year}-005`)).toMatchObject({ verdict: 'same' });
      expect((await document(`${year}-005`)).includes('停诊'), 'free text in the document').toBe(false);
    });

    it('is issued by finance and the IT head for payments that there are, and read by the vendor', async () => {
      const refused = await issue('vendor-bayannur-emr', 'P1');
      expect([refused.status, codeOf(refused)]).toEqual([403, 'ACCESS.ROLE_NOT_ALLOWED']);
      const nothing = await issue('finance', 'P9');
      expect([nothing.status, codeOf(nothing)]).toEqual([404, 'BILLING.PAYMENT_UNKNOWN']);
      expect(nothing.body.error.message).toContain('P1、P2');
      expect((await get(`${all}/${year}-001`, 'vendor-bayannur-emr')).status).toBe(200);
      const absent = await get(`${all}/${year}-999/verify`);
      expect([absent.status, codeOf(absent)]).toEqual([404, 'BILLING.STATEMENT_UNKNOWN']);
      expect(await listed()).toHaveLength(5);
    });

    it('is handed out as PDF and as spreadsheet, and the audit says to whom', async () => {
      const kinds = [
        ['pdf', 'application/pdf', '%PDF'],
        ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK'],
      ] as const;
      for (const [kind, type, begin] of kinds) {
        const file = await get(`${all}/${year}-005/${kind}`, 'head');
        expect([file.status, file.headers.get('content-type')], file.text.slice(0, 300)).toEqual([200, type]);
        expect(file.text.slice(0, begin.length)).toBe(begin);
        expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${bayannur}-${year}-005.${kind}"`);
      }
      const { rows } = await sql.query(
        `select body::jsonb ->> 'account' as account, body::jsonb #>> '{detail,file}' as file
         from access.audit where action = 'statement.downloaded' order by position`,
      );
      expect(rows).toEqual([
        { account: 'head', file: `${bayannur}-${year}-005.pdf` },
        { account: 'head', file: `${bayannur}-${year}-005.xlsx` },
      ]);
    });

    it('is kept by the database: nothing changes it, and no number is left out', async () => {
      await expect(sql.query(`update billing.statement set payment = 'P5'`)).rejects.toThrow('never changed');
      await expect(sql.query(`delete from billing.statement where number = 5`)).rejects.toThrow('never changed');
      const copy = (number: number) =>
        sql.query(
          `insert into billing.statement (contract, year, number, payment, issued_at, document, sha256, command_id, command_hash)
           select contract, year, $1::int, payment, issued_at, document || ' ', encode(sha256(convert_to(document || ' ', 'UTF8')), 'hex'), 'x', ''
           from billing.statement where number = 5`,
          [number],
        );
      await expect(copy(7)).rejects.toThrow('foreign key');
      expect(await listed()).toHaveLength(5);
    });

    it('is found out of reach where the versions moved on, and changed where the record was', async () => {
      const within = async (change: () => Promise<unknown>, look: () => Promise<void>) => {
        await sql.query(`alter table billing.statement disable trigger statement_is_kept`);
        await sql.query(`create temp table kept_statement as table billing.statement`);
        await sql.query(`create temp table kept_fact as select contract, position, body from billing.fact`);
        try {
          await change();
          await look();
        } finally {
          await sql.query(
            `update billing.statement s set document = k.document, sha256 = k.sha256 from kept_statement k
             where (s.contract, s.year, s.number) = (k.contract, k.year, k.number) and s.document <> k.document`,
          );
          await sql.query(
            `update billing.fact f set body = k.body from kept_fact k
             where (f.contract, f.position) = (k.contract, k.position) and f.body <> k.body`,
          );
          await sql.query(`drop table kept_statement, kept_fact`);
          await sql.query(`alter table billing.statement enable trigger statement_is_kept`);
        }
      };
      const rewrite = (from: string, to: string) => () =>
        sql.query(
          `update billing.statement set document = replace(document, $1, $2),
             sha256 = encode(sha256(convert_to(replace(document, $1, $2), 'UTF8')), 'hex') where number = 5`,
          [from, to],
        );
      const { versions } = await read(`${year}-005`);
      const older = rewrite(`"engine":"${versions.engine}"`, '"engine":"0.0.1"');
      const other = rewrite('"net":"833600.00"', '"net":"833601.00"');
      // Another version that makes the same figures confirms them; one that makes others tells nothing of the statement.
      await within(older, async () => {
        expect(await verdict(`${year}-005`)).toMatchObject({ verdict: 'same', recorded: { engine: '0.0.1' } });
      });
      await within(
        async () => [await older(), await other()],
        async () => {
          const found = await verdict(`${year}-005`);
          expect(found).toMatchObject({ verdict: 'other-version', recorded: { engine: '0.0.1' }, present: versions });
        },
      );
      await within(other, async () => {
        expect(await verdict(`${year}-005`)).toMatchObject({
          verdict: 'differs',
          differences: [{ list: 'payment', field: 'net', before: '833601.00', after: '833600.00' }],
        });
      });
      const bend = () =>
        sql.query(`update billing.fact set body = body || ' ' where contract = $1 and position = 2`, [bayannur]);
      await within(bend, async () => {
        expect(await verdict(`${year}-005`)).toMatchObject({
          verdict: 'record-changed',
          place: { service: 'billing', position: 2 },
        });
      });
      expect(await verdict(`${year}-005`)).toMatchObject({ verdict: 'same' });
    });

    it('of a period is numbered among the others, names its periods where it is asked for another, and verifies', async () => {
      const ofPeriod = (period: string, body: object = {}) =>
        call(weibao.baseUrl, all, { body: { period, ...body }, cookie: cookieFor('finance') });
      const { periods } = (await get(all)).body;
      const ended = periods.find((one: { period: string }) => one.period === 'year-1');
      expect(ended).toMatchObject({ ended: true });
      const both = await ofPeriod('year-1', { payment: 'P1' });
      expect([both.status, both.text]).toEqual([400, expect.stringContaining('either a payment or a period')]);
      const ahead = await ofPeriod('year-3');
      expect([ahead.status, codeOf(ahead)]).toEqual([404, 'BILLING.PERIOD_UNKNOWN']);
      expect(ahead.body.error.message).toContain('year-1');

      const issued = await ofPeriod('year-1');
      expect(issued.status, issued.text).toBe(201);
      expect(issued.body.result).toMatchObject({ statement: `${year}-006`, period: 'year-1', former: null });
      const statement = await read(`${year}-006`);
      // Of five payments the first has its milestone at the end of the first year: a fifth of 4,168,000.00.
      expect(statement.figures).toMatchObject({
        period: { period: 'year-1', firstOn: ended.firstOn, lastOn: ended.lastOn, ended: true },
        payments: [{ payment: 'P1', status: 'paid' }],
        sums: { gross: '833600.00', net: '833600.00' },
      });
      expect(await verdict(`${year}-006`, 'vendor-bayannur-emr')).toMatchObject({ verdict: 'same' });
      const [newest] = await listed();
      expect(newest).toMatchObject({ statement: `${year}-006`, payment: null, period: 'year-1', status: null });
      expect((await get(`${all}/${year}-006/pdf`)).text.slice(0, 4)).toBe('%PDF');
    });

    it('goes with the export, where each party computes it again offline', async () => {
      const file = join(folder, 'export.jsonl');
      const text = await exported();
      const whole = verified(file, text);
      expect(whole.status, whole.out + whole.err).toBe(0);
      expect(whole.out.match(/^statement \S+ \S+ same:/gm)).toHaveLength(6);

      const lines = text.split('\n');
      const bent = lines.map((line, index) => (index === 2 ? line.replace('833600.00', '833601.00') : line)).join('\n');
      const found = verified(file, bent);
      expect([found.status, found.out]).toEqual([
        1,
        expect.stringMatching(/^statement \S+-002 \S+ document-changed:/m),
      ]);

      const head = { ...JSON.parse(lines[0] ?? ''), statements: 5 };
      const without = [JSON.stringify(head), ...lines.slice(1, 3), ...lines.slice(4)].join('\n');
      const taken = verified(file, without);
      expect([taken.status, taken.out]).toEqual([1, expect.stringMatching(/^statement \S+-004 \S+ unlinked:/m)]);
    });
  });
}
