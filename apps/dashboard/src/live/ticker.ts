import type { ServerClock } from './server-clock.js';

/** One timer for all countdowns, on the whole seconds of the server: everything on a screen turns over at the same moment. */
export class Ticker {
  #nowMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly clock: ServerClock) {}

  /** The last whole second of the server's time. */
  readonly nowMs = (): number => {
    if (this.#nowMs === 0 && this.clock.known) this.#nowMs = this.#wholeSecond();
    return this.#nowMs;
  };

  readonly onTick = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#timer === undefined) this.#schedule();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        clearTimeout(this.#timer);
        this.#timer = undefined;
      }
    };
  };

  #wholeSecond(): number {
    return Math.floor(this.clock.nowMs() / 1000) * 1000;
  }

  #schedule(): void {
    const intoSecondMs = this.clock.nowMs() % 1000;
    this.#timer = setTimeout(() => {
      const nowMs = this.clock.known ? this.#wholeSecond() : 0;
      this.#schedule();
      if (nowMs === this.#nowMs) return;
      this.#nowMs = nowMs;
      for (const listener of this.#listeners) listener();
    }, 1003 - intoSecondMs);
  }
}
