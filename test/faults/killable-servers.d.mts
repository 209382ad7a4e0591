/** A server of the test's own that it may kill with SIGKILL and start again on the same port and data. */
export interface Killable {
  url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Only while it is down: deletes everything that it stored. */
  loseData(): void;
  /** Ends it and deletes its folder. */
  close(): Promise<void>;
}

/** PostgreSQL with fsync as in production: what it acknowledged must be there after a crash. */
export declare function killablePostgres(): Promise<Killable>;
export declare function killableNats(): Promise<Killable>;
