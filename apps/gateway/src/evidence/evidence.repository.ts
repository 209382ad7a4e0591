import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import type { AccessTables } from '../database/access.tables.js';

export interface EvidenceRow {
  contract: string;
  sha256: string;
  bytes: number;
  mediaType: string;
  account: string;
  uploadedAtMs: number;
}

/** Which files were uploaded to which contract. The record of a contract says what they prove; this says only that they came in by its door. */
@Injectable()
export class EvidenceRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  /**
   * Lists a file and keeps it, or false when the contract's files together would be above the quota; one that it has already needs no room.
   * The file is kept before the row is committed: a row without its file would promise what is not there.
   */
  async add(row: EvidenceRow, quotaBytes: number, keep: () => Promise<void>): Promise<boolean> {
    return this.database.transaction(async (client) => {
      const { schema } = this.database;
      // One upload of a contract after the other: two together could both find the last room.
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [`evidence ${row.contract}`]);
      const { rows } = await client.query<{ used: string; known: boolean }>(
        `select coalesce(sum(bytes) filter (where sha256 <> $2), 0) as used, coalesce(bool_or(sha256 = $2), false) as known
         from ${schema}.evidence where contract = $1`,
        [row.contract, row.sha256],
      );
      const [found] = rows;
      if (!found?.known && Number(found?.used ?? 0) + row.bytes > quotaBytes) return false;
      await client.query(
        `insert into ${schema}.evidence (contract, sha256, bytes, media_type, uploaded_by, uploaded_at)
         values ($1, $2, $3, $4, $5, $6) on conflict (contract, sha256) do nothing`,
        [row.contract, row.sha256, row.bytes, row.mediaType, row.account, new Date(row.uploadedAtMs)],
      );
      // What has just come in is whole, whatever was found of an older copy.
      await client.query(`update ${schema}.evidence set damaged_at = null where sha256 = $1`, [row.sha256]);
      await keep();
      return true;
    });
  }

  async usedBytes(contract: string): Promise<number> {
    const { used } = await this.database.readingOf([contract], () =>
      this.database.kysely
        .selectFrom('evidence')
        .select(({ fn }) => fn.sum<string | null>('bytes').as('used'))
        .where('contract', '=', contract)
        .executeTakeFirstOrThrow(),
    );
    return Number(used ?? 0);
  }

  async known(contract: string, hashes: readonly string[]): Promise<Set<string>> {
    if (hashes.length === 0) return new Set();
    const rows = await this.database.readingOf([contract], () =>
      this.database.kysely
        .selectFrom('evidence')
        .select('sha256')
        .where('contract', '=', contract)
        .where('sha256', 'in', hashes)
        .execute(),
    );
    return new Set(rows.map(({ sha256 }) => sha256));
  }

  async mark(sha256: string, damagedAtMs: number | null): Promise<void> {
    await this.database.kysely
      .updateTable('evidence')
      .set({ damaged_at: damagedAtMs === null ? null : new Date(damagedAtMs) })
      .where('sha256', '=', sha256)
      .execute();
  }

  async all(): Promise<{ sha256: string; contracts: string[] }[]> {
    const { rows } = await this.database.pool.query<{ sha256: string; contracts: string[] }>(
      `select sha256, array_agg(contract order by contract) as contracts
       from ${this.database.schema}.evidence group by sha256 order by sha256`,
    );
    return rows;
  }

  async damagedCount(): Promise<number> {
    const { count } = await this.database.kysely
      .selectFrom('evidence')
      .select(({ fn }) => fn.count<string>('sha256').distinct().as('count'))
      .where('damaged_at', 'is not', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  }
}
