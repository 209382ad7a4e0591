import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import { randomUUID } from 'node:crypto';
import type { AccessTables } from '../database/access.tables.js';

export interface NewHotline {
  contract: string;
  system: string | null; // null: for all systems of the contract
  name: string;
  phone: string;
}
export type Hotline = NewHotline & { id: string };

/** Where each contract's vendor is called. */
@Injectable()
export class HotlineRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  async of(contracts: readonly string[]): Promise<Hotline[]> {
    if (contracts.length === 0) return [];
    return this.database.readingOf(contracts, () =>
      this.database.kysely
        .selectFrom('hotline')
        .select(['id', 'contract', 'system', 'name', 'phone'])
        .where('contract', 'in', [...contracts])
        .orderBy('contract')
        .orderBy('system', (order) => order.asc().nullsFirst())
        .orderBy('added_at')
        .execute(),
    );
  }

  /** The one that is there already when it says the same. */
  async add(hotline: NewHotline, account: string, nowMs: number): Promise<Hotline> {
    const { id } = await this.database.kysely
      .insertInto('hotline')
      .values({ id: randomUUID(), ...hotline, added_by: account, added_at: new Date(nowMs) })
      .onConflict((conflict) =>
        conflict.columns(['contract', 'system', 'name', 'phone']).doUpdateSet({ name: hotline.name }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id, ...hotline };
  }

  async remove(contract: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.database.kysely
      .deleteFrom('hotline')
      .where('contract', '=', contract)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  }
}
