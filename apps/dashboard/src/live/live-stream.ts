import {
  DEAD_MS,
  PROBE_MS,
  QUIET_MS,
  backOffMs,
  lineAtStart,
  nextLine,
  type LineEvent,
  type LineState,
} from './line-state.js';

/** What the stream needs of the browser; tests give their own. */
export interface LinePorts {
  open(path: string): EventSource;
  monotonicMs(): number;
  /** Asks the server's time; rejects when there is no answer within `patienceMs`. */
  probe(patienceMs: number): Promise<void>;
  /** Whether the session still stands; rejects when the server cannot be asked. */
  signedIn(): Promise<boolean>;
  random(): number;
}

export interface StreamMessage {
  event: string;
  data: Record<string, unknown>;
}

/** Everything the gateway sends, by the name of the event. */
const EVENTS = [
  'fact',
  'clock.due-soon',
  'clock.missed',
  'clock.cleared',
  'duty.reminder',
  'digest.ready',
  'outcome.changed',
  'handover.changed',
  'session.changed',
  'time',
  'reset',
  'signed-out',
] as const;

/** Keeps one stream open, resumes it where it ended, and knows within five seconds that the line is cut, even if nothing says so. */
export class LiveStream {
  #state: LineState = lineAtStart;
  #source: EventSource | null = null;
  #lastStreamMs = 0;
  #probing = false;
  #watch: ReturnType<typeof setInterval> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  readonly #stateListeners = new Set<() => void>();
  readonly #messageListeners = new Set<(message: StreamMessage) => void>();

  constructor(private readonly ports: LinePorts) {}

  get state(): LineState {
    return this.#state;
  }

  readonly onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  readonly onMessage = (listener: (message: StreamMessage) => void): (() => void) => {
    this.#messageListeners.add(listener);
    return () => this.#messageListeners.delete(listener);
  };

  /** Listens from `sequence` on, the one that the first list said it is complete to. */
  start(sequence: string): void {
    if (this.#watch !== undefined) return;
    this.#apply({ kind: 'start', sequence, atMs: this.ports.monotonicMs() });
    this.#watch = setInterval(() => this.check(), 400);
    this.#connect();
  }

  stop(): void {
    clearInterval(this.#watch);
    clearTimeout(this.#again);
    this.#watch = undefined;
    this.#again = undefined;
    this.#close();
  }

  /** The browser says that the network went: believed at once. */
  networkWent(): void {
    if (this.#watch !== undefined) this.#failed();
  }

  /** The browser says that it is back, or a person asks: no waiting for the back-off. */
  hurry(): void {
    if (this.#watch === undefined || this.#source !== null || this.#state.phase === 'signed-out') return;
    clearTimeout(this.#again);
    this.#connect();
  }

  /** Called on a timer: quiet for a while, ask the server; silent for long, take a new connection. */
  check(): void {
    const nowMs = this.ports.monotonicMs();
    if (this.#source === null) return;
    if (nowMs - this.#lastStreamMs > DEAD_MS) return this.#failed();
    const quietMs = nowMs - (this.#state.lastContactMs ?? this.#lastStreamMs);
    if (quietMs < QUIET_MS || this.#probing) return;
    this.#probing = true;
    const source = this.#source;
    this.ports.probe(PROBE_MS).then(
      () => {
        this.#probing = false;
        this.#apply({ kind: 'probe-answered', atMs: this.ports.monotonicMs() });
      },
      () => {
        this.#probing = false;
        // A message may have come while the probe was on its way.
        const quietStillMs = this.ports.monotonicMs() - (this.#state.lastContactMs ?? 0);
        if (this.#source === source && quietStillMs >= QUIET_MS) this.#failed();
      },
    );
  }

  #connect(): void {
    const after = this.#state.after ?? '';
    const source = this.ports.open(`/api/stream?after=${encodeURIComponent(after)}`);
    this.#source = source;
    this.#lastStreamMs = this.ports.monotonicMs();
    source.addEventListener('open', () => {
      if (source !== this.#source) return;
      this.#lastStreamMs = this.ports.monotonicMs();
      this.#apply({ kind: 'opened', atMs: this.#lastStreamMs });
    });
    source.addEventListener('error', () => source === this.#source && this.#failed());
    for (const event of EVENTS) {
      source.addEventListener(event, (message) => source === this.#source && this.#heard(event, message));
    }
  }

  #heard(event: (typeof EVENTS)[number], message: MessageEvent): void {
    const atMs = this.ports.monotonicMs();
    this.#lastStreamMs = atMs;
    const data = JSON.parse(String(message.data || '{}')) as Record<string, unknown>;
    if (event === 'signed-out') return this.#signedOut();
    if (event === 'reset') this.#apply({ kind: 'reset', sequence: String(data['sequence'] ?? ''), atMs });
    else this.#apply({ kind: 'message', id: message.lastEventId || null, atMs });
    for (const listener of this.#messageListeners) listener({ event, data });
  }

  #failed(): void {
    this.#close();
    const atMs = this.ports.monotonicMs();
    this.#apply({ kind: 'failed', atMs });
    if (this.#state.phase === 'signed-out') return;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#reconnect(), backOffMs(this.#state.attempt, this.ports.random()));
  }

  /** EventSource does not tell a refusal from a broken line: the session is asked first. */
  async #reconnect(): Promise<void> {
    let signedIn: boolean;
    try {
      signedIn = await this.ports.signedIn();
    } catch {
      return this.#watch === undefined || this.#source !== null ? undefined : this.#failed();
    }
    if (this.#watch === undefined || this.#source !== null) return;
    if (signedIn) this.#connect();
    else this.#signedOut();
  }

  #signedOut(): void {
    this.#close();
    this.#apply({ kind: 'signed-out', atMs: this.ports.monotonicMs() });
  }

  #close(): void {
    this.#source?.close();
    this.#source = null;
  }

  #apply(event: LineEvent): void {
    const next = nextLine(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#stateListeners) listener();
  }
}
