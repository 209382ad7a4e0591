import { expect, it } from 'vitest';
import { dayNumbers, peopleIn, rosterFact, weeksOf } from './roster-days.js';

const days = [5, 6, 12].map((day) => ({
  on: `2026-12-${String(day).padStart(2, '0')}`,
  kind: 'weekend' as const,
  people: [],
}));
const roster = { document: 'roster', period: '2026-12', days };

it('lays a month out in weeks from Monday, its rest days as the roster has them', () => {
  const weeks = weeksOf(roster);
  // 1 December 2026 is a Tuesday; 31 days from the second place on fill five weeks.
  expect(weeks).toHaveLength(5);
  expect(weeks[0]?.map((cell) => cell?.on.slice(8) ?? '')).toEqual(['', '01', '02', '03', '04', '05', '06']);
  expect(weeks[0]?.map((cell) => cell?.rest?.on ?? null).slice(4)).toEqual([null, '2026-12-05', '2026-12-06']);
  expect(weeks[4]?.at(-1)).toBeNull();
});

it('files who was typed for each day, several in one line, and nobody for a day left empty', () => {
  expect(peopleIn(' 甲、乙, 甲 ')).toEqual(['甲', '乙']);
  expect(rosterFact(roster, { '2026-12-05': '甲、乙', '2026-12-06': ' ' })).toEqual({
    type: 'document.filed',
    document: 'roster',
    about: '2026-12',
    shifts: [
      { on: '2026-12-05', person: '甲' },
      { on: '2026-12-05', person: '乙' },
    ],
  });
  expect(dayNumbers(['2026-12-05', '2026-12-12'])).toBe('5、12');
});
