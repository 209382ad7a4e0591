import { describe, expect, it } from 'vitest';
import { posture, today } from '../../testing/given-posture.js';
import { todayOf } from './today.js';

const of = (...days: Parameters<typeof today>[0][]) =>
  todayOf(
    days.map((day) => posture({ today: today(day) })),
    '2026-11-20',
  );

describe('today on the wall', () => {
  it('names each set of working hours once, and working time runs where it runs for any contract', () => {
    const split: [string, string][] = [
      ['08:30', '12:00'],
      ['14:00', '17:30'],
    ];
    expect(of({}, {}, { windows: split, inHours: false })).toMatchObject({
      kind: 'working',
      hours: ['09:00–18:00', '08:30–12:00 14:00–17:30'],
      inHours: true,
    });
  });

  it('does not know whether working time runs where no contract states its hours', () => {
    expect(of({ windows: null, inHours: null })).toMatchObject({ hours: [], inHours: null });
  });

  it('names who is on duty, and nobody where no roster says', () => {
    expect(of({})?.onDuty).toEqual([]);
    const onDuty = [{ post: '运维', person: '一组' }];
    expect(of({ onDuty }, { onDuty })?.onDuty).toEqual(['运维 一组']);
  });

  it('is not known from an answer of yesterday', () => {
    expect(of({ on: '2026-11-19' })).toBeNull();
  });
});
