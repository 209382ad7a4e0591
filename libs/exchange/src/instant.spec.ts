import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, isDate, parseInstant } from './instant.js';

describe('parseInstant', () => {
  // 2026-07-01T09:00:00+08:00 is 01:00 UTC; 2026-07-01 is day 20,635 after 1970-01-01 (56 years = 20,454 days, then 181).
  const nine = 20_635 * 86_400_000 + 3_600_000;

  it.each([
    ['2026-07-01T09:00:00+08:00', nine],
    ['2026-07-01T01:00:00Z', nine],
    ['2026-07-01T09:00+08:00', nine],
    ['2026-06-30T21:00:00-04:00', nine],
    ['2026-07-01T09:00:00.250+08:00', nine + 250],
    ['2026-07-01T09:00:00.25+08:00', nine + 250],
    ['2024-02-29T00:00:00+08:00', 19_782 * 86_400_000 - 28_800_000], // 2024-01-01 is day 19,723; 59 days on
  ])('reads %s', (text, ms) => expect(parseInstant(text)).toBe(ms));

  it.each([
    'yesterday',
    '2026-03-02 09:00',
    '2026-03-02T09:00:00',
    '2026-02-30T09:00:00+08:00',
    '2025-02-29T09:00:00+08:00',
    '2026-13-01T09:00:00+08:00',
    '2026-03-02T24:00:00+08:00',
    '2026-03-02T09:60:00+08:00',
    '2026-00-10T09:00:00+08:00',
    '2026-03-00T09:00:00+08:00',
    '2026-0a-10T09:00:00+08:00',
    '',
  ])('refuses %j', (text) => expect(parseInstant(text)).toBeNull());

  it('and formatInstant undo each other, whatever the instant', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -2_000_000_000_000, max: 5_000_000_000_000 }),
        (ms) => parseInstant(formatInstant(ms)) === ms,
      ),
    ));

  it('agrees with Date on every plain instant', () =>
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000, max: 5_000_000_000 }), (second) => {
        const text = formatInstant(second * 1000);
        return Date.parse(text) === second * 1000 && text.length === 25;
      }),
    ));
});

describe('isDate', () => {
  it('knows the leap years', () =>
    expect([isDate('2024-02-29'), isDate('2025-02-29'), isDate('2000-02-29'), isDate('1900-02-29')]).toEqual([
      true,
      false,
      true,
      false,
    ]));
});
