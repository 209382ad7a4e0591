import { Injectable } from '@nestjs/common';
import type { Role } from '@weibao/messages';
import { Database } from '@weibao/service-kit';
import type { AccessTables } from '../database/access.tables.js';

export interface SignInPolicy {
  passwordLength: number; // the least
  passwordDays: number; // after that a password is replaced at the next sign-in; 0: never
  secondFactorRoles: Role[];
}

@Injectable()
export class SignInPolicyRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  async get(): Promise<SignInPolicy> {
    const row = await this.database.kysely
      .selectFrom('sign_in_policy')
      .select(['password_length', 'password_days', 'second_factor_roles'])
      .executeTakeFirstOrThrow();
    return {
      passwordLength: row.password_length,
      passwordDays: row.password_days,
      secondFactorRoles: row.second_factor_roles,
    };
  }

  async put({ passwordLength, passwordDays, secondFactorRoles }: SignInPolicy): Promise<void> {
    await this.database.kysely
      .updateTable('sign_in_policy')
      .set({ password_length: passwordLength, password_days: passwordDays, second_factor_roles: secondFactorRoles })
      .execute();
  }
}
