export declare const root: string;
export declare const sharedPostgres: 'WEIBAO_TEST_POSTGRES';
export declare const sharedNats: 'WEIBAO_TEST_NATS';
export declare const quickSettings: Record<string, string>;

/** An empty folder under the system's temporary one, which PostgreSQL's user may pass through. */
export declare function temporaryFolder(purpose: string): string;

/** PostgreSQL: that of the run (stop() then does nothing), or with `own` one of the caller's. */
export declare function startDatabase(options?: {
  own?: boolean;
}): Promise<{ adminUrl: string; stop(): Promise<void> }>;

/** nats-server with JetStream: that of the run (stop() then does nothing), or with `own` one of the caller's. */
export declare function startBroker(options?: { own?: boolean }): Promise<{ url: string; stop(): Promise<void> }>;

/** A nats-server with the users of Weibao; who gives no name (`url`) may do everything. */
export declare function startOwnBroker(): Promise<{
  url: string;
  urlOf(user: string): string;
  stop(): Promise<void>;
}>;

/** A database of its own: empty, or cloned from a template that `prepare` fills once per run (such as with migrations). */
export declare function freshDatabase(options?: {
  adminUrl?: string;
  template?: { name: string; prepare: (url: string) => Promise<void> };
}): Promise<{ url: string; drop(): Promise<void> }>;
