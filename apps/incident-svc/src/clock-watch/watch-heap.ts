/** A binary heap of wake-up moments by key, the earliest on top; a key has one moment at most. */
export class WatchHeap {
  private readonly entries: { key: string; atMs: number }[] = [];
  private readonly places = new Map<string, number>();

  get size(): number {
    return this.entries.length;
  }

  /** Sets or moves the moment of a key; null forgets the key. */
  set(key: string, atMs: number | null): void {
    const place = this.places.get(key);
    if (atMs === null) {
      if (place !== undefined) this.removeAt(place);
    } else if (place === undefined) {
      this.places.set(key, this.entries.push({ key, atMs }) - 1);
      this.rise(this.entries.length - 1);
    } else {
      (this.entries[place] as { atMs: number }).atMs = atMs;
      this.sink(place);
      this.rise(this.places.get(key) as number);
    }
  }

  /** The earliest moment; null when nothing is waited for. */
  nextAtMs(): number | null {
    return this.entries[0]?.atMs ?? null;
  }

  /** The moment of a key; null when it has none. */
  at(key: string): number | null {
    const place = this.places.get(key);
    return place === undefined ? null : this.atMs(place);
  }

  /** Every key whose moment has come, left where it is. */
  due(nowMs: number): string[] {
    const due: string[] = [];
    const places = [0];
    for (let place = places.pop(); place !== undefined; place = places.pop()) {
      const entry = this.entries[place];
      if (!entry || entry.atMs > nowMs) continue; // nothing below is earlier
      due.push(entry.key);
      places.push(2 * place + 1, 2 * place + 2);
    }
    return due;
  }

  /** Takes out every key whose moment has come, earliest first. */
  takeDue(nowMs: number): string[] {
    const due: string[] = [];
    for (let top = this.entries[0]; top && top.atMs <= nowMs; top = this.entries[0]) {
      due.push(top.key);
      this.removeAt(0);
    }
    return due;
  }

  private removeAt(place: number): void {
    const gone = this.entries[place];
    const last = this.entries.pop();
    if (!gone || !last) return;
    this.places.delete(gone.key);
    if (last === gone) return;
    this.entries[place] = last;
    this.places.set(last.key, place);
    this.sink(place);
    this.rise(this.places.get(last.key) as number);
  }

  private rise(from: number): void {
    for (let place = from; place > 0;) {
      const parent = (place - 1) >> 1;
      if (!this.swapIfEarlier(place, parent)) return;
      place = parent;
    }
  }

  private sink(from: number): void {
    for (let place = from; ;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      const child = this.atMs(right) < this.atMs(left) ? right : left;
      if (!this.swapIfEarlier(child, place)) return;
      place = child;
    }
  }

  private atMs(place: number): number {
    return this.entries[place]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  /** Swaps a lower entry with the upper one when it is the earlier of the two. */
  private swapIfEarlier(lower: number, upper: number): boolean {
    const [below, above] = [this.entries[lower], this.entries[upper]];
    if (!below || !above || below.atMs >= above.atMs) return false;
    [this.entries[lower], this.entries[upper]] = [above, below];
    this.places.set(above.key, lower);
    this.places.set(below.key, upper);
    return true;
  }
}
