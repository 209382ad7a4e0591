export type AppName = 'incident-svc' | 'inspection-svc' | 'billing-svc' | 'gateway';
export type PartName = AppName | 'postgres' | 'nats-server';

export interface WeibaoOptions {
  /** Which apps; all unless told. */
  only?: AppName[];
  /** A folder that outlives stop(), for tests of restarts; else a temporary one. */
  dataDir?: string;
  port?: number;
  /** A PostgreSQL of its own in dataDir, for tests that kill it; else a fresh database on the run's server. */
  ownPostgres?: boolean;
  /** With ownPostgres: it waits for the disk as in production, which tests do without. */
  durable?: boolean;
  /** false: no demo accounts. */
  demo?: boolean;
  /** For the apps, over everything else. */
  env?: Record<string, string>;
  backoff?: { firstMs: number; lastMs: number; calmMs: number };
}

export type PartEvent =
  { kind: 'died'; name: string; how: string; againInMs: number } | { kind: 'back'; name: string; afterMs: number };

export interface DemoAccess {
  accounts: { account: string; password: string; nameZh: string; role: string; organisation: string }[];
  /** Of the demo administrator. */
  token: { account: string; secret: string };
}

export interface Weibao {
  baseUrl: string;
  databaseUrl: string; // who connects by it may do everything
  databaseUrlOf(app: string): string; // with the name and password of an app
  /** Without a name: tests look on, and may do everything. The apps themselves run as users with permissions. */
  natsUrl: string;
  /** With the name and password of an app. */
  natsUrlOf(user: AppName): string;
  dataDir: string;
  /** What the supervisor noticed, in order. */
  events: PartEvent[];
  /** The demo accounts and the administrator's token, as the gateway wrote them down. */
  access(): DemoAccess | null;
  pidOf(name: PartName): number | undefined;
  logOf(name: PartName): string;
  /** SIGKILL; the supervisor starts the part again. */
  kill(name: PartName): Promise<void>;
  /** Waits until the part came back that many times since the start. */
  untilBack(name: PartName, timesDied?: number, withinMs?: number): Promise<void>;
  /** Stops everything in order; the database and the temporary folder go, unless keepData. */
  stop(options?: { keepData?: boolean }): Promise<void>;
}

/** Starts the built Weibao as `npm start` does: same order, same supervision, with a broker of its own. */
export declare function startWeibao(options?: WeibaoOptions): Promise<Weibao>;
