import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { markBuilt } from '../apps/launcher/src/build.mjs';
import { auditDependencies } from './dependency-audit.mjs';

/**
 * `npm test`: everything that is checked, in one command. Ends with one line, `N passed, N failed[, N skipped]`, and exits 0
 * only if all passed and each group ran something.
 *
 *   npm test -- --only unit,system     some of the steps
 *   npm test -- --skip-nx-cache        build anew, whatever Nx has kept
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {(text: string) => void} Say takes what a step prints
 * @typedef {{ name: string, run: (say: Say) => Promise<Counts> }} Step
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const artefacts = path.join(root, 'test-artefacts');
const bin = (/** @type {string} */ file) => path.join(root, 'node_modules', file);
const nothing = { passed: 0, failed: 0, skipped: 0 };
const skipNxCache = process.argv.includes('--skip-nx-cache');
/** For a step that shares the two cores with another. */
const oneWorker = ['--maxWorkers=1'];

/**
 * Steps of a lane follow each other; lanes of a phase run side by side, since a step that waits for servers or for Chromium
 * leaves most of the second core idle. What reads `dist/` comes after the phase that builds it.
 *
 * @type {Step[][][]}
 */
const phases = [
  [
    [
      command('types', [
        bin('typescript/bin/tsc'),
        '-b',
        '.',
        'apps/launcher',
        'test',
        ...(skipNxCache ? ['--force'] : []),
      ]),
      build(),
      command('bundle', [path.join(root, 'apps/cli/bin/bundle.mjs')]),
    ],
    [
      { name: 'audit', run: (say) => auditDependencies(root, say) },
      vitest('unit', ['unit', 'unit-node', 'unit-dashboard'], oneWorker),
      command('format', [bin('prettier/bin/prettier.cjs'), '--check', '.']),
    ],
  ],
  [
    [vitest('system', ['system']), vitest('faults', ['faults'])],
    [browser(), command('lint', [path.join(root, 'test/lint.mjs')]), vitest('cases', ['house', 'cases'])],
  ],
];
const steps = phases.flat(2);

const chosen = onlyOf(process.argv);
const unknown = chosen.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`--only ${unknown.join(',')}: no such step; there are ${steps.map((step) => step.name).join(', ')}`);
  process.exit(2);
}

const total = { ...nothing };
/** @type {Map<string, string>} what came of each step */
const summary = new Map();
for (const phase of phases) await Promise.all(phase.map(runLane));
console.log(`\n${steps.flatMap(({ name }) => summary.get(name) ?? []).join('\n')}\n`);
console.log(lineOf(total));
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/**
 * One step after the other. The first lane of a phase is shown as it goes; the others, once each of their steps has ended.
 * @param {Step[]} lane @param {number} index
 */
async function runLane(lane, index) {
  for (const step of lane.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
    const heading = `\n── ${step.name} ${'─'.repeat(Math.max(0, 72 - step.name.length))}\n`;
    const live = index === 0 || chosen.length === 1;
    if (live) process.stdout.write(heading);
    /** @type {string[]} */
    const kept = [heading];
    const startedMs = performance.now();
    const counts = await step.run(live ? (text) => process.stdout.write(text) : (text) => kept.push(text));
    if (!live) process.stdout.write(kept.join(''));
    for (const key of /** @type {(keyof Counts)[]} */ (Object.keys(counts))) total[key] += counts[key];
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    summary.set(
      step.name,
      `${counts.failed > 0 ? '✗' : counts.passed > 0 ? '✓' : '–'} ${step.name.padEnd(8)} ${lineOf(counts)} (${seconds} s)`,
    );
  }
}

/** @param {Counts} counts */
function lineOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** @param {string[]} argv @returns {string[]} */
function onlyOf(argv) {
  const at = argv.findIndex((arg) => arg === '--only' || arg.startsWith('--only='));
  if (at < 0) return [];
  const value = argv[at]?.startsWith('--only=') ? argv[at].slice('--only='.length) : (argv[at + 1] ?? '');
  return value.split(',').filter(Boolean);
}

/** A command counts as one test. @param {string} name @param {string[]} args @returns {Step} */
function command(name, args) {
  return {
    name,
    run: async (say) => ((await runNode(args, say)) === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 }),
  };
}

/** @returns {Step} */
function build() {
  const step = command('build', [
    bin('nx/dist/bin/nx.js'),
    'run-many',
    '-t',
    'build',
    ...(skipNxCache ? ['--skip-nx-cache'] : []),
  ]);
  return {
    name: step.name,
    run: async (say) => {
      const startedAt = new Date();
      const counts = await step.run(say);
      // `npm start`, as the system tests start it, need not build again.
      if (counts.failed === 0) markBuilt(root, startedAt);
      return counts;
    },
  };
}

/** @param {string} name @param {string[]} projects of vitest.config.ts @param {string[]} [options] @param {Record<string, string>} [env] @returns {Step} */
function vitest(name, projects, options = [], env = {}) {
  return {
    name,
    run: async (say) => {
      const report = path.join(artefacts, `${name}.json`);
      fs.mkdirSync(artefacts, { recursive: true });
      fs.rmSync(report, { force: true });
      const exitCode = await runNode(
        [
          bin('vitest/vitest.mjs'),
          'run',
          ...projects.flatMap((project) => ['--project', project]),
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${report}`,
          ...options,
        ],
        say,
        env,
      );
      return countsOf(name, report, exitCode, say);
    },
  };
}

/**
 * @param {string} name
 * @param {string} report vitest's, in JSON
 * @param {number} exitCode
 * @param {Say} say
 * @returns {Counts}
 */
function countsOf(name, report, exitCode, say) {
  if (!fs.existsSync(report)) return { ...nothing, failed: 1 };
  const read = JSON.parse(fs.readFileSync(report, 'utf8'));
  // A file that cannot be loaded holds no tests, so it would be counted nowhere.
  const brokenFiles = read.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const counts = {
    passed: read.numPassedTests,
    failed: read.numFailedTests + brokenFiles,
    skipped: read.numPendingTests + read.numTodoTests,
  };
  if (counts.failed === 0 && (exitCode !== 0 || counts.passed === 0)) {
    say(`${name}: ${counts.passed === 0 ? 'no test ran' : `vitest ended with exit code ${exitCode}`}\n`);
    counts.failed = 1;
  }
  return counts;
}

/** Chromium is the one thing npm does not bring: without it the browser tests are skipped, and that is said. @returns {Step} */
function browser() {
  const found = [
    process.env.CHROMIUM_BIN,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((file) => file && fs.existsSync(file));
  if (found) return vitest('browser', ['browser'], [], { CHROMIUM_BIN: found });
  const required = process.env.REQUIRE_BROWSER === '1';
  return {
    name: 'browser',
    run: async (say) => {
      say(
        `browser: ${required ? 'FAILED' : 'SKIPPED'}, there is no Chromium. Install one (Debian: apt-get install chromium fonts-noto-cjk) or name it in CHROMIUM_BIN.\n`,
      );
      return required ? { ...nothing, failed: 1 } : { ...nothing, skipped: 1 };
    },
  };
}

/** @param {string[]} args @param {Say} say @param {Record<string, string>} [env] @returns {Promise<number>} the exit code */
function runNode(args, say, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Nx's daemon would stay behind; its cache is all that is wanted.
      env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', ...env },
    });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', say);
    child.once('error', (error) => {
      say(`${error.message}\n`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}
