import type { Outcome } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { replayed } from './case-check.js';

/** When the outcome of a history changes next though no fact arrives. */
function changesAt(contract: string, parameters: object, asOf: string, facts: readonly object[]): string | null {
  const { exit, out, err } = replayed({ name: 'a moment', contract, parameters, asOf, facts });
  expect(err).toBe('');
  expect(exit).toBe(0);
  return (JSON.parse(out) as Outcome).changesAt;
}

describe('Bayannur, year 1 from 2024-10-01 to 2025-09-30', () => {
  const at = (asOf: string, facts: readonly object[] = [], readings: object = {}) =>
    changesAt('bayannur-emr', { signedOn: '2024-10-01', readings }, asOf, facts);
  const applied = { type: 'acceptance.applied', at: '2025-10-15T10:00:00+08:00', year: 1 };
  const failed = { type: 'acceptance.held', at: '2025-11-05T10:00:00+08:00', year: 1, passed: false };
  const notified = { type: 'acceptance.notified', at: '2025-11-10T10:00:00+08:00', year: 1 };
  // Nothing else falls due before the month ends: its inspection and its call.
  const MONTH_END = '2025-11-01T00:00:00+08:00';

  it('BY-V-APPLY10WD: changes when the last day to apply has passed, unless somebody applied', () => {
    // Ten working days after 09-30: 10-09, 10-10, 10-11 (worked), 10-13 to 10-17, 10-20, 10-21.
    expect(at('2025-10-20T12:00:00+08:00')).toBe('2025-10-22T00:00:00+08:00');
    expect(at('2025-10-21T23:59:59+08:00')).toBe('2025-10-22T00:00:00+08:00');
    expect(at('2025-10-20T12:00:00+08:00', [applied])).toBe(MONTH_END);
  });

  it('BY-V-HOLD: changes when the time to hold the acceptance has passed, where silence is read as a pass', () => {
    // Twenty days after 10-15: Tuesday 11-04.
    const silent = { 'by.org_silence': 'deemed-passed' };
    expect(at('2025-11-03T12:00:00+08:00', [applied], silent)).toBe('2025-11-05T00:00:00+08:00');
    expect(at('2025-11-03T12:00:00+08:00', [applied])).toBe('2025-12-01T00:00:00+08:00');
  });

  it('BY-V-RECT15WD: changes when the time to rectify has passed, unless the vendor applied again', () => {
    // Fifteen working days after 11-10: Monday 12-01.
    const again = { type: 'acceptance.reapplied', at: '2025-11-28T10:00:00+08:00', year: 1 };
    const facts = [applied, failed, notified];
    expect(at('2025-12-01T12:00:00+08:00', facts)).toBe('2025-12-02T00:00:00+08:00');
    // Then nothing until the inspection for New Year's Day begins, on the working day before.
    expect(at('2025-12-01T12:00:00+08:00', [...facts, again])).toBe('2025-12-31T00:00:00+08:00');
  });
});

describe('Jiahe, from 2026-02-09 to 2027-02-08, once its daily backups are over', () => {
  const at = (asOf: string, facts: readonly object[]) =>
    changesAt('jiahe-icu', { startsOn: '2026-02-09', endsOn: '2027-02-08' }, asOf, facts);
  const inspected = {
    type: 'inspection.ended',
    at: '2027-02-08T10:00:00+08:00',
    inspection: 'V1',
    kind: 'online',
    period: 'year-1-Q4',
  };
  const report = {
    type: 'document.filed',
    at: '2027-02-10T10:00:00+08:00',
    document: 'inspection-report',
    about: 'V1',
    stamped: true,
  };

  it('JH-1.5.2-RPT5WD: changes when the report of the last inspection is overdue, unless it was filed', () => {
    // Five working days after Monday 02-08, no list being published for 2027: Monday 02-15.
    expect(at('2027-02-11T10:00:00+08:00', [inspected])).toBe('2027-02-16T00:00:00+08:00');
    expect(at('2027-02-11T10:00:00+08:00', [inspected, report])).toBeNull();
    expect(at('2027-02-16T00:00:00+08:00', [inspected])).toBeNull();
  });

  it('JH-1.5.2-CONFIRM: changes when a finding is overdue by its own day', () => {
    const finding = {
      type: 'inspection.finding-noted',
      at: '2027-02-08T10:00:00+08:00',
      finding: 'F1',
      inspection: 'V1',
      dueOn: '2027-03-05',
    };
    const closed = { type: 'inspection.finding-closed', at: '2027-02-20T10:00:00+08:00', finding: 'F1' };
    expect(at('2027-02-21T10:00:00+08:00', [inspected, report, finding])).toBe('2027-03-06T00:00:00+08:00');
    expect(at('2027-02-21T10:00:00+08:00', [inspected, report, finding, closed])).toBeNull();
  });
});
