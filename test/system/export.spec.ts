import type { ExportedFact, ExportHead } from '@weibao/exchange';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'nats';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { demoPlan } from '../../apps/launcher/src/demo/plan.mjs';
import { temporaryFolder } from '../harness/servers.mjs';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';
import { droppedEverywhere, remadeChain, swapped, tampered, verified, weibaoCli } from './export.fixture.js';
import { call, cookieOf } from './gateway.fixture.js';

// A party takes the record of its contract home and checks it there, on the built processes; what bends the record is done in SQL, as a superuser.

const own = 'bayannur-emr';
const foreign = 'huangpu';
const folder = temporaryFolder('export');
const file = join(folder, 'export.jsonl');
const cookies: Record<string, string> = {};
let weibao: Weibao;
let sql: pg.Client;

beforeAll(async () => {
  weibao = await startWeibao();
  const access = weibao.access();
  const token = access?.token.secret ?? '';
  for (const { contract, pattern, parties, parameters, signedAt, facts } of demoPlan(Date.now()).slice(0, 2)) {
    const path = `/api/contracts/${contract}`;
    const body = { pattern, parties, parameters, signedAt };
    const registered = await call(weibao.baseUrl, path, { method: 'PUT', body, token });
    expect(registered.status, registered.text).toBeLessThan(300);
    const imported = await call(weibao.baseUrl, `${path}/facts`, { body: { facts }, token });
    expect(imported.status, imported.text).toBeLessThan(300);
  }
  for (const account of ['duty', 'head', 'finance', 'admin', 'audit', `vendor-${own}`])
    cookies[account] = await cookieOf(weibao.baseUrl, access, account);
  const body = { system: '一体化电子病历系统', level: '1', summary: '3 床病历打不开' };
  for (let count = 0; count < 2; count += 1) {
    const reported = await call(weibao.baseUrl, `/api/contracts/${own}/incidents`, { body, cookie: cookies['duty'] });
    expect(reported.status, reported.text).toBe(201);
  }
  sql = new pg.Client({ connectionString: weibao.databaseUrl });
  await sql.connect();
  await copied();
}, 120_000);
afterAll(async () => {
  await sql?.end();
  await weibao?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, account: string) => call(weibao.baseUrl, path, { cookie: cookies[account] ?? '' });

async function exported(account = 'head', contract = own) {
  const answer = await get(`/api/contracts/${contract}/export`, account);
  expect(answer.status, answer.text).toBe(200);
  const [head, ...facts] = answer.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown) as [ExportHead, ...ExportedFact[]];
  const end = head.heads['incident']?.position ?? 0;
  const seenBehind = ['billing', 'inspection'].filter(
    (service) => head.witnesses[service]?.['incident']?.position !== end,
  ).length;
  return { answer, text: answer.text, head, facts, seenBehind };
}

/** Both other services have copied what was recorded last: only then do they stand witness to the end of the chain. */
const copied = () =>
  vi.waitFor(async () => expect((await exported()).seenBehind).toBe(0), { timeout: 20_000, interval: 200 });

const positionsOf = async (service: string, contract = own): Promise<string[]> =>
  (
    await sql.query<{ id: string }>(`select id from ${service}.fact where contract = $1 order by position`, [contract])
  ).rows.map(({ id }) => id);

describe('an export', () => {
  it('is a file of the three chains in order, with all facts of the contract and no other', async () => {
    const { answer, head, facts } = await exported();
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="weibao-bayannur-emr-\d{4}-\d\d-\d\d\.jsonl"$/,
    );
    const ids: string[] = [];
    for (const service of ['incident', 'inspection', 'billing']) ids.push(...(await positionsOf(service)));
    expect(facts.map((fact) => JSON.parse(fact.body).id)).toEqual(ids);
    expect(head).toMatchObject({ format: 'weibao-export/1', contract: own });
    expect(head.versions?.engine).toBeTruthy();
    expect(facts.find((fact) => fact.texts['summary'] === '3 床病历打不开')).toBeDefined();
  });

  it('is whole to whoever checks it offline, also against heads kept earlier', async () => {
    const { text, head } = await exported();
    const ran = verified(file, text);
    expect(ran.status, ran.out + ran.err).toBe(0);
    for (const [service, { position, hash }] of Object.entries(head.heads))
      expect(ran.out).toContain(`${service} ${position} ${hash}\n`);
    const kept = join(folder, 'kept.json');
    writeFileSync(kept, text.slice(0, text.indexOf('\n')));
    const more = await call(weibao.baseUrl, `/api/contracts/${own}/incidents`, {
      body: { system: '一体化电子病历系统', level: '4' },
      cookie: cookies['duty'],
    });
    expect(more.status, more.text).toBe(201);
    const later = verified(file, (await exported()).text, '--heads', kept);
    expect(later.status, later.out + later.err).toBe(0);
  });

  it('of a record of several pages is as whole as that of a short one', async () => {
    const token = weibao.access()?.token.secret ?? '';
    const path = '/api/contracts/trial-long-record';
    const parties = [{ organisation: 'demo-hospital', part: 'customer' }];
    const body = { pattern: own, parties, parameters: {}, trial: true };
    const registered = await call(weibao.baseUrl, path, { method: 'PUT', body, token });
    expect(registered.status, registered.text).toBeLessThan(300);
    // A page holds 500 facts at most: 1,201 are three pages, the last of them short.
    const facts = Array.from({ length: 1201 }, (_none, index) => ({
      type: 'restore.tested',
      id: `tested-${index}`,
      at: new Date(Date.UTC(2025, 0, 1) + index * 3_600_000).toISOString(),
      ok: true,
    }));
    const imported = await call(weibao.baseUrl, `${path}/facts`, { body: { facts }, token });
    expect(imported.status, imported.text).toBeLessThan(300);
    const ran = verified(file, (await call(weibao.baseUrl, `${path}/export`, { token })).text);
    expect(ran.status, ran.out + ran.err).toBe(0);
    expect(ran.out).toMatch(/^inspection 1201 [0-9a-f]{64}$/m);
    await call(weibao.baseUrl, path, { method: 'DELETE', token });
  });

  it("replays to the server's own outcome", async () => {
    const { text, head } = await exported();
    const asCase = verified(file, text, '--case');
    expect(asCase.status, asCase.err).toBe(0);
    const caseFile = join(folder, 'case.json');
    writeFileSync(caseFile, asCase.out);
    const replayed = weibaoCli('replay', caseFile);
    expect(replayed.status, replayed.err).toBe(0);
    const outcomePath = `/api/contracts/${own}/outcome?asOf=${encodeURIComponent(head.exportedAt)}`;
    let server = await get(outcomePath, 'head');
    await expect
      .poll(async () => {
        server = await get(outcomePath, 'head');
        return server.body.heads?.incident;
      })
      .toBe(head.heads['incident']?.position);
    expect(JSON.parse(replayed.out)).toEqual(server.body.outcome);
  });
});

describe('who may take a record home', () => {
  const exportOf = (contract: string, account: string) => get(`/api/contracts/${contract}/export`, account);
  const withoutIds = (text: string, contract: string) =>
    text.replaceAll(contract, '…').replace(/"requestId":"[^"]*"/, '');

  it('the vendor its own contract, and a foreign one is answered as one that does not exist', async () => {
    const vendor = `vendor-${own}`;
    expect((await exported(vendor)).facts.length).toBeGreaterThan(2);
    const [other, absent] = [await exportOf(foreign, vendor), await exportOf('no-such-contract', vendor)];
    expect([other.status, absent.status]).toEqual([404, 404]);
    expect(withoutIds(other.text, foreign)).toBe(withoutIds(absent.text, 'no-such-contract'));
  });

  it('not the duty desk, and nobody who is not signed in', async () => {
    expect((await exportOf(own, 'duty')).status).toBe(403);
    expect((await call(weibao.baseUrl, `/api/contracts/${own}/export`)).status).toBe(401);
  });

  it('not the system administrator, of a real contract or of one that does not exist', async () => {
    const answers = [await exportOf(own, 'admin'), await exportOf('no-such-contract', 'admin')];
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });

  it('of a trial the system administrator, who has no part in it, without its free texts: they are counted as not compared', async () => {
    const token = weibao.access()?.token.secret ?? '';
    const path = '/api/contracts/trial-of-others';
    const parties = [{ organisation: 'demo-hospital', part: 'customer' }];
    const body = { pattern: own, parties, parameters: {}, trial: true };
    await call(weibao.baseUrl, path, { method: 'PUT', body, token });
    const reported = { type: 'incident.reported', id: 'r1', incident: 'I1', at: '2026-01-05T09:00:00+08:00' };
    const fact = { ...reported, system: '一体化电子病历系统', summary: '3 床病历打不开' };
    const imported = await call(weibao.baseUrl, `${path}/facts`, { body: { facts: [fact] }, token });
    expect(imported.status, imported.text).toBe(200);
    const { text, facts } = await exported('admin', 'trial-of-others');
    expect(text).not.toContain('3 床病历打不开');
    expect(facts.every((fact) => Object.keys(fact.salts).length === 0)).toBe(true);
    const ran = verified(file, text);
    expect(ran.status, ran.out).toBe(0);
    expect(ran.out).toMatch(/\d+ text\(s\) were not open/);
  });

  it('and the audit says who did, and who was refused', async () => {
    await exportOf(foreign, `vendor-${own}`);
    const { head } = await exported('finance');
    const { rows } = await sql.query(
      `select action, account, organisation, body::jsonb -> 'detail' as detail from access.audit where action like 'record.%' order by position desc limit 2`,
    );
    expect(rows).toEqual([
      {
        action: 'record.exported',
        account: 'finance',
        organisation: 'demo-hospital',
        detail: { contract: own, heads: head.heads },
      },
      {
        action: 'record.export-refused',
        account: `vendor-${own}`,
        organisation: `demo-vendor-${own}`,
        detail: { contract: foreign, code: 'ACCESS.NOT_YOURS' },
      },
    ]);
  });
});

describe('what a superuser does in SQL is found', () => {
  const run = (text: string, params: unknown[] = []) => sql.query(text, [own, ...params]);
  /** What the party's own check of an export says, and what the auditor's button says of the same moment. */
  const look = async (...args: string[]) => ({
    ...verified(file, (await exported()).text, ...args),
    button: await pressed(),
  });
  const pressed = async (): Promise<string> => {
    const answer = await call(weibao.baseUrl, '/api/audit/verification', { body: {}, cookie: cookies['audit'] ?? '' });
    expect(answer.status, answer.text).toBe(200);
    const bad = (answer.body.chains as ChainLine[]).filter(({ fault }) => fault !== null);
    expect(answer.body.holds).toBe(bad.length === 0);
    return bad.map(({ chain, fault }) => `${chain} ${fault?.position} ${fault?.kind}`).join('; ');
  };
  interface ChainLine {
    chain: string;
    fault: { position: number; kind: string } | null;
  }

  it('and where nobody did anything, every chain holds: three services of each contract, and the audit', async () => {
    expect(await pressed()).toBe('');
    const { body } = await call(weibao.baseUrl, '/api/audit/verification', {
      body: {},
      cookie: cookies['audit'] ?? '',
    });
    const names = (body.chains as ChainLine[]).map(({ chain }) => chain);
    expect(names).toEqual(expect.arrayContaining(['audit', `incident/${own}`, `billing/${own}`, `billing/${foreign}`]));
  });

  it('an audit entry that was edited, deleted, or cut off at the end', async () => {
    const asSuperuser = async (text: string): Promise<string> => {
      await sql.query('begin');
      await sql.query('alter table access.audit disable trigger user');
      await sql.query('create temp table kept_audit as select position, hash, body from access.audit');
      await sql.query('commit');
      try {
        await sql.query(text);
        return await pressed();
      } finally {
        // What pressing the button added stays out: the head was moved by it, and is put back with the rows.
        await sql.query('begin');
        await sql.query('delete from access.audit');
        await sql.query('insert into access.audit (position, hash, body) select position, hash, body from kept_audit');
        await sql.query(
          'update access.audit_head h set position = a.position, hash = a.hash from kept_audit a where a.position = (select max(position) from kept_audit)',
        );
        await sql.query('alter table access.audit enable trigger user');
        await sql.query('drop table kept_audit');
        await sql.query('commit');
      }
    };
    expect(
      await asSuperuser(`update access.audit set body = replace(body, 'duty', 'nobd') where position = (
      select min(position) from access.audit where account = 'duty')`),
    ).toMatch(/^audit \d+ bent$/);
    expect(await asSuperuser('delete from access.audit where position = 2')).toBe('audit 2 missing');
    const { rows } = await sql.query<{ end: number }>('select position::int as end from access.audit_head');
    const end = rows[0]?.end ?? 0;
    expect(await asSuperuser(`delete from access.audit where position = ${end}`)).toBe(`audit ${end} cut`);
    expect(await pressed()).toBe('');
    await expect(sql.query('delete from access.audit')).rejects.toThrow(/only ever added to/);
    await expect(sql.query(`update access.audit set body = '{}'`)).rejects.toThrow(/only ever added to/);
    await expect(sql.query('truncate access.audit')).rejects.toThrow(/only ever added to/);
  });
  const last = async () => (await positionsOf('incident')).length;

  it('a fact that was edited', async () => {
    const [, second] = await positionsOf('incident');
    const ran = await tampered(
      sql,
      () =>
        run(
          `update incident.fact set body = replace(body, '"at":"20', '"at":"19') where contract = $1 and position = 2`,
        ),
      look,
    );
    expect([ran.status, ran.out.split(':')[0]]).toEqual([1, `incident 2 ${second} bent`]);
    expect(ran.button).toBe(`incident/${own} 2 bent`);
  });

  it('one that was deleted', async () => {
    const ran = await tampered(sql, () => run('delete from incident.fact where contract = $1 and position = 2'), look);
    expect([ran.status, ran.out.split(':')[0]]).toEqual([1, 'incident 2 - missing']);
    expect(ran.button).toBe(`incident/${own} 2 missing`);
  });

  it('one that was inserted', async () => {
    const ran = await tampered(
      sql,
      async () => {
        await run('update incident.fact set position = position + 1000000 where contract = $1 and position >= 3');
        await run('update incident.fact set position = position - 999999 where contract = $1 and position > 1000000');
        await run(
          `insert into incident.fact (contract, position, id, type, hash, body)
           select contract, 3, 'f-forged', type, hash, replace(body, id, 'f-forged')
           from incident.fact where contract = $1 and position = 2`,
        );
      },
      look,
    );
    expect([ran.status, ran.out.split(':')[0]]).toEqual([1, 'incident 3 f-forged inserted']);
    expect(ran.button).toBe(`incident/${own} 3 inserted`);
  });

  it('two that were swapped', async () => {
    const [, , third] = await positionsOf('incident');
    const ran = await tampered(
      sql,
      async () => {
        await run('update incident.fact set position = 1000000 where contract = $1 and position = 2');
        await run('update incident.fact set position = 2 where contract = $1 and position = 3');
        await run('update incident.fact set position = 3 where contract = $1 and position = 1000000');
      },
      look,
    );
    expect([ran.status, ran.out.split(':')[0]]).toEqual([1, `incident 2 ${third} reordered`]);
    expect(ran.button).toBe(`incident/${own} 2 bent`);
  });

  it('a tail that was cut, also where the head was moved back: the other services stand witness', async () => {
    await copied();
    const end = await last();
    const cut = () => run('delete from incident.fact where contract = $1 and position = $2', [end]);
    const plain = await tampered(sql, cut, look);
    expect([plain.status, plain.out.split(':')[0]]).toEqual([1, `incident ${end} - cut`]);
    expect(plain.button).toBe(`incident/${own} ${end} cut`);
    const covered = async () => {
      await cut();
      await run(
        `update incident.head h set position = f.position, hash = f.hash, relayed = f.position from incident.fact f
         where h.contract = $1 and f.contract = $1 and f.position = $2`,
        [end - 1],
      );
    };
    const witnessed = await tampered(sql, covered, look);
    expect(witnessed.status).toBe(1);
    expect(witnessed.button).toBe(`incident/${own} ${end} cut`);
    expect(witnessed.out).toMatch(new RegExp(`^incident ${end} - cut: .*the copy of the (billing|inspection) service`));
  });

  it('a chain that was dropped whole', async () => {
    const ran = await tampered(
      sql,
      async () => {
        await run('delete from incident.fact where contract = $1');
        await run('delete from incident.head where contract = $1');
      },
      look,
    );
    expect([ran.status, ran.out.split(':')[0]]).toEqual([1, 'incident 1 - cut']);
    expect(ran.button).toBe(`incident/${own} 1 cut`);
  });

  it('every chain of a contract and every copy of them, by the audit, which knows that the contract was exported', async () => {
    expect((await exported()).facts.length).toBeGreaterThan(2);
    const missed = await tampered(sql, () => droppedEverywhere(sql, own), pressed);
    expect(missed).toBe(`billing/${own} 1 cut`);
    expect(await pressed()).toBe('');
  });

  it('two contracts’ chains that changed places, each whole in itself: by the copies, and where those changed too, by the heads that were kept', async () => {
    await copied();
    const kept = join(folder, 'before-the-swap.jsonl');
    writeFileSync(kept, (await exported()).text);
    const chains = ['incident.fact', 'incident.head', 'incident.fact_text'];
    const noticed = await tampered(sql, () => swapped(sql, chains, own, foreign), look);
    expect(noticed.status).toBe(1);
    expect(noticed.out).toMatch(/^incident \d+ \S+ (rewritten|cut): .*the copy of the (billing|inspection) service/m);
    expect(noticed.button).toMatch(new RegExp(`incident/${own} \\d+ (rewritten|cut)`));
    expect(noticed.button).toMatch(new RegExp(`incident/${foreign} \\d+ (rewritten|cut)`));
    const copies = ['billing', 'inspection'].flatMap((service) =>
      ['copy', 'consumed'].map((table) => `${service}.${table} where service = 'incident'`),
    );
    const everywhere = () => swapped(sql, [...chains, ...copies], own, foreign);
    const anchored = await tampered(sql, everywhere, () => look('--heads', kept));
    expect(anchored.status).toBe(1);
    expect(anchored.out).toMatch(/^incident \d+ \S+ (rewritten|cut): .*the heads you kept/m);
  });

  it('a chain made anew everywhere, by the heads that the other party kept, and by nothing else', async () => {
    const kept = join(folder, 'anchor.jsonl');
    writeFileSync(kept, (await exported()).text);
    const remade = async () => {
      await run(
        `update incident.fact set body = replace(body, '"at":"20', '"at":"19') where contract = $1 and position = 2`,
      );
      await remadeChain(sql, own);
    };
    const alone = await tampered(sql, remade, look);
    expect(alone.status, alone.out).toBe(0);
    const anchored = await tampered(sql, remade, () => look('--heads', kept));
    expect(anchored.status).toBe(1);
    expect(anchored.out).toMatch(/^incident \d+ \S+ rewritten: .*the heads you kept/);
  });

  it('a chain made anew or cut, by the file of anchors; which holds the own contracts’ heads alone, and only parties are given it', async () => {
    await copied();
    const taken = await get('/api/anchors', `vendor-${own}`);
    expect(taken.status, taken.text).toBe(200);
    expect(taken.headers.get('content-disposition')).toMatch(
      /^attachment; filename="weibao-anchors-\d{4}-\d\d-\d\d\.json"$/,
    );
    expect(taken.body.anchors.map(({ contract }: { contract: string }) => contract)).toEqual([own]);
    expect(taken.body.anchors[0].heads).toEqual((await exported()).head.heads);
    const hospital = (await get('/api/anchors', 'head')).body.anchors as { contract: string }[];
    expect(hospital.map(({ contract }) => contract)).toEqual([own, foreign].sort());
    expect([(await get('/api/anchors', 'duty')).status, (await get('/api/anchors', 'audit')).status]).toEqual([
      403, 403,
    ]);
    const kept = join(folder, 'anchors.json');
    writeFileSync(kept, taken.text);
    expect((await look('--heads', kept)).status).toBe(0);
    const dropped = async () => {
      await run('delete from incident.fact where contract = $1 and position > 1');
      await remadeChain(sql, own);
      await run(
        `update incident.head h set position = 1, relayed = 1, hash = (select hash from incident.fact f where f.contract = $1) where contract = $1`,
      );
      for (const service of ['billing', 'inspection']) {
        await run(`delete from ${service}.copy where contract = $1 and service = 'incident' and position > 1`);
        await run(
          `update ${service}.consumed set position = 1, hash = (select hash from incident.fact f where f.contract = $1)
           where contract = $1 and service = 'incident'`,
        );
      }
    };
    const alone = await tampered(sql, dropped, look);
    expect([alone.status, alone.button], alone.out).toEqual([0, '']);
    const anchored = await tampered(sql, dropped, () => look('--heads', kept));
    expect([anchored.status, anchored.out.split(':')[0]]).toEqual([1, 'incident 2 - cut']);
  });

  it('the audit, exported and checked by the same command', async () => {
    const file = join(folder, 'audit.jsonl');
    const { text } = await get('/api/audit/export', 'audit');
    const whole = verified(file, text);
    expect([whole.status, whole.err]).toEqual([0, '']);
    expect(whole.out).toMatch(/^audit \d+ [0-9a-f]{64}\nThe audit is whole/);
    const lines = text.split('\n');
    const bent = verified(file, lines.map((line) => line.replace('anchors.taken', 'anchors.tekan')).join('\n'));
    expect(bent.status).toBe(1);
    expect(bent.out).toMatch(/^audit \d+ - bent: /);
  });

  it('a text that was changed; one that was erased with a reason is erased', async () => {
    const about = `where contract = $1 and text = '3 床病历打不开'`;
    const changed = await tampered(sql, () => run(`update incident.fact_text set text = '无' ${about}`), look);
    expect(changed.status).toBe(1);
    expect(changed.out).toMatch(/^incident \d+ \S+ text-bent summary: /);
    const erased = await tampered(
      sql,
      () =>
        run(`update incident.fact_text set text = null, erased_at = now(), erased_reason = 'patient named' ${about}`),
      async () => ({ text: (await exported()).text, ran: await look() }),
    );
    expect(erased.ran.status, erased.ran.out).toBe(0);
    expect(erased.ran.out).toMatch(/erased summary: erased \S+, reason: patient named/);
    expect(erased.text).not.toContain('3 床病历打不开');
  });

  it('no erasure: a text that the head of IT erases is gone from record, page, stream and export, its reason stays, and the chain holds', async () => {
    const report = (
      await sql.query(`select fact from incident.fact_text where contract = $1 and text = '3 床病历打不开' limit 1`, [
        own,
      ])
    ).rows[0];
    const path = `/api/contracts/${own}/facts/${report.fact}/erase`;
    const body = { field: 'summary', reason: '写有患者床位' };
    const erase = (account: string, sent: object = body) =>
      call(weibao.baseUrl, path, { body: sent, cookie: cookies[account] ?? '' });
    for (const account of ['duty', 'finance', `vendor-${own}`, 'admin'])
      expect([account, (await erase(account)).status]).toEqual([account, 403]);
    expect((await erase('head', { field: 'summary', reason: ' ' })).body.error.code).toBe('TEXT.NO_REASON');
    expect((await erase('head', { ...body, field: 'note' })).body.error.code).toBe('RECORD.FACT_UNKNOWN');
    const erased = await erase('head');
    expect([erased.status, erased.body.result], erased.text).toEqual([
      200,
      { fact: report.fact, field: 'summary', erased: true },
    ]);
    expect((await erase('head')).body.result).toEqual(erased.body.result); // sent again, it is as done
    const listed = await get(`/api/contracts/${own}/records?fact=${report.fact}`, 'head');
    expect(listed.body.facts[0].fact.summary).toBe('〔文字已删除 text erased〕');
    const kept = await sql.query(
      `select text from incident.fact_text where fact = $1 union all select texts::text from billing.copy where body::jsonb ->> 'id' = $1
       union all select texts::text from inspection.copy where body::jsonb ->> 'id' = $1 union all select body from access.audit where action = 'text.erased'`,
      [report.fact],
    );
    expect(kept.rowCount).toBeGreaterThan(3);
    expect(JSON.stringify(kept.rows)).not.toMatch(/3 床|患者床位/);
    const nats = await connect({ servers: weibao.natsUrl });
    const manager = await nats.jetstreamManager();
    const last = manager.streams.getMessage('FACTS', { last_by_subj: `facts.incident.${own}` });
    await expect(last).rejects.toThrow(/no message found/);
    await nats.close();
    const ran = await look();
    expect([ran.status, ran.button], ran.out).toEqual([0, '']);
    expect(ran.out).toMatch(/erased summary: erased \S+, reason: 写有患者床位/);
  });

  it('and once all is put back, the record is whole', async () => {
    const ran = await look();
    expect(ran.status, ran.out).toBe(0);
  });
});
