import fs from 'node:fs';
import path from 'node:path';
import { commandOf, identityOf, stopProcess } from './processes.mjs';
import { StartFault } from './speak.mjs';

/**
 * The layout of DATA_DIR.
 * @param {string} dataDir
 */
export function layoutOf(dataDir) {
  return {
    root: dataDir,
    run: path.join(dataDir, 'run'),
    logs: path.join(dataDir, 'logs'),
    nats: path.join(dataDir, 'nats'),
    /** The broker's users with their passwords, and the server's configuration made of them; mode 0600. */
    natsUsers: path.join(dataDir, 'nats-users.json'),
    natsConfig: path.join(dataDir, 'nats.conf'),
    postgres: path.join(dataDir, 'postgres'),
    /** Holds the path of the cluster where it could not stand in DATA_DIR itself, see postgres-binaries.mjs. */
    postgresPlace: path.join(dataDir, 'postgres.place'),
    postgresPassword: path.join(dataDir, 'postgres.password'),
    /** The database's users, one for each app, with their passwords; mode 0600. */
    postgresUsers: path.join(dataDir, 'postgres-users.json'),
    demoMarker: path.join(dataDir, 'demo-loaded.json'),
    /** Written by the gateway when it makes the demo accounts, mode 0600. */
    demoAccess: path.join(dataDir, 'demo-accounts.json'),
    /** Written by the gateway when administrators have a one-time password to replace, mode 0600; gone when all have. */
    firstAdministrators: path.join(dataDir, 'first-administrators.json'),
    owner: path.join(dataDir, 'weibao-data-folder'),
  };
}

/** @typedef {ReturnType<typeof layoutOf>} Layout */

/**
 * Makes the folder and marks it as ours: reset empties marked folders only.
 * @param {Layout} layout
 */
export function makeDataFolder(layout) {
  if (!fs.existsSync(layout.owner) && fs.existsSync(layout.root) && fs.readdirSync(layout.root).length > 0)
    throw new StartFault('LAUNCHER.FOREIGN_FOLDER', {
      zh: `DATA_DIR ${layout.root} 里已有别的文件,不是维保的数据目录。请换一个空目录。`,
      en: `DATA_DIR ${layout.root} holds files that are not Weibao's. Choose an empty folder.`,
    });
  requireAccess(layout.root);
  // Others may pass through (not list): as root, PostgreSQL runs as another user inside it.
  fs.mkdirSync(layout.root, { recursive: true, mode: 0o711 });
  for (const folder of [layout.run, layout.logs, layout.nats]) fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!fs.existsSync(layout.owner))
    fs.writeFileSync(layout.owner, 'Weibao keeps its data in this folder. Empty it with: npm run reset\n');
}

/** A folder that somebody else made, such as root: said in words, before a part of it fails. @param {string} folder */
export function requireAccess(folder) {
  const existing = [folder, path.join(folder, 'run'), path.join(folder, 'logs'), path.join(folder, 'nats')];
  for (const each of existing.filter((one) => fs.existsSync(one))) {
    try {
      fs.accessSync(each, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    } catch {
      throw new StartFault('LAUNCHER.FOREIGN_DATA', {
        zh: `不能写入 ${each}:它属于另一个用户(uid ${fs.statSync(each).uid})。请以该用户启动,或换一个 DATA_DIR。`,
        en: `${each} cannot be written: it belongs to another user (uid ${fs.statSync(each).uid}). Start as that user, or choose another DATA_DIR.`,
      });
    }
  }
}

/** @param {string} runFolder @param {string} name @param {number} pid */
export function notePid(runFolder, name, pid) {
  const identity = identityOf(pid);
  if (identity === null) return;
  const file = path.join(runFolder, `${name}.json`);
  fs.writeFileSync(`${file}.new`, JSON.stringify({ name, pid, identity }));
  fs.renameSync(`${file}.new`, file);
}

/** @param {string} runFolder @param {string} name */
export function forgetPid(runFolder, name) {
  fs.rmSync(path.join(runFolder, `${name}.json`), { force: true });
}

/**
 * The processes of earlier starts that still live.
 * @param {string} runFolder
 * @returns {{ name: string, pid: number, identity: string }[]}
 */
export function livingParts(runFolder) {
  if (!fs.existsSync(runFolder)) return [];
  return fs
    .readdirSync(runFolder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readNote(path.join(runFolder, file)))
    .filter((note) => note !== null)
    .filter((note) => identityOf(note.pid) === note.identity);
}

/** @param {string} file */
function readNote(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null; // cut short by a crash: PostgreSQL has a note of its own, and services end with their IPC channel
  }
}

/**
 * One launcher per data folder. Takes the folder, or says who has it.
 * @param {Layout} layout
 * @throws {StartFault} LAUNCHER.ALREADY_RUNNING
 */
export function takeDataFolder(layout) {
  const holder = livingParts(layout.run).find((part) => part.name === 'launcher' && part.pid !== process.pid);
  if (holder)
    throw new StartFault('LAUNCHER.ALREADY_RUNNING', {
      zh: `数据目录 ${layout.root} 正由进程 ${holder.pid}(${commandOf(holder.pid)})使用。先停掉它(Ctrl-C 或 kill ${holder.pid}),或换 PORT 与 DATA_DIR 并列运行。`,
      en: `The data folder ${layout.root} is in use by process ${holder.pid} (${commandOf(holder.pid)}). Stop it first (Ctrl-C or kill ${holder.pid}), or run beside it with another PORT and DATA_DIR.`,
    });
  notePid(layout.run, 'launcher', process.pid);
}

// The door first, then the services, the stores last.
const stopOrder = new Map([
  ['gateway', 0],
  ['nats-server', 2],
  ['postgres', 3],
]);

/**
 * Stops what a killed launcher left behind.
 * @param {Layout} layout
 * @returns {Promise<string[]>} the names of what was stopped
 */
export async function stopLeftovers(layout) {
  const found = livingParts(layout.run).filter((part) => part.name !== 'launcher');
  const inOrder = found.sort((a, b) => (stopOrder.get(a.name) ?? 1) - (stopOrder.get(b.name) ?? 1));
  for (const part of inOrder) {
    // SIGINT asks PostgreSQL for a fast shutdown, SIGTERM would wait for its clients.
    const signals = /** @type {NodeJS.Signals[]} */ (part.name === 'postgres' ? ['SIGINT', 'SIGQUIT'] : ['SIGTERM']);
    await stopProcess(part, { signals, eachWithinMs: 8000 });
  }
  for (const file of fs.readdirSync(layout.run)) if (file !== 'launcher.json') fs.rmSync(path.join(layout.run, file));
  return inOrder.map((part) => part.name);
}
