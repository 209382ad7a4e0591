import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import { randomUUID } from 'node:crypto';
import type { AccessTables } from '../database/access.tables.js';
import { personColumns, personOfRow, type Person } from '../door/person.js';
import { newSecret, secretHash } from '../sessions/cookie.js';

export interface NewToken {
  name: string;
  account: string;
  contracts: string[];
  actions: string[];
  createdBy: string;
  createdAtMs: number;
  expiresAtMs: number;
}

export interface Token extends NewToken {
  id: string;
  revokedAtMs: number | null;
  lastUsedAtMs: number | null;
}

export type TokenWithAccount = Token & Person;

/** Tokens begin with this, so that a leaked one is recognised by people and scanners. */
const PREFIX = 'weibao_';

const ms = (at: Date | null): number | null => at?.getTime() ?? null;

@Injectable()
export class TokenRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  /** The secret leaves here once and is not kept. */
  async create(token: NewToken): Promise<{ token: Token; secret: string }> {
    const id = randomUUID();
    const secret = `${PREFIX}${newSecret()}`;
    await this.database.kysely
      .insertInto('token')
      .values({
        id,
        secret_hash: secretHash(secret),
        name: token.name,
        account: token.account,
        contracts: token.contracts,
        actions: token.actions,
        created_by: token.createdBy,
        created_at: new Date(token.createdAtMs),
        expires_at: new Date(token.expiresAtMs),
        revoked_at: null,
        last_used_at: null,
      })
      .execute();
    return { token: { ...token, id, revokedAtMs: null, lastUsedAtMs: null }, secret };
  }

  async list(): Promise<Token[]> {
    const rows = await this.database.kysely
      .selectFrom('token')
      .select(['id', 'name', 'account', 'contracts', 'actions', 'created_by', 'created_at', 'expires_at'])
      .select(['revoked_at', 'last_used_at'])
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      account: row.account,
      contracts: row.contracts,
      actions: row.actions,
      createdBy: row.created_by,
      createdAtMs: row.created_at.getTime(),
      expiresAtMs: row.expires_at.getTime(),
      revokedAtMs: ms(row.revoked_at),
      lastUsedAtMs: ms(row.last_used_at),
    }));
  }

  /** The token with the account that it acts for; null when there is none or the account was disabled. */
  async find(hash: string): Promise<TokenWithAccount | null> {
    const row = await this.database.kysely
      .selectFrom('token as t')
      .innerJoin('account as a', 'a.name', 't.account')
      .innerJoin('organisation as o', 'o.id', 'a.organisation')
      .select(['t.id', 't.name', 't.account', 't.contracts', 't.actions', 't.created_by', 't.created_at'])
      .select(['t.expires_at', 't.revoked_at', 't.last_used_at'])
      .select(personColumns)
      .where('t.secret_hash', '=', hash)
      .where('a.disabled_at', 'is', null)
      .executeTakeFirst();
    const person = row && personOfRow(row);
    if (!person) return null;
    return {
      ...person,
      id: row.id,
      name: row.name,
      contracts: row.contracts,
      actions: row.actions,
      createdBy: row.created_by,
      createdAtMs: row.created_at.getTime(),
      expiresAtMs: row.expires_at.getTime(),
      revokedAtMs: ms(row.revoked_at),
      lastUsedAtMs: ms(row.last_used_at),
    };
  }

  async noteUse(id: string, nowMs: number): Promise<void> {
    await this.database.kysely
      .updateTable('token')
      .set({ last_used_at: new Date(nowMs) })
      .where('id', '=', id)
      .execute();
  }

  /** true when it lived until now. */
  async revoke(id: string, nowMs: number): Promise<boolean> {
    const result = await this.database.kysely
      .updateTable('token')
      .set({ revoked_at: new Date(nowMs) })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  /** Whether one of this name is good for just these actions now. */
  async livesNamed(name: string, actions: readonly string[], nowMs: number): Promise<boolean> {
    const rows = await this.database.kysely
      .selectFrom('token')
      .select('actions')
      .where('name', '=', name)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', new Date(nowMs))
      .execute();
    return rows.some((row) => row.actions.join(' ') === actions.join(' '));
  }

  async revokeAllNamed(name: string, nowMs: number): Promise<void> {
    await this.database.kysely
      .updateTable('token')
      .set({ revoked_at: new Date(nowMs) })
      .where('name', '=', name)
      .where('revoked_at', 'is', null)
      .execute();
  }
}
