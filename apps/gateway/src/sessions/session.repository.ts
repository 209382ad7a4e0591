import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import type { AccessTables } from '../database/access.tables.js';
import { passwordEndsAtMs } from '../accounts/password.rules.js';
import { personColumns, personOfRow, type Person } from '../door/person.js';

export interface StoredSession extends Person {
  oneTimePassword: boolean;
  lacksSecondFactor: boolean; // its role requires one
  passwordEndsAtMs: number | null; // null: it does not grow old
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
      .innerJoin('sign_in_policy as p', (join) => join.onTrue())
      .select(['s.started_at', 's.used_at', 'a.password_until', 'a.totp_sealed', 'p.second_factor_roles'])
      .select(['a.password_set_at', 'p.password_days'])
      .select(personColumns)
      .where('s.id_hash', '=', idHash)
      .where('a.disabled_at', 'is', null)
      .executeTakeFirst();
    const person = row && personOfRow(row);
    if (!person) return null;
    return {
      ...person,
      oneTimePassword: row.password_until !== null,
      lacksSecondFactor: row.totp_sealed === null && row.second_factor_roles.includes(person.role),
      passwordEndsAtMs: passwordEndsAtMs(row.password_set_at?.getTime() ?? null, row.password_days, person.role),
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

  /** An account's sessions, the latest used first. */
  async listOf(account: string): Promise<{ idHash: string; startedAtMs: number; usedAtMs: number }[]> {
    const rows = await this.database.kysely
      .selectFrom('session')
      .select(['id_hash', 'started_at', 'used_at'])
      .where('account', '=', account)
      .orderBy('used_at', 'desc')
      .execute();
    return rows.map((row) => ({
      idHash: row.id_hash,
      startedAtMs: row.started_at.getTime(),
      usedAtMs: row.used_at.getTime(),
    }));
  }

  async remove(idHash: string): Promise<void> {
    await this.database.kysely.deleteFrom('session').where('id_hash', '=', idHash).execute();
  }

  /** Sessions nobody can use any more, whatever their role. */
  async removeUnusedSince(beforeMs: number): Promise<void> {
    await this.database.kysely.deleteFrom('session').where('used_at', '<', new Date(beforeMs)).execute();
  }
}
