import { describe, expect, it } from 'vitest';
import { instantOf } from './moments.js';
import { typedTime } from './typed-time.js';

const now = Date.parse('2026-11-20T14:26:08+08:00');
const meant = (text: string, nowMs = now) => {
  const time = typedTime(text, nowMs);
  return typeof time === 'number' ? instantOf(time) : time;
};

describe('a time as the desk types it', () => {
  it('is today’s, with or without colons and seconds', () => {
    for (const text of ['14:02', '1402', '14：02', ' 14:02 ']) expect(meant(text)).toBe('2026-11-20T14:02:00+08:00');
    for (const text of ['14:02:30', '140230']) expect(meant(text)).toBe('2026-11-20T14:02:30+08:00');
    expect(meant('9:05')).toBe('2026-11-20T09:05:00+08:00');
  });

  it('is the last time that this hour was: this very second is today, the next one yesterday', () => {
    expect(meant('14:26:08')).toBe('2026-11-20T14:26:08+08:00');
    expect(meant('14:26:09')).toBe('2026-11-19T14:26:09+08:00');
    expect(meant('23:50', Date.parse('2026-11-20T00:10:00+08:00'))).toBe('2026-11-19T23:50:00+08:00');
  });

  it('takes a date, and of a date without a year the last one', () => {
    expect(meant('11-19 23:50')).toBe('2026-11-19T23:50:00+08:00');
    expect(meant('12-31 23:50', Date.parse('2027-01-01T08:00:00+08:00'))).toBe('2026-12-31T23:50:00+08:00');
    expect(meant('2026-11-19T23:50')).toBe('2026-11-19T23:50:00+08:00');
  });

  it('is nothing when nothing is typed, and says what it cannot read', () => {
    expect(meant('  ')).toBe('empty');
    for (const text of ['24:00', '14:60', '1:2', '02-30 10:00', 'soon', '14:02:60'])
      expect(meant(text)).toBe('unreadable');
  });
});
