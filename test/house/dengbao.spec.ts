import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// docs/dengbao.md is read by people who check it point by point: what it names is there.

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'docs/dengbao.md'), 'utf8');
const answered = text.slice(0, text.indexOf('## 由医院负责'));
const rows = answered
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\|[ -]+\|/.test(line) && !line.startsWith('| 条款'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist'].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
const tests = ['apps', 'libs', 'test']
  .flatMap((folder) => filesBelow(join(root, folder)))
  .filter((path) => /\.(spec|scenario)\.tsx?$/.test(path));

/** `file` › a part of the test's name; several of them one after the other. */
const citedTests = (cell: string): [string, string][] =>
  cell.split('；').map((one) => {
    const cited = /`([^`]+\.(?:spec|scenario)\.tsx?)` › (.+?)(?:。.*)?$/.exec(one);
    return [cited?.[1] ?? one, cited?.[2]?.trim() ?? ''];
  });

describe('docs/dengbao.md', () => {
  it('answers each of its points with a place and a test', () => {
    expect(rows.length).toBeGreaterThan(25);
    for (const [, clause, point, place, test] of rows)
      expect([clause, Boolean(point && place), /`[^`]+` › \S/.test(test ?? '')]).toEqual([clause, true, true]);
  });

  it('names tests that there are, by file and by name', () => {
    const faults = rows.flatMap((row) =>
      citedTests(row[4] ?? '').flatMap(([name, title]) => {
        const found = tests.filter((path) => basename(path) === name);
        const said = found.some((path) => title !== '' && readFileSync(path, 'utf8').includes(title));
        return said ? [] : [`${name} › ${title}: ${found.length === 0 ? 'no such file' : 'no such test in it'}`];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('names places that there are, below the gateway’s sources or the root, and pages by links', () => {
    const named = rows.flatMap(([, , , place = '']) => [...place.matchAll(/`([\w./-]+)`/g)].map((found) => found[1]));
    const paths = named.filter(
      (name): name is string => /[a-z]\/|\.(ts|mjs|md)$/.test(name ?? '') && !/^\//.test(name ?? ''),
    );
    expect(paths.length).toBeGreaterThan(15);
    expect(
      paths.filter((path) => ![root, join(root, 'apps/gateway/src')].some((at) => existsSync(join(at, path)))),
    ).toEqual([]);
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map((found) => found[1] ?? '');
    expect(
      links.filter((link) => !existsSync(join(root, 'docs', link)) && !existsSync(join(root, 'docs/decisions', link))),
    ).toEqual([]);
  });
});
