import { Injectable } from '@nestjs/common';
import type { ActorRole } from '@weibao/messages';
import { Database } from '@weibao/service-kit';
import { sql } from 'kysely';
import type { AccessTables } from '../database/access.tables.js';
import type { HandoverItems } from './handover.routes.js';

export interface Signer {
  account: string;
  role: ActorRole;
  nameZh: string;
  nameEn: string;
  atMs: number;
}
export interface Handover {
  id: string;
  organisation: string;
  handedOver: Signer;
  untilMs: number;
  contracts: string[];
  items: HandoverItems;
  notes: string | null; // null: erased
  takenBackAtMs: number | null;
  takenOver: Signer | null;
  remark: string | null;
  recordedAtMs: number | null;
  erasedAtMs: number | null;
}
export interface NewHandover {
  id: string;
  commandId: string;
  organisation: string;
  account: string;
  role: ActorRole;
  atMs: number;
  untilMs: number;
  contracts: string[];
  items: HandoverItems;
  notes: string;
}
interface Key {
  organisation: string;
  id: string;
}

/** Sheets of handovers. What may follow on what is held by the statements here, and by the table itself. */
@Injectable()
export class HandoverRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  /** The sheet that stands under this command id: the new one, or the one that was stored the first time. */
  async add(sheet: NewHandover): Promise<Handover> {
    const { organisation, account, commandId } = sheet;
    await this.database.kysely
      .insertInto('handover')
      .values({
        id: sheet.id,
        organisation,
        command_id: commandId,
        handed_over_by: account,
        handed_over_role: sheet.role,
        handed_over_at: new Date(sheet.atMs),
        until: new Date(sheet.untilMs),
        contracts: sheet.contracts,
        items: JSON.stringify(sheet.items),
        notes: sheet.notes,
      })
      .onConflict((conflict) => conflict.columns(['handed_over_by', 'command_id']).doNothing())
      .execute();
    const found = await this.byCommand(account, commandId);
    if (!found) throw new Error(`the handover of command ${commandId} was not stored`);
    return found;
  }

  async byCommand(account: string, commandId: string): Promise<Handover | null> {
    const row = await this.sheets()
      .where('h.handed_over_by', '=', account)
      .where('h.command_id', '=', commandId)
      .executeTakeFirst();
    return row ? ofRow(row) : null;
  }

  async find({ organisation, id }: Key): Promise<Handover | null> {
    const row = await this.sheets()
      .where('h.organisation', '=', organisation)
      .where('h.id', '=', id)
      .executeTakeFirst();
    return row ? ofRow(row) : null;
  }

  /** Those that lack a signature or a record, the newest first. */
  async open(organisation: string): Promise<Handover[]> {
    const rows = await this.sheets()
      .where('h.organisation', '=', organisation)
      .where('h.taken_back_at', 'is', null)
      .where('h.recorded_at', 'is', null)
      .orderBy('h.handed_over_at', 'desc')
      .execute();
    return rows.map(ofRow);
  }

  async past(organisation: string, most: number, beforeMs?: number): Promise<Handover[]> {
    let query = this.sheets()
      .where('h.organisation', '=', organisation)
      .where((is) => is.or([is('h.taken_back_at', 'is not', null), is('h.recorded_at', 'is not', null)]));
    if (beforeMs !== undefined) query = query.where('h.handed_over_at', '<', new Date(beforeMs));
    const rows = await query.orderBy('h.handed_over_at', 'desc').limit(most).execute();
    return rows.map(ofRow);
  }

  /** Signs for whoever takes over; of two at once one succeeds. False: it was signed or taken back meanwhile. */
  async takeOver({ organisation, id }: Key, signer: Pick<Signer, 'account' | 'role' | 'atMs'>, remark: string) {
    const { numUpdatedRows } = await this.database.kysely
      .updateTable('handover')
      .set({
        taken_over_by: signer.account,
        taken_over_role: signer.role,
        taken_over_at: new Date(signer.atMs),
        remark: sql`case when erased_at is null then ${remark} end`,
      })
      .where('organisation', '=', organisation)
      .where('id', '=', id)
      .where('handed_over_by', '<>', signer.account)
      .where('taken_over_at', 'is', null)
      .where('taken_back_at', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async takeBack({ organisation, id }: Key, account: string, nowMs: number): Promise<boolean> {
    const { numUpdatedRows } = await this.database.kysely
      .updateTable('handover')
      .set({ taken_back_at: new Date(nowMs) })
      .where('organisation', '=', organisation)
      .where('id', '=', id)
      .where('handed_over_by', '=', account)
      .where('taken_over_at', 'is', null)
      .where('taken_back_at', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async noteRecorded(id: string, nowMs: number): Promise<void> {
    await this.database.kysely
      .updateTable('handover')
      .set({ recorded_at: new Date(nowMs) })
      .where('id', '=', id)
      .where('recorded_at', 'is', null)
      .execute();
  }

  /** For good: what was typed goes, what was signed stays. */
  async eraseTexts({ organisation, id }: Key, account: string, nowMs: number): Promise<void> {
    await this.database.kysely
      .updateTable('handover')
      .set({ notes: null, remark: null, erased_by: account, erased_at: new Date(nowMs) })
      .where('organisation', '=', organisation)
      .where('id', '=', id)
      .where('erased_at', 'is', null)
      .execute();
  }

  private sheets() {
    return this.database.kysely
      .selectFrom('handover as h')
      .innerJoin('account as o', 'o.name', 'h.handed_over_by')
      .leftJoin('account as i', 'i.name', 'h.taken_over_by')
      .select(['h.id', 'h.organisation', 'h.handed_over_by', 'h.handed_over_role', 'h.handed_over_at', 'h.until'])
      .select(['h.contracts', 'h.items', 'h.notes', 'h.taken_back_at', 'h.taken_over_by', 'h.taken_over_role'])
      .select(['h.taken_over_at', 'h.remark', 'h.recorded_at', 'h.erased_at'])
      .select(['o.name_zh as out_zh', 'o.name_en as out_en', 'i.name_zh as in_zh', 'i.name_en as in_en']);
  }
}

type Row = Awaited<ReturnType<ReturnType<HandoverRepository['sheets']>['executeTakeFirstOrThrow']>>;

const ofRow = (row: Row): Handover => ({
  id: row.id,
  organisation: row.organisation,
  handedOver: {
    account: row.handed_over_by,
    role: row.handed_over_role,
    nameZh: row.out_zh,
    nameEn: row.out_en,
    atMs: row.handed_over_at.getTime(),
  },
  untilMs: row.until.getTime(),
  contracts: row.contracts,
  items: row.items,
  notes: row.notes,
  takenBackAtMs: row.taken_back_at?.getTime() ?? null,
  takenOver:
    row.taken_over_by === null || row.taken_over_role === null || row.taken_over_at === null
      ? null
      : {
          account: row.taken_over_by,
          role: row.taken_over_role,
          nameZh: row.in_zh ?? row.taken_over_by,
          nameEn: row.in_en ?? row.taken_over_by,
          atMs: row.taken_over_at.getTime(),
        },
  remark: row.remark,
  recordedAtMs: row.recorded_at?.getTime() ?? null,
  erasedAtMs: row.erased_at?.getTime() ?? null,
});
