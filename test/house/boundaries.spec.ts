import { ESLint } from 'eslint';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../harness/servers.mjs';

interface Constraint {
  sourceTag: string;
  onlyDependOnLibsWithTags: string[];
}

const boundaries = '@nx/enforce-module-boundaries';
const projects = ['libs', 'apps'].flatMap((room) =>
  fs
    .readdirSync(path.join(root, room))
    .map((name) => `${room}/${name}`)
    .filter((folder) => fs.existsSync(path.join(root, folder, 'package.json'))),
);
const tagsOf = (folder: string): string[] =>
  JSON.parse(fs.readFileSync(path.join(root, folder, 'package.json'), 'utf8')).nx?.tags ?? [];

let eslint: ESLint;
let rows: Constraint[];

beforeAll(async () => {
  // Without Nx's cached project graph the rule is skipped in silence, and each test below would prove nothing.
  const nx = spawnSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'show', 'projects'], {
    cwd: root,
    env: { ...process.env, NX_DAEMON: 'false' },
    encoding: 'utf8',
  });
  expect(nx.status, nx.stderr).toBe(0);
  eslint = new ESLint({ cwd: root });
  const config = await eslint.calculateConfigForFile(path.join(root, 'libs/engine/src/index.ts'));
  rows = config.rules[boundaries][1].depConstraints;
});

/** The rules that refuse a file of this text at this place. */
async function refusals(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

describe('the arrows between projects', () => {
  it.each([
    ['the engine imports the service kit', 'libs/engine/src/rule.ts', '@weibao/service-kit'],
    ['the engine imports the messages', 'libs/engine/src/rule.ts', '@weibao/messages'],
    ['the calendar imports the exchange format', 'libs/calendar/src/rule.ts', '@weibao/exchange'],
    ['the messages import the engine', 'libs/messages/src/rule.ts', '@weibao/engine'],
    ['the service kit imports the engine', 'libs/service-kit/src/rule.ts', '@weibao/engine'],
    ['the dashboard imports the engine', 'apps/dashboard/src/rule.ts', '@weibao/engine'],
    ['the dashboard imports the service kit', 'apps/dashboard/src/rule.ts', '@weibao/service-kit'],
    ['the gateway imports the engine', 'apps/gateway/src/rule.ts', '@weibao/engine'],
    ['a service imports another service', 'apps/billing-svc/src/rule.ts', '@weibao/incident-svc'],
    ['the gateway imports a service', 'apps/gateway/src/rule.ts', '@weibao/incident-svc'],
    ['the command line imports the service kit', 'apps/cli/src/rule.ts', '@weibao/service-kit'],
    ['the launcher imports the messages', 'apps/launcher/src/rule.mjs', '@weibao/messages'],
  ])('are refused when %s', async (_name, file, imported) => {
    expect(await refusals(file, `import { x } from '${imported}';\nx();\n`)).toContain(boundaries);
  });

  it.each([
    ['the engine imports the calendar', 'libs/engine/src/rule.ts', '@weibao/calendar'],
    ['a service imports the service kit', 'apps/billing-svc/src/rule.ts', '@weibao/service-kit'],
    ['the dashboard imports the messages', 'apps/dashboard/src/rule.ts', '@weibao/messages'],
  ])('are allowed when %s', async (_name, file, imported) => {
    expect(await refusals(file, `import { x } from '${imported}';\nx();\n`)).toEqual([]);
  });

  it('are refused by a relative path into another project, too', async () => {
    const text = "import { x } from '../../incident-svc/src/index.js';\nx();\n";
    expect(await refusals('apps/billing-svc/src/rule.ts', text)).toContain(boundaries);
  });
});

describe('the features of the dashboard', () => {
  it('are refused each other’s parts, from a panel of the wall as well', async () => {
    const text = "import { x } from '../documents/document-row.js';\nx();\n";
    expect(await refusals('apps/dashboard/src/acceptance/rule.ts', text)).toEqual(['no-restricted-imports']);
    const panel = "import { x } from '../../desk/open-row.js';\nx();\n";
    expect(await refusals('apps/dashboard/src/wall/duties/rule.ts', panel)).toEqual(['no-restricted-imports']);
  });

  it('may use their own files, and what stands in a folder without a page', async () => {
    const text = "import { x } from '../payments/money.js';\nimport { y } from './own.js';\nx(y);\n";
    expect(await refusals('apps/dashboard/src/acceptance/rule.ts', text)).toEqual([]);
    const panel = "import { x } from '../panel/panel.js';\nimport { y } from '../../payments/money.js';\nx(y);\n";
    expect(await refusals('apps/dashboard/src/wall/duties/rule.ts', panel)).toEqual([]);
  });
});

describe('calendar, terms and engine', () => {
  it.each([
    ['take the time', 'export const now = Date.now();\n', 'no-restricted-globals'],
    ['read the environment', 'export const mode = process.env;\n', 'no-restricted-globals'],
    ['wait', 'setTimeout(() => undefined, 1);\n', 'no-restricted-globals'],
    ['throw dice', 'export const dice = Math.random();\n', 'no-restricted-properties'],
    ['read files', "import fs from 'node:fs';\nfs.readFileSync('x');\n", 'no-restricted-imports'],
    ['know the framework', "import { Injectable } from '@nestjs/common';\nInjectable();\n", 'no-restricted-imports'],
    ['know the database', "import pg from 'pg';\npg.Client;\n", 'no-restricted-imports'],
  ])('may not %s', async (_name, text, rule) => {
    for (const lib of ['calendar', 'contract-terms', 'engine'])
      expect(await refusals(`libs/${lib}/src/rule.ts`, text), lib).toContain(rule);
  });
});

describe('the tags that the arrows are made of', () => {
  it.each(projects)('stand on %s: one for its type and one for its runtime, each with a row of its own', (folder) => {
    const tags = tagsOf(folder);
    expect(tags.filter((tag) => tag.startsWith('type:'))).toHaveLength(1);
    expect(tags.filter((tag) => tag.startsWith('runtime:'))).toHaveLength(1);
    for (const tag of tags) expect(rows.map((row) => row.sourceTag)).toContain(tag);
  });

  it('are named in every row: no row lets anything import anything', () => {
    const known = new Set(projects.flatMap(tagsOf));
    for (const { sourceTag, onlyDependOnLibsWithTags } of rows) {
      expect(known, `row ${sourceTag}`).toContain(sourceTag);
      for (const tag of onlyDependOnLibsWithTags) expect(known, `row ${sourceTag} → ${tag}`).toContain(tag);
    }
  });

  it('let no app be imported, by whatever row', () => {
    const apps = new Set(projects.filter((folder) => folder.startsWith('apps/')).flatMap(tagsOf));
    const targets = rows
      .filter((row) => row.sourceTag.startsWith('type:'))
      .flatMap((row) => row.onlyDependOnLibsWithTags);
    expect(targets.filter((tag) => apps.has(tag))).toEqual([]);
  });
});
