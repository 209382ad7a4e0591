import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

const cli = fileURLToPath(new URL('../../apps/cli/bin/weibao.mjs', import.meta.url));

export interface Ran {
  status: number | null;
  out: string;
  err: string;
}

/** The command line as a party runs it: a process of its own, which knows no server. */
export function weibaoCli(...args: string[]): Ran {
  const ran = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { status: ran.status, out: ran.stdout, err: ran.stderr };
}

/** Writes a file and verifies it. */
export function verified(path: string, text: string, ...args: string[]): Ran {
  writeFileSync(path, text);
  return weibaoCli('verify', path, '--lang', 'en', ...args);
}

const kept = ['incident.fact', 'incident.head', 'incident.fact_text', 'billing.copy', 'billing.consumed'];
const keptToo = ['inspection.copy', 'inspection.consumed', 'incident.copy', 'incident.consumed'];
const chainsToo = ['inspection.fact', 'inspection.head', 'billing.fact', 'billing.head'];
const tables = [...kept, ...keptToo, ...chainsToo];
const keptName = (table: string) => `kept_${table.replace('.', '_')}`;

/** Does something in SQL as a superuser would, lets the caller look, and puts all rows back. */
export async function tampered<T>(sql: pg.Client, change: () => Promise<unknown>, look: () => Promise<T>): Promise<T> {
  for (const table of tables) await sql.query(`create temp table ${keptName(table)} as table ${table}`);
  try {
    await change();
    return await look();
  } finally {
    for (const table of tables) {
      await sql.query(`delete from ${table}`);
      await sql.query(`insert into ${table} select * from ${keptName(table)}`);
      await sql.query(`drop table ${keptName(table)}`);
    }
  }
}

/** Exchanges what two contracts have in the tables named, where their rows know them by `contract`. */
export async function swapped(sql: pg.Client, names: readonly string[], one: string, other: string): Promise<void> {
  for (const name of names) {
    const [table, where = 'true'] = name.split(' where ');
    const move = (from: string, to: string) =>
      sql.query(`update ${table} set contract = $2 where contract = $1 and ${where}`, [from, to]);
    await move(one, 'between');
    await move(other, one);
    await move('between', other);
  }
}

/** Deletes every trace of a contract that its three services keep. */
export async function droppedEverywhere(sql: pg.Client, contract: string): Promise<void> {
  for (const service of ['incident', 'inspection', 'billing'])
    for (const table of ['fact', 'head', 'copy', 'consumed'])
      await sql.query(`delete from ${service}.${table} where contract = $1`, [contract]);
}

/** Makes the whole chain of a contract anew after a change, with its head and with what the others hold of it. */
export async function remadeChain(sql: pg.Client, contract: string): Promise<void> {
  const { rows } = await sql.query<{ position: string; body: string }>(
    'select position, body from incident.fact where contract = $1 order by position',
    [contract],
  );
  let hash = Buffer.alloc(0);
  for (const { position, body } of rows) {
    hash = createHash('sha256').update(hash).update(body).digest();
    const at = [contract, position, hash];
    await sql.query('update incident.fact set hash = $3 where contract = $1 and position = $2', at);
    for (const service of ['billing', 'inspection']) {
      await sql.query(
        `update ${service}.copy set hash = $3, body = $4 where contract = $1 and service = 'incident' and position = $2`,
        [...at, body],
      );
      await sql.query(
        `update ${service}.consumed set hash = $3 where contract = $1 and service = 'incident' and position = $2`,
        at,
      );
    }
  }
  await sql.query('update incident.head set hash = $2 where contract = $1', [contract, hash]);
}
