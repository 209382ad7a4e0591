import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import { randomUUID } from 'node:crypto';
import type { AccessTables } from '../database/access.tables.js';
import { secretHash } from '../sessions/cookie.js';
import { PAIRING_MS, type Profile } from './device.rules.js';

export interface NewDevice {
  organisation: string;
  name: string;
  profile: Profile;
  createdBy: string;
}
export interface Device extends NewDevice {
  id: string;
  idHash: string;
  createdAtMs: number;
  usedAtMs: number;
  revokedAtMs: number | null;
}
export type DeviceAtHome = Device & { organisationNameZh: string; organisationNameEn: string; demo: boolean };

const columns = [
  ...(['d.id', 'd.secret_hash', 'd.organisation', 'd.name', 'd.profile'] as const),
  ...(['d.created_by', 'd.created_at', 'd.used_at', 'd.revoked_at'] as const),
] as const;
type Row = Pick<
  AccessTables['device'],
  'id' | 'secret_hash' | 'organisation' | 'name' | 'profile' | 'created_by' | 'created_at' | 'used_at' | 'revoked_at'
>;
const ofRow = (row: Row): Device => ({
  id: row.id,
  idHash: row.secret_hash,
  organisation: row.organisation,
  name: row.name,
  profile: row.profile,
  createdBy: row.created_by,
  createdAtMs: row.created_at.getTime(),
  usedAtMs: row.used_at.getTime(),
  revokedAtMs: row.revoked_at?.getTime() ?? null,
});

/** Walls and the codes that they show while they wait. Secrets and codes are kept hashed only. */
@Injectable()
export class DeviceRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  /** Remembers which browser shows which code. What has expired goes on the way. */
  async addPairing(code: string, secret: string, nowMs: number): Promise<void> {
    await this.database.kysely.deleteFrom('pairing').where('expires_at', '<=', new Date(nowMs)).execute();
    await this.database.kysely
      .insertInto('pairing')
      .values({
        code_hash: secretHash(code),
        secret_hash: secretHash(secret),
        expires_at: new Date(nowMs + PAIRING_MS),
      })
      .execute();
  }

  async waits(secret: string, nowMs: number): Promise<boolean> {
    const row = await this.database.kysely
      .selectFrom('pairing')
      .select('code_hash')
      .where('secret_hash', '=', secretHash(secret))
      .where('expires_at', '>', new Date(nowMs))
      .executeTakeFirst();
    return row !== undefined;
  }

  /** The browser that shows the code becomes this device; a code is good once. Null when nobody waits with it. */
  async pair(code: string, device: NewDevice, nowMs: number): Promise<Device | null> {
    return this.database.kysely.transaction().execute(async (transaction) => {
      const waiting = await transaction
        .deleteFrom('pairing')
        .where('code_hash', '=', secretHash(code))
        .where('expires_at', '>', new Date(nowMs))
        .returning('secret_hash')
        .executeTakeFirst();
      if (!waiting) return null;
      const at = new Date(nowMs);
      const row: Row = {
        id: randomUUID(),
        secret_hash: waiting.secret_hash,
        organisation: device.organisation,
        name: device.name,
        profile: device.profile,
        created_by: device.createdBy,
        created_at: at,
        used_at: at,
        revoked_at: null,
      };
      await transaction.insertInto('device').values(row).execute();
      return ofRow(row);
    });
  }

  async find(idHash: string): Promise<DeviceAtHome | null> {
    const row = await this.database.kysely
      .selectFrom('device as d')
      .innerJoin('organisation as o', 'o.id', 'd.organisation')
      .select(columns)
      .select(['o.name_zh as organisation_zh', 'o.name_en as organisation_en', 'o.demo'])
      .where('d.secret_hash', '=', idHash)
      .where('d.revoked_at', 'is', null)
      .executeTakeFirst();
    if (!row) return null;
    const { organisation_zh, organisation_en, demo } = row;
    return { ...ofRow(row), organisationNameZh: organisation_zh, organisationNameEn: organisation_en, demo };
  }

  async list(): Promise<Device[]> {
    const rows = await this.database.kysely
      .selectFrom('device as d')
      .select(columns)
      .orderBy('d.revoked_at', (order) => order.asc().nullsFirst())
      .orderBy('d.created_at', 'desc')
      .execute();
    return rows.map(ofRow);
  }

  async noteUse(id: string, nowMs: number): Promise<void> {
    await this.database.kysely
      .updateTable('device')
      .set({ used_at: new Date(nowMs) })
      .where('id', '=', id)
      .execute();
  }

  /** The device as it is from now on; null when there is none or it is revoked. */
  async show(id: string, profile: Profile): Promise<Device | null> {
    const row = await this.database.kysely
      .updateTable('device as d')
      .set({ profile })
      .where('d.id', '=', id)
      .where('d.revoked_at', 'is', null)
      .returning(columns)
      .executeTakeFirst();
    return row ? ofRow(row) : null;
  }

  /** The device as it was; null when there is none or it is revoked already. */
  async revoke(id: string, nowMs: number): Promise<Device | null> {
    const row = await this.database.kysely
      .updateTable('device as d')
      .set({ revoked_at: new Date(nowMs) })
      .where('d.id', '=', id)
      .where('d.revoked_at', 'is', null)
      .returning(columns)
      .executeTakeFirst();
    return row ? ofRow(row) : null;
  }
}
