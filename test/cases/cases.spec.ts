import { patterns } from '@weibao/contract-terms';
import { stepWords, type Outcome } from '@weibao/exchange';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadTerms } from '../../apps/cli/src/terms-files.js';
import { allCases, faultsIn, replayed, withCaseFile, type CaseFile } from './case-check.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cases = allCases();

/** Which clauses of each contract's money were explained, and what in an explanation has no word in a language. */
const explained = new Map<unknown, Set<string>>(patterns.map((pattern) => [pattern, new Set()]));
const wordless = new Set<string>();

function told(content: CaseFile, { deductions }: Outcome): void {
  for (const { clause, steps } of deductions) {
    if (steps.length > 0) explained.get(content['contract'])?.add(clause);
    for (const { label, inputs } of steps)
      for (const [lang, words] of Object.entries(stepWords)) {
        if (!words.steps[label]) wordless.add(`${lang}: ${label}`);
        for (const name of Object.keys(inputs)) if (!words.inputs[name]) wordless.add(`${lang}: ${label} ${name}`);
      }
  }
}

/** The real command, as a person types it. */
function commanded(content: CaseFile) {
  return withCaseFile(content, (path) => {
    const run = spawnSync('npm', ['run', '-s', 'replay', '--', path], { cwd: root, encoding: 'utf8' });
    return { exit: run.status ?? -1, out: run.stdout, err: run.stderr };
  });
}

describe.each([...new Set(cases.map((found) => found.folder))])('cases of %s', (folder) => {
  it.each(cases.filter((found) => found.folder === folder).map((found) => [found.content.name, found] as const))(
    '%s',
    (_name, { content }) => {
      const run = replayed(content);
      if (run.exit === 0) told(content, JSON.parse(run.out) as Outcome);
      expect(faultsIn(content, run)).toEqual([]);
      expect(replayed(content, 7).out, 'another order of the facts gives another outcome').toBe(run.out);
    },
  );
});

describe('cases through the command itself', () => {
  const chosen = [
    'open/by-01.json',
    'open/hp-11.json',
    'open/ly-01.json',
    'open/bad-01.json',
    'bad/not-json.json',
    'tc/tc-8-2-cap.json',
  ];
  it.each(chosen)('%s says the same', (path) => {
    const found = cases.find((candidate) => `${candidate.folder}/${candidate.file}` === path);
    const content = (found as NonNullable<typeof found>).content;
    const run = commanded(content);
    expect(faultsIn(content, run)).toEqual([]);
    expect(run.out).toBe(replayed(content).out);
  });
});

describe('why a deduction is what it is', () => {
  it.each(patterns)('is told in steps for every clause of %s by which money is owed', (pattern) => {
    const terms = loadTerms(pattern);
    if (!terms.ok) throw new Error(`no terms of ${pattern}`);
    const owed = new Set(terms.value.penalties.map(({ clause }) => clause));
    expect([...owed].filter((clause) => !explained.get(pattern)?.has(clause))).toEqual([]);
  });

  it('has a word for each step and each of its figures, in Chinese and in English', () =>
    expect([...wordless]).toEqual([]));
});

describe('the cases themselves', () => {
  it('each has a name of its own', () => {
    const names = cases.map((found) => `${found.folder}: ${found.content.name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('each of ours says how its figures were worked', () => {
    const silent = cases.filter((found) => found.folder !== 'open' && !found.content.working);
    expect(silent.map((found) => `${found.folder}/${found.file}`)).toEqual([]);
  });
});
