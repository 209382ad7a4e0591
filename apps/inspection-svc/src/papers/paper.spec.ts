import type { Fact } from '@weibao/exchange';
import { StandingFacts } from '@weibao/service-kit';
import { describe, expect, it } from 'vitest';
import { paperCode, typedCode } from './paper-code.js';
import { factsOn, papersIn } from './paper-subjects.js';

const at = (day: string) => `${day}T10:00:00+08:00`;
const facts: Fact[] = [
  { type: 'inspection.ended', id: 'a', at: at('2026-07-02'), inspection: 'I1', kind: 'monthly', period: '2026-07' },
  { type: 'incident.reported', id: 'b', at: at('2026-07-03'), incident: 'INC', level: '1' },
  { type: 'incident.restored', id: 'c', at: at('2026-07-04'), incident: 'INC' },
  {
    type: 'deduction.decided',
    id: 'd',
    at: at('2026-07-05'),
    clause: 'X',
    subject: 'INC',
    outcome: 'confirmed',
    amount: '1.00',
  },
  { type: 'backup.finished', id: 'e', at: at('2026-07-06'), day: '2026-07-05', ok: true },
  { type: 'backup.finished', id: 'f', at: at('2026-07-07'), day: '2026-07-06', ok: true },
  { type: 'demand.filed', id: 'g', at: at('2026-07-08'), demand: 'D1' },
  { type: 'demand.filed', id: 'h', at: at('2026-07-08'), demand: 'D2' },
  { type: 'fact.withdrawn', id: 'i', at: at('2026-07-09'), fact: 'h', note: 'twice' },
];
const standing = new StandingFacts(facts);
const ids = (...named: Parameters<typeof factsOn> extends [infer K, infer S, unknown] ? [K, S] : never) =>
  factsOn(...named, standing).map(({ id }) => id);

describe('the code of a paper', () => {
  it('is the same each time it is printed, and another one for another contract, kind or subject', () => {
    const codes = [
      paperCode('one', 'fault-report', 'INC'),
      paperCode('two', 'fault-report', 'INC'),
      paperCode('one', 'rectification-notice', 'INC'),
      paperCode('one', 'fault-report', 'INC-2'),
    ];
    expect(new Set(codes).size).toBe(4);
    expect(paperCode('one', 'fault-report', 'INC')).toBe(codes[0]);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  it('is read as people type it: small, spaced, without its dash, O for 0, I and l for 1', () => {
    for (const typed of ['10ABC-DEFGH', '10abcdefgh', ' Io abc  defgh', 'lOABC-DEFGH'])
      expect(typedCode(typed)).toBe('10ABC-DEFGH');
    for (const typed of ['', '10ABC-DEFG', '10ABC-DEFGHJ', '10ABC-DEFGU', '../../x-abc'])
      expect(typedCode(typed)).toBeNull();
  });
});

describe('a paper', () => {
  it('is there for what stands on record, and not for what was withdrawn or never was', () => {
    const named = [...papersIn(standing)].map((one) => one.join(' '));
    expect(named).toContain('demand-acceptance D1');
    expect(named).not.toContain('demand-acceptance D2');
    expect(named.filter((one) => one === 'backup-slip 2026-07')).toHaveLength(1);
    expect(ids('demand-acceptance', 'D2')).toEqual([]);
    expect(ids('fault-report', 'I1')).toEqual([]);
  });

  it('tells what happened, oldest first, and nothing of money', () => {
    expect(ids('fault-report', 'INC')).toEqual(['b', 'c']);
    expect(ids('rectification-notice', 'INC')).toEqual(['b', 'c']);
    expect(ids('inspection-report', 'I1')).toEqual(['a']);
  });

  it('of backups is of a day or of a month', () => {
    expect(ids('backup-slip', '2026-07-05')).toEqual(['e']);
    expect(ids('backup-slip', '2026-07')).toEqual(['e', 'f']);
    expect(ids('backup-slip', '2026-0')).toEqual([]);
  });
});
