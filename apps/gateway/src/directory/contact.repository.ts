import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import { randomUUID } from 'node:crypto';
import type { AccessTables } from '../database/access.tables.js';

export interface NewContact {
  organisation: string;
  department: string;
  name: string; // one of name and phone may be ''
  phone: string;
}
export type Contact = NewContact & { id: string; notedAtMs: number };

/** Who calls an organisation's desk, as long as nobody erases them. */
@Injectable()
export class ContactRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  /** Those who called last come first. */
  async list(organisation: string, most: number): Promise<Contact[]> {
    const rows = await this.database.kysely
      .selectFrom('contact')
      .select(['id', 'organisation', 'department', 'name', 'phone', 'noted_at'])
      .where('organisation', '=', organisation)
      .orderBy('noted_at', 'desc')
      .limit(most)
      .execute();
    return rows.map(({ noted_at, ...row }) => ({ ...row, notedAtMs: noted_at.getTime() }));
  }

  /** The one that is there already when it says the same. */
  async note(contact: NewContact, account: string, nowMs: number): Promise<Contact> {
    const at = new Date(nowMs);
    const { id } = await this.database.kysely
      .insertInto('contact')
      .values({ id: randomUUID(), ...contact, noted_by: account, noted_at: at })
      .onConflict((conflict) =>
        conflict.columns(['organisation', 'department', 'name', 'phone']).doUpdateSet({ noted_at: at }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id, ...contact, notedAtMs: nowMs };
  }

  /** For good: calls that name the contact keep their incident and lose the person. */
  async erase(organisation: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.database.kysely
      .deleteFrom('contact')
      .where('organisation', '=', organisation)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  }
}
