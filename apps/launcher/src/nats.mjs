import fs from 'node:fs';
import net from 'node:net';
import { brokerConfig, brokerPasswords } from './nats-users.mjs';
import { logFileOf, spawnPart } from './parts.mjs';
import { StartFault } from './speak.mjs';

/**
 * A nats-server with JetStream on loopback, as a part to be supervised. Its users are made with the data folder.
 * @param {{ binary: string, layout: import('./data-folder.mjs').Layout, port: number, openDoor?: boolean }} what openDoor: see brokerConfig
 * @returns {{ url: string, passwords: import('./nats-users.mjs').Passwords, part: import('./parts.mjs').Part }} url: without a user
 */
export function embeddedNats({ binary, layout, port, openDoor }) {
  const passwords = brokerPasswords(layout.natsUsers);
  fs.writeFileSync(layout.natsConfig, brokerConfig(passwords, { openDoor }), { mode: 0o600 });
  const logFile = logFileOf(layout.logs, 'nats-server');
  return {
    url: `nats://127.0.0.1:${port}`,
    passwords,
    part: {
      name: 'nats-server',
      logFile,
      readyWithinMs: 20_000,
      stopSignals: ['SIGTERM'],
      stopWithinMs: 8_000,
      spawn: async () =>
        spawnPart({
          command: binary,
          args: ['-c', layout.natsConfig, '-js', '-sd', layout.nats, '-a', '127.0.0.1', '-p', String(port)],
          logFile,
          env: { PATH: process.env.PATH, HOME: layout.root },
        }),
      isReady: async () => (await greetingOf('127.0.0.1', port))?.jetstream === true,
    },
  };
}

/**
 * @param {string} urls as in NATS_URL, several parted by commas
 * @returns {Promise<string>} the version of the first that answers
 * @throws {StartFault} LAUNCHER.NATS_URL
 */
export async function checkNamedNats(urls) {
  for (const url of urls.split(',')) {
    const { hostname, port } = new URL(url.trim());
    const greeting = await greetingOf(hostname.replace(/^\[|\]$/g, ''), Number(port || 4222));
    if (greeting?.jetstream) return greeting.version;
    if (greeting)
      throw new StartFault('LAUNCHER.NATS_URL', {
        zh: `NATS_URL 指定的 ${url} 没有启用 JetStream。请以 nats-server -js 启动它,或去掉 NATS_URL。`,
        en: `${url}, named in NATS_URL, runs without JetStream. Start it with nats-server -js, or unset NATS_URL.`,
      });
  }
  throw new StartFault('LAUNCHER.NATS_URL', {
    zh: `NATS_URL 指定的 NATS(${urls})连不上。请检查它是否在运行,或去掉 NATS_URL 让维保自行启动一个。`,
    en: `The NATS named in NATS_URL (${urls}) does not answer. Check that it runs, or unset NATS_URL to let Weibao start one.`,
  });
}

/**
 * A NATS server greets every connection with a line `INFO {…}`.
 * @param {string} host
 * @param {number} port
 * @returns {Promise<{ version: string, jetstream?: boolean } | null>}
 */
function greetingOf(host, port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    let text = '';
    const finish = (/** @type {{ version: string, jetstream?: boolean } | null} */ greeting) => {
      socket.destroy();
      resolve(greeting);
    };
    socket.setTimeout(3000, () => finish(null));
    socket.once('error', () => finish(null));
    socket.once('close', () => finish(null));
    socket.on('data', (chunk) => {
      text += chunk;
      const line = /^INFO (\{.*\})\s*\r\n/.exec(text);
      if (line?.[1]) finish(JSON.parse(line[1]));
    });
  });
}
