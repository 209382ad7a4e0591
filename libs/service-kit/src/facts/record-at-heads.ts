import type { ChainHead, Fact } from '@weibao/exchange';
import { factOf, services, type Heads, type Service } from '@weibao/messages';
import type { Database } from '../runtime/database.js';
import { chainFault, type ChainFault } from './chain.js';

interface Row {
  service: Service;
  position: number;
  hash: string;
  body: string;
  texts: Record<string, string>;
}

/** A contract's record as it stood at some heads, each chain followed from its first fact. */
export interface RecordAtHeads {
  facts: readonly Fact[];
  heads: Partial<Record<Service, ChainHead>>;
  /** Where a chain does not hold up to its head, or ends before it; null when all hold. */
  fault: (ChainFault & { service: Service }) | null;
}

/** Reads the record up to given positions, own facts and copies: what a decision or a statement was made of. */
export class HeadsReader {
  private readonly sql: string;

  constructor(
    private readonly database: Database,
    private readonly service: Service,
  ) {
    const { schema } = database;
    this.sql = `
      select w.service, f.position, encode(f.hash, 'hex') as hash, f.body, coalesce(t.texts, '{}'::jsonb) as texts
      from unnest($2::text[], $3::bigint[]) as w(service, until)
      join ${schema}.fact f on f.contract = $1 and w.service = $4 and f.position <= w.until
      left join lateral (
        select jsonb_object_agg(x.field, x.text) as texts from ${schema}.fact_text x
        where x.contract = f.contract and x.fact = f.id and x.erased_at is null
      ) t on true
      union all
      select c.service, c.position, encode(c.hash, 'hex'), c.body, c.texts
      from unnest($2::text[], $3::bigint[]) as w(service, until)
      join ${schema}.copy c on c.contract = $1 and c.service = w.service and c.position <= w.until
      order by 1, 2`;
  }

  async read(contract: string, heads: Heads): Promise<RecordAtHeads> {
    const wanted = services.filter((service) => (heads[service] ?? 0) > 0);
    const rows = await this.database.patiently<Row>({
      name: 'record-at-heads',
      text: this.sql,
      values: [contract, wanted, wanted.map((service) => heads[service]), this.service],
    });
    const record: RecordAtHeads = { facts: rows.map(factOf), heads: {}, fault: null };
    for (const service of wanted) {
      const chain = rows.filter((row) => row.service === service);
      const last = chain.at(-1);
      const fault = chainFault(chain);
      if (fault) record.fault ??= { service, ...fault };
      else if (last?.position !== heads[service])
        record.fault ??= { service, position: (last?.position ?? 0) + 1, fault: 'gap' };
      if (last) record.heads[service] = { position: last.position, hash: last.hash };
    }
    return record;
  }
}
