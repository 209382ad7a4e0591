import { services, type Actor, type FactsPage, type Reply, type Service, type StoredFact } from '@weibao/messages';
import type { Logger } from 'pino';
import type { Broker } from '../messaging/broker.js';
import type { RequestClient } from '../messaging/request-client.js';
import { isConnectionLoss, type Database } from '../runtime/database.js';
import { FactConsumer } from './fact-consumer.js';

export const HEADS_OPERATION = 'heads.list';
export interface HeadsPage {
  heads: { contract: string; position: number }[];
  next: string | null;
}

/** A service that asks another one does so as the platform's own process. */
export const serviceActor = (service: Service): Actor => ({
  account: `service:${service}`,
  organisation: 'platform',
  role: 'service',
});

const COMPARE_MS = 60_000;
const COMPARE_SOON_MS = 2000;
const CATCH_UP_MS = 700;

interface ApplyRow {
  verdict: 'applied' | 'gap' | 'bent';
  head: number;
  applied: number;
}

/**
 * Keeps this service's copy of the other services' facts. The next position is applied, an older one ignored, and before a gap is crossed it is
 * fetched from the owner. At start, after each reconnection and every minute the owners' heads are compared with what is here: JetStream brings
 * facts quickly, completeness does not rest on it.
 */
export class FactCopies {
  private readonly consumers: FactConsumer[];
  private readonly listeners = new Set<(contract: string) => void>();
  private readonly behindBy = new Map<string, number>();
  private readonly bent = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private comparing: Promise<void> | undefined;
  private stopped = false;
  private readonly applySql: string;

  constructor(
    private readonly database: Database,
    private readonly broker: Broker,
    private readonly client: RequestClient,
    private readonly service: Service,
    private readonly log: Logger,
  ) {
    this.applySql = `select verdict, head, applied from ${database.schema}.apply_copies($1, $2, $3, $4, $5, $6)`;
    this.consumers = this.owners().map(
      (owner) => new FactConsumer(broker, owner, service, (facts) => this.applyAll(owner, facts), log),
    );
  }

  start(): void {
    for (const consumer of this.consumers) consumer.start();
    this.broker.onReconnect(() => this.compareIn(0));
    this.compareIn(0);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await Promise.all(this.consumers.map((consumer) => consumer.stop()));
    await this.comparing;
  }

  /** Calls back when facts of a contract were copied by this process. Returns how to stop. */
  onCopied(callback: (contract: string) => void): () => void {
    this.listeners.add(callback);
    return () => this.listeners.delete(callback);
  }

  /** Facts that the owners are known to have and we do not, as of the last comparison. */
  behind(): number {
    return [...this.behindBy.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Contracts whose copy was refused because an owner's chain does not hold, as `service/contract`. */
  refused(): string[] {
    return [...this.bent];
  }

  /** Reads from the owners, now, what is missing of one contract: somebody waits for it. False when an owner did not answer. */
  async catchUp(contract: string, owners: readonly Service[] = this.owners()): Promise<boolean> {
    const others = owners.filter((owner) => owner !== this.service);
    const complete = await Promise.all(others.map((owner) => this.fetchGap(owner, contract, CATCH_UP_MS)));
    return complete.every(Boolean);
  }

  private owners(): Service[] {
    return services.filter((owner) => owner !== this.service);
  }

  private async applyAll(owner: Service, facts: readonly StoredFact[]): Promise<void> {
    const byContract = new Map<string, StoredFact[]>();
    for (const fact of facts) {
      const list = byContract.get(fact.contract);
      if (list) list.push(fact);
      else byContract.set(fact.contract, [fact]);
    }
    await Promise.all([...byContract].map(([contract, list]) => this.apply(owner, contract, list)));
  }

  private async apply(owner: Service, contract: string, facts: FactsPage['facts']): Promise<void> {
    const verdict = await this.applyOnce(owner, contract, facts);
    if (verdict !== 'gap') return;
    if (await this.fetchGap(owner, contract)) return; // up to the owner's head, these among them
    throw new Error(`${owner}/${contract}: a gap could not be fetched from its owner`);
  }

  private async applyOnce(owner: Service, contract: string, facts: FactsPage['facts']): Promise<ApplyRow['verdict']> {
    const ordered = [...facts].sort((a, b) => a.position - b.position);
    const row = await this.retried(() =>
      this.database.pool.query<ApplyRow>({
        name: 'apply-copies',
        text: this.applySql,
        values: [
          contract,
          owner,
          ordered.map((fact) => fact.position),
          ordered.map((fact) => Buffer.from(fact.hash, 'hex')),
          ordered.map((fact) => fact.body),
          ordered.map((fact) => JSON.stringify(fact.texts)),
        ],
      }),
    );
    const { verdict, head, applied } = row.rows[0] as ApplyRow;
    if (applied > 0) for (const listener of this.listeners) listener(contract);
    const key = `${owner}/${contract}`;
    if (verdict === 'bent') {
      this.bent.add(key);
      this.log.error({ owner, contract, after: head }, 'the chain of these facts does not hold; they are not copied');
    } else if (applied > 0) this.bent.delete(key);
    return verdict;
  }

  private async fetchGap(owner: Service, contract: string, timeoutMs?: number): Promise<boolean> {
    for (;;) {
      const after = await this.consumed(owner, contract);
      const question = { contract, actor: serviceActor(this.service), body: { after, limit: 500 } };
      const reply = await this.client.send<FactsPage>(`${owner}.facts.read`, question, timeoutMs);
      if (!reply.ok) return false;
      const { facts, head } = reply.result;
      this.behindBy.set(`${owner}/${contract}`, Math.max(0, head - after - facts.length));
      if (facts.length === 0) return true;
      if ((await this.applyOnce(owner, contract, facts)) === 'bent') return true;
      if ((facts.at(-1)?.position ?? 0) >= head) return true;
    }
  }

  private async consumed(owner: Service, contract: string): Promise<number> {
    const found = await this.retried(() =>
      this.database.pool.query<{ position: number }>(
        `select position from ${this.database.schema}.consumed where contract = $1 and service = $2`,
        [contract, owner],
      ),
    );
    return found.rows[0]?.position ?? 0;
  }

  private compareIn(ms: number): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.comparing ??= this.compareAll()
        .catch((error: unknown) => {
          this.log.warn({ err: error }, 'the owners could not be compared with');
          return false;
        })
        .then((complete) => {
          this.comparing = undefined;
          this.compareIn(complete ? COMPARE_MS : COMPARE_SOON_MS);
        });
    }, ms);
  }

  /** True when every owner answered and nothing is missing any more. */
  private async compareAll(): Promise<boolean> {
    const complete = await Promise.all(this.owners().map((owner) => this.compare(owner)));
    return complete.every(Boolean);
  }

  private async compare(owner: Service): Promise<boolean> {
    const found = await this.database.pool.query<{ contract: string; position: number }>(
      `select contract, position from ${this.database.schema}.consumed where service = $1`,
      [owner],
    );
    const here = new Map(found.rows.map((row) => [row.contract, row.position]));
    let complete = true;
    for (let after: string | null = ''; after !== null && !this.stopped;) {
      const reply: Reply<HeadsPage> = await this.client.send<HeadsPage>(`${owner}.${HEADS_OPERATION}`, {
        contract: 'all',
        actor: serviceActor(this.service),
        body: { after },
      });
      if (!reply.ok) return false;
      for (const { contract, position } of reply.result.heads) {
        const missing = position - (here.get(contract) ?? 0);
        this.behindBy.set(`${owner}/${contract}`, Math.max(0, missing));
        if (missing > 0) complete = (await this.fetchGap(owner, contract)) && complete;
      }
      after = reply.result.next;
    }
    return complete;
  }

  /** The consumer waits while the database is away: what it holds would only come again. */
  private async retried<T>(run: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await run();
      } catch (error) {
        if (!isConnectionLoss(error) || this.stopped) throw error;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  }
}
