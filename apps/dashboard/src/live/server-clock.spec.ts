import { describe, expect, it } from 'vitest';
import { ServerClock } from './server-clock.js';

/** A counter that the test moves; the wrong clock of the computer is nowhere to be seen because it is nowhere read. */
function given() {
  const counter = { ms: 0 };
  return { counter, clock: new ServerClock(() => counter.ms) };
}

describe('the server’s time', () => {
  it('is the answer plus half the round trip, and then moves with the counter', () => {
    const { counter, clock } = given();
    // Sent at 100, received at 300: the server's 10 000 is then about 100 ms old.
    counter.ms = 300;
    clock.learnAnswer(10_000, 100, 300);
    expect(clock.nowMs()).toBe(10_100);
    counter.ms = 1_300;
    expect(clock.nowMs()).toBe(11_100);
  });

  it('is not known before the server has been asked', () => {
    expect(given().clock.known).toBe(false);
  });

  it('does not follow a worse answer, as long as the two do not contradict each other', () => {
    const { counter, clock } = given();
    counter.ms = 10;
    clock.learnAnswer(10_000, 0, 10); // known to ±5: the offset is 9 995
    counter.ms = 4_010;
    clock.learnAnswer(13_000, 10, 4_010); // ±2 000, says 15 000 - 4 010 = 10 990: within its own doubt
    expect(clock.nowMs()).toBe(4_010 + 9_995);
  });

  it('follows the server when it was set to another time', () => {
    const { counter, clock } = given();
    clock.learnAnswer(1_000_000, 0, 0);
    counter.ms = 60_000;
    clock.learnAnswer(500_000, 60_000, 60_000);
    expect(clock.nowMs()).toBe(500_000);
  });

  it('is put forward by a heartbeat that is ahead, as after a sleep of the computer', () => {
    const { counter, clock } = given();
    clock.learnAnswer(1_000_000, 0, 0);
    counter.ms = 5_000; // the counter stood still for an hour
    expect(clock.learnHeartbeat(1_000_000 + 3_605_000)).toBe(false);
    expect(clock.nowMs()).toBe(1_000_000 + 3_605_000);
  });

  it('is not put back by a heartbeat that waited on the way, but asks again when it is three seconds behind', () => {
    const { counter, clock } = given();
    clock.learnAnswer(1_000_000, 0, 0);
    counter.ms = 5_000;
    expect(clock.learnHeartbeat(1_002_000)).toBe(false); // exactly 3 s behind
    expect(clock.learnHeartbeat(1_001_999)).toBe(true);
    expect(clock.nowMs()).toBe(1_005_000);
  });
});
