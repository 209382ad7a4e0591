import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import type { AccessTables } from '../database/access.tables.js';
import { FORGET_AFTER_MS, nextAttemptAtMs } from './attempt.rules.js';

export interface Subject {
  subject: string;
  free: number;
}

/** Attempts to sign in, counted before the password is looked at: a hundred sent at once are a hundred. Shared by all gateways. */
@Injectable()
export class AttemptRepository {
  constructor(private readonly database: Database<AccessTables>) {}

  /** Counts one attempt for each subject and gives 0, or counts nothing and gives the milliseconds to wait. */
  async begin(subjects: readonly Subject[], nowMs: number): Promise<number> {
    return this.database.kysely.transaction().execute(async (transaction) => {
      const names = subjects.map(({ subject }) => subject).sort(); // one order for all, or two attempts could wait for each other
      await transaction
        .insertInto('sign_in_failure')
        .values(names.map((subject) => ({ subject, count: 0, last_at: new Date(nowMs) })))
        .onConflict((conflict) => conflict.column('subject').doNothing())
        .execute();
      const rows = await transaction
        .selectFrom('sign_in_failure')
        .select(['subject', 'count', 'last_at'])
        .where('subject', 'in', names)
        .orderBy('subject')
        .forUpdate()
        .execute();
      const known = rows.map((row) => ({
        subject: row.subject,
        free: subjects.find(({ subject }) => subject === row.subject)?.free ?? 0,
        count: nowMs - row.last_at.getTime() >= FORGET_AFTER_MS ? 0 : row.count,
        lastAtMs: row.last_at.getTime(),
      }));
      const waitMs = Math.max(0, ...known.map((row) => nextAttemptAtMs(row, row.free) - nowMs));
      if (waitMs > 0) return waitMs;
      for (const row of known)
        await transaction
          .updateTable('sign_in_failure')
          .set({ count: row.count + 1, last_at: new Date(nowMs) })
          .where('subject', '=', row.subject)
          .execute();
      return 0;
    });
  }

  /** The attempt was a good one: the account starts afresh, the address gets its attempt back. Old rows go on the way. */
  async succeeded(cleared: readonly string[], givenBack: string, nowMs: number): Promise<void> {
    await this.database.kysely
      .deleteFrom('sign_in_failure')
      .where((where) =>
        where.or([where('subject', 'in', cleared), where('last_at', '<', new Date(nowMs - FORGET_AFTER_MS))]),
      )
      .execute();
    await this.database.kysely
      .updateTable('sign_in_failure')
      .set((expression) => ({ count: expression('count', '-', 1) }))
      .where('subject', '=', givenBack)
      .where('count', '>', 0)
      .execute();
  }
}
