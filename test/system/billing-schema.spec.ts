import { createLogger, dumpSchema, kitMigrations, migrate, openDatabase } from '@weibao/service-kit';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { migrations } from '../../apps/billing-svc/src/migrations.js';
import { freshDatabase } from '../harness/servers.mjs';

const committed = new URL('../../apps/billing-svc/billing.schema.txt', import.meta.url);

it('the tables of billing-svc are those that were reviewed (UPDATE_SCHEMA=1 writes them anew)', async () => {
  const fresh = await freshDatabase();
  const database = openDatabase(fresh.url, 'billing', { log: createLogger('test', 'silent') });
  try {
    await migrate(database, kitMigrations, migrations);
    const dump = await dumpSchema(database);
    if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(committed, dump);
    expect(dump).toBe(readFileSync(committed, 'utf8'));
  } finally {
    await database.close();
    await fresh.drop();
  }
});
