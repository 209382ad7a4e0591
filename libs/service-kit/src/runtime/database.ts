import { Kysely, PostgresDialect } from 'kysely';
import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import type { Logger } from 'pino';
import { ReaderPool } from './row-security.js';

/** Below the five seconds that a caller waits for an answer. */
const PATIENCE_MS = 4000;

const SCHEMA = /^[a-z_]{1,30}$/;

/** The contracts that a person's question is about, for as long as it is answered; nothing where a process acts for itself or a command is done. */
const reading = new AsyncLocalStorage<readonly string[]>();

/** Whether what runs now may know of a contract: what is kept in memory knows no row security. */
export const mayReadNow = (contract: string): boolean => reading.getStore()?.includes(contract) ?? true;

/** PostgreSQL as one service sees it: its own schema, a pool that outlives a restart of the server. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each service names its own tables: Database<IncidentTables>
export class Database<Tables = any> {
  /** Queries of the service's own tables; the schema is set. */
  readonly kysely: Kysely<Tables>;

  constructor(
    private readonly owners: pg.Pool,
    private readonly readers: pg.Pool,
    readonly schema: string,
  ) {
    const pool = { connect: () => this.pool.connect(), end: () => this.close() };
    this.kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(schema);
  }

  /** The connections of whoever asks now: those of the owner, or within `readingOf` those of the reader. */
  get pool(): pg.Pool {
    return reading.getStore() === undefined ? this.owners : this.readers;
  }

  /** Runs what answers a person's question: every statement in it, however deep, sees rows of these contracts alone and can write nothing. */
  readingOf<T>(contracts: readonly string[], answer: () => T): T {
    return reading.run(contracts, answer);
  }

  /**
   * One statement that may safely be sent again: while the server is away or restarting it is, for so long. A connection that was lost on the way
   * leaves open whether it was committed, so it must be a question, or a command that knows itself by an id. Throws any other error at once.
   */
  async patiently<Row extends object>(statement: pg.QueryConfig, patienceMs = PATIENCE_MS): Promise<Row[]> {
    const untilMs = Date.now() + patienceMs;
    for (let waitMs = 25; ; waitMs = Math.min(waitMs * 2, 500)) {
      try {
        return (await this.pool.query<Row>(statement)).rows;
      } catch (error) {
        if (!isConnectionLoss(error) || this.pool.ending || Date.now() + waitMs > untilMs) throw error;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }

  /** Runs what is given in one transaction on one connection; rolls back when it throws. */
  async transaction<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    if (reading.getStore()) throw new Error('what answers a question takes no transaction of its own');
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await run(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((rollback: Error) => (broken = rollback));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Whether the database answers within the time given. */
  async answers(withinMs = 1000): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), withinMs)));
    const answered = this.pool.query('select 1').then(
      () => true,
      () => false,
    );
    return Promise.race([answered, late]).finally(() => clearTimeout(timer));
  }

  async close(): Promise<void> {
    await Promise.all([this.owners, this.readers].map((pool) => (pool.ended ? undefined : pool.end())));
  }
}

export interface DatabaseOptions {
  log: Logger;
  maxConnections?: number;
}

/** Opens a pool; nothing is connected before the first query. bigint comes as number: positions stay far below 2^53. */
export function openDatabase<Tables>(url: string, schema: string, options: DatabaseOptions): Database<Tables> {
  if (!SCHEMA.test(schema)) throw new Error(`schema ${schema}: expected lower-case letters`);
  const settings = {
    connectionString: url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    application_name: `weibao-${schema}`,
    types: { getTypeParser },
  };
  const owners = new pg.Pool(settings);
  const readers = new ReaderPool(settings, schema, () => reading.getStore() ?? []);
  // An idle connection that dies with the server is dropped by the pool; without a listener it would end the process.
  for (const pool of [owners, readers])
    pool.on('error', (error) => options.log.warn({ err: error }, 'an idle database connection was lost'));
  return new Database<Tables>(owners, readers, schema);
}

const INT8 = 20;
const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;

/** SQLSTATE classes after which the same statement may be sent again: connection lost, server starting or stopping. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string')
    return /^(08...|57P0[1-3]|53300|ECONN(REFUSED|RESET)|EPIPE|ETIMEDOUT|ENOTFOUND)$/.test(code);
  return /Connection terminated|timeout exceeded when trying to connect|connection error|not queryable/i.test(
    error.message,
  );
}

export const uniqueViolation = (error: unknown): boolean => (error as { code?: unknown }).code === '23505';
