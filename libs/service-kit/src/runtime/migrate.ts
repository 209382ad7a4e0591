import type { Database } from './database.js';
import { rowSecurity } from './row-security.js';

/** One step of a schema, applied once. Named by date and subject, such as 2026-11-20-fact-store. */
export interface Migration {
  name: string;
  sql: (schema: string) => string;
}

const NAME = /^\d{4}-\d\d-\d\d-[a-z0-9-]+$/;

/**
 * Brings the service's schema up to date, in the order of the lists (the kit's own come first), in one transaction: all or none.
 * An advisory lock makes a second instance that starts at the same time wait. Returns the names applied now.
 */
export async function migrate(database: Database, ...lists: readonly (readonly Migration[])[]): Promise<string[]> {
  const ordered = lists.flatMap((list) => [...list].sort((a, b) => (a.name < b.name ? -1 : 1)));
  const wrong = ordered.find((migration) => !NAME.test(migration.name));
  if (wrong) throw new Error(`migration ${wrong.name}: expected a name such as 2026-11-20-subject`);
  const { schema } = database;
  return database.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`weibao-migrate-${schema}`]);
    // Looked up first: whose schema was made for him may make none, not even one that exists.
    const { rowCount } = await client.query('select 1 from pg_namespace where nspname = $1', [schema]);
    if (rowCount === 0) await client.query(`create schema ${schema}`);
    await client.query(
      `create table if not exists ${schema}.migration (name text primary key, applied_at timestamptz not null default clock_timestamp())`,
    );
    const known = await client.query<{ name: string }>(`select name from ${schema}.migration`);
    const done = new Set(known.rows.map((row) => row.name));
    const applied: string[] = [];
    for (const migration of ordered) {
      if (done.has(migration.name)) continue;
      await client.query(migration.sql(schema));
      await client.query(`insert into ${schema}.migration (name) values ($1)`, [migration.name]);
      applied.push(migration.name);
    }
    await client.query(rowSecurity(schema));
    return applied;
  });
}
