import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import type { AccessTables } from '../database/access.tables.js';
import { FORGET_AFTER_MS, FREE_FROM_ANYWHERE, FREE_FROM_ONE_ADDRESS, nextAttemptAtMs } from './attempt.rules.js';

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
    // Who is to wait is told so by one look, without a lock: ten thousand guesses must not hold up those who know their password.
    const seen = await this.database.kysely
      .selectFrom('sign_in_failure')
      .select(['subject', 'count', 'last_at'])
      .where(
        'subject',
        'in',
        subjects.map(({ subject }) => subject),
      )
      .execute();
    const isToWait = waitOf(subjects, seen, nowMs);
    if (isToWait > 0) return isToWait;
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
      const waitMs = waitOf(subjects, rows, nowMs);
      if (waitMs > 0) return waitMs;
      for (const row of rows)
        await transaction
          .updateTable('sign_in_failure')
          .set({ count: standing(row, nowMs) + 1, last_at: new Date(nowMs) })
          .where('subject', '=', row.subject)
          .execute();
      return 0;
    });
  }

  /** Accounts at which somebody guesses so much that all have to wait, or whose own people do at some address: until when. */
  async locked(nowMs: number): Promise<Map<string, number>> {
    const rows = await this.database.kysely
      .selectFrom('sign_in_failure')
      .select(['subject', 'count', 'last_at'])
      .where('count', '>=', FREE_FROM_ONE_ADDRESS)
      .where('last_at', '>', new Date(nowMs - FORGET_AFTER_MS))
      .execute();
    const locked = new Map<string, number>();
    for (const { subject, count, last_at } of rows) {
      const [account = '', address] = subject.split('|');
      const free = address === '*' ? FREE_FROM_ANYWHERE : FREE_FROM_ONE_ADDRESS;
      const untilMs = nextAttemptAtMs({ count, lastAtMs: last_at.getTime() }, free);
      if (account !== '*' && untilMs > nowMs) locked.set(account, Math.max(untilMs, locked.get(account) ?? 0));
    }
    return locked;
  }

  /** Forgets what was counted against an account, from wherever. */
  async forget(account: string): Promise<void> {
    await this.database.kysely
      .deleteFrom('sign_in_failure')
      .where((where) => where.fn<boolean>('starts_with', ['subject', where.val(`${account}|`)]))
      .execute();
  }

  /** The attempt was a good one: the account starts afresh, the address gets its attempt back. Old rows go on the way. */
  async succeeded(cleared: readonly string[], givenBack: string, nowMs: number): Promise<void> {
    await this.database.kysely
      .deleteFrom('sign_in_failure')
      .where((where) =>
        where.or([where('subject', 'in', cleared), where('last_at', '<', new Date(nowMs - FORGET_AFTER_MS))]),
      )
      .execute();
    await this.giveBack(givenBack);
  }

  /** It was no guess: the attempt does not count. */
  async giveBack(subject: string): Promise<void> {
    await this.database.kysely
      .updateTable('sign_in_failure')
      .set((expression) => ({ count: expression('count', '-', 1) }))
      .where('subject', '=', subject)
      .where('count', '>', 0)
      .execute();
  }
}

interface Row {
  subject: string;
  count: number;
  last_at: Date;
}

const standing = (row: Row, nowMs: number): number =>
  nowMs - row.last_at.getTime() >= FORGET_AFTER_MS ? 0 : row.count;

/** Milliseconds until an attempt is looked at; 0 when it is now. */
function waitOf(subjects: readonly Subject[], rows: readonly Row[], nowMs: number): number {
  const waits = rows.map((row) => {
    const free = subjects.find(({ subject }) => subject === row.subject)?.free ?? 0;
    return nextAttemptAtMs({ count: standing(row, nowMs), lastAtMs: row.last_at.getTime() }, free) - nowMs;
  });
  return Math.max(0, ...waits);
}
