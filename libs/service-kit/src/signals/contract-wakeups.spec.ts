import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ContractWakeups } from './contract-wakeups.js';

const START_MS = Date.parse('2026-11-20T10:00:00+08:00');
const DAY_MS = 86_400_000;

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(START_MS);
});
afterEach(() => {
  vi.useRealTimers();
});

function wakeups(next: () => number | null | Promise<number | null>) {
  const visits: number[] = [];
  const errors: unknown[] = [];
  const made = new ContractWakeups(
    async () => {
      visits.push(Date.now() - START_MS);
      return next();
    },
    { error: (...said: unknown[]) => void errors.push(said) },
  );
  return { made, visits, errors };
}

describe('waking a contract', () => {
  it('visits at once, then at the moment that the visit named and not before', async () => {
    const due = [START_MS + 5000, null];
    const { made, visits } = wakeups(() => due.shift() ?? null);
    made.wake('a');
    await vi.advanceTimersByTimeAsync(4999);
    expect(visits).toEqual([0]);
    await vi.advanceTimersByTimeAsync(1);
    expect(visits).toEqual([0, 5000]);
    await vi.advanceTimersByTimeAsync(DAY_MS);
    expect(visits).toEqual([0, 5000]);
  });

  it('visits one at a time, and once more for all that came meanwhile', async () => {
    const { made, visits } = wakeups(() => new Promise((resolve) => setTimeout(() => resolve(null), 100)));
    made.wake('a');
    made.wake('a');
    made.wake('a');
    await vi.advanceTimersByTimeAsync(99);
    expect(visits).toEqual([0]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(visits).toEqual([0, 100]);
  });

  it('takes the moment of the newest visit, not of an older one', async () => {
    const due = [START_MS + 5000, START_MS + 9000, null];
    const { made, visits } = wakeups(() => due.shift() ?? null);
    made.wake('a');
    await vi.advanceTimersByTimeAsync(1000);
    made.wake('a');
    await vi.advanceTimersByTimeAsync(7999);
    expect(visits).toEqual([0, 1000]);
    await vi.advanceTimersByTimeAsync(1);
    expect(visits).toEqual([0, 1000, 9000]);
  });

  it('waits for a moment that lies further away than a timer can count', async () => {
    // 2^31 ms are 24.8 days; a timer set for more would fire at once
    const { made, visits } = wakeups(() => START_MS + 60 * DAY_MS);
    made.wake('a');
    await vi.advanceTimersByTimeAsync(20 * DAY_MS);
    expect(visits).toEqual([0]);
    await vi.advanceTimersByTimeAsync(39 * DAY_MS);
    expect(visits.length).toBeLessThanOrEqual(3);
    await vi.advanceTimersByTimeAsync(DAY_MS);
    expect(visits).toContain(60 * DAY_MS);
    await made.stop();
  });

  it('tries again a second after a visit that failed, and says so', async () => {
    let failures = 1;
    const { made, visits, errors } = wakeups(() => {
      if (failures-- > 0) throw new Error('the database is away');
      return null;
    });
    made.wake('a');
    await vi.advanceTimersByTimeAsync(999);
    expect(visits).toEqual([0]);
    await vi.advanceTimersByTimeAsync(1);
    expect(visits).toEqual([0, 1000]);
    expect(errors).toHaveLength(1);
  });

  it('follows the records: each contract at once and as it grows, none by time any more that was dropped', async () => {
    const { made, visits } = wakeups(() => START_MS + 5000);
    const heard: Record<'changed' | 'dropped', (contract: string) => void> = { changed: () => {}, dropped: () => {} };
    const dropped: string[] = [];
    await made.follow(
      {
        contracts: async () => ['a'],
        onChange: (callback) => ((heard.changed = callback), () => {}),
        onDrop: (callback) => ((heard.dropped = callback), () => {}),
      },
      (contract) => dropped.push(contract),
    );
    await vi.advanceTimersByTimeAsync(1000);
    expect(visits).toEqual([0]);
    heard.changed('a');
    await vi.advanceTimersByTimeAsync(1000);
    expect(visits).toEqual([0, 1000]);
    heard.dropped('a');
    expect(dropped).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(DAY_MS);
    expect(visits).toEqual([0, 1000]);
  });

  it('visits nothing any more once it is stopped', async () => {
    const { made, visits } = wakeups(() => START_MS + 5000);
    made.wake('a');
    await vi.advanceTimersByTimeAsync(1000);
    await made.stop();
    made.wake('a');
    await vi.advanceTimersByTimeAsync(DAY_MS);
    expect(visits).toEqual([0]);
  });
});
