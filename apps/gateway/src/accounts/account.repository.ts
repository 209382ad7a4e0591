import { Injectable } from '@nestjs/common';
import type { AdministratorRole, Role } from '@weibao/messages';
import { Database } from '@weibao/service-kit';
import type { Transaction } from 'kysely';
import type { AccessTables } from '../database/access.tables.js';
import type { Organisation } from './organisation.repository.js';

/** The place of a reporter: one of the two at least, and nobody else has one. */
export interface Place {
  institution?: string | undefined;
  department?: string | undefined;
}

export interface Account extends Place {
  name: string;
  organisation: string;
  role: Role | null; // null: made, and not yet granted one
  nameZh: string;
  nameEn: string;
  demo: boolean;
}

export interface AccountState extends Account {
  disabled: boolean;
  erased: boolean; // names and credentials are gone; the account's name stays nobody's
  hasPassword: boolean;
  oneTimeUntilMs: number | null; // a one-time password was given out and not yet replaced
  hasSecondFactor: boolean;
}

export interface AccountWithSecret extends AccountState {
  passwordHash: string | null;
}

/** What stands where the name of a person stood who was erased. */
export const ERASED_PERSON = { zh: '〔已删除〕', en: '(erased)' } as const;

const columns = [
  ...(['name', 'organisation', 'role', 'institution', 'department', 'name_zh', 'name_en'] as const),
  ...(['password_hash', 'password_until', 'totp_sealed', 'demo', 'disabled_at', 'erased_at'] as const),
] as const;
type Row = Pick<AccessTables['account'], (typeof columns)[number]>;

@Injectable()
export class AccountRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  async find(name: string): Promise<AccountWithSecret | null> {
    const row = await this.database.kysely
      .selectFrom('account')
      .select(columns)
      .where('name', '=', name)
      .executeTakeFirst();
    return row ? { ...stateOf(row), passwordHash: row.password_hash } : null;
  }

  async list(): Promise<AccountState[]> {
    const rows = await this.database.kysely.selectFrom('account').select(columns).orderBy('name').execute();
    return rows.map(stateOf);
  }

  async names(filter: { demo: boolean }): Promise<string[]> {
    const rows = await this.database.kysely
      .selectFrom('account')
      .select('name')
      .where('demo', '=', filter.demo)
      .execute();
    return rows.map((row) => row.name);
  }

  /** Accounts that hold an office, oldest name first. */
  async holding(role: AdministratorRole, filter: { demo: boolean }): Promise<string[]> {
    const rows = await this.database.kysely
      .selectFrom('account')
      .select('name')
      .where('role', '=', role)
      .where('demo', '=', filter.demo)
      .orderBy('name')
      .execute();
    return rows.map((row) => row.name);
  }

  /** Makes an account without role and password, or changes what it is called and where it belongs. An account that moves, or was disabled, holds no role until one is granted anew; its tokens, which others gave to the old place, are gone. */
  async put(account: Omit<Account, 'role' | 'institution' | 'department'>, nowMs: number): Promise<void> {
    const { name, organisation, demo } = account;
    const values = { organisation, name_zh: account.nameZh, name_en: account.nameEn, disabled_at: null };
    await this.database.kysely.transaction().execute(async (transaction) => {
      const moved = await transaction
        .updateTable('account')
        .set({ role: null, institution: null, department: null })
        .where('name', '=', name)
        .where('organisation', '<>', organisation)
        .returning('name')
        .execute();
      if (moved.length > 0) {
        await transaction.deleteFrom('session').where('account', '=', name).execute();
        await revokeTokens(transaction, name, nowMs);
      }
      await transaction
        .insertInto('account')
        .values({ name, demo, role: null, password_hash: null, ...values })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
        .execute();
    });
  }

  /** Grants a role, or takes it away (null). Sessions end; a one-time password that lies somewhere on paper is void with the old rights. */
  async grant(name: string, role: Role | null, place: Place): Promise<void> {
    await this.database.kysely.transaction().execute(async (transaction) => {
      const { institution = null, department = null } = place;
      await transaction
        .updateTable('account')
        .set({ role, institution, department })
        .where('name', '=', name)
        .execute();
      await transaction
        .updateTable('account')
        .set({ password_hash: null, password_until: null })
        .where('name', '=', name)
        .where('password_until', 'is not', null)
        .execute();
      await transaction.deleteFrom('session').where('account', '=', name).execute();
    });
  }

  /** The person's own password (until null), or a one-time one. All sessions end with the old one. */
  async setPassword(name: string, passwordHash: string, untilMs: number | null, nowMs: number): Promise<void> {
    await this.database.kysely.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('account')
        .set({
          password_hash: passwordHash,
          password_until: untilMs === null ? null : new Date(untilMs),
          password_set_at: new Date(nowMs),
        })
        .where('name', '=', name)
        .execute();
      await transaction.deleteFrom('session').where('account', '=', name).execute();
    });
  }

  /** true when it was not disabled before. Its sessions, its tokens and its role go, and do not come back with the account. */
  async disable(name: string, nowMs: number): Promise<boolean> {
    return this.database.kysely.transaction().execute(async (transaction) => {
      const result = await transaction
        .updateTable('account')
        .set({ disabled_at: new Date(nowMs), role: null, institution: null, department: null })
        .where('name', '=', name)
        .where('disabled_at', 'is', null)
        .executeTakeFirst();
      await transaction.deleteFrom('session').where('account', '=', name).execute();
      await revokeTokens(transaction, name, nowMs);
      return result.numUpdatedRows > 0n;
    });
  }

  /**
   * Takes the person out of a disabled account: names, password, second factor. Its name stays in facts, papers and the audit, and stands for nobody: who
   * looks there for the person reads that it was erased. False where the account is not disabled, or was erased before.
   */
  async erase(name: string, nowMs: number): Promise<boolean> {
    return this.database.kysely.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('recovery_code').where('account', '=', name).execute();
      const result = await transaction
        .updateTable('account')
        .set({
          ...{ name_zh: ERASED_PERSON.zh, name_en: ERASED_PERSON.en, erased_at: new Date(nowMs) },
          ...{ password_hash: null, password_until: null, password_set_at: null },
          ...{ totp_sealed: null, totp_pending: null, totp_step: null },
        })
        .where('name', '=', name)
        .where('disabled_at', 'is not', null)
        .where('erased_at', 'is', null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    });
  }

  /** The accounts of the first day, with role and password at once; all or none. Known ones are opened again with the new password. */
  async putFirst(
    organisations: readonly Organisation[],
    accounts: readonly (Account & { passwordHash: string; oneTimeUntilMs: number | null })[],
    nowMs: number,
  ): Promise<void> {
    await this.database.kysely.transaction().execute(async (transaction) => {
      for (const { id, demo, kind, nameZh, nameEn } of organisations) {
        const values = { name_zh: nameZh, name_en: nameEn, kind };
        await transaction
          .insertInto('organisation')
          .values({ id, demo, ...values })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
          .execute();
      }
      for (const account of accounts) {
        const values = {
          organisation: account.organisation,
          role: account.role,
          institution: account.institution ?? null,
          department: account.department ?? null,
          name_zh: account.nameZh,
          name_en: account.nameEn,
          password_hash: account.passwordHash,
          password_until: account.oneTimeUntilMs === null ? null : new Date(account.oneTimeUntilMs),
          password_set_at: new Date(nowMs),
          disabled_at: null,
          erased_at: null,
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

const revokeTokens = (transaction: Transaction<AccessTables>, account: string, nowMs: number) =>
  transaction
    .updateTable('token')
    .set({ revoked_at: new Date(nowMs) })
    .where('account', '=', account)
    .where('revoked_at', 'is', null)
    .execute();

const stateOf = (row: Row): AccountState => ({
  name: row.name,
  organisation: row.organisation,
  role: row.role,
  ...(row.institution === null ? {} : { institution: row.institution }),
  ...(row.department === null ? {} : { department: row.department }),
  nameZh: row.name_zh,
  nameEn: row.name_en,
  demo: row.demo,
  disabled: row.disabled_at !== null,
  erased: row.erased_at !== null,
  hasPassword: row.password_hash !== null,
  oneTimeUntilMs: row.password_until?.getTime() ?? null,
  hasSecondFactor: row.totp_sealed !== null,
});
