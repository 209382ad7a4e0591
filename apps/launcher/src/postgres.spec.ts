import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layoutOf, makeDataFolder } from './data-folder.mjs';
import { findInnerPorts } from './ports.mjs';
import { clearPostmasterPid } from './postgres-cluster.mjs';
import { checkNamedPostgres, embeddedPostgres, ensureDatabase, withClient } from './postgres.mjs';
import { identityOf } from './processes.mjs';
import { createSupervisor } from './supervisor.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
let folder: string;
let port: number;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'weibao-postgres-'));
  [port = 0] = await findInnerPorts(1, folder);
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

async function open() {
  const layout = layoutOf(folder);
  makeDataFolder(layout);
  const embedded = await embeddedPostgres({ root, layout, port });
  const supervisor = createSupervisor({ runFolder: layout.run, onEvent: () => undefined });
  await supervisor.start(embedded.part);
  return {
    ...embedded,
    pid: Number(supervisor.pidOf('postgres')),
    stop: () => supervisor.stop([['postgres']]),
    supervisor,
  };
}

const write = (url: string, text: string) =>
  withClient(url, async (client) => {
    await client.query('create table if not exists note (text text)');
    await client.query('insert into note values ($1)', [text]);
  });
const read = (url: string) =>
  withClient(url, async (client) =>
    (await client.query<{ text: string }>('select text from note')).rows.map((row) => row.text),
  );

describe('the embedded PostgreSQL', () => {
  it('stores Chinese as UTF-8, asks for its password, and listens on loopback only', async () => {
    const server = await open();
    const url = await ensureDatabase(server.adminUrl, 'weibao');
    await write(url, '电子病历打不开');
    expect(await read(url)).toEqual(['电子病历打不开']);
    const settings = await withClient(url, async (client) => ({
      encoding: (await client.query('show server_encoding')).rows[0].server_encoding,
      addresses: (await client.query('show listen_addresses')).rows[0].listen_addresses,
    }));
    expect(settings).toEqual({ encoding: 'UTF8', addresses: '127.0.0.1' });
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(withClient(wrong.href, async () => undefined)).rejects.toMatchObject({ code: '28P01' });
    expect(fs.statSync(layoutOf(folder).postgresPassword).mode & 0o777).toBe(0o600);
    await server.stop();
    expect(identityOf(server.pid)).toBeNull();
  });

  it('keeps what was committed when it is killed and started again on the same folder', async () => {
    const first = await open();
    await write(first.adminUrl, 'before the crash');
    await first.supervisor.killAll();
    for (let waitedMs = 0; waitedMs < 5000 && identityOf(first.pid) !== null; waitedMs += 20)
      await new Promise((done) => setTimeout(done, 20));
    expect(fs.existsSync(path.join(first.folder, 'postmaster.pid'))).toBe(true);
    const second = await open();
    expect(await read(second.adminUrl)).toEqual(['before the crash']);
    await second.stop();
  });

  it('stops an orphan of ours that still runs on the folder, and leaves its data', async () => {
    const first = await open();
    await write(first.adminUrl, 'written by the orphan');
    // The launcher's own notes are lost, as by an impatient rm: postmaster.pid alone tells of it.
    fs.rmSync(path.join(folder, 'run', 'postgres.json'));
    expect(await clearPostmasterPid(first.folder)).toBe('orphan');
    expect(identityOf(first.pid)).toBeNull();
    await first.stop();
    const second = await open();
    expect(await read(second.adminUrl)).toEqual(['written by the orphan']);
    await second.stop();
  });

  it('takes a postmaster.pid that names a stranger for stale, and leaves the stranger alone', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    fs.writeFileSync(path.join(folder, 'postmaster.pid'), `${stranger.pid}\n${folder}\n`);
    expect(await clearPostmasterPid(folder)).toBe('stale');
    expect(identityOf(Number(stranger.pid))).not.toBeNull();
    expect(fs.existsSync(path.join(folder, 'postmaster.pid'))).toBe(false);
    stranger.kill('SIGKILL');
  });

  it('that DATABASE_URL names and that does not answer is named, without the password', async () => {
    const fault = await checkNamedPostgres(`postgres://weibao:secret@127.0.0.1:${port}/weibao`).catch(
      (error: unknown) => error,
    );
    expect(fault).toMatchObject({ code: 'LAUNCHER.DATABASE_URL' });
    const { zh, en } = (fault as { sentence: { zh: string; en: string } }).sentence;
    expect(zh + en).toContain(`127.0.0.1:${port}/weibao`);
    expect(zh + en).not.toContain('secret');
  });
});
