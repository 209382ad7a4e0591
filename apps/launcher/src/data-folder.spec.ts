import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layoutOf, livingParts, makeDataFolder, notePid, stopLeftovers, takeDataFolder } from './data-folder.mjs';
import { identityOf } from './processes.mjs';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'weibao-folder-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function sleeper(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  return Number(child.pid);
}

describe('the data folder', () => {
  it('is not taken where other files stand', () => {
    fs.writeFileSync(path.join(folder, 'thesis.doc'), 'mine');
    expect(() => makeDataFolder(layoutOf(folder))).toThrow(
      expect.objectContaining({ code: 'LAUNCHER.FOREIGN_FOLDER' }),
    );
    expect(fs.readdirSync(folder)).toEqual(['thesis.doc']);
  });

  it('is refused to a second launcher while the first lives', () => {
    const layout = layoutOf(folder);
    makeDataFolder(layout);
    const first = sleeper();
    notePid(layout.run, 'launcher', first);
    expect(() => takeDataFolder(layout)).toThrow(expect.objectContaining({ code: 'LAUNCHER.ALREADY_RUNNING' }));
    process.kill(first, 'SIGKILL');
  });

  it('is taken over from a launcher that is dead, even if another process has its number now', () => {
    const layout = layoutOf(folder);
    makeDataFolder(layout);
    // The number of a living process (this test's parent) with the start of another one.
    fs.writeFileSync(
      path.join(layout.run, 'launcher.json'),
      JSON.stringify({ name: 'launcher', pid: process.ppid, identity: 'another boot:1' }),
    );
    takeDataFolder(layout);
    expect(livingParts(layout.run)).toEqual([
      { name: 'launcher', pid: process.pid, identity: identityOf(process.pid) },
    ]);
  });
});

describe('what a killed launcher left behind', () => {
  it('is stopped, and a stranger that has the number of a dead part is left alone', async () => {
    const layout = layoutOf(folder);
    makeDataFolder(layout);
    const ours = sleeper();
    const stranger = sleeper();
    notePid(layout.run, 'gateway', ours);
    const note = { name: 'billing-svc', pid: stranger, identity: 'another boot:1' };
    fs.writeFileSync(path.join(layout.run, 'billing-svc.json'), JSON.stringify(note));
    expect(await stopLeftovers(layout)).toEqual(['gateway']);
    expect(identityOf(ours)).toBeNull();
    expect(identityOf(stranger)).not.toBeNull();
    expect(fs.readdirSync(layout.run)).toEqual([]);
    process.kill(stranger, 'SIGKILL');
  });

  it('may include a note cut short by the crash: it is passed over', async () => {
    const layout = layoutOf(folder);
    makeDataFolder(layout);
    fs.writeFileSync(path.join(layout.run, 'gateway.json'), '{"name":"gat');
    expect(await stopLeftovers(layout)).toEqual([]);
  });
});
