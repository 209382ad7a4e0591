import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DiskEvidenceStore } from './disk-evidence-store.js';
import { FileTooLarge } from './evidence-store.js';

let folder: string;
let store: DiskEvidenceStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  store = new DiskEvidenceStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function* chunks(...parts: string[]) {
  for (const part of parts) yield Buffer.from(part);
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const names = async () => {
  const found: string[] = [];
  for await (const name of store.all()) found.push(name);
  return found;
};

it('keeps a file under its SHA-256, the same content once', async () => {
  for (const parts of [['one ', 'two'], ['one two']]) {
    const staged = await store.stage(chunks(...parts), 7);
    expect([staged.sha256, staged.bytes]).toEqual([sha256('one two'), 7]);
    expect(String(await staged.read(4, 100))).toBe('two');
    await staged.keep();
  }
  expect(await names()).toEqual([sha256('one two')]);
  expect(files()).toHaveLength(1);
  expect(await store.sha256Of(sha256('one two'))).toBe(sha256('one two'));
});

it('leaves nothing of a file that is too large, breaks off or is discarded', async () => {
  await expect(store.stage(chunks('1234', '5'), 4)).rejects.toBeInstanceOf(FileTooLarge);
  const breaking = async function* () {
    yield Buffer.from('half');
    throw new Error('the line was cut');
  };
  await expect(store.stage(breaking(), 100)).rejects.toThrow('the line was cut');
  await (await store.stage(chunks('whole'), 100)).discard();
  expect(files()).toEqual([]);
});

it('finds a changed byte, and is whole again when the same file comes once more', async () => {
  const name = sha256('evidence');
  await (await store.stage(chunks('evidence'), 100)).keep();
  writeFileSync(join(folder, name.slice(0, 2), name), 'evidencE');
  expect(await store.sha256Of(name)).toBe(sha256('evidencE'));
  await (await store.stage(chunks('evidence'), 100)).keep();
  expect(await store.sha256Of(name)).toBe(name);
});

it('gives nothing for a name that is no hash, or of which nothing is kept', async () => {
  expect(await store.open('../../etc/passwd')).toBeNull();
  expect(await store.sha256Of(sha256('absent'))).toBeNull();
});

it('sweeps what a process that died was receiving, and leaves what another one that lives is receiving', async () => {
  const left = (process: string) => {
    mkdirSync(join(folder, 'incoming', process), { recursive: true });
    writeFileSync(join(folder, 'incoming', process, 'half'), 'half');
  };
  left(`${process.ppid}-of-a-living-process`);
  left('4194400-above-every-pid');
  left(`${process.pid}-of-an-earlier-process-of-our-number`);
  await store.sweep();
  expect(readdirSync(join(folder, 'incoming'))).toEqual([`${process.ppid}-of-a-living-process`]);
  expect(await names()).toEqual([]);
});
