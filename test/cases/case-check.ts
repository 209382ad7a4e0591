import { settle } from '@weibao/engine';
import { faultLine, parseInstant } from '@weibao/exchange';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCase } from '../../apps/cli/src/case-file.js';
import { shuffled } from '../../apps/cli/src/shuffle.js';

/** A case of this folder: the exchange format with what is expected of it, and how the figures were worked. */
export interface CaseFile {
  name: string;
  working?: string;
  input?: string; // the text of the file itself, where it is not to be JSON
  expect?: Record<string, Record<string, unknown>[]>;
  absent?: Record<string, Record<string, unknown>[]>;
  exit?: number;
  stderr?: string[];
  [key: string]: unknown;
}

export interface Replayed {
  exit: number;
  out: string;
  err: string;
}

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Every case under test/cases: folder, file name and content. */
export function allCases(): { folder: string; file: string; content: CaseFile }[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((name) =>
      readdirSync(join(folder, name))
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => ({
          folder: name,
          file,
          content: JSON.parse(readFileSync(join(folder, name, file), 'utf8')) as CaseFile,
        })),
    );
}

/** What the command is given: the case without what is meant for whoever checks it. */
export function textOf(content: CaseFile): string {
  if (content.input !== undefined) return content.input;
  const { name: _n, working: _w, expect: _e, absent: _a, exit: _x, stderr: _s, ...input } = content;
  return JSON.stringify(input);
}

/** Runs `use` with the case as a file of its own. */
export function withCaseFile<T>(content: CaseFile, use: (path: string) => T): T {
  const scratch = mkdtempSync(join(tmpdir(), 'weibao-case-'));
  try {
    const path = join(scratch, 'case.json');
    writeFileSync(path, textOf(content));
    return use(path);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** The replay command's own functions, without starting a process. */
export function replayed(content: CaseFile, seed?: number): Replayed {
  return withCaseFile(content, (path) => {
    const loaded = loadCase(path);
    if (!loaded.ok) return { exit: 2, out: '', err: loaded.faults.map(faultLine).join('\n') };
    const { case: input, terms, facts } = loaded.value;
    const outcome = settle({
      terms,
      facts: seed === undefined ? facts : shuffled(facts, seed),
      asOfMs: parseInstant(input.asOf) as number,
    });
    return { exit: 0, out: `${JSON.stringify(outcome, null, 2)}\n`, err: '' };
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const isInstant = (value: unknown): value is string => typeof value === 'string' && /T\d/.test(value);
const isNumber = (value: unknown): boolean => /^-?\d+(\.\d+)?$/.test(String(value));

/** A record matches when every field named is equal; instants and numbers by what they say, lists by what they hold. */
export function matches(want: unknown, got: unknown): boolean {
  if (Array.isArray(want)) return Array.isArray(got) && want.every((item) => got.some((other) => matches(item, other)));
  if (isObject(want)) return isObject(got) && Object.entries(want).every(([key, value]) => matches(value, got[key]));
  if (want === got || (want === null && got === undefined)) return true;
  if (isInstant(want) && isInstant(got)) return Date.parse(want) === Date.parse(got);
  const text = typeof want === 'string' || typeof got === 'string';
  return text && isNumber(want) && isNumber(got) && Number(want) === Number(got);
}

/** Everything in which the outcome is not what the case expects. */
export function faultsIn(content: CaseFile, run: Replayed): string[] {
  const faults: string[] = [];
  if (run.exit !== (content.exit ?? 0)) faults.push(`exit ${run.exit}, expected ${content.exit ?? 0}: ${run.err}`);
  for (const part of content.stderr ?? [])
    if (!run.err.includes(part)) faults.push(`standard error does not say ${JSON.stringify(part)}:\n${run.err}`);
  if (run.exit !== 0) return run.out === '' ? faults : [...faults, 'standard output is not empty'];
  const outcome = JSON.parse(run.out) as Record<string, Record<string, unknown>[]>;
  const lists = Object.keys(outcome);
  for (const list of Object.keys({ ...content.expect, ...content.absent }))
    if (!lists.includes(list)) faults.push(`${list} is no list of an outcome`);
  for (const [list, records] of Object.entries(content.expect ?? {}))
    for (const record of records)
      if (!(outcome[list] ?? []).some((other) => matches(record, other)))
        faults.push(`${list}: none like ${JSON.stringify(record)}; has ${JSON.stringify(near(record, outcome[list]))}`);
  for (const [list, records] of Object.entries(content.absent ?? {}))
    for (const record of records)
      if ((outcome[list] ?? []).some((other) => matches(record, other)))
        faults.push(
          `${list}: must not have ${JSON.stringify(record)}; has ${JSON.stringify(near(record, outcome[list]))}`,
        );
  return faults;
}

const near = (want: Record<string, unknown>, list: readonly Record<string, unknown>[] = []) =>
  list
    .filter((other) => ['clause', 'payment', 'year'].some((key) => want[key] !== undefined && other[key] === want[key]))
    .slice(0, 4)
    .map(({ steps: _s, ...record }) => record);
