import { Injectable } from '@nestjs/common';
import type { OwnTerms } from '@weibao/contract-terms';
import { formatInstant } from '@weibao/exchange';
import type { AcceptanceView, DraftContent } from '@weibao/messages';
import { Database } from '@weibao/service-kit';
import type { DraftTable } from './draft.table.js';

export interface StoredDraft {
  id: string;
  organisation: string;
  basedOn: string;
  base: OwnTerms;
  content: DraftContent;
  version: number;
  registeredAs: string | null;
  startedBy: string;
  changedBy: string;
  changedAt: string;
  lastCommand: string;
  acceptances: ReadonlyMap<string, AcceptanceView & { reason: string }>; // by the key of the finding
}

export type NewDraft = Pick<StoredDraft, 'id' | 'organisation' | 'basedOn' | 'base' | 'content' | 'startedBy'> & {
  commandId: string;
  atMs: number;
};

export interface DraftChange {
  id: string;
  version: number; // that was looked at
  account: string;
  commandId: string;
  atMs: number;
}

/** Drafts of the hospital's organisations. Each question names the organisation: nobody is given another one's. */
@Injectable()
export class DraftRepository {
  constructor(private readonly database: Database<DraftTable>) {}

  async find(organisation: string, id: string): Promise<StoredDraft | null> {
    return (await this.read(organisation, id))[0] ?? null;
  }

  /** Changed last, first. */
  list(organisation: string): Promise<StoredDraft[]> {
    return this.read(organisation);
  }

  /** Made once: the same command makes the same draft. */
  async add({ id, organisation, basedOn, base, content, startedBy, commandId, atMs }: NewDraft): Promise<void> {
    await this.database.kysely
      .insertInto('draft')
      .values({
        id,
        organisation,
        based_on: basedOn,
        base: JSON.stringify(base),
        content: JSON.stringify(content),
        version: 1,
        registered_as: null,
        started_by: startedBy,
        changed_by: startedBy,
        changed_at: new Date(atMs),
        last_command: commandId,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  /** False where somebody changed it since it was looked at, or registered it. */
  async save(change: DraftChange, content: DraftContent): Promise<boolean> {
    const changed = await this.database.kysely
      .updateTable('draft')
      .set({
        content: JSON.stringify(content),
        version: change.version + 1,
        changed_by: change.account,
        changed_at: new Date(change.atMs),
        last_command: change.commandId,
      })
      .where('id', '=', change.id)
      .where('version', '=', change.version)
      .where('registered_as', 'is', null)
      .executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  }

  /** The contract stands by now, whatever was typed into the draft meanwhile. */
  async markRegistered(
    { id, account, commandId, atMs }: Omit<DraftChange, 'version'>,
    contract: string,
  ): Promise<void> {
    await this.database.kysely
      .updateTable('draft')
      .set({ registered_as: contract, changed_by: account, changed_at: new Date(atMs), last_command: commandId })
      .where('id', '=', id)
      .where('registered_as', 'is', null)
      .execute();
  }

  async discard(id: string, version: number): Promise<boolean> {
    const gone = await this.database.kysely
      .deleteFrom('draft')
      .where('id', '=', id)
      .where('version', '=', version)
      .where('registered_as', 'is', null)
      .executeTakeFirst();
    return gone.numDeletedRows > 0n;
  }

  /** Who accepted a finding first stays: it is their name that stands under it. */
  async accept(
    id: string,
    findings: readonly string[],
    by: { account: string; atMs: number; reason: string },
  ): Promise<void> {
    await this.database.kysely
      .insertInto('draft_acceptance')
      .values(
        findings.map((finding) => ({
          draft: id,
          finding,
          account: by.account,
          accepted_at: new Date(by.atMs),
          reason: by.reason,
        })),
      )
      .onConflict((conflict) => conflict.columns(['draft', 'finding']).doNothing())
      .execute();
  }

  private async read(organisation: string, id?: string): Promise<StoredDraft[]> {
    const { kysely } = this.database;
    const query = kysely.selectFrom('draft').selectAll().where('organisation', '=', organisation);
    const rows = await (id === undefined ? query : query.where('id', '=', id)).orderBy('changed_at', 'desc').execute();
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    const accepted = await kysely.selectFrom('draft_acceptance').selectAll().where('draft', 'in', ids).execute();
    return rows.map((row) => ({
      id: row.id,
      organisation: row.organisation,
      basedOn: row.based_on,
      base: JSON.parse(row.base) as OwnTerms,
      content: JSON.parse(row.content) as DraftContent,
      version: row.version,
      registeredAs: row.registered_as,
      startedBy: row.started_by,
      changedBy: row.changed_by,
      changedAt: formatInstant(row.changed_at.getTime()),
      lastCommand: row.last_command,
      acceptances: new Map(
        accepted
          .filter(({ draft }) => draft === row.id)
          .map(({ finding, account, accepted_at, reason }) => [
            finding,
            { account, at: formatInstant(accepted_at.getTime()), reason },
          ]),
      ),
    }));
  }
}
