import type { Fact, FactOf } from '@weibao/exchange';
import { factOf, services, type Heads, type Service } from '@weibao/messages';
import { mayReadNow, type Database } from '../runtime/database.js';

/** All that is known of a contract here: own facts and copies, and the position per service that they reach to. */
export interface ContractRecord {
  contract: string;
  facts: readonly Fact[];
  heads: Heads;
  registered: FactOf<'contract.registered'> | null;
  parties: readonly { organisation: string; part: 'customer' | 'user' | 'vendor' }[];
  trial: boolean;
}

interface Row {
  service: Service;
  position: number;
  body: string;
  texts: Record<string, string>;
}

const nothing = (contract: string): ContractRecord => ({
  contract,
  facts: [],
  heads: {},
  registered: null,
  parties: [],
  trial: contract.startsWith('trial-'),
});

/**
 * The record of each contract, kept in memory and brought up to date from the database at every question, in one round trip: what another
 * instance stored a moment ago is in the answer. Records are never changed in place: who holds one may go on computing with it.
 */
export class ContractRecords {
  private readonly records = new Map<string, ContractRecord>();
  private readonly listeners = new Set<(contract: string) => void>();
  private readonly dropListeners = new Set<(contract: string) => void>();
  private readonly newerSql: string;

  constructor(
    private readonly database: Database,
    private readonly service: Service,
  ) {
    const { schema } = database;
    this.newerSql = `
      select $2::text as service, f.position, f.body, coalesce(t.texts, '{}'::jsonb) as texts
      from ${schema}.fact f
      left join lateral (
        select jsonb_object_agg(x.field, x.text) as texts from ${schema}.fact_text x
        where x.contract = f.contract and x.fact = f.id and x.erased_at is null
      ) t on true
      where f.contract = $1 and f.position > $3
      union all
      select c.service, c.position, c.body, c.texts
      from unnest($4::text[], $5::bigint[]) as w(service, after)
      join ${schema}.copy c on c.contract = $1 and c.service = w.service and c.position > w.after
      order by 1, 2`;
  }

  async get(contract: string): Promise<ContractRecord> {
    if (!mayReadNow(contract)) return nothing(contract); // as its rows would be
    const known = this.records.get(contract);
    const others = services.filter((service) => service !== this.service);
    const rows = await this.database.patiently<Row>({
      name: 'contract-newer',
      text: this.newerSql,
      values: [
        contract,
        this.service,
        known?.heads[this.service] ?? 0,
        others,
        others.map((service) => known?.heads[service] ?? 0),
      ],
    });
    return this.extend(contract, rows);
  }

  /** What is known without asking the database: for the guard, since parties do not change. Null when nothing was read yet. */
  known(contract: string): ContractRecord | null {
    return mayReadNow(contract) ? (this.records.get(contract) ?? null) : null;
  }

  /** Contracts of which this service holds a fact, own or copied. */
  async contracts(): Promise<string[]> {
    const { schema, pool } = this.database;
    const found = await pool.query<{ contract: string }>(
      `select contract from ${schema}.head where position > 0 union select contract from ${schema}.consumed where position > 0 order by 1`,
    );
    return found.rows.map((row) => row.contract);
  }

  /** Calls back when a contract's record has grown, here or in another instance. Returns how to stop. */
  onChange(callback: (contract: string) => void): () => void {
    this.listeners.add(callback);
    return () => this.listeners.delete(callback);
  }

  /** Calls back when a trial was dropped: whoever keeps something of it forgets it. */
  onDrop(callback: (contract: string) => void): () => void {
    this.dropListeners.add(callback);
    return () => this.dropListeners.delete(callback);
  }

  /** Tells the listeners that a record has grown. */
  changed(contract: string): void {
    for (const listener of this.listeners) listener(contract);
  }

  /** Forgets what is cached: the trial was dropped, or a text was erased. */
  forget(contract: string): void {
    this.records.delete(contract);
  }

  dropped(contract: string): void {
    this.forget(contract);
    for (const listener of this.dropListeners) listener(contract);
  }

  /** Rows may have been applied by a question that ran beside this one: only the next position counts. */
  private extend(contract: string, rows: readonly Row[]): ContractRecord {
    const base = this.records.get(contract) ?? nothing(contract);
    const heads: Heads = { ...base.heads };
    const added: Fact[] = [];
    for (const row of rows) {
      if (row.position !== (heads[row.service] ?? 0) + 1) continue;
      heads[row.service] = row.position;
      added.push(factOf(row));
    }
    if (added.length === 0) return base;
    const registered = base.registered ?? added.find((fact) => fact.type === 'contract.registered') ?? null;
    const record: ContractRecord = {
      contract,
      facts: base.facts.concat(added),
      heads,
      registered,
      parties: (registered?.parties ?? []) as ContractRecord['parties'],
      trial: base.trial || registered?.trial === true,
    };
    this.records.set(contract, record);
    return record;
  }
}
