import { parseInstant } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { dueSoonAtMs, missedAtMs, type DueSoonLead } from './due-soon.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const lead: DueSoonLead = { share: 0.2, leastMs: 2 * MINUTE, mostMs: HOUR };

describe('how long before its due moment a clock is announced', () => {
  const leadOf = (limitMs: number): number => limitMs - dueSoonAtMs(0, limitMs, lead);

  it('is a fifth of the limit: 6 minutes of half an hour, 24 of two hours', () => {
    expect(leadOf(30 * MINUTE)).toBe(6 * MINUTE);
    expect(leadOf(2 * HOUR)).toBe(24 * MINUTE);
  });

  it('is at least two minutes: a fifth of 10 minutes is 2 sharp, of 9 would be less', () => {
    expect(leadOf(10 * MINUTE)).toBe(2 * MINUTE);
    expect(leadOf(9 * MINUTE)).toBe(2 * MINUTE);
  });

  it('is at most an hour: a fifth of 5 hours is 1 sharp, of 24 would be more', () => {
    expect(leadOf(5 * HOUR)).toBe(HOUR);
    expect(leadOf(24 * HOUR)).toBe(HOUR);
  });

  it('never lies before the start of a clock that is shorter than that', () => {
    expect(dueSoonAtMs(1000, 1000 + MINUTE, lead)).toBe(1000);
  });

  it('is the longest where the start of the clock is not known', () => {
    expect(dueSoonAtMs(null, 5 * HOUR, lead)).toBe(4 * HOUR);
  });
});

describe('when an open clock is missed', () => {
  const at = (text: string): number => parseInstant(text) as number;

  it('`<`: at its due moment', () => {
    expect(missedAtMs(at('2026-07-01T09:10:00+08:00'), true)).toBe(at('2026-07-01T09:10:00+08:00'));
  });

  it('`≤`: at the first whole second after its due moment', () => {
    expect(missedAtMs(at('2026-07-01T09:15:00+08:00'), false)).toBe(at('2026-07-01T09:15:01+08:00'));
    expect(missedAtMs(at('2026-07-01T09:15:00.250+08:00'), false)).toBe(at('2026-07-01T09:15:01+08:00'));
  });
});
