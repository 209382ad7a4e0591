import type { CommandAnswer } from '../http/answers.js';
import { ApiError } from '../http/http.js';

/**
 * Commands on their way. Each carries an id that stays its own until the server has answered for good, however often the network drops,
 * the button is pressed or the page is loaded anew: the server does one id once. Kept in the browser's storage meanwhile.
 */
export interface Entry {
  id: string;
  path: string;
  body: unknown;
  label: string; // what it is, for the person who typed it
  typedAtMs: number; // server time when it was typed
}

export interface OutboxPorts {
  post(entry: Entry): Promise<CommandAnswer>;
  newId(): string;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  storedAs: string;
}

/** What happened to an entry that nobody was waiting for any more: it was typed before the page was loaded. */
export interface LateNews {
  entry: Entry;
  answer?: CommandAnswer;
  error?: unknown;
}

interface Waiting {
  entry: Entry;
  promise: Promise<CommandAnswer>;
  settle: { resolve(answer: CommandAnswer): void; reject(error: unknown): void } | null;
  attempts: number;
  sending: boolean;
}

const LONGEST_WAIT_MS = 15_000;
/** A server that fails on the same command so often will fail on it again: the person is told. */
const MOST_FAULTS = 4;

export class Outbox {
  readonly #waiting = new Map<string, Waiting>();
  readonly #listeners = new Set<() => void>();
  #snapshot: Entry[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  onLateNews: (news: LateNews) => void = () => undefined;

  constructor(private readonly ports: OutboxPorts) {}

  /** Takes up what an earlier visit could not deliver. */
  resume(): void {
    for (const entry of this.#kept()) {
      if (!this.#waiting.has(entry.id)) this.#take(entry, null);
    }
    this.retryNow();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly entries = (): Entry[] => this.#snapshot;

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Sends a command and answers when the server has decided, which may be long after: until then it stays in `entries()`.
   * The same command again while the first is under way is the first.
   * @throws ApiError when the server refuses it for good
   */
  submit(command: Omit<Entry, 'id'>): Promise<CommandAnswer> {
    const same = [...this.#waiting.values()].find(
      ({ entry }) => entry.path === command.path && JSON.stringify(entry.body) === JSON.stringify(command.body),
    );
    if (same) return same.promise;
    const entry = { ...command, id: this.ports.newId() };
    let settle: Waiting['settle'] = null;
    const promise = new Promise<CommandAnswer>((resolve, reject) => (settle = { resolve, reject }));
    const waiting = this.#take(entry, settle, promise);
    void this.#send(waiting);
    return promise;
  }

  /** The line is back, or somebody signed in again. */
  retryNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const waiting of this.#waiting.values()) if (!waiting.sending) void this.#send(waiting);
  }

  #take(entry: Entry, settle: Waiting['settle'], promise?: Promise<CommandAnswer>): Waiting {
    const unheard = promise ?? new Promise<CommandAnswer>(() => undefined);
    const waiting: Waiting = { entry, settle, promise: unheard, attempts: 0, sending: false };
    this.#waiting.set(entry.id, waiting);
    this.#changed();
    return waiting;
  }

  async #send(waiting: Waiting): Promise<void> {
    waiting.sending = true;
    waiting.attempts += 1;
    try {
      const answer = await this.ports.post(waiting.entry);
      this.#done(waiting);
      if (waiting.settle) waiting.settle.resolve(answer);
      else this.onLateNews({ entry: waiting.entry, answer });
    } catch (error) {
      waiting.sending = false;
      if (mayYetArrive(error, waiting.attempts)) return this.#later();
      this.#done(waiting);
      if (waiting.settle) waiting.settle.reject(error);
      else this.onLateNews({ entry: waiting.entry, error });
    }
  }

  #later(): void {
    const attempts = Math.min(...[...this.#waiting.values()].map((waiting) => waiting.attempts));
    this.#timer ??= setTimeout(() => this.retryNow(), Math.min(1000 * 2 ** (attempts - 1), LONGEST_WAIT_MS));
  }

  #done(waiting: Waiting): void {
    this.#waiting.delete(waiting.entry.id);
    this.#changed();
  }

  #changed(): void {
    this.#snapshot = [...this.#waiting.values()].map(({ entry }) => entry);
    if (this.#snapshot.length === 0) this.ports.storage.removeItem(this.ports.storedAs);
    else this.ports.storage.setItem(this.ports.storedAs, JSON.stringify(this.#snapshot));
    for (const listener of this.#listeners) listener();
  }

  #kept(): Entry[] {
    try {
      return JSON.parse(this.ports.storage.getItem(this.ports.storedAs) ?? '[]') as Entry[];
    } catch {
      return [];
    }
  }
}

/** Unreachable, too busy or signed out: the answer is still to come. Anything else the server has decided. */
function mayYetArrive(error: unknown, attempts: number): boolean {
  if (!(error instanceof ApiError)) return false;
  if (error.status === 401) return true;
  return error.undelivered && (error.status !== 500 || attempts < MOST_FAULTS);
}

/** 128 random bits. crypto.randomUUID exists on https and localhost only, and a wall may be on neither. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
