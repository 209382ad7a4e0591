import { factSubject, signalSubject, type Service, type StoredFact } from '@weibao/messages';
import type pg from 'pg';
import type { Logger } from 'pino';
import { PublishFault, type Broker } from '../messaging/broker.js';
import type { Database } from '../runtime/database.js';

const BATCH = 256;
const SWEEP_MS = 1000;
const SAVE_MS = 200;

interface FactRow {
  contract: string;
  position: number;
  id: string;
  hash: string;
  body: string;
  texts: Record<string, string>;
}

/**
 * Publishes, contract by contract and in order, what lies above `relayed`, and the signals that are not out yet.
 *
 * One instance of a service relays at a time: it holds an advisory lock on a connection of its own, and another takes over when that is lost.
 * Its own positions are kept in memory and written to `head.relayed` now and then, skipping rows that a command has locked, so that the relay
 * never makes commands wait. After a crash some facts are published twice: the broker and the consumers know them by id and position.
 *
 * It is woken by this process (wake) and by a sweep for what other instances stored. Not by NOTIFY: that takes one lock for the whole database
 * at commit, and commits of different contracts would queue behind each other's fsync.
 */
export class Relay {
  private readonly relayed = new Map<string, number>();
  private readonly unsaved = new Set<string>();
  private readonly awake = new Set<string>();
  private signalsAwake = true;
  private lock: pg.PoolClient | undefined;
  private lastSweepMs = 0;
  private lastSaveMs = 0;
  private stopped = false;
  private running: Promise<void> | undefined;
  private ring: (() => void) | undefined;
  private readonly pageSql: string;

  constructor(
    private readonly database: Database,
    private readonly broker: Broker,
    private readonly service: Service,
    private readonly log: Logger,
  ) {
    const { schema } = database;
    this.pageSql = `
      select f.contract, f.position, f.id, encode(f.hash, 'hex') as hash, f.body, coalesce(t.texts, '{}'::jsonb) as texts
      from unnest($1::text[], $2::bigint[]) as w(contract, after)
      cross join lateral (
        select * from ${schema}.fact x where x.contract = w.contract and x.position > w.after order by x.position limit ${BATCH}
      ) f
      left join lateral (
        select jsonb_object_agg(x.field, x.text) as texts from ${schema}.fact_text x
        where x.contract = f.contract and x.fact = f.id and x.erased_at is null
      ) t on true
      order by f.contract, f.position limit ${4 * BATCH}`;
  }

  start(): void {
    this.running = this.run();
  }

  /** A contract has new facts. */
  wake(contract: string): void {
    this.awake.add(contract);
    this.ring?.();
  }

  wakeForSignals(): void {
    this.signalsAwake = true;
    this.ring?.();
  }

  /** A dropped trial starts again from nothing. */
  forget(contract: string): void {
    this.relayed.delete(contract);
    this.unsaved.delete(contract);
  }

  /** Publishes what is left if the broker is there, and gives the lock back. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.ring?.();
    await this.running;
  }

  private async run(): Promise<void> {
    let waitMs = 0;
    while (!this.stopped) {
      try {
        if (waitMs > 0) await this.sleep(waitMs);
        if (await this.isLeader()) waitMs = await this.round();
        else {
          this.awake.clear(); // the leader hears of them by the nudge, or sweeps
          waitMs = SWEEP_MS;
        }
      } catch (error) {
        this.log.warn({ err: error }, 'the relay could not go on; trying again');
        this.lastSweepMs = 0; // nothing that was awake may be forgotten
        this.signalsAwake = true;
        if (!(error instanceof PublishFault)) this.release();
        await new Promise((resolve) => setTimeout(resolve, 250));
        await this.broker.ensureStreams().catch(() => undefined);
        waitMs = 0;
      }
    }
    await this.saveAll().catch(() => undefined);
    this.release();
  }

  /** One pass; returns how long there is nothing to do. */
  private async round(): Promise<number> {
    if (Date.now() - this.lastSweepMs >= SWEEP_MS) await this.sweep();
    const contracts = [...this.awake];
    this.awake.clear();
    if (contracts.length > 0) await this.publishFacts(contracts);
    if (this.signalsAwake) await this.publishSignals();
    if (this.unsaved.size > 0 && Date.now() - this.lastSaveMs >= SAVE_MS) await this.saveAll();
    if (this.awake.size > 0 || this.signalsAwake) return 0;
    return this.unsaved.size > 0 ? SAVE_MS : SWEEP_MS;
  }

  private async sweep(): Promise<void> {
    const { pool, schema } = this.database;
    const behind = await pool.query<{ contract: string; relayed: number; position: number }>(
      `select contract, relayed, position from ${schema}.head where position > relayed`,
    );
    for (const { contract, relayed, position } of behind.rows) {
      if (!this.relayed.has(contract)) this.relayed.set(contract, relayed);
      if (position > (this.relayed.get(contract) as number)) this.awake.add(contract);
    }
    this.signalsAwake = true;
    this.lastSweepMs = Date.now();
  }

  private async publishFacts(contracts: string[]): Promise<void> {
    await this.readRelayed(contracts.filter((contract) => !this.relayed.has(contract)));
    const found = await this.database.pool.query<FactRow>({
      name: 'relay-page',
      text: this.pageSql,
      values: [contracts, contracts.map((contract) => this.relayed.get(contract) ?? 0)],
    });
    if (found.rows.length >= BATCH) for (const contract of contracts) this.awake.add(contract);
    const acknowledged = await Promise.allSettled(found.rows.map((row) => this.publish(row)));
    const failed = new Set<string>();
    let reason: unknown;
    acknowledged.forEach((ack, index) => {
      const { contract, position } = found.rows[index] as FactRow;
      if (ack.status === 'rejected') {
        failed.add(contract);
        reason = ack.reason;
      }
      // Only up to the first that was not acknowledged: what comes after is published again.
      if (failed.has(contract)) return;
      this.relayed.set(contract, position);
      this.unsaved.add(contract);
    });
    if (failed.size > 0) throw reason;
  }

  private publish(row: FactRow): Promise<void> {
    const { contract, position, hash, body, texts } = row;
    const fact: StoredFact = { service: this.service, contract, position, hash, body, texts };
    // A fact id is unique within a contract only, and a dropped trial may use it again: the hash tells those apart.
    const messageId = `${this.service}:${contract}:${row.id}:${hash.slice(0, 16)}`;
    return this.broker.publish(factSubject(this.service, contract), JSON.stringify(fact), messageId);
  }

  private async readRelayed(contracts: string[]): Promise<void> {
    if (contracts.length === 0) return;
    const found = await this.database.pool.query<{ contract: string; relayed: number }>(
      `select contract, relayed from ${this.database.schema}.head where contract = any ($1)`,
      [contracts],
    );
    for (const row of found.rows) this.relayed.set(row.contract, row.relayed);
  }

  /** Signals have no order among contracts: those not relayed yet, oldest first. */
  private async publishSignals(): Promise<void> {
    const { pool, schema } = this.database;
    const found = await pool.query<{ contract: string; id: string; payload: string }>(
      `select contract, id, payload from ${schema}.signal where not relayed order by raised_at limit ${BATCH}`,
    );
    this.signalsAwake = found.rows.length === BATCH;
    if (found.rows.length === 0) return;
    await Promise.all(
      found.rows.map(({ contract, id, payload }) =>
        this.broker.publish(signalSubject(this.service, contract), payload, `${this.service}:${contract}:${id}`),
      ),
    );
    await pool.query(
      `update ${schema}.signal s set relayed = true
       from unnest($1::text[], $2::text[]) as r(contract, id) where s.contract = r.contract and s.id = r.id`,
      [found.rows.map((row) => row.contract), found.rows.map((row) => row.id)],
    );
  }

  /** Losing this write costs a publication that everybody recognises, so it does not wait for the disk, nor for a row that is in use. */
  private async saveAll(): Promise<void> {
    const contracts = [...this.unsaved];
    if (contracts.length === 0 || !this.lock) return;
    this.lastSaveMs = Date.now();
    const { schema } = this.database;
    const saved = await this.lock.query<{ contract: string; relayed: number }>(
      `update ${schema}.head h set relayed = w.relayed
       from (
         select x.contract, r.relayed from unnest($1::text[], $2::bigint[]) as r(contract, relayed)
         join ${schema}.head x on x.contract = r.contract and x.position >= r.relayed
         for update of x skip locked
       ) w where h.contract = w.contract returning h.contract, h.relayed`,
      [contracts, contracts.map((contract) => this.relayed.get(contract) ?? 0)],
    );
    for (const row of saved.rows) if (this.relayed.get(row.contract) === row.relayed) this.unsaved.delete(row.contract);
  }

  private async isLeader(): Promise<boolean> {
    if (this.lock) return true;
    const client = await this.database.pool.connect();
    try {
      const got = await client.query<{ locked: boolean }>(
        `select pg_try_advisory_lock(hashtextextended($1, 0)) as locked, set_config('synchronous_commit', 'off', false)`,
        [`weibao-relay-${this.database.schema}`],
      );
      if (got.rows[0]?.locked) {
        client.on('error', () => this.release());
        this.lock = client;
        this.relayed.clear();
        this.lastSweepMs = 0;
        return true;
      }
      await client.query('reset synchronous_commit');
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
    client.release();
    return false;
  }

  /** The connection is thrown away: with it goes the lock. */
  private release(): void {
    const client = this.lock;
    this.lock = undefined;
    client?.release(true);
  }

  private sleep(ms: number): Promise<void> {
    const busy = this.lock !== undefined && (this.awake.size > 0 || this.signalsAwake);
    if (busy || this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.ring = undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.ring = () => {
        if (this.lock !== undefined || this.stopped) done(); // who stands by is not woken
      };
    });
  }
}
