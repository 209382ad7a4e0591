import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import type { AccessTables } from './access.tables.js';

export interface AuditEntry {
  atMs: number;
  action: string; // session.opened, token.revoked …
  account?: string;
  organisation?: string;
  address?: string;
  requestId?: string;
  detail?: Record<string, unknown>; // never a secret, never free text of a contract
}

/** Who came in, who was refused, who changed accounts and tokens, who imported. Rows are only ever added. */
@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  async add(entry: AuditEntry): Promise<void> {
    await this.database.kysely
      .insertInto('audit')
      .values({
        at: new Date(entry.atMs),
        action: entry.action,
        account: entry.account ?? null,
        organisation: entry.organisation ?? null,
        address: entry.address ?? null,
        request_id: entry.requestId ?? null,
        detail: JSON.stringify(entry.detail ?? {}),
      })
      .execute();
  }
}
