import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { layoutOf, makeDataFolder } from '../../apps/launcher/src/data-folder.mjs';
import { findNatsServer } from '../../apps/launcher/src/nats-binary.mjs';
import { brokerUrlFor } from '../../apps/launcher/src/nats-users.mjs';
import { embeddedNats } from '../../apps/launcher/src/nats.mjs';
import { findInnerPorts } from '../../apps/launcher/src/ports.mjs';
import { embeddedPostgres, urlOfDatabase, withClient } from '../../apps/launcher/src/postgres.mjs';
import { createSupervisor } from '../../apps/launcher/src/supervisor.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The servers that the global setup started for the whole run; test workers inherit them. */
export const sharedPostgres = 'WEIBAO_TEST_POSTGRES';
export const sharedNats = 'WEIBAO_TEST_NATS';

/** Test databases live for minutes: a lost power supply need not find them whole. */
export const quickSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** @param {string} purpose */
export function temporaryFolder(purpose) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `weibao-${purpose}-`));
  // As root, PostgreSQL's user must pass through.
  fs.chmodSync(folder, 0o711);
  return folder;
}

/** PostgreSQL: the one of this run if there is one, else a server of its own. */
export async function startDatabase({ own = false } = {}) {
  const shared = process.env[sharedPostgres];
  if (shared && !own) return { adminUrl: shared, stop: async () => undefined };
  const { layout, supervisor, port, close } = await temporaryHouse('postgres');
  const { adminUrl, part } = await embeddedPostgres({ root, layout, port, settings: quickSettings });
  await supervisor.start(part);
  return { adminUrl, stop: close };
}

/** nats-server with JetStream: the one of this run if there is one, else a server of its own. */
export async function startBroker({ own = false } = {}) {
  const shared = process.env[sharedNats];
  return shared && !own ? { url: shared, stop: async () => undefined } : startOwnBroker();
}

/** A nats-server with the users of Weibao; who gives no name may do everything. */
export async function startOwnBroker() {
  const { binary } = await findNatsServer({ root, named: process.env.NATS_SERVER_BIN, say: () => undefined });
  const { layout, supervisor, port, close } = await temporaryHouse('nats');
  const { url, passwords, part } = embeddedNats({ binary, layout, port, openDoor: true });
  await supervisor.start(part);
  return { url, urlOf: (/** @type {string} */ user) => brokerUrlFor(url, user, passwords), stop: close };
}

/**
 * A database of its own, empty or cloned from a template that is prepared once per run.
 * @param {{ adminUrl?: string, template?: { name: string, prepare: (url: string) => Promise<void> } }} [options]
 */
export async function freshDatabase({ adminUrl = process.env[sharedPostgres], template } = {}) {
  if (!adminUrl)
    throw new Error(
      `freshDatabase: no PostgreSQL in ${sharedPostgres}; run under vitest.config.ts, or pass the adminUrl of startDatabase()`,
    );
  const name = `test_${randomBytes(6).toString('hex')}`;
  const source = template ? await preparedTemplate(adminUrl, template) : 'template0';
  await withClient(adminUrl, (client) => client.query(`create database "${name}" template "${source}"`));
  return {
    url: urlOfDatabase(adminUrl, name),
    drop: () =>
      withClient(adminUrl, async (client) => {
        await client.query(`drop database if exists "${name}" with (force)`);
      }),
  };
}

/**
 * Test files run side by side: one of them prepares the template, the others wait for it.
 * @param {string} adminUrl
 * @param {{ name: string, prepare: (url: string) => Promise<void> }} template
 */
async function preparedTemplate(adminUrl, { name, prepare }) {
  const database = `template_${name}`;
  await withClient(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [database]);
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount !== 0) return;
    const unfinished = `${database}_unfinished`;
    await client.query(`drop database if exists "${unfinished}" with (force)`);
    await client.query(`create database "${unfinished}" template template0`);
    await prepare(urlOfDatabase(adminUrl, unfinished));
    await client.query(`alter database "${unfinished}" rename to "${database}"`);
  });
  return database;
}

/** @param {string} purpose */
async function temporaryHouse(purpose) {
  const folder = temporaryFolder(purpose);
  const layout = layoutOf(folder);
  makeDataFolder(layout);
  const [port = 0] = await findInnerPorts(1, folder);
  const supervisor = createSupervisor({ runFolder: layout.run, onEvent: () => undefined });
  return {
    layout,
    supervisor,
    port,
    close: async () => {
      await supervisor.stop([['nats-server', 'postgres']]);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
