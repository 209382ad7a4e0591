import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { livingParts } from './data-folder.mjs';
import { spawnPart, type Part } from './parts.mjs';
import { identityOf } from './processes.mjs';
import { createSupervisor } from './supervisor.mjs';

type Event = { kind: 'died'; name: string; how: string; againInMs: number } | { kind: 'back'; name: string };
const quick = { firstMs: 40, lastMs: 160, calmMs: 60_000 };

let folder: string;
let events: Event[];

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'weibao-supervisor-'));
  events = [];
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A part made of a line of JavaScript; ready once it has written the file that `ready` stands for. */
function part(name: string, script: string): Part {
  const logFile = path.join(folder, `${name}.log`);
  const ready = path.join(folder, `${name}.ready`);
  return {
    name,
    logFile,
    readyWithinMs: 3000,
    stopSignals: ['SIGTERM'],
    stopWithinMs: 500,
    spawn: async () =>
      spawnPart({
        command: process.execPath,
        args: ['-e', script],
        logFile,
        env: { PATH: process.env.PATH, READY: ready },
      }),
    isReady: async () => fs.existsSync(ready),
  };
}

const sayReady = "require('fs').writeFileSync(process.env.READY, '');";
const stay = `${sayReady} setInterval(() => {}, 1000);`;

const supervise = () =>
  createSupervisor({ runFolder: folder, onEvent: (event) => void events.push(event), backoff: quick });

async function until(what: () => boolean): Promise<void> {
  for (let waitedMs = 0; waitedMs < 8000; waitedMs += 10) {
    if (what()) return;
    await sleep(10);
  }
  throw new Error(`waited in vain; events: ${JSON.stringify(events)}`);
}

describe('a part that dies', () => {
  it('is named with its signal and started again', async () => {
    const supervisor = supervise();
    await supervisor.start(part('one', stay));
    const first = Number(supervisor.pidOf('one'));
    process.kill(first, 'SIGKILL');
    await until(() => events.some((event) => event.kind === 'back'));
    expect(events[0]).toEqual({ kind: 'died', name: 'one', how: 'SIGKILL', againInMs: 40 });
    expect(supervisor.pidOf('one')).not.toBe(first);
    await supervisor.stop([['one']]);
    expect(identityOf(Number(supervisor.pidOf('one')))).toBeNull();
  });

  it('again and again waits twice as long each time, up to the limit', async () => {
    const supervisor = supervise();
    // Ready at first, dead at once from then on.
    const script = `if (require('fs').existsSync(process.env.READY)) process.exit(3); ${stay}`;
    await supervisor.start(part('one', script));
    process.kill(Number(supervisor.pidOf('one')), 'SIGKILL');
    await until(() => events.filter((event) => event.kind === 'died').length >= 5);
    await supervisor.stop([['one']]);
    const died = events.filter((event) => event.kind === 'died').slice(0, 5);
    expect(died.map((event) => event.againInMs)).toEqual([40, 80, 160, 160, 160]);
    expect(died[1]?.how).toBe('exit 3');
  });

  it('after a calm stretch begins with the short wait again', async () => {
    const calm = { firstMs: 40, lastMs: 160, calmMs: 300 };
    const supervisor = createSupervisor({
      runFolder: folder,
      onEvent: (event) => void events.push(event),
      backoff: calm,
    });
    await supervisor.start(part('one', stay));
    for (const restMs of [0, 0, 400]) {
      const before = events.filter((event) => event.kind === 'back').length;
      await sleep(restMs);
      process.kill(Number(supervisor.pidOf('one')), 'SIGKILL');
      await until(() => events.filter((event) => event.kind === 'back').length > before);
    }
    await supervisor.stop([['one']]);
    const waits = events.filter((event) => event.kind === 'died').map((event) => event.againInMs);
    expect(waits).toEqual([40, 80, 40]);
  });

  it('before it was ever ready fails the start, with the end of its log', async () => {
    const supervisor = supervise();
    const fault = await supervisor
      .start(part('one', "console.error('the database is missing'); process.exit(2);"))
      .catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'LAUNCHER.PART_DIED' });
    expect((fault as { sentence: { zh: string } }).sentence.zh).toContain('the database is missing');
    expect(livingParts(folder)).toEqual([]);
  });
});

describe('stopping', () => {
  it('ends a part that ignores SIGTERM, and leaves no note of it', async () => {
    const supervisor = supervise();
    await supervisor.start(part('deaf', `process.on('SIGTERM', () => {}); ${stay}`));
    const pid = Number(supervisor.pidOf('deaf'));
    expect(livingParts(folder).map(({ name }) => name)).toEqual(['deaf']);
    await supervisor.stop([['deaf']]);
    expect(identityOf(pid)).toBeNull();
    expect(livingParts(folder)).toEqual([]);
  });

  it('ends what a part itself has started, when the part must be killed', async () => {
    const supervisor = supervise();
    const grandchild = path.join(folder, 'grandchild');
    const script = `process.on('SIGTERM', () => {});
      const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      require('fs').writeFileSync(${JSON.stringify(grandchild)}, String(child.pid)); ${stay}`;
    await supervisor.start(part('parent', script));
    const pid = Number(fs.readFileSync(grandchild, 'utf8'));
    expect(identityOf(pid)).not.toBeNull();
    await supervisor.stop([['parent']]);
    await until(() => identityOf(pid) === null);
  });

  it('during the wait before a restart starts nothing any more', async () => {
    const supervisor = supervise();
    await supervisor.start(part('one', stay));
    process.kill(Number(supervisor.pidOf('one')), 'SIGKILL');
    await until(() => events.length === 1);
    await supervisor.stop([['one']]);
    await sleep(200);
    expect(events).toHaveLength(1);
    expect(livingParts(folder)).toEqual([]);
  });
});
