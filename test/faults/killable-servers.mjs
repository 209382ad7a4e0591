import { once } from 'node:events';
import fs from 'node:fs';
import { layoutOf, makeDataFolder } from '../../apps/launcher/src/data-folder.mjs';
import { findNatsServer } from '../../apps/launcher/src/nats-binary.mjs';
import { embeddedNats } from '../../apps/launcher/src/nats.mjs';
import { findInnerPorts } from '../../apps/launcher/src/ports.mjs';
import { embeddedPostgres } from '../../apps/launcher/src/postgres.mjs';
import { root, temporaryFolder } from '../harness/servers.mjs';

export async function killablePostgres() {
  const { layout, port, folder } = await emptyHouse('kill-postgres');
  const { adminUrl, part } = await embeddedPostgres({ root, layout, port });
  return killable(adminUrl, part, folder, () => {
    throw new Error('a PostgreSQL without its data is no fault that Weibao survives');
  });
}

export async function killableNats() {
  const { binary } = await findNatsServer({ root, named: process.env.NATS_SERVER_BIN, say: () => undefined });
  const { layout, port, folder } = await emptyHouse('kill-nats');
  const { url, part } = embeddedNats({ binary, layout, port, openDoor: true });
  return killable(url, part, folder, () => {
    fs.rmSync(layout.nats, { recursive: true });
    fs.mkdirSync(layout.nats, { mode: 0o700 });
  });
}

/** @param {string} purpose */
async function emptyHouse(purpose) {
  const folder = temporaryFolder(purpose);
  const layout = layoutOf(folder);
  makeDataFolder(layout);
  const [port = 0] = await findInnerPorts(1, folder);
  return { layout, port, folder };
}

/**
 * @param {string} url
 * @param {import('../../apps/launcher/src/parts.mjs').Part} part
 * @param {string} folder
 * @param {() => void} loseData
 */
async function killable(url, part, folder, loseData) {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  const end = async (/** @type {NodeJS.Signals} */ signal) => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const gone = once(ending, 'exit');
    ending.kill(signal);
    await gone;
  };
  const start = async () => {
    for (let tries = 0; ; tries += 1) {
      // Beside children of the killed one that still hold its memory, PostgreSQL gives up at once; as the supervisor does, it is started again.
      if (!child || child.exitCode !== null || child.signalCode !== null) child = await part.spawn();
      if (await part.isReady()) return;
      if (tries > 600) throw new Error(`${part.name} did not become ready: ${part.logFile}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await start();
  return {
    url,
    start,
    loseData,
    kill: () => end('SIGKILL'),
    close: async () => {
      await end(part.stopSignals[0] ?? 'SIGTERM');
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
