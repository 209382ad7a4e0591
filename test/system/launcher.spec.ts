import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findInnerPorts } from '../../apps/launcher/src/ports.mjs';
import { identityOf } from '../../apps/launcher/src/processes.mjs';
import { root, temporaryFolder } from '../harness/servers.mjs';

const parts = ['postgres', 'nats-server', 'incident-svc', 'inspection-svc', 'billing-svc', 'gateway'];

let dataDir: string;
let port: number;
const started: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = temporaryFolder('launcher');
  [port = 0] = await findInnerPorts(1, `${dataDir} gateway`);
});
afterEach(async () => {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGTERM');
  await untilGone(notedPids());
  fs.rmSync(dataDir, { recursive: true, force: true });
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

/** The parts that are noted in the data folder, the launcher itself included. */
function notedPids(): number[] {
  const folder = path.join(dataDir, 'run');
  if (!fs.existsSync(folder)) return [];
  const notes = fs.readdirSync(folder).filter((file) => file.endsWith('.json'));
  return notes.map((file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')).pid);
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
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'says what runs where and why, and leaves no process behind after %s',
    async (signal) => {
      const launcher = await start();
      for (const part of parts) expect(launcher.output()).toContain(part);
      expect(launcher.output()).toContain('DATABASE_URL is not set');
      expect(launcher.output()).toContain(`Open  http://127.0.0.1:${port}`);
      const pids = notedPids();
      expect(pids).toHaveLength(parts.length + 1);
      launcher.child.kill(signal);
      expect(await launcher.exited).toBe(0);
      expect(pids.filter((pid) => identityOf(pid) !== null)).toEqual([]);
      expect(fs.readdirSync(path.join(dataDir, 'run'))).toEqual([]);
    },
  );

  it('after the launcher itself was killed recovers with the data intact', async () => {
    const first = await start();
    const before = firstAdministrators();
    const left = notedPids();
    first.child.kill('SIGKILL');
    await first.exited;
    const second = await start();
    expect(left.filter((pid) => identityOf(pid) !== null)).toEqual([]);
    expect(second.output()).toContain('the data are intact');
    // The password of the first start still opens the door: the account is in the database that was cut off.
    expect(firstAdministrators()).toBe(before);
    expect(await signIn()).toBe(200);
  });

  it('names a part that dies, and starts it again', async () => {
    const launcher = await start();
    const note = path.join(dataDir, 'run', 'billing-svc.json');
    process.kill(JSON.parse(fs.readFileSync(note, 'utf8')).pid, 'SIGKILL');
    for (let waitedMs = 0; !launcher.output().includes('billing-svc is back') && waitedMs < 30_000; waitedMs += 50)
      await sleep(50);
    expect(launcher.output()).toContain('billing-svc died (SIGKILL); it is started again in 0.5 s');
    expect(launcher.output()).toContain('billing-svc is back');
  });

  it('refuses a second launcher on the same folder and a taken port, each by name', async () => {
    const launcher = await start();
    const samePort = run('start.mjs', { DATA_DIR: path.join(dataDir, 'other') });
    expect(await samePort.exited).toBe(1);
    expect(samePort.output()).toContain('LAUNCHER.PORT_TAKEN');
    expect(samePort.output()).toMatch(new RegExp(`Port ${port} .* is taken by process \\d+`));
    const [otherPort = 0] = await findInnerPorts(1, 'another port');
    const sameFolder = run('start.mjs', { PORT: String(otherPort) });
    expect(await sameFolder.exited).toBe(1);
    expect(sameFolder.output()).toContain(`in use by process ${launcher.child.pid}`);
  });

  it('runs a second time beside itself, with another PORT and DATA_DIR', async () => {
    await start();
    const [otherPort = 0] = await findInnerPorts(1, 'beside it');
    const other = temporaryFolder('beside');
    const beside = await start({ PORT: String(otherPort), DATA_DIR: other });
    for (const each of [port, otherPort])
      expect((await fetch(`http://127.0.0.1:${each}/health/ready`)).status).toBe(200);
    beside.child.kill('SIGTERM');
    await beside.exited;
    fs.rmSync(other, { recursive: true, force: true });
  });

  it('refuses to open the demo to other machines', async () => {
    const launcher = run('start.mjs', { HOST: '0.0.0.0', DEMO: '1' });
    expect(await launcher.exited).toBe(1);
    expect(launcher.output()).toContain('LAUNCHER.OPEN_WITH_DEMO_ACCOUNTS');
  });
});

describe('npm run reset', () => {
  it('refuses while Weibao runs, asks otherwise, and empties the folder when told so', async () => {
    const launcher = await start();
    const running = run('reset.mjs', {}, ['--yes']);
    expect(await running.exited).toBe(1);
    expect(running.output()).toContain('LAUNCHER.STILL_RUNNING');
    launcher.child.kill('SIGTERM');
    await launcher.exited;

    const unasked = run('reset.mjs');
    expect(await unasked.exited).toBe(1);
    expect(unasked.output()).toContain('LAUNCHER.NOT_ASKED');
    expect(fs.existsSync(path.join(dataDir, 'postgres'))).toBe(true);

    const told = run('reset.mjs', {}, ['--yes']);
    expect(await told.exited).toBe(0);
    expect(fs.readdirSync(dataDir)).toEqual([]);
  });

  it('leaves a folder alone that is not of Weibao', async () => {
    fs.writeFileSync(path.join(dataDir, 'thesis.doc'), 'mine');
    const reset = run('reset.mjs', {}, ['--yes']);
    expect(await reset.exited).toBe(1);
    expect(reset.output()).toContain('LAUNCHER.FOREIGN_FOLDER');
    expect(fs.readdirSync(dataDir)).toEqual(['thesis.doc']);
  });
});
