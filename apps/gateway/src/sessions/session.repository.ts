import { Injectable } from '@nestjs/common';
import type { Role } from '@weibao/messages';
import { Database } from '@weibao/service-kit';
import type { AccessTables } from '../database/access.tables.js';

export interface StoredSession {
  account: string;
  nameZh: string;
  organisation: string;
  organisationNameZh: string;
  role: Role;
  demo: boolean;
  startedAtMs: number;
  usedAtMs: number;
}

@Injectable()
export class SessionRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  async add(idHash: string, account: string, nowMs: number): Promise<void> {
    const at = new Date(nowMs);
    await this.database.kysely
      .insertInto('session')
      .values({ id_hash: idHash, account, started_at: at, used_at: at })
      .execute();
  }

  /** The session with its account as it is now; null when there is none or the account was disabled. */
  async find(idHash: string): Promise<StoredSession | null> {
    const row = await this.database.kysely
      .selectFrom('session as s')
      .innerJoin('account as a', 'a.name', 's.account')
      .innerJoin('organisation as o', 'o.id', 'a.organisation')
      .select(['s.started_at', 's.used_at', 'a.name', 'a.name_zh', 'a.organisation', 'a.role', 'a.demo'])
      .select('o.name_zh as organisation_name_zh')
      .where('s.id_hash', '=', idHash)
      .where('a.disabled_at', 'is', null)
      .executeTakeFirst();
    if (!row) return null;
    return {
      account: row.name,
      nameZh: row.name_zh,
      organisation: row.organisation,
      organisationNameZh: row.organisation_name_zh,
      role: row.role,
      demo: row.demo,
      startedAtMs: row.started_at.getTime(),
      usedAtMs: row.used_at.getTime(),
    };
  }

  async noteUse(idHash: string, nowMs: number): Promise<void> {
    await this.database.kysely
      .updateTable('session')
      .set({ used_at: new Date(nowMs) })
      .where('id_hash', '=', idHash)
      .execute();
  }

  async remove(idHash: string): Promise<void> {
    await this.database.kysely.deleteFrom('session').where('id_hash', '=', idHash).execute();
  }

  /** Sessions nobody can use any more, whatever their role. */
  async removeUnusedSince(beforeMs: number): Promise<void> {
    await this.database.kysely.deleteFrom('session').where('used_at', '<', new Date(beforeMs)).execute();
  }
}
