import { describe, expect, it } from 'vitest';
import { WatchHeap } from './watch-heap.js';

describe('the heap of wake-up moments', () => {
  it('gives keys in the order of their moments, however they were set', () => {
    const heap = new WatchHeap();
    for (const [key, atMs] of [
      ['c', 30],
      ['a', 10],
      ['d', 40],
      ['b', 20],
    ] as const)
      heap.set(key, atMs);
    expect(heap.nextAtMs()).toBe(10);
    expect(heap.takeDue(9)).toEqual([]);
    expect(heap.takeDue(30)).toEqual(['a', 'b', 'c']);
    expect(heap.nextAtMs()).toBe(40);
  });

  it('holds one moment for a key: later, earlier, none', () => {
    const heap = new WatchHeap();
    heap.set('a', 10);
    heap.set('b', 20);
    heap.set('a', 30);
    expect(heap.nextAtMs()).toBe(20);
    heap.set('a', 5);
    expect(heap.nextAtMs()).toBe(5);
    heap.set('a', null);
    heap.set('nobody', null);
    expect(heap.size).toBe(1);
    expect(heap.takeDue(100)).toEqual(['b']);
    expect(heap.nextAtMs()).toBeNull();
  });

  it('tells what is due without taking it out', () => {
    const heap = new WatchHeap();
    for (let atMs = 20; atMs > 0; atMs--) heap.set(`k${atMs}`, atMs);
    expect(heap.due(3).sort()).toEqual(['k1', 'k2', 'k3']);
    expect([heap.due(0), heap.at('k3'), heap.at('nobody'), heap.size]).toEqual([[], 3, null, 20]);
  });

  it('stays in order through many changes, as a sorted list would', () => {
    const heap = new WatchHeap();
    const plain = new Map<string, number>();
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let change = 0; change < 2000; change++) {
      const key = `k${next(60)}`;
      const atMs = next(5) === 0 ? null : next(1_000_000) + change / 4000;
      heap.set(key, atMs);
      if (atMs === null) plain.delete(key);
      else plain.set(key, atMs);
      expect(heap.nextAtMs()).toBe(plain.size ? Math.min(...plain.values()) : null);
    }
    const expected = [...plain].sort((a, b) => a[1] - b[1]).map(([key]) => key);
    expect(heap.takeDue(2_000_000)).toEqual(expected);
  });
});
