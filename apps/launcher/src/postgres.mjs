import path from 'node:path';
import pg from 'pg';
import { logFileOf, spawnPart } from './parts.mjs';
import { otherRunner, preparePostgresBinaries } from './postgres-binaries.mjs';
import { clearPostmasterPid, prepareCluster } from './postgres-cluster.mjs';
import { StartFault } from './speak.mjs';

/**
 * @typedef {object} EmbeddedPostgres
 * @property {import('./parts.mjs').Part} part
 * @property {string} adminUrl of the database `postgres`
 * @property {string} version of the package
 * @property {string} folder
 * @property {boolean} moved the data stand outside DATA_DIR
 */

/**
 * The embedded server of a data folder, prepared but not started.
 * @param {{ root: string, layout: import('./data-folder.mjs').Layout, port: number, settings?: Record<string, string> }} what
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function embeddedPostgres({ root, layout, port, settings = {} }) {
  const runner = otherRunner();
  const { native, version } = preparePostgresBinaries({
    root,
    runner,
    copyTo: runner ? '/var/lib/weibao' : layout.root,
  });
  const cluster = await prepareCluster(layout, { native, runner });
  const adminUrl = `postgres://weibao:${cluster.password}@127.0.0.1:${port}/postgres`;
  const logFile = logFileOf(layout.logs, 'postgres');
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // TCP on loopback is enough, and a socket's path has a length limit that a deep DATA_DIR would break.
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  return {
    adminUrl,
    version,
    folder: cluster.folder,
    moved: cluster.moved,
    part: {
      name: 'postgres',
      logFile,
      readyWithinMs: 60_000, // recovery after a crash replays the log first
      stopSignals: ['SIGINT', 'SIGQUIT'],
      stopWithinMs: 15_000,
      spawn: async () => {
        await clearPostmasterPid(cluster.folder);
        return spawnPart({
          command: path.join(native, 'bin', 'postgres'),
          args: ['-D', cluster.folder, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
          logFile,
          runner: cluster.runner,
          env: { PATH: process.env.PATH, TZ: 'UTC' },
        });
      },
      isReady: () => answers(adminUrl),
    },
  };
}

/** @param {string} url */
async function answers(url) {
  try {
    await withClient(url, (client) => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} adminUrl
 * @param {string} name a name of ours: it is quoted, not checked
 * @returns {Promise<string>} the URL of the database
 */
export async function ensureDatabase(adminUrl, name) {
  await withClient(adminUrl, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database "${name}" template template0`);
  });
  return urlOfDatabase(adminUrl, name);
}

/** @param {string} url @param {string} name */
export function urlOfDatabase(url, name) {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/**
 * @param {string} url of a server that the person named
 * @returns {Promise<string>} its version
 * @throws {StartFault} LAUNCHER.DATABASE_URL
 */
export async function checkNamedPostgres(url) {
  try {
    return await withClient(url, async (client) => (await client.query('show server_version')).rows[0].server_version);
  } catch (error) {
    const { host, pathname } = new URL(url);
    const why = /** @type {NodeJS.ErrnoException} */ (error).code ?? /** @type {Error} */ (error).message;
    throw new StartFault('LAUNCHER.DATABASE_URL', {
      zh: `DATABASE_URL 指定的 PostgreSQL(${host}${pathname})连不上:${why}。请检查它是否在运行、库是否存在、用户和密码;或去掉 DATABASE_URL 使用内置的。`,
      en: `The PostgreSQL named in DATABASE_URL (${host}${pathname}) does not answer: ${why}. Check that it runs, that the database exists, user and password; or unset DATABASE_URL to use the embedded one.`,
    });
  }
}

/**
 * @template T
 * @param {string} url
 * @param {(client: import('pg').Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  // Without a listener a connection cut while idle would end the launcher itself.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
