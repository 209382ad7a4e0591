import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import type { AccessTables } from '../database/access.tables.js';

export interface CallKey {
  organisation: string;
  contract: string;
  incident: string;
}
export interface Call {
  department: string | null; // with name and phone: null when nobody was named, or the contact was erased
  name: string | null;
  phone: string | null;
  told: string | null;
  notedBy: string;
  notedAtMs: number;
}

/** Who reported an incident by telephone, and whom the vendor was told through: beside the facts, never in them. */
@Injectable()
export class CallRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  /** Said again, it replaces what was said before. */
  async put(
    key: CallKey,
    { contact, told }: { contact: string | null; told: string | null },
    account: string,
    nowMs: number,
  ): Promise<void> {
    const said = { contact, told, noted_by: account, noted_at: new Date(nowMs) };
    await this.database.kysely
      .insertInto('call')
      .values({ ...key, ...said })
      .onConflict((conflict) => conflict.columns(['organisation', 'contract', 'incident']).doUpdateSet(said))
      .execute();
  }

  async find({ organisation, contract, incident }: CallKey): Promise<Call | null> {
    const row = await this.database.kysely
      .selectFrom('call as c')
      .leftJoin('contact as p', 'p.id', 'c.contact')
      .select(['p.department', 'p.name', 'p.phone', 'c.told', 'c.noted_by', 'c.noted_at'])
      .where('c.organisation', '=', organisation)
      .where('c.contract', '=', contract)
      .where('c.incident', '=', incident)
      .executeTakeFirst();
    if (!row) return null;
    const { noted_by, noted_at, ...said } = row;
    return { ...said, notedBy: noted_by, notedAtMs: noted_at.getTime() };
  }
}
