import { canonicalJson, parseInstant } from '@weibao/exchange';
import type { Heads, Service, Signal, SignalKind } from '@weibao/messages';
import { createHash } from 'node:crypto';
import type { Database } from '../runtime/database.js';

/** What is raised; `id`, `service` and `raisedAt` are added here. */
export interface NewSignal {
  contract: string;
  kind: SignalKind;
  clause: string;
  subject: string;
  dueAt: string | null;
  raisedAt: string;
  detail: Record<string, unknown>;
  heads?: Heads;
}

/** Signals of one service: noticed once, whoever notices, however often. */
export class Signals {
  private readonly listeners = new Set<(signal: Signal) => void>();

  constructor(
    private readonly database: Database,
    private readonly service: Service,
  ) {}

  /** Calls back when a new signal was stored by this process. */
  onRaised(callback: (signal: Signal) => void): () => void {
    this.listeners.add(callback);
    return () => this.listeners.delete(callback);
  }

  /**
   * Stores a signal unless it stands already, by contract, clause, subject, due moment and kind; `outcome.changed` has no subject, and is told
   * apart by the heads it was computed at (and by `dueAt`, the moment that changed it where no fact did). True when it is new.
   */
  async raise(signal: NewSignal): Promise<boolean> {
    const mark = signal.kind === 'outcome.changed.v1' ? canonicalJson(signal.heads ?? {}) : '';
    const key = [signal.contract, signal.clause, signal.subject, signal.dueAt ?? '', signal.kind, mark].join('\n');
    const id = `s-${createHash('sha256').update(key).digest('hex').slice(0, 20)}`;
    const raised: Signal = { id, service: this.service, ...signal };
    const dueAtMs = signal.dueAt === null ? null : parseInstant(signal.dueAt);
    if (signal.dueAt !== null && dueAtMs === null) throw new Error(`signal ${signal.kind}: dueAt is not an instant`);
    const stored = await this.database.pool.query(
      `insert into ${this.database.schema}.signal (contract, id, kind, clause, subject, due_at, mark, payload)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        signal.contract,
        id,
        signal.kind,
        signal.clause,
        signal.subject,
        dueAtMs === null ? null : new Date(dueAtMs),
        mark,
        JSON.stringify(raised),
      ],
    );
    if (stored.rowCount !== 1) return false;
    for (const listener of this.listeners) listener(raised);
    return true;
  }

  /** Whether such a signal stands: a clock is cleared only when it was missed. */
  async stands(
    signal: Pick<Signal, 'contract' | 'kind' | 'clause' | 'subject'> & { dueAt: string | null },
  ): Promise<boolean> {
    const dueAtMs = signal.dueAt === null ? null : parseInstant(signal.dueAt);
    const found = await this.database.pool.query(
      `select 1 from ${this.database.schema}.signal
       where contract = $1 and clause = $2 and subject = $3 and due_at is not distinct from $4 and kind = $5`,
      [signal.contract, signal.clause, signal.subject, dueAtMs === null ? null : new Date(dueAtMs), signal.kind],
    );
    return found.rows.length > 0;
  }

  /** Signals of a contract, oldest first: a watch that starts again knows what it raised. */
  async of(contract: string, kinds: readonly SignalKind[]): Promise<Signal[]> {
    const found = await this.database.pool.query<{ payload: string }>(
      `select payload from ${this.database.schema}.signal where contract = $1 and kind = any ($2) order by raised_at, id`,
      [contract, kinds],
    );
    return found.rows.map((row) => JSON.parse(row.payload) as Signal);
  }
}
