import { createLogger, dumpSchema, kitMigrations, migrate, openDatabase } from '@weibao/service-kit';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseUrlFor, ensureDatabaseUsers } from '../../apps/launcher/src/postgres-users.mjs';
import { freshDatabase, root } from '../harness/servers.mjs';

const log = createLogger('schema', 'silent');
const dumpFile = path.join(root, 'libs/service-kit/schema.txt');

let url: string;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ url, drop } = await freshDatabase());
});
afterAll(() => drop());

describe('migrations', () => {
  it('are applied once, though four instances start at the same time, and bring the schema to its committed dump', async () => {
    const instances = Array.from({ length: 4 }, () => openDatabase(url, 'incident', { log }));
    try {
      const applied = await Promise.all(instances.map((database) => migrate(database, kitMigrations)));
      expect(applied.flat()).toEqual(kitMigrations.map((migration) => migration.name));
      const dump = await dumpSchema(instances[0] as (typeof instances)[0]);
      if (process.env['UPDATE_SCHEMA']) fs.writeFileSync(dumpFile, dump);
      expect(dump, 'run this test with UPDATE_SCHEMA=1 and look at what changed').toBe(
        fs.readFileSync(dumpFile, 'utf8'),
      );
    } finally {
      await Promise.all(instances.map((database) => database.close()));
    }
  });

  it("apply the service's own after the kit's, in the order of their names, and all or none", async () => {
    const database = openDatabase(url, 'inspection', { log });
    try {
      const own = [
        { name: '2026-12-02-second', sql: (schema: string) => `alter table ${schema}.first add column n int` },
        { name: '2026-12-01-first', sql: (schema: string) => `create table ${schema}.first (id text primary key)` },
      ];
      const wrong = { name: '2026-12-03-third', sql: () => 'select no_such_column' };
      await expect(migrate(database, kitMigrations, [...own, wrong])).rejects.toThrow('no_such_column');
      expect((await database.pool.query(`select 1 from pg_namespace where nspname = 'inspection'`)).rows).toEqual([]);
      expect((await migrate(database, kitMigrations, own)).slice(-2)).toEqual([
        '2026-12-01-first',
        '2026-12-02-second',
      ]);
      expect(await migrate(database, kitMigrations, own)).toEqual([]);
    } finally {
      await database.close();
    }
  });

  it('with a name that says no date is refused before anything is done', async () => {
    const database = openDatabase(url, 'billing', { log });
    await expect(migrate(database, [{ name: 'add-table', sql: () => 'select 1' }])).rejects.toThrow('add-table');
    await database.close();
  });
});

describe('an installation from before processes were users of the database', () => {
  const passwords = { gateway: 'a', 'incident-svc': 'b', 'inspection-svc': 'c', 'billing-svc': 'd' };

  it('is brought over with its rows: the service owns what one user made for all, migrates it, and sees it under forced row security', async () => {
    const before = openDatabase(url, 'incident', { log });
    await migrate(before, kitMigrations);
    await before.pool.query(`insert into incident.head (contract, position) values ('ours', 3), ('theirs', 4)`);
    await before.close();
    for (const _start of [1, 2]) await ensureDatabaseUsers(url, passwords);
    const own = openDatabase(databaseUrlFor(url, 'incident-svc', passwords), 'incident', { log });
    try {
      const later = {
        name: '2026-12-01-later',
        sql: (schema: string) => `alter table ${schema}.head add column later int`,
      };
      expect(await migrate(own, kitMigrations, [later])).toEqual(['2026-12-01-later']);
      const heads = () => own.pool.query(`select contract, position from incident.head order by 1`);
      expect((await heads()).rows).toEqual([
        { contract: 'ours', position: 3 },
        { contract: 'theirs', position: 4 },
      ]);
      expect((await own.readingOf(['ours'], heads)).rows).toEqual([{ contract: 'ours', position: 3 }]);
      const stranger = openDatabase(databaseUrlFor(url, 'billing-svc', passwords), 'incident', { log });
      await expect(stranger.pool.query('select 1 from incident.head')).rejects.toThrow(/permission denied/);
      await stranger.close();
    } finally {
      await own.close();
    }
  });
});
