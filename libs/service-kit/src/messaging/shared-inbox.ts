import { createInbox, type Msg, type MsgHdrs, type NatsConnection } from 'nats';

interface Waiting {
  resolve: (message: Msg | Unanswered) => void;
  untilMs: number;
}

/** `again`: nobody listened, or the broker went away with the question; it may be sent again at once. `late`: the time is up. */
export type Unanswered = 'again' | 'late';

const NO_RESPONDERS = 503;
const SWEEP_MS = 50;

/**
 * One inbox and one timer for all questions of a connection: nats.js keeps a timer and a promise chain for each request, which costs more than
 * the request itself (measured: this way does 2.5 times as many).
 */
export class SharedInbox {
  private readonly prefix: string;
  private readonly waiting = new Map<string, Waiting>();
  private readonly sweeper: NodeJS.Timeout;
  private count = 0;
  private closed = false;

  /** `under`: where the connection's user may listen. */
  constructor(
    private readonly connection: NatsConnection,
    under?: string,
  ) {
    this.prefix = createInbox(under);
    connection.subscribe(`${this.prefix}.*`, { callback: (_error, message) => this.arrived(message) });
    this.sweeper = setInterval(() => this.sweep(Date.now(), 'late'), SWEEP_MS);
    this.sweeper.unref();
  }

  request(subject: string, payload: string, untilMs: number, headers?: MsgHdrs): Promise<Msg | Unanswered> {
    if (this.closed) return Promise.resolve('late');
    return new Promise((resolve) => {
      const token = (this.count++).toString(36);
      this.waiting.set(token, { resolve, untilMs });
      const reply = `${this.prefix}.${token}`;
      try {
        this.connection.publish(subject, payload, headers ? { reply, headers } : { reply });
      } catch {
        this.waiting.delete(token); // the connection is closed for good: the process is ending
        resolve('late');
      }
    });
  }

  /** The broker was away: what was asked of it may have gone with it. */
  sendAgain(): void {
    this.sweep(Number.POSITIVE_INFINITY, 'again');
  }

  /** Whatever still waits, or asks from now on, is late: the process is ending. */
  close(): void {
    this.closed = true;
    clearInterval(this.sweeper);
    this.sweep(Number.POSITIVE_INFINITY, 'late');
  }

  private arrived(message: Msg): void {
    const token = message.subject.slice(this.prefix.length + 1);
    const waiting = this.waiting.get(token);
    if (!waiting) return; // answered after its time
    this.waiting.delete(token);
    waiting.resolve(message.headers?.code === NO_RESPONDERS ? 'again' : message);
  }

  private sweep(nowMs: number, how: Unanswered): void {
    for (const [token, waiting] of this.waiting) {
      if (waiting.untilMs > nowMs) continue;
      this.waiting.delete(token);
      waiting.resolve(how);
    }
  }
}
