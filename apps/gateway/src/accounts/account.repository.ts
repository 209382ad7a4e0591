import { Injectable } from '@nestjs/common';
import type { Role } from '@weibao/messages';
import { Database } from '@weibao/service-kit';
import type { AccessTables, OrganisationKind } from '../database/access.tables.js';

export interface Organisation {
  id: string;
  nameZh: string;
  nameEn: string;
  kind: OrganisationKind;
  demo: boolean;
}

export interface Account {
  name: string;
  organisation: string;
  role: Role;
  nameZh: string;
  demo: boolean;
}

export interface AccountWithSecret extends Account {
  passwordHash: string;
  organisationNameZh: string;
  disabled: boolean;
}

@Injectable()
export class AccountRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  async find(name: string): Promise<AccountWithSecret | null> {
    const row = await this.database.kysely
      .selectFrom('account as a')
      .innerJoin('organisation as o', 'o.id', 'a.organisation')
      .select(['a.name', 'a.organisation', 'a.role', 'a.name_zh', 'a.password_hash', 'a.demo', 'a.disabled_at'])
      .select('o.name_zh as organisation_name_zh')
      .where('a.name', '=', name)
      .executeTakeFirst();
    if (!row) return null;
    return {
      name: row.name,
      organisation: row.organisation,
      role: row.role,
      nameZh: row.name_zh,
      demo: row.demo,
      passwordHash: row.password_hash,
      organisationNameZh: row.organisation_name_zh,
      disabled: row.disabled_at !== null,
    };
  }

  async names(filter: { demo: boolean }): Promise<string[]> {
    const rows = await this.database.kysely
      .selectFrom('account')
      .select('name')
      .where('demo', '=', filter.demo)
      .execute();
    return rows.map((row) => row.name);
  }

  async list(): Promise<(Account & { disabled: boolean })[]> {
    const rows = await this.database.kysely
      .selectFrom('account')
      .select(['name', 'organisation', 'role', 'name_zh', 'demo', 'disabled_at'])
      .orderBy('name')
      .execute();
    return rows.map((row) => ({
      name: row.name,
      organisation: row.organisation,
      role: row.role,
      nameZh: row.name_zh,
      demo: row.demo,
      disabled: row.disabled_at !== null,
    }));
  }

  async organisations(): Promise<Organisation[]> {
    const rows = await this.database.kysely
      .selectFrom('organisation')
      .select(['id', 'name_zh', 'name_en', 'kind', 'demo'])
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      nameZh: row.name_zh,
      nameEn: row.name_en,
      kind: row.kind,
      demo: row.demo,
    }));
  }

  async isLastAdministrator(name: string): Promise<boolean> {
    const rows = await this.database.kysely
      .selectFrom('account')
      .select('name')
      .where('role', '=', 'administrator')
      .where('disabled_at', 'is', null)
      .limit(2)
      .execute();
    return rows.length === 1 && rows[0]?.name === name;
  }

  /** true when it was not disabled before. Its sessions go; tokens of a disabled account open nothing. */
  async disable(name: string, nowMs: number): Promise<boolean> {
    const result = await this.database.kysely
      .updateTable('account')
      .set({ disabled_at: new Date(nowMs) })
      .where('name', '=', name)
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    await this.endSessions(name);
    return result.numUpdatedRows > 0n;
  }

  async endSessions(account: string): Promise<void> {
    await this.database.kysely.deleteFrom('session').where('account', '=', account).execute();
  }

  async isEmpty(): Promise<boolean> {
    return (await this.database.kysely.selectFrom('account').select('name').limit(1).execute()).length === 0;
  }

  /** Adds organisations and accounts, or gives known ones their new name, role and password and opens them again; all or none. */
  async put(
    organisations: readonly Organisation[],
    accounts: readonly (Account & { passwordHash: string })[],
  ): Promise<void> {
    await this.database.kysely.transaction().execute(async (transaction) => {
      for (const organisation of organisations) {
        const values = { name_zh: organisation.nameZh, name_en: organisation.nameEn, kind: organisation.kind };
        await transaction
          .insertInto('organisation')
          .values({ id: organisation.id, demo: organisation.demo, ...values })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
          .execute();
      }
      for (const account of accounts) {
        const values = {
          organisation: account.organisation,
          role: account.role,
          name_zh: account.nameZh,
          password_hash: account.passwordHash,
          disabled_at: null,
        };
        await transaction
          .insertInto('account')
          .values({ name: account.name, demo: account.demo, ...values })
          .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
          .execute();
      }
    });
  }
}
