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
  { type: 'scorecard.noted', id: 'j', at: at('2026-03-01'), clause: 'HP-S-2.3', period: '2026-H1' },
  { type: 'assessment.held', id: 'k', at: at('2026-07-06'), period: '2026-H1' },
  { type: 'acceptance.applied', id: 'l', at: at('2026-07-10'), year: 1 },
  { type: 'acceptance.held', id: 'm', at: at('2026-07-20'), year: 1, passed: false },
  { type: 'fact.withdrawn', id: 'i', at: at('2026-07-09'), fact: 'h', note: 'twice' },
];
const standing = new StandingFacts(facts);
const judged = { assessed: ['2026-H1', '2026-H2'], accepted: ['year-1', 'year-2'] };
const ids = (...named: Parameters<typeof factsOn> extends [infer K, infer S, unknown, unknown] ? [K, S] : never) =>
  (factsOn(...named, standing, judged) ?? []).map(({ id }) => id);

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
    const named = [...papersIn(standing, judged)].map((one) => one.join(' '));
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

  it('of what people judge is there from the first day of its period, and tells what was noted, applied for and ruled', () => {
    expect(ids('acceptance-form', '2026-H1')).toEqual(['j', 'k']);
    expect(factsOn('acceptance-form', '2026-H2', standing, judged)).toEqual([]); // a form to be filled in
    expect(factsOn('acceptance-form', '2027-H1', standing, judged)).toBeNull();
    expect(ids('acceptance-report', 'year-1')).toEqual(['l', 'm']);
    expect(factsOn('acceptance-report', 'year-3', standing, judged)).toBeNull();
    // What failed or was assessed has a notice; a year that nobody has ruled has none.
    expect(ids('rectification-notice', 'year-1')).toEqual(['l', 'm']);
    expect(ids('rectification-notice', '2026-H1')).toEqual(['j', 'k']);
    expect(factsOn('rectification-notice', 'year-2', standing, judged)).toBeNull();
  });

  it('of backups is of a day or of a month', () => {
    expect(ids('backup-slip', '2026-07-05')).toEqual(['e']);
    expect(ids('backup-slip', '2026-07')).toEqual(['e', 'f']);
    expect(ids('backup-slip', '2026-0')).toEqual([]);
  });
});
