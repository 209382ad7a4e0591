import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { serviceNames } from './services.mjs';
import { StartFault } from './speak.mjs';

/** What must exist before anything can be started, by project. */
const products = [
  ...[...serviceNames, 'gateway'].map((name) => `apps/${name}/dist/bundle/main.js`),
  'apps/dashboard/dist/index.html',
];

const sourceFolders = ['libs', ...[...serviceNames, 'gateway', 'dashboard'].map((name) => `apps/${name}`)];
const notSources = new Set(['dist', 'node_modules', '.vite']);

/**
 * Why a build is needed, or null. Sources are compared with the moment of the last build here, since tsc does not touch
 * products that come out the same.
 * @param {string} root
 * @returns {import('./speak.mjs').Sentence | null}
 */
export function reasonToBuild(root) {
  const missing = products.find((product) => !fs.existsSync(path.join(root, product)));
  if (missing) return { zh: `缺 ${missing}`, en: `${missing} is missing` };
  const stamp = fs.statSync(stampOf(root), { throwIfNoEntry: false });
  if (!stamp) return { zh: '没有构建记录', en: 'there is no record of a build' };
  for (const folder of sourceFolders) {
    const newer = newerThan(path.join(root, folder), stamp.mtimeMs);
    if (newer) return { zh: `${path.relative(root, newer)} 有改动`, en: `${path.relative(root, newer)} has changed` };
  }
  return null;
}

/**
 * Builds services and gateway with one `tsc -b` and a bundle each, and the dashboard with Vite, at once. That is what the Nx targets run,
 * too; one compiler for all projects is faster than one each, and leaves no Nx daemon behind.
 * @param {string} root
 * @param {AbortSignal} signal ends the compilers
 * @throws {StartFault} LAUNCHER.BUILD_FAILED
 */
export async function build(root, signal) {
  const startedAt = new Date();
  const projects = [...serviceNames, 'gateway'].map((name) => `apps/${name}`);
  const bin = (/** @type {string} */ file) => path.join(root, 'node_modules', file);
  await Promise.all([
    runStep(root, 'tsc -b', root, [bin('typescript/bin/tsc'), '-b', ...projects], signal).then(() =>
      runStep(root, 'bundle', root, [path.join(root, 'libs/service-kit/bin/bundle.mjs'), ...projects], signal),
    ),
    runStep(
      root,
      'vite build',
      path.join(root, 'apps', 'dashboard'),
      [bin('vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
      signal,
    ),
  ]);
  const missing = products.find((product) => !fs.existsSync(path.join(root, product)));
  if (missing)
    throw new StartFault('LAUNCHER.BUILD_FAILED', {
      zh: `构建没有产出 ${missing}。请运行 npm run build -- --skip-nx-cache 查看原因。`,
      en: `The build did not produce ${missing}. Run npm run build -- --skip-nx-cache to see why.`,
    });
  markBuilt(root, startedAt);
}

/**
 * Notes that a build of everything has succeeded, whoever ran it.
 * @param {string} root
 * @param {Date} startedAt what changed while building is newer than the build
 */
export function markBuilt(root, startedAt) {
  fs.mkdirSync(path.dirname(stampOf(root)), { recursive: true });
  fs.writeFileSync(stampOf(root), '');
  fs.utimesSync(stampOf(root), startedAt, startedAt);
}

/** @param {string} root */
function stampOf(root) {
  return path.join(root, '.cache', 'built');
}

/** @param {string} folder @param {number} momentMs @returns {string | null} */
function newerThan(folder, momentMs) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (notSources.has(entry.name) || /\.(spec|bench)\.tsx?$/.test(entry.name)) continue;
    const target = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      const found = newerThan(target, momentMs);
      if (found) return found;
    } else if (fs.statSync(target).mtimeMs > momentMs) return target;
  }
  return null;
}

/**
 * @param {string} root
 * @param {string} name
 * @param {string} cwd
 * @param {string[]} args of node
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function runStep(root, name, cwd, args, signal) {
  if (!fs.existsSync(/** @type {string} */ (args[0])))
    return Promise.reject(
      new StartFault('LAUNCHER.BUILD_FAILED', {
        zh: `缺 ${path.relative(root, args[0] ?? '')}:请先运行 npm ci。`,
        en: `${path.relative(root, args[0] ?? '')} is missing: run npm ci first.`,
      }),
    );
  return new Promise((resolve, reject) => {
    // Vite takes NODE_ENV for its mode: under a shell's `development`, or a test's `test`, the pages would be React's slow ones with its warnings.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], signal });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) return resolve();
      reject(
        new StartFault('LAUNCHER.BUILD_FAILED', {
          zh: `${name} 失败(${signal ?? `退出码 ${code}`}),原因见上。`,
          en: `${name} failed (${signal ?? `exit code ${code}`}); the reason stands above.`,
        }),
      );
    });
  });
}
