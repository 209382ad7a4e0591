import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { othersMayEnter } from './postgres-binaries.mjs';
import { commandOf, identityOf, stopProcess } from './processes.mjs';
import { StartFault } from './speak.mjs';

/**
 * @typedef {object} Cluster
 * @property {string} folder PostgreSQL's data directory
 * @property {string} password of its only user, weibao
 * @property {boolean} moved true: it stands outside DATA_DIR, because PostgreSQL's user may not enter that
 * @property {import('./postgres-binaries.mjs').Runner | null} runner whom it belongs to, where that is not who starts it
 */

/**
 * Where the cluster of a data folder stands. As root under a folder that others may not enter (such as /root), PostgreSQL's
 * user could not reach it, so it stands under /var/lib/weibao; the place is noted in DATA_DIR.
 * @param {import('./data-folder.mjs').Layout} layout
 * @param {import('./postgres-binaries.mjs').Runner | null} runner
 */
export function placeOfCluster(layout, runner) {
  if (fs.existsSync(layout.postgresPlace)) return fs.readFileSync(layout.postgresPlace, 'utf8').trim();
  if (runner === null) return layout.postgres;
  const mode = fs.statSync(layout.root).mode;
  if ((mode & 0o001) === 0) fs.chmodSync(layout.root, (mode & 0o777) | 0o001);
  if (othersMayEnter(layout.postgres)) return layout.postgres;
  const name = createHash('sha256').update(layout.root).digest('hex').slice(0, 12);
  const place = path.join('/var/lib/weibao', name, 'postgres');
  fs.mkdirSync(path.dirname(place), { recursive: true, mode: 0o755 });
  fs.writeFileSync(layout.postgresPlace, `${place}\n`);
  return place;
}

/**
 * Makes the cluster on first use. An interrupted attempt leaves nothing that a later one would take for a cluster.
 * @param {import('./data-folder.mjs').Layout} layout
 * @param {{ native: string, runner: import('./postgres-binaries.mjs').Runner | null }} binaries
 * @returns {Promise<Cluster>}
 */
export async function prepareCluster(layout, { native, runner }) {
  const folder = placeOfCluster(layout, runner);
  const moved = folder !== layout.postgres;
  if (fs.existsSync(path.join(folder, 'PG_VERSION')))
    return {
      folder,
      moved,
      password: fs.readFileSync(layout.postgresPassword, 'utf8').trim(),
      runner: ownerOf(folder, runner),
    };

  const password = randomBytes(18).toString('base64url');
  const unfinished = `${folder}.new`;
  const passwordFile = `${folder}.pw`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(unfinished, { mode: 0o700 });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runner) for (const target of [unfinished, passwordFile]) fs.chownSync(target, runner.uid, runner.gid);
  try {
    await runInitdb(native, runner, [
      `--pgdata=${unfinished}`,
      '--username=weibao',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      // macOS has no C.UTF-8 in its C library: there PostgreSQL's own provider of it is used.
      ...(process.platform === 'darwin'
        ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
        : ['--locale=C.UTF-8']),
      '--no-instructions',
    ]);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.writeFileSync(layout.postgresPassword, `${password}\n`, { mode: 0o600 });
  fs.renameSync(unfinished, folder);
  return { folder, moved, password, runner };
}

/**
 * PostgreSQL starts only for whom its files belong to. Root can start a cluster that a user made, as that user; one that
 * was given to root, as by a `chown -R`, is given back.
 * @param {string} folder
 * @param {import('./postgres-binaries.mjs').Runner | null} runner
 */
function ownerOf(folder, runner) {
  const { uid, gid } = fs.statSync(folder);
  if (runner !== null) {
    if (uid !== 0) return { uid, gid };
    giveTo(folder, runner);
    return runner;
  }
  if (uid !== process.getuid?.())
    throw new StartFault('LAUNCHER.FOREIGN_DATA', {
      zh: `PostgreSQL 的数据目录 ${folder} 属于另一个用户(uid ${uid})。请以该用户或 root 启动,或换一个 DATA_DIR。`,
      en: `PostgreSQL's data folder ${folder} belongs to another user (uid ${uid}). Start as that user or as root, or choose another DATA_DIR.`,
    });
  return null;
}

/** @param {string} target @param {import('./postgres-binaries.mjs').Runner} owner */
function giveTo(target, owner) {
  fs.lchownSync(target, owner.uid, owner.gid);
  if (!fs.lstatSync(target).isDirectory()) return;
  for (const name of fs.readdirSync(target)) giveTo(path.join(target, name), owner);
}

/**
 * What a crash leaves in the cluster: a `postmaster.pid` whose process is dead, or was replaced by a stranger of the same
 * number (PostgreSQL would refuse to start), or is an orphan of ours that still runs (it is stopped; its data stay).
 * @param {string} folder
 * @returns {Promise<'clean' | 'stale' | 'orphan'>} what was found
 */
export async function clearPostmasterPid(folder) {
  const file = path.join(folder, 'postmaster.pid');
  if (!fs.existsSync(file)) return 'clean';
  const pid = Number(fs.readFileSync(file, 'utf8').split('\n')[0]);
  const identity = Number.isInteger(pid) && pid > 1 ? identityOf(pid) : null;
  if (identity !== null && commandOf(pid).includes(folder)) {
    await stopProcess({ pid, identity }, { signals: ['SIGINT', 'SIGQUIT'], eachWithinMs: 8000 });
    fs.rmSync(file, { force: true });
    return 'orphan';
  }
  fs.rmSync(file, { force: true });
  return 'stale';
}

/**
 * @param {string} native
 * @param {import('./postgres-binaries.mjs').Runner | null} runner
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function runInitdb(native, runner, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(native, 'bin', 'initdb'), args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, TZ: 'UTC' },
      cwd: '/',
      ...(runner ?? {}),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) return resolve();
      const tail = output.trim().split('\n').slice(-8).join('\n');
      reject(
        new StartFault('LAUNCHER.INITDB_FAILED', {
          zh: `initdb 失败(${signal ?? `退出码 ${code}`}):\n${tail}\n也可用 DATABASE_URL 指定现有的 PostgreSQL。`,
          en: `initdb failed (${signal ?? `exit code ${code}`}):\n${tail}\nA PostgreSQL of your own can be named in DATABASE_URL.`,
        }),
      );
    });
  });
}
