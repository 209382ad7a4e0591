import { randomUUID } from 'node:crypto';
import type { Database } from '../runtime/database.js';

/** Who does what only one instance may do, for a while, by contract. A lease not renewed in time may be taken over. */
export class Leases {
  constructor(
    private readonly database: Database,
    /** This instance, for as long as it lives. */
    readonly holder: string = randomUUID(),
  ) {}

  /** Takes or renews a lease for so long from now, on the database's clock. False while another instance holds it. */
  async hold(contract: string, name: string, ttlMs: number): Promise<boolean> {
    return (await this.holdMany([contract], name, ttlMs)).has(contract);
  }

  /** The same for many contracts in one statement; returns those that are held now. */
  async holdMany(contracts: readonly string[], name: string, ttlMs: number): Promise<Set<string>> {
    if (contracts.length === 0) return new Set();
    const { schema, pool } = this.database;
    const held = await pool.query<{ contract: string }>(
      `insert into ${schema}.lease as l (contract, name, holder, until)
       select distinct c, $2, $3, clock_timestamp() + $4 * interval '1 ms' from unnest($1::text[]) as c order by c
       on conflict (contract, name) do update set holder = excluded.holder, until = excluded.until
       where l.holder = excluded.holder or l.until < clock_timestamp()
       returning l.contract`,
      [contracts, name, this.holder, ttlMs],
    );
    return new Set(held.rows.map((row) => row.contract));
  }

  /** Gives back all that this instance holds under a name, so that another need not wait. */
  async release(name: string): Promise<void> {
    await this.database.pool.query(`delete from ${this.database.schema}.lease where name = $1 and holder = $2`, [
      name,
      this.holder,
    ]);
  }
}
