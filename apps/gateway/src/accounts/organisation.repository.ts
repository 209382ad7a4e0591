import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import type { AccessTables, OrganisationKind } from '../database/access.tables.js';

export interface Organisation {
  id: string;
  nameZh: string;
  nameEn: string;
  kind: OrganisationKind;
  demo: boolean;
}

@Injectable()
export class OrganisationRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  async find(id: string): Promise<Organisation | null> {
    return (await this.list()).find((one) => one.id === id) ?? null;
  }

  async list(): Promise<Organisation[]> {
    const rows = await this.database.kysely
      .selectFrom('organisation')
      .select(['id', 'name_zh', 'name_en', 'kind', 'demo'])
      .orderBy('id')
      .execute();
    return rows.map(({ id, name_zh, name_en, kind, demo }) => ({ id, nameZh: name_zh, nameEn: name_en, kind, demo }));
  }

  /** Makes one, or gives a known one its new names. What kind it is stays: its accounts hold roles of that kind. */
  async put({ id, nameZh, nameEn, kind, demo }: Organisation): Promise<void> {
    await this.database.kysely
      .insertInto('organisation')
      .values({ id, name_zh: nameZh, name_en: nameEn, kind, demo })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name_zh: nameZh, name_en: nameEn }))
      .execute();
  }
}
