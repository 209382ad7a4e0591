import type { Heads } from '@weibao/messages';
import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import type { Digests } from './outcome-changes.js';

export interface OutcomeMarkTable {
  outcome_mark: { contract: string; heads: string; changes_at_ms: number | null; digests: string };
}

/** Of the outcome that was last made known: what it was made of, when time alone changes it, and a digest of each list. */
export interface OutcomeMark {
  heads: Heads;
  changesAtMs: number | null;
  digests: Partial<Digests>;
}

/** One row a contract, so that a restart neither repeats a change nor swallows one. It is a note, never a source: any row may be deleted. */
@Injectable()
export class OutcomeMarkRepository {
  constructor(private readonly database: Database<OutcomeMarkTable>) {}

  async read(contract: string): Promise<OutcomeMark | null> {
    const row = await this.database.kysely
      .selectFrom('outcome_mark')
      .select(['heads', 'changes_at_ms', 'digests'])
      .where('contract', '=', contract)
      .executeTakeFirst();
    if (!row) return null;
    return { heads: JSON.parse(row.heads), changesAtMs: row.changes_at_ms, digests: JSON.parse(row.digests) };
  }

  async write(contract: string, mark: OutcomeMark): Promise<void> {
    const row = {
      heads: JSON.stringify(mark.heads),
      changes_at_ms: mark.changesAtMs,
      digests: JSON.stringify(mark.digests),
    };
    await this.database.kysely
      .insertInto('outcome_mark')
      .values({ contract, ...row })
      .onConflict((conflict) => conflict.column('contract').doUpdateSet(row))
      .execute();
  }
}
