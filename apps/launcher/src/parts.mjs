import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { putAside } from './log-files.mjs';

/**
 * A process that the launcher keeps running.
 * @typedef {object} Part
 * @property {string} name
 * @property {() => Promise<import('node:child_process').ChildProcess>} spawn
 * @property {() => Promise<boolean>} isReady asked again and again until true
 * @property {number} readyWithinMs
 * @property {NodeJS.Signals[]} stopSignals from gentle to hard; SIGKILL follows
 * @property {number} stopWithinMs for each of them
 * @property {string} logFile
 */

/**
 * Starts a process in a group of its own, so that Ctrl-C in the terminal reaches the launcher alone and the parts end in
 * order. Output goes straight to the file: a killed launcher breaks nobody's pipe.
 * @param {object} what
 * @param {string} what.command
 * @param {string[]} what.args
 * @param {string} what.logFile
 * @param {Record<string, string | undefined>} what.env
 * @param {string} [what.cwd]
 * @param {import('./postgres-binaries.mjs').Runner | null} [what.runner]
 * @param {boolean} [what.ipc] a channel whose closing tells the child that the launcher is gone
 */
export function spawnPart({ command, args, logFile, env, cwd = '/', runner = null, ipc = false }) {
  putAside(logFile, Date.now());
  const log = fs.openSync(logFile, 'a', 0o600);
  try {
    return spawn(command, args, {
      stdio: ipc ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
      detached: true,
      cwd,
      env,
      ...(runner ?? {}),
    });
  } finally {
    fs.closeSync(log);
  }
}

/**
 * The last lines of a log, for the person who must know why a part would not start.
 * @param {string} logFile
 */
export function tailOf(logFile, lines = 12) {
  if (!fs.existsSync(logFile)) return '';
  const text = fs.readFileSync(logFile, 'utf8').slice(-16_000);
  return text
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => spoken(line).slice(0, 600))
    .join('\n');
}

/** A line of our services is JSON; what a person wants of it is the message and the error. @param {string} line */
function spoken(line) {
  try {
    const { time, msg, err } = JSON.parse(line);
    return [time, msg, err?.message].filter(Boolean).join('  ');
  } catch {
    return line;
  }
}

/** @param {string} logsFolder @param {string} name */
export function logFileOf(logsFolder, name) {
  return path.join(logsFolder, `${name}.log`);
}
