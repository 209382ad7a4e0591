import { createLogger, migrate, openDatabase } from '@weibao/service-kit';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { migrations } from '../../apps/gateway/src/database/migrations.js';
import { freshDatabase } from '../harness/servers.mjs';

const committed = new URL('../../apps/gateway/access.schema.txt', import.meta.url);

/** What a schema holds, from PostgreSQL's own catalogue: no pg_dump comes with the embedded server. */
const catalogue = `
  select c.relname as "table", string_agg(line, e'\\n' order by place, line) as lines
  from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = $1
  cross join lateral (
    select 1 as place, format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' else '' end,
      case when a.attidentity = 'a' then ' generated always as identity'
        else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end) as line
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    union all
    select 2, format('  %s: %s', k.conname, pg_get_constraintdef(k.oid)) from pg_constraint k
    where k.conrelid = c.oid and k.contype <> 'n'
    union all
    select 3, format('  %s', i.indexdef) from pg_indexes i
    where i.schemaname = $1 and i.tablename = c.relname
      and not exists (select 1 from pg_constraint k where k.conname = i.indexname and k.conrelid = c.oid)
  ) lines
  where c.relkind = 'r' group by 1 order by 1`;

it('the schema that the migrations make is the one that was reviewed (UPDATE_SCHEMA=1 writes it anew)', async () => {
  const fresh = await freshDatabase();
  const database = openDatabase(fresh.url, 'access', { log: createLogger('test', 'silent') });
  try {
    await migrate(database, migrations);
    const { rows } = await database.pool.query<{ table: string; lines: string }>(catalogue, ['access']);
    const dump = rows.map(({ table, lines }) => `access.${table}\n${lines}\n`).join('\n');
    if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(committed, dump);
    expect(dump).toBe(readFileSync(committed, 'utf8'));
  } finally {
    await database.close();
    await fresh.drop();
  }
});
