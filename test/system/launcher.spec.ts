import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findInnerPorts } from '../../apps/launcher/src/ports.mjs';
import { identityOf } from '../../apps/launcher/src/processes.mjs';
import { root, temporaryFolder } from '../harness/servers.mjs';

const parts = ['postgres', 'nats-server', 'incident-svc', 'inspection-svc', 'billing-svc', 'gateway'];

/** One folder for all of them: a cluster is made once, and what the last test left running is the next one's to begin with. */
let dataDir: string;
let port: number;
let current: Run | null = null;
const started: ChildProcess[] = [];
const folders: string[] = [];

function newFolder(purpose: string): string {
  const folder = temporaryFolder(purpose);
  folders.push(folder);
  return folder;
}

beforeAll(async () => {
  dataDir = newFolder('launcher');
  [port = 0] = await findInnerPorts(1, `${dataDir} gateway`);
});
afterAll(async () => {
  for (const child of started) if (child.exitCode === null) child.kill('SIGTERM');
  for (const folder of folders) {
    await untilGone(notedPids(folder));
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

interface Run {
  child: ChildProcess;
  output: () => string;
  exited: Promise<number | null>;
}

function run(script: string, env: Record<string, string> = {}, args: string[] = []): Run {
  const child = spawn(process.execPath, [path.join(root, 'apps/launcher/src', script), ...args], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, DEMO: '0', WEIBAO_LANG: 'en', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const exited = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { child, output: () => output, exited };
}

async function start(env: Record<string, string> = {}): Promise<Run> {
  const launcher = run('start.mjs', env);
  for (let waitedMs = 0; !launcher.output().includes('Ctrl-C stops it.'); waitedMs += 50) {
    if (waitedMs > 90_000 || launcher.child.exitCode !== null) throw new Error(`did not start:\n${launcher.output()}`);
    await sleep(50);
  }
  return launcher;
}

/** What runs on the folder, started if nothing does. */
const running = async (): Promise<Run> => (current ??= await start());

/** The parts that are noted in a data folder, the launcher itself included. */
function notedPids(folder = dataDir): number[] {
  const notes = path.join(folder, 'run');
  if (!fs.existsSync(notes)) return [];
  const files = fs.readdirSync(notes).filter((file) => file.endsWith('.json'));
  return files.map((file) => JSON.parse(fs.readFileSync(path.join(notes, file), 'utf8')).pid);
}

function expectToSayWhatRuns(launcher: Run, onPort: number): void {
  for (const part of parts) expect(launcher.output()).toContain(part);
  expect(launcher.output()).toContain('DATABASE_URL is not set');
  expect(launcher.output()).toContain(`Open  http://127.0.0.1:${onPort}`);
}

async function expectToLeaveNothingBehind(launcher: Run, signal: NodeJS.Signals, folder = dataDir): Promise<void> {
  if (launcher === current) current = null;
  const pids = notedPids(folder);
  expect(pids).toHaveLength(parts.length + 1);
  launcher.child.kill(signal);
  expect(await launcher.exited).toBe(0);
  expect(pids.filter((pid) => identityOf(pid) !== null)).toEqual([]);
  expect(fs.readdirSync(path.join(folder, 'run'))).toEqual([]);
}

async function untilGone(pids: number[], withinMs = 15_000): Promise<void> {
  for (let waitedMs = 0; pids.some((pid) => identityOf(pid) !== null); waitedMs += 50) {
    if (waitedMs > withinMs) throw new Error(`still there: ${pids.filter((pid) => identityOf(pid) !== null)}`);
    await sleep(50);
  }
}

const firstAdministrators = () => fs.readFileSync(path.join(dataDir, 'first-administrators.json'), 'utf8');

async function signIn(): Promise<number> {
  const [{ account, password }] = JSON.parse(firstAdministrators()).accounts;
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}` },
    body: JSON.stringify({ account, password }),
  });
  return answer.status;
}

describe('npm start', () => {
  it('says what runs where and why, and leaves no process behind after SIGINT', async () => {
    const launcher = await running();
    expectToSayWhatRuns(launcher, port);
    await expectToLeaveNothingBehind(launcher, 'SIGINT');
  });

  it('names a part that dies, and starts it again', async () => {
    const launcher = await running();
    const note = path.join(dataDir, 'run', 'billing-svc.json');
    process.kill(JSON.parse(fs.readFileSync(note, 'utf8')).pid, 'SIGKILL');
    for (let waitedMs = 0; !launcher.output().includes('billing-svc is back') && waitedMs < 30_000; waitedMs += 50)
      await sleep(50);
    expect(launcher.output()).toContain('billing-svc died (SIGKILL); it is started again in 0.5 s');
    expect(launcher.output()).toContain('billing-svc is back');
  });

  it('after the launcher itself was killed recovers with the data intact', async () => {
    const first = await running();
    const before = firstAdministrators();
    const left = notedPids();
    expect(left).toHaveLength(parts.length + 1);
    current = null;
    first.child.kill('SIGKILL');
    await first.exited;
    const second = await running();
    expect(left.filter((pid) => identityOf(pid) !== null)).toEqual([]);
    expect(second.output()).toContain('the data are intact');
    // The password of the first start still opens the door: the account is in the database that was cut off.
    expect(firstAdministrators()).toBe(before);
    expect(await signIn()).toBe(200);
  });

  it('refuses a second launcher on the same folder and a taken port, each by name', async () => {
    const launcher = await running();
    const samePort = run('start.mjs', { DATA_DIR: path.join(dataDir, 'other') });
    expect(await samePort.exited).toBe(1);
    expect(samePort.output()).toContain('LAUNCHER.PORT_TAKEN');
    expect(samePort.output()).toMatch(new RegExp(`Port ${port} .* is taken by process \\d+`));
    const [otherPort = 0] = await findInnerPorts(1, 'another port');
    const sameFolder = run('start.mjs', { PORT: String(otherPort) });
    expect(await sameFolder.exited).toBe(1);
    expect(sameFolder.output()).toContain(`in use by process ${launcher.child.pid}`);
  });

  it('runs a second time beside itself, with another PORT and DATA_DIR, and leaves nothing of that one behind after SIGHUP', async () => {
    await running();
    const [otherPort = 0] = await findInnerPorts(1, 'beside it');
    const other = newFolder('beside');
    const beside = await start({ PORT: String(otherPort), DATA_DIR: other });
    expectToSayWhatRuns(beside, otherPort);
    for (const each of [port, otherPort])
      expect((await fetch(`http://127.0.0.1:${each}/health/ready`)).status).toBe(200);
    await expectToLeaveNothingBehind(beside, 'SIGHUP', other);
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
  });

  it('refuses to open the demo to other machines', async () => {
    const launcher = run('start.mjs', { HOST: '0.0.0.0', DEMO: '1', DATA_DIR: newFolder('open') });
    expect(await launcher.exited).toBe(1);
    expect(launcher.output()).toContain('LAUNCHER.OPEN_WITH_DEMO_ACCOUNTS');
  });
});

describe('npm run reset', () => {
  it('refuses while Weibao runs, asks once SIGTERM has ended it, and empties the folder when told so', async () => {
    const launcher = await running();
    const refused = run('reset.mjs', {}, ['--yes']);
    expect(await refused.exited).toBe(1);
    expect(refused.output()).toContain('LAUNCHER.STILL_RUNNING');
    expectToSayWhatRuns(launcher, port);
    await expectToLeaveNothingBehind(launcher, 'SIGTERM');

    const unasked = run('reset.mjs');
    expect(await unasked.exited).toBe(1);
    expect(unasked.output()).toContain('LAUNCHER.NOT_ASKED');
    expect(fs.existsSync(path.join(dataDir, 'postgres'))).toBe(true);

    const told = run('reset.mjs', {}, ['--yes']);
    expect(await told.exited).toBe(0);
    expect(fs.readdirSync(dataDir)).toEqual([]);
  });

  it('leaves a folder alone that is not of Weibao', async () => {
    const folder = newFolder('foreign');
    fs.writeFileSync(path.join(folder, 'thesis.doc'), 'mine');
    const reset = run('reset.mjs', { DATA_DIR: folder }, ['--yes']);
    expect(await reset.exited).toBe(1);
    expect(reset.output()).toContain('LAUNCHER.FOREIGN_FOLDER');
    expect(fs.readdirSync(folder)).toEqual(['thesis.doc']);
  });
});
