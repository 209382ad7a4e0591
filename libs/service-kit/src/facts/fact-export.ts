import { formatInstant, type ChainHead, type ExportedFact } from '@weibao/exchange';
import type { ExportPage, Service } from '@weibao/messages';
import type { Database } from '../runtime/database.js';

/** A page must stay below the message limit with room for its frame. */
const PAGE_BYTES = 200 * 1024;

interface TextRow {
  field: string;
  text: string | null;
  salt: string;
  erasedAtMs: number | null;
  reason: string | null;
}

type FactRow = Pick<ExportedFact, 'position' | 'hash' | 'body'> & { texts: TextRow[] };

/** A service's share of the record that a party takes home. It reads tables only, so that a record that somebody bent is handed out as bent as it is. */
export class FactExport {
  constructor(
    private readonly database: Database,
    private readonly service: Service,
  ) {}

  /** Facts after a position, as many as fit a message (one at least). Without `withTexts` free texts and their salts stay here. */
  async page(contract: string, after: number, limit: number, withTexts: boolean): Promise<ExportPage> {
    const { schema, pool } = this.database;
    const found = await pool.query<FactRow>({
      name: 'facts-export',
      text: `
        select f.position, encode(f.hash, 'hex') as hash, f.body, coalesce(t.texts, '[]'::jsonb) as texts
        from ${schema}.fact f
        left join lateral (
          select jsonb_agg(jsonb_build_object(
            'field', x.field, 'text', x.text, 'salt', encode(x.salt, 'hex'), 'reason', x.erased_reason,
            'erasedAtMs', floor(extract(epoch from x.erased_at) * 1000)
          ) order by x.field) as texts
          from ${schema}.fact_text x where x.contract = f.contract and x.fact = f.id
        ) t on true
        where f.contract = $1 and f.position > $2 order by f.position limit $3`,
      values: [contract, after, limit],
    });
    const facts = found.rows.map((row) => this.exported(row, withTexts));
    let bytes = 0;
    const over = facts.findIndex((fact, index) => {
      bytes += Buffer.byteLength(JSON.stringify(fact));
      return index > 0 && bytes > PAGE_BYTES;
    });
    return {
      facts: over === -1 ? facts : facts.slice(0, over),
      head: await this.head(contract),
      seen: await this.seen(contract),
    };
  }

  private exported({ position, hash, body, texts }: FactRow, withTexts: boolean): ExportedFact {
    const fact: ExportedFact = {
      service: this.service,
      position,
      hash,
      body,
      texts: {},
      salts: {},
      erased: {},
      withheld: [],
    };
    for (const { field, text, salt, erasedAtMs, reason } of texts) {
      if (text === null) fact.erased[field] = { at: formatInstant(erasedAtMs ?? 0), reason: reason ?? '' };
      else if (!withTexts) fact.withheld.push(field);
      else {
        fact.texts[field] = text;
        fact.salts[field] = salt;
      }
    }
    return fact;
  }

  private async head(contract: string): Promise<ChainHead> {
    const found = await this.database.pool.query<ChainHead>(
      `select position, encode(hash, 'hex') as hash from ${this.database.schema}.head where contract = $1`,
      [contract],
    );
    return found.rows[0] ?? { position: 0, hash: '' };
  }

  private async seen(contract: string): Promise<ExportPage['seen']> {
    const found = await this.database.pool.query<ChainHead & { service: Service }>(
      `select service, position, encode(hash, 'hex') as hash from ${this.database.schema}.consumed
       where contract = $1 and position > 0 order by service`,
      [contract],
    );
    return Object.fromEntries(found.rows.map(({ service, position, hash }) => [service, { position, hash }]));
  }
}
