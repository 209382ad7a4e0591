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
  const demand = { demand: 'D-1' };
  const late: CaseFile = {
    name: 'LY-A5.4.4-3: late and harmful',
    contract: 'liyang-smart-health',
    asOf: '2022-10-20T09:00:00+08:00',
    facts: [
      { type: 'demand.filed', at: '2022-09-01T09:00:00+08:00', ...demand, class: 'ordinary' },
      { type: 'demand.answered', at: '2022-09-01T10:00:00+08:00', ...demand },
      {
        type: 'demand.agreed',
        at: '2022-09-02T09:00:00+08:00',
        ...demand,
        by: 'both',
        deliverBy: '2022-09-20T18:00:00+08:00',
      },
      { type: 'demand.delivered', at: '2022-09-22T10:00:00+08:00', ...demand },
      { type: 'demand.business-affected', at: '2022-09-21T10:00:00+08:00', ...demand },
    ],
  };
  const explain = (...args: string[]) =>
    withCaseFile(late, (path) => {
      const run = spawnSync('npm', ['run', '-s', 'explain', '--', path, ...args], { cwd: root, encoding: 'utf8' });
      return { exit: run.status, out: run.stdout.split('\n'), err: run.stderr };
    });

  it('LY-A5.4.4-3: is told by the command as a tree, in Chinese, in English, or refused where there is none', () => {
    const figure = ['--deduction', 'LY-A5.4.4-3', '--subject', 'D-1'];
    expect(explain(...figure)).toEqual({
      exit: 0,
      err: '',
      out: [
        'D-1 · LY-A5.4.4-3  需求延时并影响卫健局或下属机构业务的，每项每次罚500元。',
        '├─ 未按时完成：约定交付 2022-09-20 18:00:00 · 交付于 2022-09-22 10:00:00 → 成立  [LY-A5.4.4-2]',
        '├─ 影响业务：时间 2022-09-21 10:00:00 · 固定 500.00 → 500.00  [LY-A5.4.4-3]',
        '└─ 计算 500.00 元，应付 500.00 元（待决定）',
        '',
      ],
    });
    expect(explain(...figure, '--lang', 'en').out).toEqual([
      'D-1 · LY-A5.4.4-3  Late demand that affects business: CNY 500',
      '├─ Not done in time: agreed for 2022-09-20 18:00:00 · delivered 2022-09-22 10:00:00 → yes  [LY-A5.4.4-2]',
      '├─ Business affected: at 2022-09-21 10:00:00 · fixed 500.00 → 500.00  [LY-A5.4.4-3]',
      '└─ computed 500.00, payable 500.00 (proposed)',
      '',
    ]);
    // The five hundred take the place of the two hundred (L-7): of those nothing is owed.
    expect(explain('--deduction', 'LY-A5.4.4-2', '--subject', 'D-1')).toEqual({
      exit: 2,
      out: [''],
      err: '--deduction: there is none under LY-A5.4.4-2 for D-1 at 2022-10-20T09:00:00+08:00\n',
    });
  });

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
