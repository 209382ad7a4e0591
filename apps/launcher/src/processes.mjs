import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What tells a process apart from a later one with the same number: its start, with the boot it belongs to.
 * A zombie is dead: in a container whose first process does not reap, it would stay for ever.
 * @param {number} pid
 * @returns {string | null} null: there is no such process any more
 */
export function identityOf(pid) {
  if (process.platform === 'linux') {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name, in brackets, may hold spaces and brackets itself: fields are counted from the last one.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return null;
      return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
    } catch {
      return null;
    }
  }
  try {
    const [state = 'Z', ...start] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    return state.startsWith('Z') ? null : start.join(' ');
  } catch {
    return null;
  }
}

/**
 * The command line of a process, or an empty string when it is gone or not ours to see.
 * @param {number} pid
 */
export function commandOf(pid) {
  try {
    if (process.platform === 'linux')
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/**
 * Signals, waits, and in the end kills. A process that was replaced by another one of the same number is left alone.
 * @param {{ pid: number, identity: string }} target
 * @param {{ signals: NodeJS.Signals[], eachWithinMs: number }} how signals from gentle to hard; SIGKILL to the group follows
 */
export async function stopProcess(target, how) {
  const alive = () => identityOf(target.pid) === target.identity;
  for (const signal of how.signals) {
    if (!alive()) return;
    signalQuietly(target.pid, signal);
    for (let waitedMs = 0; waitedMs < how.eachWithinMs && alive(); waitedMs += 25) await sleep(25);
  }
  if (!alive()) return;
  signalQuietly(-target.pid, 'SIGKILL');
  signalQuietly(target.pid, 'SIGKILL');
  for (let waitedMs = 0; waitedMs < 5000 && alive(); waitedMs += 25) await sleep(25);
}

/**
 * @param {number} pid negative: its process group
 * @param {NodeJS.Signals} signal
 */
export function signalQuietly(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already, which is what a signal is sent for.
  }
}
