import { layoutOf, makeDataFolder, stopLeftovers, takeDataFolder, forgetPid } from './data-folder.mjs';
import { findNatsServer } from './nats-binary.mjs';
import { brokerUrlFor, readBrokerPasswords } from './nats-users.mjs';
import { checkNamedNats, embeddedNats } from './nats.mjs';
import { findInnerPorts, requireFreePort } from './ports.mjs';
import {
  databasePasswords,
  databaseUrlFor,
  ensureDatabaseUsers,
  mayMakeUsers,
  readDatabasePasswords,
} from './postgres-users.mjs';
import { checkNamedPostgres, embeddedPostgres, ensureDatabase } from './postgres.mjs';
import { addressOf, appPart, serviceNames } from './services.mjs';
import { createSupervisor } from './supervisor.mjs';

/**
 * @typedef {{ name: string, where: string, pid: number | undefined, note: import('./speak.mjs').Sentence }} Row what runs where, and why
 * @typedef {object} House
 * @property {string} baseUrl of the gateway
 * @property {string} databaseUrl of who may do everything there
 * @property {(app: string) => string} databaseUrlOf with the name and password of an app
 * @property {string} natsUrl without a user
 * @property {(user: string) => string} natsUrlOf with the name and password of an app
 * @property {() => Row[]} rows
 * @property {(name: string) => number | undefined} pidOf
 * @property {() => Promise<void>} stop in order: door, services, stores
 * @property {() => void} killAll
 */

/**
 * Starts everything and waits until each part is ready. If one cannot start, the others are stopped again.
 * @param {import('./config.mjs').LauncherConfig} config
 * @param {object} options
 * @param {import('./speak.mjs').Say} options.say
 * @param {(event: import('./supervisor.mjs').SupervisorEvent) => void} options.onEvent
 * @param {(how: { stop: () => Promise<void>, killAll: () => void }) => void} [options.onOpening] called first, for who may be told to stop halfway
 * @param {readonly string[]} [options.only] which apps; all unless told
 * @param {Record<string, string>} [options.postgresSettings]
 * @param {boolean} [options.natsOpenDoor] see brokerConfig
 * @param {Record<string, string>} [options.env] for the apps, over everything else
 * @param {import('./supervisor.mjs').Backoff} [options.backoff]
 * @returns {Promise<House>}
 */
export async function openHouse(config, options) {
  const {
    say,
    onEvent,
    onOpening,
    only = [...serviceNames, 'gateway'],
    postgresSettings,
    natsOpenDoor,
    env,
    backoff,
  } = options;
  const layout = layoutOf(config.dataDir);
  makeDataFolder(layout);
  takeDataFolder(layout);
  const supervisor = createSupervisor({ runFolder: layout.run, onEvent, backoff });
  const killAll = () => {
    supervisor.killAll();
    forgetPid(layout.run, 'launcher');
  };
  const stop = async () => {
    await supervisor.stop([['gateway'], [...serviceNames], ['nats-server'], ['postgres']]);
    forgetPid(layout.run, 'launcher');
  };
  onOpening?.({ stop, killAll });
  try {
    const stopped = await stopLeftovers(layout);
    if (stopped.length > 0)
      say({
        zh: `上次没有正常结束:已停掉遗留的 ${stopped.join('、')},数据完好。`,
        en: `The last run did not end properly: stopped what it left behind (${stopped.join(', ')}); the data are intact.`,
      });
    if (only.includes('gateway')) await requireFreePort(config.port, config.host);

    const ports = await findInnerPorts(3 + serviceNames.length, config.dataDir);
    const [postgres, nats] = await Promise.all([
      openPostgres(config, layout, supervisor, Number(ports[0]), postgresSettings),
      openNats(config, layout, supervisor, { port: Number(ports[1]), openDoor: natsOpenDoor, say }),
    ]);
    const natsUrlOf = (/** @type {string} */ user) => brokerUrlFor(nats.url, user, nats.passwords);
    const databaseUrlOf = (/** @type {string} */ app) => databaseUrlFor(postgres.url, app, postgres.passwords);
    const surroundings = { config, layout, databaseUrlOf, natsUrlOf, env };
    const healthPortOf = (/** @type {string} */ name) => Number(ports[2 + [...serviceNames, 'gateway'].indexOf(name)]);
    const healthAt = (/** @type {string} */ name) => addressOf('127.0.0.1', healthPortOf(name));
    const startApp = (/** @type {string} */ name) => supervisor.start(appPart(name, healthPortOf(name), surroundings));
    // The door opens when there is somebody behind it.
    await Promise.all(only.filter((name) => name !== 'gateway').map(startApp));
    if (only.includes('gateway')) await startApp('gateway');

    return {
      baseUrl: addressOf(config.host, config.port),
      databaseUrl: postgres.url,
      databaseUrlOf,
      natsUrl: nats.url,
      natsUrlOf,
      pidOf: supervisor.pidOf,
      stop,
      killAll,
      rows: () => [
        { name: 'postgres', where: postgres.where, pid: supervisor.pidOf('postgres'), note: postgres.note },
        { name: 'nats-server', where: nats.where, pid: supervisor.pidOf('nats-server'), note: nats.note },
        ...only.map((name) => ({
          name,
          where: name === 'gateway' ? addressOf(config.host, config.port) : healthAt(name),
          pid: supervisor.pidOf(name),
          note:
            name === 'gateway'
              ? {
                  zh: `网页与接口；指标 ${healthAt(name)}/metrics`,
                  en: `pages and interface; ${healthAt(name)}/metrics`,
                }
              : { zh: '只答健康检查与指标 /metrics', en: 'health and /metrics only' },
        })),
      ],
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {import('./config.mjs').LauncherConfig} config
 * @param {import('./data-folder.mjs').Layout} layout
 * @param {ReturnType<typeof createSupervisor>} supervisor
 * @param {number} port
 * @param {Record<string, string>} [settings]
 */
async function openPostgres(config, layout, supervisor, port, settings) {
  if (config.databaseUrl) {
    const version = await checkNamedPostgres(config.databaseUrl);
    const { databaseUrl: url } = config;
    const passwords = config.databaseUsers
      ? readDatabasePasswords(config.databaseUsers)
      : (await mayMakeUsers(url))
        ? await usersOf(url, layout)
        : null;
    const shared = passwords
      ? { zh: '', en: '' }
      : { zh: ',各进程共用一个用户(见 DATABASE_USERS)', en: ', one user for all processes (see DATABASE_USERS)' };
    const note = {
      zh: `PostgreSQL ${version}:DATABASE_URL 指定${shared.zh}`,
      en: `PostgreSQL ${version}: named in DATABASE_URL${shared.en}`,
    };
    return { url, passwords, where: withoutPassword(url), note };
  }
  const embedded = await embeddedPostgres({ root: config.root, layout, port, settings });
  await supervisor.start(embedded.part);
  const url = await ensureDatabase(embedded.adminUrl, 'weibao');
  const place = embedded.moved
    ? {
        zh: `,数据在 ${embedded.folder}(${layout.root} 不许其他用户进入)`,
        en: `, data in ${embedded.folder} (others may not enter ${layout.root})`,
      }
    : { zh: '', en: '' };
  return {
    url,
    passwords: await usersOf(url, layout),
    where: withoutPassword(url),
    note: {
      zh: `内置 PostgreSQL(${embedded.version}):没有设 DATABASE_URL${place.zh}`,
      en: `embedded PostgreSQL (${embedded.version}): DATABASE_URL is not set${place.en}`,
    },
  };
}

/** A user for each app, made or brought up to date. @param {string} url @param {import('./data-folder.mjs').Layout} layout */
async function usersOf(url, layout) {
  const passwords = databasePasswords(layout.postgresUsers);
  await ensureDatabaseUsers(url, passwords);
  return passwords;
}

/**
 * @param {import('./config.mjs').LauncherConfig} config
 * @param {import('./data-folder.mjs').Layout} layout
 * @param {ReturnType<typeof createSupervisor>} supervisor
 * @param {{ port: number, openDoor?: boolean, say: import('./speak.mjs').Say }} how
 */
async function openNats(config, layout, supervisor, { port, openDoor, say }) {
  if (config.natsUrl) {
    const version = await checkNamedNats(config.natsUrl);
    const note = { zh: `NATS ${version}:NATS_URL 指定`, en: `NATS ${version}: named in NATS_URL` };
    const passwords = config.natsUsers ? readBrokerPasswords(config.natsUsers) : null;
    return { url: config.natsUrl, passwords, where: config.natsUrl.split(',').map(withoutPassword).join(','), note };
  }
  const found = await findNatsServer({ root: config.root, named: config.natsServerBin, say });
  const embedded = embeddedNats({ binary: found.binary, layout, port, openDoor });
  await supervisor.start(embedded.part);
  return {
    url: embedded.url,
    passwords: embedded.passwords,
    where: embedded.url,
    note: {
      zh: `nats-server ${found.version}(JetStream):${found.why.zh},${found.binary}`,
      en: `nats-server ${found.version} (JetStream): ${found.why.en}, ${found.binary}`,
    },
  };
}

/** @param {string} url */
function withoutPassword(url) {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}
