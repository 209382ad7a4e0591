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

  async isEmpty(): Promise<boolean> {
    return (await this.database.kysely.selectFrom('account').select('name').limit(1).execute()).length === 0;
  }

  /** Adds organisations and accounts, or gives known ones their new name, role and password; all or none. */
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
        };
        await transaction
          .insertInto('account')
          .values({ name: account.name, demo: account.demo, disabled_at: null, ...values })
          .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
          .execute();
      }
    });
  }
}
