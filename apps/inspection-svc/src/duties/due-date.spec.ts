import { describe, expect, it } from 'vitest';
import { dueDay, dueWithin } from './due-date.js';

describe('the day on which a duty falls due', () => {
  it('is its date, or the day of its instant in the contract’s zone', () => {
    expect(dueDay({ dueOn: '2026-07-08' })).toBe('2026-07-08');
    // 16:30 of the 7th in Greenwich is 00:30 of the 8th in China
    expect(dueDay({ dueAt: '2026-07-07T16:30:00Z' })).toBe('2026-07-08');
    expect(dueDay({})).toBeNull();
  });
});

describe('a range of due dates', () => {
  it('holds its first and its last day, and not the days beside them', () => {
    const within = (dueOn: string) => dueWithin({ dueOn }, '2026-07-01', '2026-07-31');
    expect(['2026-06-30', '2026-07-01', '2026-07-15', '2026-07-31', '2026-08-01'].map(within)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('may be open at either end', () => {
    expect(dueWithin({ dueOn: '2020-01-01' }, undefined, '2026-07-31')).toBe(true);
    expect(dueWithin({ dueOn: '2030-01-01' }, '2026-07-01')).toBe(true);
  });

  it('without limits holds what has no date too; with one it does not', () => {
    expect(dueWithin({})).toBe(true);
    expect(dueWithin({}, '2026-07-01')).toBe(false);
  });
});
