import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import pg from 'pg';
import { withClient } from './postgres.mjs';
import { StartFault } from './speak.mjs';

/** The schema of each app: its own, and the only one that its user can enter. */
export const schemaOf = Object.freeze({
  gateway: 'access',
  'incident-svc': 'incident',
  'inspection-svc': 'inspection',
  'billing-svc': 'billing',
});
const apps = /** @type {(keyof typeof schemaOf)[]} */ (Object.keys(schemaOf));

/** @typedef {Readonly<Record<string, string>>} Passwords by app */

/** Named after the database: several of them on one server each have users of their own. @param {string} databaseUrl @param {keyof typeof schemaOf} app */
export const userOf = (databaseUrl, app) => `${databaseOf(databaseUrl)}_${schemaOf[app]}`;

/** @param {string} databaseUrl */
const databaseOf = (databaseUrl) => decodeURIComponent(new URL(databaseUrl).pathname.slice(1));

/**
 * The address of the database as one app's user. Without passwords: the address as it is.
 * @param {string} databaseUrl @param {string} app @param {Passwords | null} passwords
 */
export function databaseUrlFor(databaseUrl, app, passwords) {
  const password = passwords?.[app];
  if (password === undefined) return databaseUrl;
  const url = new URL(databaseUrl);
  url.username = encodeURIComponent(userOf(databaseUrl, /** @type {keyof typeof schemaOf} */ (app)));
  url.password = encodeURIComponent(password);
  return url.href;
}

/**
 * The passwords of the apps' users: read from the file, made when there is none.
 * @param {string} file mode 0600
 * @returns {Passwords}
 */
export function databasePasswords(file) {
  if (fs.existsSync(file)) return readDatabasePasswords(file);
  const made = Object.fromEntries(apps.map((app) => [app, randomBytes(24).toString('hex')]));
  fs.writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

/**
 * @param {string} file {"gateway": "…", "incident-svc": "…", …}
 * @returns {Passwords}
 * @throws {StartFault} LAUNCHER.DATABASE_USERS
 */
export function readDatabasePasswords(file) {
  let read;
  try {
    read = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    read = {};
  }
  const missing = apps.filter((app) => typeof read[app] !== 'string' || read[app] === '');
  if (missing.length === 0) return read;
  throw new StartFault('LAUNCHER.DATABASE_USERS', {
    zh: `${file} 应为 JSON,写明各进程的数据库密码;缺少 ${missing.join('、')}。请补上后重试,格式见 docs/operations.md。`,
    en: `${file} should be JSON with the database password of each process; missing: ${missing.join(', ')}. Add them and try again; docs/operations.md shows the form.`,
  });
}

/** @param {string} databaseUrl whether its user may make users: the embedded server's may @returns {Promise<boolean>} */
export async function mayMakeUsers(databaseUrl) {
  return withClient(databaseUrl, async (client) => {
    const found = await client.query('select rolsuper from pg_roles where rolname = current_user');
    return found.rows[0]?.rolsuper === true;
  });
}

/**
 * Each app's user with its password, its schema with all that stands in it, and no way into the database for anybody else. In one transaction, and as
 * often as one likes: an installation from before there were users is brought over by it.
 * @param {string} databaseUrl as an administrator
 * @param {Passwords} passwords
 */
export async function ensureDatabaseUsers(databaseUrl, passwords) {
  await withClient(databaseUrl, async (client) => {
    await client.query('begin');
    for (const sql of databaseUsersSql(databaseUrl, passwords)) await client.query(sql);
    await client.query('commit');
  });
}

/** @param {string} databaseUrl @param {Passwords} passwords */
export function databaseUsersSql(databaseUrl, passwords) {
  const database = pg.escapeIdentifier(databaseOf(databaseUrl));
  return [
    `revoke connect, temporary on database ${database} from public`,
    'revoke create on schema public from public',
    ...apps.flatMap((app) => userSql(database, userOf(databaseUrl, app), schemaOf[app], passwords[app] ?? '')),
  ];
}

/** @param {string} database @param {string} name @param {string} schema @param {string} password */
function userSql(database, name, schema, password) {
  const user = pg.escapeIdentifier(name);
  const reader = `weibao_${schema}_reader`;
  /** @param {string} role @param {string} how */
  const create = (role, how) => `do $$ begin
  if not exists (select 1 from pg_roles where rolname = ${pg.escapeLiteral(role)}) then create role ${pg.escapeIdentifier(role)} ${how}; end if;
exception when duplicate_object or unique_violation then null; end $$`;
  return [
    create(name, 'login'),
    `alter role ${user} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password ${pg.escapeLiteral(password)}`,
    create(reader, 'nologin'), // what people's reads run as; the same in every database of the server, and without a login
    `grant ${reader} to ${user}`,
    `grant connect on database ${database} to ${user}`,
    `create schema if not exists ${schema} authorization ${user}`,
    `revoke all on schema ${schema} from public`,
    ownAll(schema, name),
  ];
}

/** What one user made for all comes to the one whose schema it is in. @param {string} schema @param {string} name */
const ownAll = (schema, name) => `do $$
declare each record; owner constant text := ${pg.escapeLiteral(name)};
begin
  if (select nspowner::regrole::text from pg_namespace where nspname = '${schema}') <> quote_ident(owner) then
    execute format('alter schema ${schema} owner to %I', owner);
  end if;
  for each in select c.oid::regclass as name from pg_class c
    where c.relnamespace = '${schema}'::regnamespace and c.relkind in ('r', 'p', 'v', 'S') and c.relowner::regrole::text <> quote_ident(owner)
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i') and c.relkind = 'S')
  loop execute format('alter table %s owner to %I', each.name, owner); end loop;
  for each in select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = '${schema}'::regnamespace and p.proowner::regrole::text <> quote_ident(owner)
  loop execute format('alter function %s owner to %I', each.name, owner); end loop;
end $$`;
