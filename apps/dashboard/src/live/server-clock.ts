/**
 * The server's time on a computer whose own clock may be wrong: a monotonic counter of the browser plus an offset learnt from the server.
 * Date.now() is never read, so that somebody setting the wall's clock changes nothing.
 *
 * An answer to GET /api/time is known to half its round trip. A heartbeat of the stream is a bound from below only: it was true when sent,
 * and it may have waited on the way. A counter that stood still while the computer slept shows as a heartbeat far ahead.
 */
const DRIFT_MS_PER_S = 0.2;
const BACKWARD_STEP_MS = 3_000;

export class ServerClock {
  #offsetMs: number | null = null;
  #uncertaintyMs = Infinity;
  #learntAtMs = 0;

  constructor(private readonly monotonicMs: () => number) {}

  get known(): boolean {
    return this.#offsetMs !== null;
  }

  /** Milliseconds since the epoch as the server counts them. Before the first answer the best guess is needed nowhere: ask `known`. */
  nowMs(): number {
    return this.monotonicMs() + (this.#offsetMs ?? 0);
  }

  /** An answer of GET /api/time: the server's milliseconds, and the counter when the request left and when the answer came. */
  learnAnswer(serverMs: number, sentMs: number, receivedMs: number): void {
    const halfMs = Math.max(receivedMs - sentMs, 0) / 2;
    const offsetMs = serverMs + halfMs - receivedMs;
    const grownMs = this.#uncertaintyMs + ((receivedMs - this.#learntAtMs) / 1000) * DRIFT_MS_PER_S;
    const contradicts = this.#offsetMs !== null && Math.abs(offsetMs - this.#offsetMs) > grownMs + halfMs;
    if (halfMs <= grownMs || contradicts) this.#set(offsetMs, halfMs, receivedMs);
  }

  /** A heartbeat that says `serverMs` just now. Returns whether it stands so far behind that GET /api/time should be asked again. */
  learnHeartbeat(serverMs: number): boolean {
    const atMs = this.monotonicMs();
    const leastMs = serverMs - atMs;
    if (this.#offsetMs === null || leastMs > this.#offsetMs) this.#set(leastMs, 500, atMs);
    return leastMs < (this.#offsetMs ?? leastMs) - BACKWARD_STEP_MS;
  }

  #set(offsetMs: number, uncertaintyMs: number, atMs: number): void {
    this.#offsetMs = offsetMs;
    this.#uncertaintyMs = uncertaintyMs;
    this.#learntAtMs = atMs;
  }
}
