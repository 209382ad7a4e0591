import { describe, expect, it } from 'vitest';
import { FREE_FROM_ONE_ADDRESS, nextAttemptAtMs } from './attempt.rules.js';
import { cookieName, cookieOptions, newSecret, secretHash } from './cookie.js';
import { sessionEndsAtMs, sessionLimits, shouldNoteUse } from './session.rules.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('how long a session lasts', () => {
  const limits = sessionLimits('duty-desk', { idleHours: 12, days: 7 });
  it('ends 12 hours after its last use', () => {
    expect(sessionEndsAtMs({ startedAtMs: 0, usedAtMs: HOUR }, limits)).toBe(13 * HOUR);
  });
  it('ends 7 days after sign-in however much it is used', () => {
    // last use after 6 days 20 hours; 12 idle hours more would be 7 days 8 hours
    expect(sessionEndsAtMs({ startedAtMs: 0, usedAtMs: 6 * DAY + 20 * HOUR }, limits)).toBe(7 * DAY);
  });
  it('lets a wall stand for weeks', () => {
    expect(sessionLimits('wall', { idleHours: 12, days: 7 })).toEqual({ idleMs: 14 * DAY, absoluteMs: 90 * DAY });
  });
  it('notes its use once a minute', () => {
    expect([59_999, 60_000].map((ms) => shouldNoteUse(0, ms))).toEqual([false, true]);
  });
});

describe('waiting after wrong passwords', () => {
  const at = (count: number) => nextAttemptAtMs({ count, lastAtMs: 1_000_000 }, FREE_FROM_ONE_ADDRESS) - 1_000_000;
  it('begins after the tenth and doubles', () => {
    expect(nextAttemptAtMs({ count: 9, lastAtMs: 1_000_000 }, FREE_FROM_ONE_ADDRESS)).toBe(0);
    // 10: 1 s, 11: 2 s, 12: 4 s
    expect([10, 11, 12].map(at)).toEqual([1000, 2000, 4000]);
  });
  it('never exceeds a quarter of an hour', () => {
    // 2^9 s = 512 s, 2^10 s = 1024 s > 900 s
    expect([19, 20, 1000].map(at)).toEqual([512_000, 900_000, 900_000]);
  });
});

describe('the session cookie', () => {
  it('is out of reach of scripts and of other sites', () => {
    expect(cookieOptions(false, 90_500)).toEqual({
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: false,
      maxAge: 90,
    });
    expect(cookieOptions(true, 1000).secure).toBe(true);
    expect([cookieName(false), cookieName(true)]).toEqual(['weibao_session', '__Host-weibao_session']);
  });
  it('holds a secret of which the database keeps only the hash', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(newSecret()).not.toBe(secret);
    expect(secretHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'); // FIPS 180 example
  });
});
