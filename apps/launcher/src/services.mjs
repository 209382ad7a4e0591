import path from 'node:path';
import { logFileOf, spawnPart } from './parts.mjs';

export const serviceNames = Object.freeze(['incident-svc', 'inspection-svc', 'billing-svc']);

/**
 * @typedef {object} Surroundings
 * @property {import('./config.mjs').LauncherConfig} config
 * @property {import('./data-folder.mjs').Layout} layout
 * @property {(app: string) => string} databaseUrlOf each app is a user of the database, with a schema of its own
 * @property {(user: string) => string} natsUrlOf each app is a user of the broker, with permissions of its own
 * @property {Record<string, string>} [env] over everything else
 */

/**
 * A built service or the gateway, started by its path: the launcher imports none of them.
 * @param {string} name
 * @param {number} port of its health answers; for the gateway its own
 * @param {Surroundings} surroundings
 * @returns {import('./parts.mjs').Part}
 */
export function appPart(name, port, { config, layout, databaseUrlOf, natsUrlOf, env = {} }) {
  const logFile = logFileOf(layout.logs, name);
  const host = name === 'gateway' ? config.host : '127.0.0.1';
  return {
    name,
    logFile,
    readyWithinMs: 60_000,
    stopSignals: ['SIGTERM'],
    stopWithinMs: 7_000, // they promise 5 s
    spawn: async () =>
      spawnPart({
        command: process.execPath,
        args: ['--enable-source-maps', path.join(config.root, 'apps', name, 'dist', 'main.js')],
        cwd: config.root,
        logFile,
        ipc: true,
        env: {
          ...process.env,
          NODE_ENV: 'production',
          DATABASE_URL: databaseUrlOf(name),
          NATS_URL: natsUrlOf(name),
          LOG_LEVEL: config.logLevel,
          DATA_DIR: config.dataDir,
          DEMO: config.demo ? '1' : '0',
          // HOST opens the gateway alone: the services' health answers stay on loopback.
          HOST: host,
          ...(name === 'gateway' ? { PORT: String(port) } : { HEALTH_PORT: String(port) }),
          ...env,
        },
      }),
    isReady: () => isReady(host, port),
  };
}

/**
 * @param {string} host as configured: 0.0.0.0 and :: are asked on loopback
 * @param {number} port
 */
export function addressOf(host, port) {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/** @param {string} host @param {number} port */
async function isReady(host, port) {
  try {
    const answer = await fetch(`${addressOf(host, port)}/health/ready`, { signal: AbortSignal.timeout(2000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
