import type { FactsPage, Service } from '@weibao/messages';
import type { Database } from '../runtime/database.js';
import { chainFault, type ChainFault, type Link } from './chain.js';
import { saltedHash } from './fact-body.js';

export interface Verified {
  positions: number;
  /** Where the chain is bent or has a gap; null when it holds. */
  fault: ChainFault | null;
  /** Texts that were erased, with the reason: verifiable all the same, since the body holds their hash. */
  erased: { fact: string; field: string; reason: string }[];
  /** Texts that are not what the body says. */
  bentTexts: { fact: string; field: string }[];
}

/** A page must stay below the message limit with room for its frame. */
const PAGE_BYTES = 200 * 1024;
const BATCH = 1000;

/** Reads a service's own facts back: page by page, to check them, and to erase what a person should not have typed. */
export class FactReader {
  private readonly pageSql: string;

  constructor(
    readonly database: Database,
    readonly service: Service,
  ) {
    const { schema } = database;
    this.pageSql = `
      select f.position, encode(f.hash, 'hex') as hash, f.body, coalesce(t.texts, '{}'::jsonb) as texts
      from ${schema}.fact f
      left join lateral (
        select jsonb_object_agg(x.field, x.text) as texts from ${schema}.fact_text x
        where x.contract = f.contract and x.fact = f.id and x.erased_at is null
      ) t on true
      where f.contract = $1 and f.position > $2 order by f.position limit $3`;
  }

  /** Facts after a position, as many as fit a message (one at least), and the head at that moment or later. */
  async page(contract: string, after: number, limit: number): Promise<FactsPage> {
    const found = await this.database.pool.query<FactsPage['facts'][number]>({
      name: 'facts-page',
      text: this.pageSql,
      values: [contract, after, limit],
    });
    let bytes = 0;
    const over = found.rows.findIndex((row, index) => {
      bytes += Buffer.byteLength(row.body) + Buffer.byteLength(JSON.stringify(row.texts)) + 120;
      return index > 0 && bytes > PAGE_BYTES;
    });
    const facts = over === -1 ? found.rows : found.rows.slice(0, over);
    return { facts, head: await this.head(contract) };
  }

  async head(contract: string): Promise<number> {
    const found = await this.database.pool.query<{ position: number }>({
      name: 'head-position',
      text: `select position from ${this.database.schema}.head where contract = $1`,
      values: [contract],
    });
    return found.rows[0]?.position ?? 0;
  }

  /** Positions of all contracts, in order of their ids, after one of them. */
  async heads(after: string, limit: number): Promise<{ contract: string; position: number }[]> {
    const found = await this.database.pool.query<{ contract: string; position: number }>(
      `select contract, position from ${this.database.schema}.head
       where contract > $1 and position > 0 order by contract limit $2`,
      [after, limit],
    );
    return found.rows;
  }

  /** Follows the whole chain of a contract and compares each text with its hash. */
  async verify(contract: string): Promise<Verified> {
    const { schema, pool } = this.database;
    const verified: Verified = { positions: 0, fault: null, erased: [], bentTexts: [] };
    let last: Link = { position: 0, hash: '', body: '' };
    for (;;) {
      const found = await pool.query<Link>(this.pageSql, [contract, last.position, BATCH]);
      verified.fault ??= chainFault(found.rows, last);
      verified.positions += found.rows.length;
      last = found.rows.at(-1) ?? last;
      if (found.rows.length < BATCH) break;
    }
    const texts = await pool.query<TextRow>(
      `select t.fact, t.field, t.text, t.salt, t.erased_reason as reason, (f.body::jsonb) ->> t.field as hash
       from ${schema}.fact_text t join ${schema}.fact f on f.contract = t.contract and f.id = t.fact
       where t.contract = $1 order by f.position, t.field`,
      [contract],
    );
    for (const { fact, field, text, salt, reason, hash } of texts.rows) {
      if (text === null) verified.erased.push({ fact, field, reason: reason ?? '' });
      else if (saltedHash(salt, text) !== hash) verified.bentTexts.push({ fact, field });
    }
    return verified;
  }

  /** Erases one free text for good, with the reason; the first reason stays. Unknown when the fact never had such a text. The chain stays verifiable. */
  async eraseText(contract: string, fact: string, field: string, reason: string): Promise<'erased' | 'unknown'> {
    const erased = await this.database.pool.query(
      `update ${this.database.schema}.fact_text
       set text = null, erased_at = coalesce(erased_at, clock_timestamp()), erased_reason = coalesce(erased_reason, $4)
       where contract = $1 and fact = $2 and field = $3`,
      [contract, fact, field, reason],
    );
    return erased.rowCount === 1 ? 'erased' : 'unknown';
  }
}

interface TextRow {
  fact: string;
  field: string;
  text: string | null;
  salt: Buffer;
  reason: string | null;
  hash: string;
}
