/**
 * The moment asked about. Every comparison with it goes through `reached`, which remembers the nearest instant still to come:
 * that is when the outcome changes though no fact arrives (`changesAt`).
 */
export class Moment {
  private next = Infinity;

  constructor(readonly asOfMs: number) {}

  /** Whether `ms` has come: true from that instant on. */
  reached(ms: number): boolean {
    if (this.asOfMs >= ms) return true;
    if (ms < this.next) this.next = ms;
    return false;
  }

  get changesAtMs(): number | null {
    return Number.isFinite(this.next) ? this.next : null;
  }
}
