import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import { commandOf } from './processes.mjs';
import { StartFault } from './speak.mjs';

// Below the ranges from which Linux (32768–) and macOS (49152–) hand out ports of outgoing connections: a port chosen here
// is still free when a part that died is started again on it.
const firstInnerPort = 20000;
const innerPorts = 10000;

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<NodeJS.ErrnoException | null>} null: it is free
 */
export function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', resolve);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/**
 * Free loopback ports for the inner parts. The search starts at a place that follows from the seed, so that one
 * installation mostly keeps its ports and two of them seldom meet.
 * @param {number} count
 * @param {string} seed
 * @returns {Promise<number[]>}
 */
export async function findInnerPorts(count, seed) {
  const start = createHash('sha256').update(seed).digest().readUInt32BE(0) % innerPorts;
  const found = [];
  for (let step = 0; step < innerPorts && found.length < count; step += 1) {
    const port = firstInnerPort + ((start + step) % innerPorts);
    if ((await tryPort(port, '127.0.0.1')) === null) found.push(port);
  }
  if (found.length < count)
    throw new StartFault('LAUNCHER.NO_FREE_PORT', {
      zh: `127.0.0.1 上 ${firstInnerPort} 至 ${firstInnerPort + innerPorts - 1} 没有 ${count} 个空闲端口,请先停掉占用它们的程序。`,
      en: `127.0.0.1 has no ${count} free ports between ${firstInnerPort} and ${firstInnerPort + innerPorts - 1}; stop what holds them first.`,
    });
  return found;
}

/**
 * @param {number} port
 * @param {string} host
 * @throws {StartFault} LAUNCHER.PORT_TAKEN, LAUNCHER.PORT_REFUSED
 */
export async function requireFreePort(port, host) {
  const error = await tryPort(port, host);
  if (error === null) return;
  if (error.code === 'EADDRINUSE') {
    const holder = holderOf(port);
    const next = port < 65535 ? port + 1 : port - 1;
    throw new StartFault('LAUNCHER.PORT_TAKEN', {
      zh: `端口 ${port}(${host})已被占用${holder ? `:进程 ${holder.pid}(${holder.command})` : ',占用者对本用户不可见'}。停掉它,或换一个端口并列运行:PORT=${next} DATA_DIR=.data-${next} npm start`,
      en: `Port ${port} (${host}) is taken${holder ? ` by process ${holder.pid} (${holder.command})` : ' by a process that this user cannot see'}. Stop that one, or run beside it: PORT=${next} DATA_DIR=.data-${next} npm start`,
    });
  }
  throw new StartFault('LAUNCHER.PORT_REFUSED', {
    zh: `不能在 ${host}:${port} 上监听(${error.code})。请检查 HOST 与 PORT;1024 以下的端口需要相应权限。`,
    en: `Cannot listen on ${host}:${port} (${error.code}). Check HOST and PORT; ports below 1024 need the right to open them.`,
  });
}

/**
 * Who listens on a port, as far as this user may see.
 * @param {number} port
 * @returns {{ pid: number, command: string } | null}
 */
export function holderOf(port) {
  const pid = process.platform === 'linux' ? holderByProc(port) : holderByLsof(port);
  return pid === null ? null : { pid, command: commandOf(pid).slice(0, 120) };
}

/** @param {number} port */
function holderByProc(port) {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = new Set();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    if (!fs.existsSync(table)) continue;
    for (const line of fs.readFileSync(table, 'utf8').split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      // 0A is LISTEN in the kernel's table of sockets.
      if (fields[1]?.endsWith(`:${hexPort}`) && fields[3] === '0A') inodes.add(`socket:[${fields[9]}]`);
    }
  }
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      for (const fd of fs.readdirSync(`/proc/${pid}/fd`))
        if (inodes.has(fs.readlinkSync(`/proc/${pid}/fd/${fd}`))) return Number(pid);
    } catch {
      // Another user's process, or one that has just ended.
    }
  }
  return null;
}

/** @param {number} port */
function holderByLsof(port) {
  try {
    const found = execFileSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], { encoding: 'utf8' });
    return Number(found.trim().split('\n')[0]) || null;
  } catch {
    return null;
  }
}
