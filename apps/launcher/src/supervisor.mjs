import { setTimeout as sleep } from 'node:timers/promises';
import { forgetPid, notePid } from './data-folder.mjs';
import { tailOf } from './parts.mjs';
import { identityOf, signalQuietly, stopProcess } from './processes.mjs';
import { StartFault } from './speak.mjs';

/**
 * What the supervisor tells: `died` carries how, and after how long the part is started again; `back` when it is ready again.
 * @typedef {{ kind: 'died', name: string, how: string, againInMs: number } | { kind: 'back', name: string, afterMs: number }} SupervisorEvent
 * @typedef {{ firstMs: number, lastMs: number, calmMs: number }} Backoff doubling from first to last; a part that lived calmMs starts over
 * @typedef {{ part: import('./parts.mjs').Part, pid: number, identity: string, exited: Promise<string> }} Running
 */

/** @type {Backoff} */
const usualBackoff = { firstMs: 500, lastMs: 30_000, calmMs: 60_000 };

/**
 * Keeps parts running: whichever dies is named and started again.
 * @param {{ runFolder: string, onEvent: (event: SupervisorEvent) => void, backoff?: Backoff }} options
 */
export function createSupervisor({ runFolder, onEvent, backoff = usualBackoff }) {
  /** @type {Map<string, Running>} in the order of their start */
  const running = new Map();
  /** @type {Promise<void>[]} */
  const keepers = [];
  const closing = new AbortController();

  /** @param {import('./parts.mjs').Part} part @returns {Promise<Running>} */
  async function launch(part) {
    const child = await part.spawn();
    /** @type {Promise<string>} */
    const exited = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
    });
    if (child.pid === undefined) throw new Error(await exited);
    if (closing.signal.aborted) {
      signalQuietly(-child.pid, 'SIGKILL');
      throw new Error(await exited);
    }
    notePid(runFolder, part.name, child.pid);
    const entry = { part, pid: child.pid, identity: identityOf(child.pid) ?? '', exited };
    running.set(part.name, entry);
    return entry;
  }

  /** @param {Running} entry @returns {Promise<'ready' | 'late' | { died: string }>} */
  async function awaitReady({ part, exited }) {
    /** @type {{ died: string } | undefined} */
    let end;
    void exited.then((how) => (end = { died: how }));
    const untilMs = performance.now() + part.readyWithinMs;
    while (performance.now() < untilMs && !closing.signal.aborted) {
      if (end) return end;
      if (await part.isReady()) return end ?? 'ready';
      await sleep(50);
    }
    return end ?? 'late';
  }

  /** @param {Running} entry */
  async function keep(entry) {
    const { part } = entry;
    let delayMs = backoff.firstMs;
    let current = entry;
    let startedAtMs = performance.now();
    for (;;) {
      let how = await current.exited;
      if (closing.signal.aborted) return;
      forgetPid(runFolder, part.name);
      if (performance.now() - startedAtMs >= backoff.calmMs) delayMs = backoff.firstMs;
      for (;;) {
        onEvent({ kind: 'died', name: part.name, how, againInMs: delayMs });
        await sleep(delayMs, undefined, { signal: closing.signal }).catch(() => undefined);
        if (closing.signal.aborted) return;
        delayMs = Math.min(delayMs * 2, backoff.lastMs);
        startedAtMs = performance.now();
        try {
          current = await launch(part);
          break;
        } catch (error) {
          how = String(error);
          if (closing.signal.aborted) return;
        }
      }
      const sinceMs = startedAtMs;
      void awaitReady(current).then((state) => {
        if (state === 'ready')
          onEvent({ kind: 'back', name: part.name, afterMs: Math.round(performance.now() - sinceMs) });
      });
    }
  }

  return {
    /**
     * The first start: resolves when the part is ready. From then on it is kept running.
     * @param {import('./parts.mjs').Part} part
     * @throws {StartFault} LAUNCHER.PART_DIED, LAUNCHER.PART_NOT_READY with the end of its log
     */
    async start(part) {
      const entry = await launch(part);
      const state = await awaitReady(entry);
      if (closing.signal.aborted) return;
      if (state !== 'ready') {
        const log = tailOf(part.logFile);
        if (state === 'late')
          throw new StartFault('LAUNCHER.PART_NOT_READY', {
            zh: `${part.name} 在 ${part.readyWithinMs / 1000} 秒内没有就绪。日志 ${part.logFile} 的末尾:\n${log}`,
            en: `${part.name} was not ready within ${part.readyWithinMs / 1000} s. The end of its log ${part.logFile}:\n${log}`,
          });
        running.delete(part.name);
        forgetPid(runFolder, part.name);
        throw new StartFault('LAUNCHER.PART_DIED', {
          zh: `${part.name} 启动时退出(${state.died})。日志 ${part.logFile} 的末尾:\n${log}`,
          en: `${part.name} died while starting (${state.died}). The end of its log ${part.logFile}:\n${log}`,
        });
      }
      keepers.push(keep(entry));
    },

    /** @param {string} name @returns {number | undefined} */
    pidOf: (name) => running.get(name)?.pid,

    /** Stops the given parts in the order given, each list at once. @param {string[][]} order */
    async stop(order) {
      closing.abort();
      for (const names of order)
        await Promise.all(
          names.map(async (name) => {
            const entry = running.get(name);
            if (!entry) return;
            const { stopSignals, stopWithinMs } = entry.part;
            await stopProcess(entry, { signals: stopSignals, eachWithinMs: stopWithinMs });
            forgetPid(runFolder, name);
          }),
        );
      await Promise.all(keepers);
    },

    /** For somebody who presses Ctrl-C twice: everything ends now; the stores recover at the next start. */
    killAll() {
      closing.abort();
      for (const [name, { pid, identity }] of running) {
        if (identityOf(pid) === identity) signalQuietly(-pid, 'SIGKILL');
        forgetPid(runFolder, name);
      }
    },
  };
}
