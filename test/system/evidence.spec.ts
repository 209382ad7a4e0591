import type { RecordedFact } from '@weibao/messages';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pdf, zip } from '../../apps/gateway/src/evidence/files.fixture.js';
import { temporaryFolder } from '../harness/servers.mjs';
import { verified } from './export.fixture.js';
import { call } from './gateway.fixture.js';
import { absent, foreign, isolatedHouse, own, type IsolatedHouse } from './isolation.fixture.js';

// Files that prove what was recorded, through the door of the built product to the disk and back.

const MB = 1024 * 1024;
const hospitalVendor = `vendor-${own}`;
const foreignVendor = `vendor-${foreign}`;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
let house: IsolatedHouse;

beforeAll(async () => {
  house = await isolatedHouse();
}, 120_000);
afterAll(() => house?.stop());

const evidenceFolder = () => join(house.weibao.dataDir, 'evidence');
const diskPath = (hash: string) => join(evidenceFolder(), hash.slice(0, 2), hash);
/** Every file of the store, what is being received included. */
const onDisk = () =>
  readdirSync(evidenceFolder(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

async function upload(account: string, name: string, bytes: Buffer, contract = own) {
  const response = await fetch(`${house.weibao.baseUrl}/api/contracts/${contract}/evidence`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: {
      cookie: house.cookieOf(account),
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
    },
  });
  const body = (await response.json()) as { evidence?: { sha256: string }; error?: { code: string } };
  return { status: response.status, code: body.error?.code, evidence: body.evidence };
}
const file = (account: string, fact: object, contract = own) =>
  call(house.weibao.baseUrl, `/api/contracts/${contract}/records`, {
    body: { fact: { type: 'document.filed', document: 'annual-report', about: 'year-1', ...fact } },
    cookie: house.cookieOf(account),
  });
const download = (account: string, hash: string, contract = own) =>
  fetch(`${house.weibao.baseUrl}/api/contracts/${contract}/evidence/${hash}`, {
    headers: { cookie: house.cookieOf(account) },
  });
const codeOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { error: { code: string } }).error.code,
];

/** Uploads a file and files it as a document; waits until it can be downloaded. */
async function filed(name: string, bytes: Buffer) {
  const { evidence } = await upload('inspector', name, bytes);
  const answer = await file('inspector', { evidence: [evidence], fileName: name });
  expect(answer.status, answer.text).toBe(201);
  await vi.waitFor(async () => expect((await download('inspector', sha256(bytes))).status).toBe(200), 10_000);
  return sha256(bytes);
}

/** Begins an upload and sends only its beginning; the caller ends it somehow. */
function begun(totalBytes: number, sentBytes: number) {
  const sent = request(`${house.weibao.baseUrl}/api/contracts/${own}/evidence`, {
    method: 'POST',
    headers: {
      cookie: house.cookieOf('inspector'),
      'content-type': 'application/octet-stream',
      'content-length': totalBytes,
      'x-file-name': 'big.pdf',
    },
  });
  sent.on('error', () => undefined);
  sent.write(pdf());
  for (let left = sentBytes; left > 0; left -= MB) sent.write(Buffer.alloc(MB));
  return sent;
}
const receivedBytes = () => {
  const incoming = join(evidenceFolder(), 'incoming');
  return readdirSync(incoming, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
};

describe('a file', () => {
  it('filed with its document is downloaded by both sides, byte for byte, as an attachment that nothing runs', async () => {
    const bytes = pdf('inspection of July');
    const hash = await filed('七月巡检报告（盖章）.pdf', bytes);
    for (const account of ['inspector', 'auditor', hospitalVendor]) {
      const answer = await download(account, hash);
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes), account).toBe(true);
      for (const [header, value] of [
        ['content-type', 'application/pdf'],
        ['content-length', String(bytes.length)],
        ['content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('七月巡检报告（盖章）.pdf')}`],
        ['x-content-type-options', 'nosniff'],
        ['content-security-policy', "sandbox; default-src 'none'"],
      ] as const)
        expect(answer.headers.get(header), header).toBe(value);
    }
  });

  it('that comes twice is stored once, though two contracts have it', async () => {
    const bytes = pdf('twice');
    for (const [account, contract] of [
      ['inspector', own],
      [hospitalVendor, own],
      ['second-desk', foreign],
    ] as const)
      expect((await upload(account, `${account}.pdf`, bytes, contract)).status).toBe(201);
    expect(onDisk().filter((name) => name === sha256(bytes))).toHaveLength(1);
  });

  it('is of one contract: of a foreign, an absent and an unnamed one the answer is the same 404', async () => {
    const hash = await filed('ours.pdf', pdf('ours alone'));
    expect(await codeOf(await download(foreignVendor, hash, foreign))).toEqual([404, 'EVIDENCE.UNKNOWN']);
    for (const contract of [own, absent])
      expect(await codeOf(await download(foreignVendor, hash, contract))).toEqual([404, 'ACCESS.NOT_YOURS']);
    expect(await codeOf(await download('admin', hash))).toEqual([403, 'ACCESS.ROLE_NOT_ALLOWED']);
    // Whoever learnt the hash elsewhere cannot make it his own by naming it.
    const bytes = pdf('ours alone').length;
    const named = await file(
      'second-desk',
      { evidence: [{ sha256: hash, bytes, mediaType: 'application/pdf' }] },
      foreign,
    );
    expect([named.status, named.body.error.code]).toEqual([404, 'EVIDENCE.UNKNOWN']);
    const { evidence } = await upload('inspector', 'never-filed.pdf', pdf('never filed'));
    expect(await codeOf(await download('inspector', evidence?.sha256 ?? ''))).toEqual([404, 'EVIDENCE.UNKNOWN']);
  });

  it.each<[string, Buffer, number, string]>([
    ['../../../etc/cron.d/x.pdf', pdf(), 422, 'EVIDENCE.NAME_PATH'],
    ['run.sh', pdf(), 422, 'EVIDENCE.TYPE_ACTIVE'],
    ['page.html', Buffer.from('<html>'), 422, 'EVIDENCE.TYPE_ACTIVE'],
    ['page.pdf', Buffer.from('<html><script>alert(1)</script>'), 422, 'EVIDENCE.CONTENT_MISMATCH'],
    ['bomb.docx', zip([{ name: 'word/document.xml', says: 3.9 * 1024 ** 3 }]), 422, 'EVIDENCE.EXPANDS'],
    ['empty.pdf', Buffer.alloc(0), 422, 'EVIDENCE.EMPTY'],
  ])('named %s is refused with a reason, and nothing is kept', async (name, bytes, status, code) => {
    const before = onDisk();
    expect(await upload('inspector', name, bytes)).toEqual({ status, code, evidence: undefined });
    expect(onDisk()).toEqual(before);
  });
});

describe('an upload of 200 MB', () => {
  it('cut off half-way leaves nothing behind', async () => {
    const before = onDisk();
    const sent = begun(200 * MB, 100 * MB);
    await vi.waitFor(() => expect(receivedBytes()).toBeGreaterThan(95 * MB), 20_000);
    sent.destroy();
    await vi.waitFor(() => expect(onDisk()).toEqual(before), 10_000);
  });

  it('leaves nothing behind either when the gateway is killed under it', async () => {
    const before = onDisk();
    const sent = begun(200 * MB, 20 * MB);
    await vi.waitFor(() => expect(receivedBytes()).toBeGreaterThan(10 * MB), 20_000);
    await house.weibao.kill('gateway');
    await house.weibao.untilBack('gateway');
    sent.destroy();
    expect(onDisk()).toEqual(before);
  });

  it('above the limit is refused before its bytes are taken', async () => {
    const sent = begun(501 * MB, 0);
    const status = await new Promise<number | undefined>((resolve) =>
      sent.on('response', (answer) => resolve(answer.resume().statusCode)),
    );
    sent.destroy();
    expect(status).toBe(413);
  }, 15_000);
});

describe('a record taken home', () => {
  it('names its files, and they are checked against it; a changed byte is found there, on download, by the check and in health', async () => {
    const bytes = pdf('the evidence');
    const hash = await filed('证据.pdf', bytes);
    const home = temporaryFolder('evidence-home');
    try {
      const exported = await call(house.weibao.baseUrl, `/api/contracts/${own}/export`, {
        cookie: house.cookieOf(hospitalVendor),
      });
      const jsonl = join(home, 'export.jsonl');
      const files = join(home, 'files');
      mkdirSync(files);
      const named = [...exported.text.matchAll(/\\"sha256\\":\\"([0-9a-f]{64})/g)].map(([, found]) => found as string);
      for (const one of new Set(named)) {
        const copy = await download(hospitalVendor, one);
        writeFileSync(join(files, `${one.slice(0, 6)} 副本`), Buffer.from(await copy.arrayBuffer()));
      }
      expect(verified(jsonl, exported.text)).toMatchObject({
        status: 0,
        out: expect.stringContaining(`evidence ${hash} ${bytes.length}`),
      });
      expect(verified(jsonl, exported.text, '--evidence', files)).toMatchObject({ status: 0, err: '' });
      writeFileSync(join(files, `${hash.slice(0, 6)} 副本`), pdf('the evidencE'));
      const bent = verified(jsonl, exported.text, '--evidence', files);
      expect([bent.status, bent.out]).toEqual([1, expect.stringContaining(`file-missing ${hash}`)]);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }

    const whole = readFileSync(diskPath(hash));
    const changed = Buffer.from(whole);
    changed.writeUInt8(whole.readUInt8(9) ^ 1, 9);
    writeFileSync(diskPath(hash), changed);
    expect(await codeOf(await download('head', hash))).toEqual([500, 'EVIDENCE.DAMAGED']);
    const check = () =>
      call(house.weibao.baseUrl, '/api/evidence/check', { method: 'POST', body: {}, cookie: house.cookieOf('admin') });
    expect((await check()).body).toMatchObject({ damaged: [{ sha256: hash, contracts: [own] }], missing: [] });
    const health = async () => (await call(house.weibao.baseUrl, '/health/ready')).body as Record<string, boolean>;
    await vi.waitFor(async () => expect(await health()).toMatchObject({ ready: true, evidence: false }), 5000);
    expect(house.weibao.logOf('gateway')).toContain('EVIDENCE.DAMAGED');
    // Filed once more, the same content is whole again.
    expect((await upload('inspector', '证据.pdf', bytes)).status).toBe(201);
    expect((await download('head', hash)).status).toBe(200);
    expect((await check()).body).toMatchObject({ damaged: [], missing: [] });
    await vi.waitFor(async () => expect(await health()).toMatchObject({ evidence: true }), 5000);
  });

  it('keeps the name of a file beside the fact, hashed in the chain', async () => {
    const hash = await filed('张三.pdf', pdf('a name'));
    const listed = await call(house.weibao.baseUrl, `/api/contracts/${own}/records?type=document.filed&limit=500`, {
      cookie: house.cookieOf('inspector'),
    });
    const recorded = (listed.body.facts as RecordedFact[]).find(({ fact }) => fact.evidence?.[0]?.sha256 === hash);
    expect(recorded?.fact.fileName).toBe('张三.pdf');
    const { rows } = await house.sql.query('select body from inspection.fact where body like $1', [`%${hash}%`]);
    expect(JSON.parse(rows[0].body).fileName).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(rows[0].body).not.toContain('张三');
  });
});

describe('a paper', () => {
  it('has a code that its parties find it by, and that is unknown to everybody else', async () => {
    const ended = await call(house.weibao.baseUrl, `/api/contracts/${own}/records`, {
      body: { fact: { type: 'inspection.ended', inspection: 'I/1', kind: 'monthly', period: '2026-07' } },
      cookie: house.cookieOf('inspector'),
    });
    expect(ended.status, ended.text).toBe(201);
    const get = (account: string, path: string) =>
      call(house.weibao.baseUrl, path, { cookie: house.cookieOf(account) });
    const paper = await get('inspector', `/api/contracts/${own}/papers/inspection-report/I%2F1`);
    expect(paper.body.paper).toMatchObject({
      contract: own,
      subject: 'I/1',
      document: 'inspection-report',
      facts: [{ type: 'inspection.ended', kind: 'monthly' }],
    });
    const { code } = paper.body.paper as { code: string };
    for (const account of ['inspector', hospitalVendor])
      expect((await get(account, `/api/papers/${code.toLowerCase()}`)).body.paper).toMatchObject({
        subject: 'I/1',
        code,
      });
    for (const [account, asked] of [
      [foreignVendor, code],
      ['inspector', '00000-00000'],
      ['inspector', 'nonsense'],
    ] as const) {
      const answer = await get(account, `/api/papers/${asked}`);
      expect([answer.status, answer.body.error.code]).toEqual([404, 'PAPER.UNKNOWN']);
    }
    // BY-V-OBJ3: its sealed scan, filed by that code, signs the inspection in the same command: both once, however often it is sent.
    const scan = (account: string, key: string, more: object = {}) =>
      call(house.weibao.baseUrl, `/api/contracts/${own}/records`, {
        body: {
          fact: { type: 'document.filed', document: 'inspection-report', about: 'I/1', stamped: true },
          signed: true,
          ...more,
        },
        cookie: house.cookieOf(account),
        headers: { 'idempotency-key': key },
      });
    expect((await scan(hospitalVendor, 'scan-0')).body.error.code).toBe('RECORD.SIGNS_NOTHING');
    const filed = await scan('inspector', 'scan-1');
    expect(filed.status, filed.text).toBe(201);
    expect((await scan('inspector', 'scan-1')).body).toEqual(filed.body);
    const recorded = await get('inspector', `/api/contracts/${own}/records?about=I%2F1`);
    expect((recorded.body.facts as RecordedFact[]).map(({ type, by, at }) => [type, by, at]).reverse()).toEqual([
      ['inspection.ended', 'hospital', ended.body.result.at],
      ['document.filed', 'hospital', filed.body.result.at],
      ['duty.signed', 'hospital', expect.any(String)],
    ]);
    // A demand's record is kept elsewhere: the tick is refused there by its name.
    const elsewhere = await scan('inspector', 'scan-2', { fact: { type: 'defect.confirmed', defect: 'F-1' } });
    expect([elsewhere.status, elsewhere.text]).toEqual([400, expect.stringContaining('signed')]);
    const foreignPaper = await get(foreignVendor, `/api/contracts/${own}/papers/inspection-report/I%2F1`);
    expect([foreignPaper.status, foreignPaper.body.error.code]).toEqual([404, 'ACCESS.NOT_YOURS']);
  });
});
