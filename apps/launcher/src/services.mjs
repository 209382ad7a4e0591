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
 * @param {number} healthPort of its health answers and metrics, always on loopback
 * @param {Surroundings} surroundings
 * @returns {import('./parts.mjs').Part}
 */
export function appPart(name, healthPort, { config, layout, databaseUrlOf, natsUrlOf, env = {} }) {
  const logFile = logFileOf(layout.logs, name);
  return {
    name,
    logFile,
    readyWithinMs: 60_000,
    stopSignals: ['SIGTERM'],
    stopWithinMs: 7_000, // they promise 5 s
    spawn: async () =>
      spawnPart({
        command: process.execPath,
        args: ['--enable-source-maps', path.join(config.root, 'apps', name, 'dist', 'bundle', 'main.js')],
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
          // HOST opens the gateway's pages and interface alone.
          ...(name === 'gateway' ? { HOST: config.host, PORT: String(config.port) } : { HOST: '127.0.0.1' }),
          HEALTH_PORT: String(healthPort),
          ...env,
        },
      }),
    isReady: () => isReady(healthPort),
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

/** @param {number} healthPort */
async function isReady(healthPort) {
  try {
    const answer = await fetch(`http://127.0.0.1:${healthPort}/health/ready`, { signal: AbortSignal.timeout(2000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
