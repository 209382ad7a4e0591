import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson, formatInstant } from '@weibao/exchange';
import { TRIAL_PREFIX } from '@weibao/messages';
import { Database, LOGGER, type Logger } from '@weibao/service-kit';
import { sql } from 'kysely';
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

/** An entry as it is chained and given away. */
export interface StoredEntry {
  position: number;
  hash: string;
  body: string;
}

export interface AuditFilter {
  from?: string | undefined; // as audit instants are written: they sort as text
  to?: string | undefined;
  account?: string | undefined; // who did it, or whom it was done to
  action?: string | undefined; // the whole word, or its beginning with a dot: `session.`
  contract?: string | undefined;
  before?: number | undefined; // older than this position
}

/** +08:00 with milliseconds always, so that instants sort as text. */
export const auditInstant = (ms: number): string => formatInstant(ms).replace(/(:\d\d)\+/, '$1.000+');

/** Who came in, who was refused, who changed accounts and tokens, who imported. Entries are only ever added, and chained. */
@Injectable()
export class AuditRepository {
  constructor(
    private readonly database: Database<AccessTables>,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async add({ atMs, ...entry }: AuditEntry): Promise<void> {
    const said = Object.entries({ ...entry, at: auditInstant(atMs), detail: entry.detail ?? {} });
    const body = canonicalJson(Object.fromEntries(said.filter(([, value]) => value !== undefined)));
    const { rows } = await sql<{ place: number; link: Buffer }>`
      select place, link from ${sql.id(this.database.schema)}.append_audit(${body})`.execute(this.database.kysely);
    const [row] = rows;
    // The log is kept elsewhere than the table: who bends the chain has these hashes against him.
    this.log.info({ action: entry.action, position: row?.place, hash: row?.link.toString('hex') }, 'audited');
  }

  /** Entries that fit, the newest first. */
  async search(filter: AuditFilter, limit: number): Promise<StoredEntry[]> {
    let query = this.database.kysely.selectFrom('audit').select(['position', 'hash', 'body']);
    const { from, to, account, action, contract, before } = filter;
    if (from !== undefined) query = query.where('at', '>=', from);
    if (to !== undefined) query = query.where('at', '<', to);
    if (contract !== undefined) query = query.where('contract', '=', contract);
    if (before !== undefined) query = query.where('position', '<', before);
    if (account !== undefined)
      query = query.where((where) => where.or([where('account', '=', account), where('about_account', '=', account)]));
    if (action !== undefined)
      query = action.endsWith('.')
        ? query.where((where) => where.fn<boolean>('starts_with', ['action', where.val(action)]))
        : query.where('action', '=', action);
    const rows = await query.orderBy('position', 'desc').limit(limit).execute();
    return rows.map(stored);
  }

  /** Contracts that were registered here, or whose record was taken home: each of them has chains. Trials go as they came. */
  async contractsSeen(): Promise<string[]> {
    const rows = await this.database.kysely
      .selectFrom('audit')
      .select('contract')
      .distinct()
      .where('action', 'in', ['contract.registered', 'record.exported'])
      .where('contract', 'is not', null)
      .orderBy('contract')
      .execute();
    return rows.flatMap(({ contract }) => (contract === null || contract.startsWith(TRIAL_PREFIX) ? [] : [contract]));
  }

  /** Entries in the order of the chain, after a position. */
  async chain(after: number, limit: number): Promise<StoredEntry[]> {
    const rows = await this.database.kysely
      .selectFrom('audit')
      .select(['position', 'hash', 'body'])
      .where('position', '>', after)
      .orderBy('position')
      .limit(limit)
      .execute();
    return rows.map(stored);
  }

  /** Where the chain ends, as its head says. */
  async head(): Promise<{ position: number; hash: string }> {
    const row = await this.database.kysely
      .selectFrom('audit_head')
      .select(['position', 'hash'])
      .executeTakeFirstOrThrow();
    return { position: row.position, hash: row.hash.toString('hex') };
  }
}

const stored = (row: { position: number; hash: Buffer; body: string }): StoredEntry => ({
  position: row.position,
  hash: row.hash.toString('hex'),
  body: row.body,
});
