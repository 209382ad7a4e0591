import { parseTerms } from '@weibao/contract-terms';
import type { Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { contractDay, digestDays } from './contract-day.js';

const clauses = [{ id: 'XX-1', place: '1', zh: '工作时间', en: 'Working hours', kind: 'computed', service: 'billing' }];
const data = {
  contract: 'sixth',
  version: '1',
  nameZh: '第六份合同',
  nameEn: 'A sixth contract',
  prefix: 'XX',
  scope: 'listed',
  term: { clause: 'XX-1', startsOn: '2025-01-01', endsOn: '2027-12-31' },
  bases: {},
  systems: [{ name: '影像系统' }],
  levels: [],
  workingTime: {
    clause: 'XX-1',
    windows: [
      ['09:00', '12:00'],
      ['14:00', '18:00'],
    ],
  },
};
const parsed = parseTerms({ terms: JSON.stringify(data), clauses: JSON.stringify(clauses), readings: [] }, 'sixth');
const on = (at: string, ...facts: Record<string, unknown>[]) => {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return contractDay({ terms: parsed.value, facts: facts as unknown as Fact[], asOfMs: Date.parse(at) });
};
const staff = (type: string, at: string, post: string, person: string) => ({ type, at, post, person });

describe('the day as a contract counts it', () => {
  it('tells a working day, a weekend, a holiday and a make-up workday apart', () => {
    // Published for 2025: National Day 1–8 October; Saturday the 11th is worked instead.
    expect(on('2025-09-30T10:00:00+08:00').kind).toBe('working');
    expect(on('2025-10-01T10:00:00+08:00').kind).toBe('holiday');
    expect(on('2025-10-11T10:00:00+08:00').kind).toBe('make-up');
    expect(on('2025-10-12T10:00:00+08:00').kind).toBe('weekend');
    expect(on('2025-10-12T10:00:00+08:00').provisional).toBe(false);
  });

  it('says before, at and after the end of a window whether working time runs, and when that changes', () => {
    const at = (time: string) => {
      const { inHours, changesAtMs } = on(`2025-09-30T${time}+08:00`);
      return [inHours, new Date(changesAtMs + 8 * 3_600_000).toISOString().slice(5, 16)];
    };
    expect(at('08:59:59')).toEqual([false, '09-30T09:00']);
    expect(at('09:00:00')).toEqual([true, '09-30T12:00']);
    expect(at('11:59:59')).toEqual([true, '09-30T12:00']);
    expect(at('12:00:00')).toEqual([false, '09-30T14:00']);
    expect(at('18:00:00')).toEqual([false, '10-01T00:00']);
  });

  it('is on a holiday outside working hours at noon, and counts a year without a list as provisional', () => {
    expect(on('2025-10-01T10:00:00+08:00').inHours).toBe(false);
    expect(on('2031-03-03T10:00:00+08:00')).toMatchObject({ kind: 'working', provisional: true });
  });

  it('names whom the roster assigned within the last day and nobody who is recorded absent since', () => {
    const assigned = staff('staff.assigned', '2025-09-30T08:00:00+08:00', '值班', '甲');
    const relieved = staff('staff.assigned', '2025-09-30T20:00:00+08:00', '值班', '乙');
    expect(on('2025-09-30T07:59:59+08:00', assigned).onDuty).toBeNull();
    expect(on('2025-09-30T08:00:00+08:00', assigned).onDuty).toEqual([{ post: '值班', person: '甲' }]);
    expect(on('2025-10-01T07:59:59+08:00', assigned).onDuty).toEqual([{ post: '值班', person: '甲' }]);
    expect(on('2025-10-01T08:00:00+08:00', assigned).onDuty).toBeNull();
    expect(on('2025-09-30T21:00:00+08:00', assigned, relieved).onDuty).toEqual([{ post: '值班', person: '乙' }]);
    const left = staff('staff.absent', '2025-09-30T22:00:00+08:00', '值班', '乙');
    expect(on('2025-09-30T22:00:00+08:00', assigned, relieved, left).onDuty).toBeNull();
  });

  it('names whom the roster that was filed last has for the day, from midnight to midnight, unless recorded absent on it', () => {
    const roster = (at: string, person: string): Fact => ({
      type: 'document.filed',
      at,
      document: 'roster',
      about: '2025-09',
      shifts: [
        { on: '2025-09-29', person: '丁', post: '值班' },
        { on: '2025-09-30', person, post: '值班' },
      ],
    });
    const [first, second] = [
      roster('2025-08-28T10:00:00+08:00', '甲'),
      roster('2025-09-30T06:00:00+08:00', '乙'),
    ] as const;
    expect(on('2025-09-29T23:59:59+08:00', first).onDuty).toEqual([{ post: '值班', person: '丁' }]);
    expect(on('2025-09-30T00:00:00+08:00', first).onDuty).toEqual([{ post: '值班', person: '甲' }]);
    expect(on('2025-10-01T00:00:00+08:00', first).onDuty).toBeNull();
    expect(on('2025-09-30T05:59:59+08:00', first, second).onDuty).toEqual([{ post: '值班', person: '甲' }]);
    expect(on('2025-09-30T06:00:00+08:00', first, second).onDuty).toEqual([{ post: '值班', person: '乙' }]);
    const left = staff('staff.absent', '2025-09-30T22:00:00+08:00', '值班', '乙');
    expect(on('2025-09-30T22:00:00+08:00', first, second, left).onDuty).toBeNull();
  });
});

describe('the mornings of digests', () => {
  const days = (at: string) => {
    if (!parsed.ok) throw new Error(JSON.stringify(parsed));
    const { since, morningMs, nextMorningMs, inTerm } = digestDays({
      terms: parsed.value,
      facts: [],
      asOfMs: Date.parse(at),
    });
    const text = (ms: number | null) => (ms === null ? null : new Date(ms + 8 * 3_600_000).toISOString().slice(5, 16));
    return [since.slice(5), text(morningMs), text(nextMorningMs), inTerm];
  };

  it('are those of working days, when hours begin; a holiday has none and a make-up Saturday has', () => {
    // National Day 2025: off from Wednesday 1 to 8 October; Saturday the 11th is worked.
    expect(days('2025-09-30T23:59:59+08:00')).toEqual(['09-29', '09-30T09:00', '10-09T09:00', true]);
    expect(days('2025-10-01T00:00:00+08:00')).toEqual(['09-30', null, '10-09T09:00', true]);
    expect(days('2025-10-10T08:00:00+08:00')).toEqual(['10-09', '10-10T09:00', '10-11T09:00', true]);
    expect(days('2025-10-13T10:00:00+08:00')).toEqual(['10-11', '10-13T09:00', '10-14T09:00', true]);
    expect(days('2028-01-04T10:00:00+08:00')[3]).toBe(false);
  });
});
