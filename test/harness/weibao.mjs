import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../apps/launcher/src/config.mjs';
import { layoutOf } from '../../apps/launcher/src/data-folder.mjs';
import { openHouse } from '../../apps/launcher/src/house.mjs';
import { findInnerPorts } from '../../apps/launcher/src/ports.mjs';
import { serviceNames } from '../../apps/launcher/src/services.mjs';
import { textOf } from '../../apps/launcher/src/speak.mjs';
import { readDemoAccess } from '../../apps/launcher/src/welcome.mjs';
import { isBundleOfToday } from '../../libs/service-kit/bin/bundled-files.mjs';
import { freshDatabase, quickSettings, root, sharedPostgres, temporaryFolder } from './servers.mjs';

/** A test asks as often in a second as a person does in an hour. */
const unhurried = { ACCOUNT_REQUESTS_PER_MINUTE: '1000000', ADDRESS_REQUESTS_PER_MINUTE: '1000000' };

/**
 * Starts the built Weibao as `npm start` does: same order, same supervision. See weibao.d.mts.
 * @param {import('./weibao.mjs').WeibaoOptions} [options]
 */
export async function startWeibao(options = {}) {
  const only = options.only ?? [...serviceNames, 'gateway'];
  for (const name of only) requireBundle(name);
  const dataDir = options.dataDir ?? temporaryFolder('system');
  const [port = 0] = await findInnerPorts(1, `${dataDir} gateway`);
  // Each Weibao has a broker of its own, since subjects carry no name of an installation; the PostgreSQL may be shared.
  const database = options.ownPostgres || !process.env[sharedPostgres] ? null : await freshDatabase();
  const config = readConfig(root, {
    PORT: String(options.port ?? port),
    DATA_DIR: dataDir,
    DATABASE_URL: database?.url,
    NATS_SERVER_BIN: process.env.NATS_SERVER_BIN,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    DEMO: options.demo === false ? '0' : '1',
  });
  /** @type {import('../../apps/launcher/src/supervisor.mjs').SupervisorEvent[]} */
  const events = [];
  let house;
  try {
    house = await openHouse(config, {
      say: () => undefined,
      onEvent: (event) => void events.push(event),
      only,
      postgresSettings: options.durable ? {} : quickSettings,
      natsOpenDoor: true,
      env: { ...unhurried, ...options.env },
      backoff: options.backoff,
    });
  } catch (error) {
    await database?.drop();
    throw new Error(textOf(error, 'en'), { cause: error });
  }
  const opened = house;
  return {
    baseUrl: house.baseUrl,
    databaseUrl: house.databaseUrl,
    databaseUrlOf: house.databaseUrlOf,
    natsUrl: house.natsUrl,
    natsUrlOf: house.natsUrlOf,
    dataDir,
    events,
    access: () => readDemoAccess(layoutOf(dataDir)),
    pidOf: house.pidOf,
    logOf: (/** @type {string} */ name) => fs.readFileSync(path.join(dataDir, 'logs', `${name}.log`), 'utf8'),
    async kill(/** @type {string} */ name) {
      const pid = opened.pidOf(name);
      if (pid === undefined) throw new Error(`${name} is not running`);
      process.kill(pid, 'SIGKILL');
    },
    async untilBack(/** @type {string} */ name, timesDied = 1, withinMs = 60_000) {
      const untilMs = performance.now() + withinMs;
      while (events.filter((event) => event.kind === 'back' && event.name === name).length < timesDied) {
        if (performance.now() > untilMs)
          throw new Error(`${name} was not back ${timesDied} times within ${withinMs} ms`);
        await sleep(50);
      }
    },
    async stop({ keepData = false } = {}) {
      await opened.stop();
      if (keepData) return;
      await database?.drop();
      if (!options.dataDir) fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What runs is the bundle: where tsc ran and nothing bundled what it made, a test would be about the code of yesterday. @param {string} name */
function requireBundle(name) {
  const bundle = path.join(root, 'apps', name, 'dist', 'bundle', 'main.js');
  const why = !fs.existsSync(bundle)
    ? 'is missing'
    : isBundleOfToday(bundle)
      ? null
      : 'is older than what it is made of';
  if (why) throw new Error(`${path.relative(root, bundle)} ${why}: run npm run build before this test`);
}
