import { WatchHeap } from './watch-heap.js';

/** The machine's time and one timer, given so that tests can turn the hands. */
export interface Timepiece {
  nowMs(): number;
  /** Calls back after so long; returns how to stop it. */
  after(delayMs: number, callback: () => void): () => void;
}

export const machineTime: Timepiece = {
  nowMs: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * setTimeout wraps beyond 24.8 days (2^31 ms) and does not notice that the machine's clock was set or the machine slept.
 * An hour at most, then the clock is looked at again.
 */
const LONGEST_DELAY_MS = 3_600_000;

/** Wakes each key at its moment, with one timer for all of them. */
export class Alarm {
  private readonly heap = new WatchHeap();
  private cancel: (() => void) | null = null;
  private armedForMs: number | null = null;

  constructor(
    private readonly time: Timepiece,
    private readonly wake: (key: string) => void,
  ) {}

  /** The next moment of a key; null for none. A moment that has passed wakes at once. */
  set(key: string, atMs: number | null): void {
    this.heap.set(key, atMs);
    this.arm();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
    this.armedForMs = null;
  }

  private arm(): void {
    const nextMs = this.heap.nextAtMs();
    if (nextMs === this.armedForMs) return;
    this.stop();
    if (nextMs === null) return;
    this.armedForMs = nextMs;
    const delayMs = Math.min(LONGEST_DELAY_MS, Math.max(0, nextMs - this.time.nowMs()));
    this.cancel = this.time.after(delayMs, () => this.ring());
  }

  private ring(): void {
    this.cancel = null;
    this.armedForMs = null;
    for (const key of this.heap.takeDue(this.time.nowMs())) this.wake(key);
    this.arm();
  }
}
