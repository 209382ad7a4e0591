import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import fs from 'node:fs';
import ts from 'typescript-eslint';

/** Which type of project may import which: the arrows of docs/architecture.md. A type without a row here fails lint. */
const arrows = {
  calendar: [],
  exchange: [],
  terms: ['calendar', 'exchange'],
  engine: ['calendar', 'exchange', 'terms'],
  papers: ['exchange'],
  messages: ['exchange'],
  kit: ['exchange', 'messages'],
  service: ['calendar', 'exchange', 'terms', 'engine', 'papers', 'messages', 'kit'],
  gateway: ['exchange', 'papers', 'messages', 'kit'],
  dashboard: ['exchange', 'messages'],
  cli: ['calendar', 'exchange', 'terms', 'engine', 'papers', 'messages'],
  launcher: [],
};

const runtimes = { pure: ['pure'], node: ['pure', 'node'], browser: ['pure', 'browser'] };

/** Folders of the dashboard with a page of their own: what two of them need stands in a folder without one, such as `payments` or `recording`. */
const routes = fs.readFileSync(`${import.meta.dirname}/apps/dashboard/src/app.tsx`, 'utf8');
const features = [
  ...new Set([...routes.matchAll(/import\('\.\/([a-z-]+)\/[a-z-]+-page\.js'\)/g)].map(([, name]) => name)),
];
const otherFeatures = (own, up) => ({
  patterns: [
    {
      regex: `^${up}(${features.filter((name) => name !== own).join('|')})/`,
      message: 'Features do not import each other: what both need goes into a folder without a page.',
    },
  ],
});

const tagged = (prefix, names) => names.map((name) => `${prefix}:${name}`);

/** Calendar, terms, engine and papers are given their time and read nothing. */
const noClock = [
  { name: 'Date', message: 'Time is given, never taken: instants are milliseconds and arrive as arguments.' },
  { name: 'process', message: 'A pure library reads no environment.' },
  { name: 'fetch', message: 'A pure library does no I/O.' },
  { name: 'setTimeout', message: 'A pure library does not wait.' },
];

export default ts.config(
  { ignores: ['**/dist', '.nx', '.data', '.cache', 'coverage', 'test-artefacts', '**/vite.config.*.timestamp*'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    plugins: { '@nx': nx },
    files: ['**/*.{ts,tsx,js,mjs}'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          depConstraints: [
            ...Object.entries(arrows).map(([type, targets]) => ({
              sourceTag: `type:${type}`,
              onlyDependOnLibsWithTags: tagged('type', targets),
            })),
            ...Object.entries(runtimes).map(([runtime, targets]) => ({
              sourceTag: `runtime:${runtime}`,
              onlyDependOnLibsWithTags: tagged('runtime', targets),
            })),
          ],
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
    },
  },
  {
    files: ['libs/{calendar,contract-terms,engine,papers}/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.bench.ts'],
    rules: {
      'no-restricted-globals': ['error', ...noClock],
      'no-restricted-imports': ['error', { patterns: ['node:*', 'fs', 'path', '@nestjs/*', 'pg', 'nats', 'kysely'] }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'The same input gives the same outcome.' },
      ],
    },
  },
  ...features.flatMap((name) => [
    {
      files: [`apps/dashboard/src/${name}/*.{ts,tsx}`],
      rules: { 'no-restricted-imports': ['error', otherFeatures(name, '\\.\\./')] },
    },
    {
      files: [`apps/dashboard/src/${name}/*/*.{ts,tsx}`],
      rules: { 'no-restricted-imports': ['error', otherFeatures(name, '\\.\\./\\.\\./')] },
    },
  ]),
  {
    files: ['apps/cli/**', 'apps/launcher/**', 'test/**', '**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        performance: 'readonly',
      },
    },
    rules: { 'no-console': 'off' },
  },
  prettier,
);
