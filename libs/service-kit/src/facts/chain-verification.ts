import type { ChainFaultView, ChainsCompared, ChainsPage, Service } from '@weibao/messages';
import type { Database } from '../runtime/database.js';

const CONTRACTS_AT_ONCE = 20;

interface ChainRow {
  contract: string;
  facts: number;
  position: number | null; // the first that does not follow
  kind: 'bent' | 'missing' | null;
  last: number;
  lastHash: string;
  head: number | null; // null: facts without a head
  headHash: string | null;
}

interface Witness {
  contract: string;
  position: number;
  hash: string;
  seenBy: string;
}

/**
 * Computes the chains of a service's own facts again, in the database, where they lie: nothing is remembered of an earlier time. Each chain is compared
 * with its head row, and with what other services had copied of it, since whoever owns this schema could make a whole chain anew.
 */
export class ChainVerification {
  constructor(private readonly database: Database) {}

  /** The chains of the next contracts by name, and how far this service has copied and checked those of others in them. */
  async page(after: string): Promise<ChainsPage> {
    const rows = await this.chains(after);
    const upTo = rows.length < CONTRACTS_AT_ONCE ? null : (rows.at(-1)?.contract ?? null);
    const chains: ChainsPage['chains'] = [];
    for (const row of rows) {
      const fault = faultOf(row);
      const isLonger = row.last > (row.head ?? 0);
      const told = fault?.kind === 'bent' && isLonger ? await this.insertedOr(row.contract, fault) : fault;
      chains.push({ contract: row.contract, facts: row.facts, fault: told });
    }
    return { chains, seen: await this.seen(after, upTo), next: upTo };
  }

  /** Which chains do not pass through what others have copied of them. A chain that is gone is cut before its first fact. */
  async compare(witnesses: readonly Witness[]): Promise<ChainsCompared['faults']> {
    const { schema, pool } = this.database;
    const { rows } = await pool.query<Witness & { found: string | null; last: number }>(
      `select w.contract, w.position, w.seen_by as "seenBy", encode(f.hash, 'hex') as found,
         coalesce((select max(l.position) from ${schema}.fact l where l.contract = w.contract), 0) as last, w.hash
       from unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) as w (contract, position, hash, seen_by)
       left join ${schema}.fact f using (contract, position)
       where encode(f.hash, 'hex') is distinct from w.hash order by w.contract, w.position`,
      [
        witnesses.map(({ contract }) => contract),
        witnesses.map(({ position }) => position),
        witnesses.map(({ hash }) => hash),
        witnesses.map(({ seenBy }) => seenBy),
      ],
    );
    return rows.map(({ contract, position, seenBy, last }) => ({
      contract,
      fault: last < position ? { position: last + 1, kind: 'cut', seenBy } : { position, kind: 'rewritten', seenBy },
    }));
  }

  private async chains(after: string): Promise<ChainRow[]> {
    const { schema, pool } = this.database;
    const { rows } = await pool.query<ChainRow>(
      `with names as (
         select contract from (
           select contract from ${schema}.head union select distinct contract from ${schema}.fact
         ) every_one where contract > $1 order by contract limit ${CONTRACTS_AT_ONCE}
       ), linked as (
         select f.contract, f.position, f.hash,
           f.position - coalesce(lag(f.position) over chain, 0) <> 1 as gap,
           f.hash <> sha256(coalesce(lag(f.hash) over chain, ''::bytea) || convert_to(f.body, 'UTF8')) as bent
         from ${schema}.fact f join names using (contract)
         window chain as (partition by f.contract order by f.position)
       )
       select n.contract, count(l.position) as facts,
         min(l.position) filter (where l.gap or l.bent) as position,
         case when min(l.position) filter (where l.gap) <= min(l.position) filter (where l.gap or l.bent) then 'missing'
           when bool_or(l.bent) then 'bent' end as kind,
         coalesce(max(l.position), 0) as last,
         coalesce(encode((array_agg(l.hash order by l.position desc))[1], 'hex'), '') as "lastHash",
         h.position as head, encode(h.hash, 'hex') as "headHash"
       from names n left join linked l using (contract) left join ${schema}.head h using (contract)
       group by n.contract, h.position, h.hash order by n.contract`,
      [after],
    );
    return rows;
  }

  /** In a chain that is longer than its head says: a bent link whose neighbours fit each other without the fact between them was put in. */
  private async insertedOr(contract: string, bent: ChainFaultView): Promise<ChainFaultView> {
    const { schema, pool } = this.database;
    const { rows } = await pool.query<{ position: number }>(
      `select between_.position from ${schema}.fact between_
       join ${schema}.fact next on next.contract = $1 and next.position = between_.position + 1
       left join ${schema}.fact before on before.contract = $1 and before.position = between_.position - 1
       where between_.contract = $1 and between_.position in ($2::bigint, $2::bigint - 1)
         and next.hash = sha256(coalesce(before.hash, ''::bytea) || convert_to(next.body, 'UTF8'))
       order by 1 limit 1`,
      [contract, bent.position],
    );
    return rows[0] ? { position: rows[0].position, kind: 'inserted' } : bent;
  }

  private async seen(after: string, upTo: string | null): Promise<ChainsPage['seen']> {
    const { rows } = await this.database.pool.query<{
      contract: string;
      service: Service;
      position: number;
      hash: string;
    }>(
      `select contract, service, position, encode(hash, 'hex') as hash from ${this.database.schema}.consumed
       where position > 0 and contract > $1 and ($2::text is null or contract <= $2) order by contract, service`,
      [after, upTo],
    );
    return rows;
  }
}

/** Missing: the fact before this one is not there. Cut: the head says more. Inserted: more than the head knows. */
function faultOf(row: ChainRow): ChainFaultView | null {
  if (row.position !== null && row.kind === 'missing') return { position: row.position - 1, kind: 'missing' };
  if (row.position !== null) return { position: row.position, kind: 'bent' };
  if (row.head === null || row.last > row.head) return { position: (row.head ?? 0) + 1, kind: 'inserted' };
  if (row.last < row.head) return { position: row.last + 1, kind: 'cut' };
  return row.lastHash === row.headHash ? null : { position: row.head, kind: 'rewritten' };
}
