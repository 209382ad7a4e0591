import { describe, expect, it } from 'vitest';
import { Alarm, type Timepiece } from './alarm.js';

const HOUR = 3_600_000;

/** A clock whose hands the test turns; a timer fires when its time has come. */
class Hands implements Timepiece {
  private now = 0;
  private timers: { atMs: number; callback: () => void }[] = [];
  readonly delays: number[] = [];

  nowMs(): number {
    return this.now;
  }
  after(delayMs: number, callback: () => void): () => void {
    this.delays.push(delayMs);
    const timer = { atMs: this.now + delayMs, callback };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((other) => other !== timer));
  }
  get running(): number {
    return this.timers.length;
  }
  turnTo(nowMs: number): void {
    for (;;) {
      const next = this.timers.filter((timer) => timer.atMs <= nowMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.now = Math.max(this.now, next.atMs);
      next.callback();
    }
    this.now = nowMs;
  }
}

function alarmOn(hands: Hands): { alarm: Alarm; woken: string[] } {
  const woken: string[] = [];
  return { alarm: new Alarm(hands, (key) => woken.push(`${key} at ${hands.nowMs()}`)), woken };
}

describe('the alarm', () => {
  it('wakes each key at its moment and not a millisecond before, with one timer for all', () => {
    const hands = new Hands();
    const { alarm, woken } = alarmOn(hands);
    alarm.set('b', 2000);
    alarm.set('a', 1000);
    alarm.set('c', 1000);
    expect(hands.running).toBe(1);
    hands.turnTo(999);
    expect(woken).toEqual([]);
    hands.turnTo(1000);
    expect(woken.sort()).toEqual(['a at 1000', 'c at 1000']);
    hands.turnTo(5000);
    expect(woken).toContain('b at 2000');
    expect(hands.running).toBe(0);
  });

  it('wakes at once for a moment that has passed', () => {
    const hands = new Hands();
    hands.turnTo(10_000);
    const { alarm, woken } = alarmOn(hands);
    alarm.set('a', 4000);
    hands.turnTo(10_000);
    expect(woken).toEqual(['a at 10000']);
  });

  it('reaches a moment 60 days away, which one setTimeout cannot', () => {
    const hands = new Hands();
    const { alarm, woken } = alarmOn(hands);
    const inSixtyDays = 60 * 24 * HOUR;
    alarm.set('a', inSixtyDays);
    hands.turnTo(inSixtyDays - 1);
    expect(woken).toEqual([]);
    hands.turnTo(inSixtyDays);
    expect(woken).toEqual([`a at ${inSixtyDays}`]);
    expect(Math.max(...hands.delays)).toBeLessThanOrEqual(HOUR);
  });

  it('forgets a key, and everything once it is stopped', () => {
    const hands = new Hands();
    const { alarm, woken } = alarmOn(hands);
    alarm.set('a', 1000);
    alarm.set('a', null);
    expect(hands.running).toBe(0);
    alarm.set('b', 1000);
    alarm.stop();
    hands.turnTo(2000);
    expect(woken).toEqual([]);
  });
});
