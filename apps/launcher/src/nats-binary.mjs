import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartFault } from './speak.mjs';

const run = promisify(execFile);

/** @typedef {{ binary: string, version: string, why: import('./speak.mjs').Sentence }} NatsBinary */

/**
 * Finds a nats-server, or on Debian and Ubuntu unpacks one into `.cache` without installing anything.
 * @param {{ root: string, named?: string, say: import('./speak.mjs').Say }} where named: NATS_SERVER_BIN
 * @returns {Promise<NatsBinary>}
 * @throws {StartFault} LAUNCHER.NATS_SERVER_BIN, LAUNCHER.NO_NATS
 */
export async function findNatsServer({ root, named, say }) {
  if (named) {
    const version = versionOf(named);
    if (version !== null)
      return { binary: named, version, why: { zh: 'NATS_SERVER_BIN 指定', en: 'named in NATS_SERVER_BIN' } };
    throw new StartFault('LAUNCHER.NATS_SERVER_BIN', {
      zh: `NATS_SERVER_BIN=${named} 不能作为 nats-server 运行。请改正路径,或去掉它让维保自行寻找。`,
      en: `NATS_SERVER_BIN=${named} does not run as a nats-server. Correct the path, or unset it to let Weibao look for one.`,
    });
  }
  const unpacked = path.join(root, '.cache', 'nats-server', 'usr', 'sbin', 'nats-server');
  const places = [
    ...(process.env.PATH ?? '').split(path.delimiter).map((folder) => ({
      binary: path.join(folder, 'nats-server'),
      why: { zh: '在 PATH 中找到', en: 'found on PATH' },
    })),
    ...['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'].map((folder) => ({
      binary: path.join(folder, 'nats-server'),
      why: { zh: '系统中已安装', en: 'installed on this system' },
    })),
    {
      binary: path.join(root, '.cache', 'nats-server', 'nats-server'),
      why: { zh: '.cache 中的副本', en: 'the copy in .cache' },
    },
    { binary: unpacked, why: { zh: '此前取到 .cache 中', en: 'unpacked into .cache earlier' } },
  ];
  for (const { binary, why } of places) {
    const version = fs.existsSync(binary) ? versionOf(binary) : null;
    if (version !== null) return { binary, version, why };
  }
  if (!hasCommand('apt-get') || !hasCommand('dpkg-deb')) throw noNats('apt-get, dpkg-deb: not found');
  say({
    zh: '本机没有 nats-server:从软件源取 Debian/Ubuntu 的包,解到 .cache/(不安装到系统)……',
    en: 'No nats-server on this machine: fetching the Debian/Ubuntu package into .cache/ (nothing is installed) ...',
  });
  try {
    await unpackFromArchive(path.join(root, '.cache'));
  } catch (error) {
    throw noNats(String(/** @type {{ stderr?: string }} */ (error).stderr || error).trim());
  }
  const version = versionOf(unpacked);
  if (version === null) throw noNats(`${unpacked} does not run`);
  return {
    binary: unpacked,
    version,
    why: { zh: '取自软件源,解在 .cache 中', en: 'fetched from the package archive into .cache' },
  };
}

/**
 * Works without root: where the system's package lists lack the package, private ones are fetched. apt checks the
 * archive's signature and the package's hash in both cases.
 * @param {string} cache
 */
async function unpackFromArchive(cache) {
  fs.mkdirSync(cache, { recursive: true });
  const work = fs.mkdtempSync(path.join(cache, 'fetch-'));
  try {
    const download = (/** @type {string[]} */ options) =>
      run('apt-get', [...options, 'download', 'nats-server'], { cwd: work, env: plainEnv(), timeout: 300_000 });
    // As root apt would change to a user of its own, who may not be able to write here.
    const asSelf = ['-o', 'APT::Sandbox::User=root'];
    try {
      await download(asSelf);
    } catch {
      const lists = path.join(work, 'lists');
      fs.mkdirSync(path.join(lists, 'partial'), { recursive: true });
      fs.mkdirSync(path.join(work, 'archives', 'partial'), { recursive: true });
      const privately = [...asSelf, '-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${work}`];
      await run('apt-get', [...privately, 'update'], { cwd: work, env: plainEnv(), timeout: 300_000 });
      await download(privately);
    }
    const packageFile = fs.readdirSync(work).find((name) => /^nats-server_.*\.deb$/.test(name));
    if (!packageFile) throw new Error('apt-get download brought no nats-server package');
    const unpacked = path.join(work, 'unpacked');
    await run('dpkg-deb', ['-x', path.join(work, packageFile), unpacked]);
    const target = path.join(cache, 'nats-server');
    if (!fs.existsSync(target)) fs.renameSync(unpacked, target);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

function plainEnv() {
  return { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
}

/** @param {string} binary */
function versionOf(binary) {
  try {
    const text = execFileSync(binary, ['--version'], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /nats-server: v(\S+)/.exec(text)?.[1] ?? null;
  } catch {
    return null;
  }
}

/** @param {string} name */
function hasCommand(name) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => folder && fs.existsSync(path.join(folder, name)));
}

/** @param {string} detail */
function noNats(detail) {
  const lines = [
    '  macOS           brew install nats-server',
    '  Debian/Ubuntu   sudo apt-get install nats-server',
    '  Fedora          sudo dnf install nats-server',
    '  Arch            sudo pacman -S nats-server',
    '  *               https://github.com/nats-io/nats-server/releases  →  NATS_SERVER_BIN=/…/nats-server npm start',
    '  *               NATS_URL=nats://…:4222 npm start   (JetStream: nats-server -js)',
  ].join('\n');
  return new StartFault('LAUNCHER.NO_NATS', {
    zh: `没有可用的 nats-server,也没能取到(${detail})。请任选一种办法后重试:\n${lines}`,
    en: `There is no nats-server and none could be fetched (${detail}). Do one of these and try again:\n${lines}`,
  });
}
