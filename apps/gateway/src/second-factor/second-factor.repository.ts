import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import type { AccessTables } from '../database/access.tables.js';
import { recoveryHash } from './one-time-code.js';

export interface StoredFactor {
  sealed: string | null;
  pending: string | null;
  lastStep: number | null;
}

@Injectable()
export class SecondFactorRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  async of(account: string): Promise<StoredFactor> {
    const row = await this.database.kysely
      .selectFrom('account')
      .select(['totp_sealed', 'totp_pending', 'totp_step'])
      .where('name', '=', account)
      .executeTakeFirst();
    return { sealed: row?.totp_sealed ?? null, pending: row?.totp_pending ?? null, lastStep: row?.totp_step ?? null };
  }

  async begin(account: string, sealed: string): Promise<void> {
    await this.database.kysely
      .updateTable('account')
      .set({ totp_pending: sealed })
      .where('name', '=', account)
      .execute();
  }

  /** The pending secret becomes the account's, with its first step spent and new recovery codes. */
  async confirm(account: string, step: number, recoveryCodes: readonly string[]): Promise<void> {
    await this.database.kysely.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('account')
        .set((set) => ({ totp_sealed: set.ref('totp_pending'), totp_pending: null, totp_step: step }))
        .where('name', '=', account)
        .where('totp_pending', 'is not', null)
        .where('totp_sealed', 'is', null)
        .execute();
      await transaction.deleteFrom('recovery_code').where('account', '=', account).execute();
      await transaction
        .insertInto('recovery_code')
        .values(recoveryCodes.map((code) => ({ account, code_hash: recoveryHash(account, code), used_at: null })))
        .execute();
    });
  }

  /** true for whoever spends the step first: the same code sent twice at once is good once. */
  async spendStep(account: string, step: number): Promise<boolean> {
    const result = await this.database.kysely
      .updateTable('account')
      .set({ totp_step: step })
      .where('name', '=', account)
      .where((where) => where.or([where('totp_step', 'is', null), where('totp_step', '<', step)]))
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  async spendRecoveryCode(account: string, code: string, nowMs: number): Promise<boolean> {
    const result = await this.database.kysely
      .updateTable('recovery_code')
      .set({ used_at: new Date(nowMs) })
      .where('account', '=', account)
      .where('code_hash', '=', recoveryHash(account, code))
      .where('used_at', 'is', null)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  async recoveryCodesLeft(account: string): Promise<number> {
    const rows = await this.database.kysely
      .selectFrom('recovery_code')
      .select('code_hash')
      .where('account', '=', account)
      .where('used_at', 'is', null)
      .execute();
    return rows.length;
  }

  /** true when there was one. */
  async remove(account: string): Promise<boolean> {
    return this.database.kysely.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('recovery_code').where('account', '=', account).execute();
      const result = await transaction
        .updateTable('account')
        .set({ totp_sealed: null, totp_pending: null, totp_step: null })
        .where('name', '=', account)
        .where('totp_sealed', 'is not', null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    });
  }
}
