import { describe, expect, it } from 'vitest';
import { dateOf, dayAfter, daysBetween, instantMs, instantOf, shortMoment, weekdayOf, weekMoment } from './moments.js';

const ms = (text: string) => Date.parse(text);

describe('moments in the contracts’ zone', () => {
  it('are +08:00 whatever the zone of this computer: 16:00 UTC is the next day', () => {
    expect(instantOf(ms('2026-11-19T16:00:00Z'))).toBe('2026-11-20T00:00:00+08:00');
    expect(dateOf(ms('2026-11-19T15:59:59Z'))).toBe('2026-11-19');
    expect(weekdayOf(ms('2026-11-19T16:00:00Z'), 'zh')).toBe('星期五');
  });

  it('count days across a month, a year and a leap day', () => {
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2026-11-18', '2026-11-20')).toBe(2);
  });

  it('name the day where it is not today', () => {
    const now = ms('2026-11-20T14:26:08+08:00');
    const named = (text: string) => shortMoment(ms(text), now, 'zh');
    expect(named('2026-11-20T14:32:00+08:00')).toBe('14:32');
    expect(named('2026-11-20T00:00:00+08:00')).toBe('00:00');
    expect(named('2026-11-19T23:59:59+08:00')).toBe('昨日 23:59');
    expect(named('2026-11-21T14:02:00+08:00')).toBe('明日 14:02');
    expect(named('2026-11-18T09:00:00+08:00')).toBe('11-18 09:00');
    expect(named('2025-11-18T09:00:00+08:00')).toBe('2025-11-18 09:00');
  });

  it('name a day of the coming week, and none that could be taken for one of this week', () => {
    const now = ms('2026-11-21T21:40:00+08:00'); // a Saturday
    expect(weekMoment(ms('2026-11-22T09:00:00+08:00'), now, 'zh')).toBe('明日 09:00');
    expect(weekMoment(ms('2026-11-23T13:00:00+08:00'), now, 'zh')).toBe('周一 13:00');
    expect(weekMoment(ms('2026-11-27T13:00:00+08:00'), now, 'en')).toBe('Fri 13:00');
    expect(weekMoment(ms('2026-11-28T13:00:00+08:00'), now, 'zh')).toBe('11-28 13:00');
    expect(weekMoment(ms('2026-11-18T13:00:00+08:00'), now, 'zh')).toBe('11-18 13:00');
  });

  it('refuse what is no instant', () => {
    expect(() => instantMs('yesterday')).toThrow('not an instant: yesterday');
  });
});
