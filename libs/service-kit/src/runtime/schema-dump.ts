import type { Database } from './database.js';

/**
 * The schema as text, read from the catalogue: tables with columns and constraints, indexes, functions. Committed and compared in a test, so that
 * a migration shows its effect in review. Not for restoring: rows are rebuilt from facts.
 */
export async function dumpSchema(database: Pick<Database, 'pool' | 'schema'>): Promise<string> {
  const lines = async (sql: string) =>
    (await database.pool.query<{ line: string }>(sql, [database.schema])).rows.map((row) => row.line);
  const tables = await lines(`
    select format(E'\\n%s\\n%s%s', c.relname,
      (select string_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
         case when a.attnotnull then ' not null' else '' end,
         coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')), E'\\n' order by a.attnum)
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
      (select coalesce(E'\\n' || string_agg('  ' || pg_get_constraintdef(k.oid), E'\\n' order by k.contype desc, k.conname), '')
       from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n')) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relkind = 'r' order by c.relname`);
  const indexes = await lines(`
    select pg_get_indexdef(i.indexrelid) as line from pg_index i
    join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) order by c.relname`);
  const functions = await lines(`
    select format('%s(%s)', p.proname, pg_get_function_arguments(p.oid)) as line from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1 order by p.proname`);
  const policies = await lines(`
    select format('%s%s: %s %s', p.tablename, case when c.relforcerowsecurity then '' else ' (not forced)' end,
      p.policyname, lower(p.cmd)) as line
    from pg_policies p join pg_class c on c.oid = format('%I.%I', p.schemaname, p.tablename)::regclass
    where p.schemaname = $1 order by p.tablename, p.policyname`);
  return `${['TABLES', ...tables, '', 'INDEXES', ...indexes, '', 'FUNCTIONS', ...functions, '', 'ROW SECURITY', ...policies].join('\n')}\n`;
}
