import { createLogger, dumpSchema, kitMigrations, migrate, openDatabase } from '@weibao/service-kit';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { migrations as billing } from '../../apps/billing-svc/src/migrations.js';
import { migrations as incident } from '../../apps/incident-svc/src/migrations.js';
import { freshDatabase } from '../harness/servers.mjs';

it.each([
  ['billing', billing],
  ['incident', incident],
] as const)(
  'the tables of %s-svc are those that were reviewed (UPDATE_SCHEMA=1 writes them anew)',
  async (service, migrations) => {
    const committed = new URL(`../../apps/${service}-svc/${service}.schema.txt`, import.meta.url);
    const fresh = await freshDatabase();
    const database = openDatabase(fresh.url, service, { log: createLogger('test', 'silent') });
    try {
      await migrate(database, kitMigrations, migrations);
      const dump = await dumpSchema(database);
      if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(committed, dump);
      expect(dump).toBe(readFileSync(committed, 'utf8'));
    } finally {
      await database.close();
      await fresh.drop();
    }
  },
);
