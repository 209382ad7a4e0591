import { applicationPacks } from '@weibao/engine';
import { parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';

const files = readTermsFiles();
const parameters = { signedOn: '2025-01-01', startsOn: '2025-01-01', endsOn: '2027-12-31' };
const filed = (document: string, about: string, day: string) => ({
  type: 'document.filed',
  at: `${day}T10:00:00+08:00`,
  document,
  about,
});
const ofYear = ['annual-report', 'demand-list', 'security-statement'].map((one) => filed(one, 'year-1', '2026-01-05'));

function packs(facts: readonly object[], asOf = '2026-01-20T09:00:00+08:00', pattern = 'bayannur-emr') {
  const terms = files.shipped(pattern);
  if (!terms) throw new Error(`no terms ${pattern}`);
  const registered = { type: 'contract.registered', at: '1970-01-01T00:00:00+08:00', pattern, parameters };
  const all = [registered, ...facts].map((fact, index) => ({ id: `f${index}`, ...fact }) as Fact);
  return applicationPacks({ terms, facts: all, asOfMs: parseInstant(asOf) ?? 0 });
}
const states = (facts: readonly object[], asOf?: string) =>
  Object.fromEntries((packs(facts, asOf)[0]?.items ?? []).map(({ document, status }) => [document, status]));

describe('BY-V-APPLY10WD: what comes with the application', () => {
  it('is the annual report, fault records, inspection reports, demand list and security statement, of the year itself', () => {
    expect(states([])).toEqual({
      'annual-report': 'missing',
      'fault-records': 'none', // nothing failed and nothing was inspected: no report was owed
      'inspection-reports': 'none',
      'demand-list': 'missing',
      'security-statement': 'missing',
    });
    const [first] = packs(ofYear);
    expect(first).toMatchObject({ year: 1, clause: 'BY-V-APPLY10WD' });
    expect(first?.items.filter(({ status }) => status === 'missing')).toEqual([]);
    // Another year's report is none of this one.
    expect(states([filed('annual-report', 'year-2', '2026-01-05')])['annual-report']).toBe('missing');
  });

  const fault = (day: string) => [
    {
      type: 'incident.reported',
      at: `${day}T10:00:00+08:00`,
      incident: 'F1',
      level: '2',
      system: '一体化电子病历系统',
    },
    { type: 'incident.responded', at: `${day}T10:05:00+08:00`, incident: 'F1' },
    { type: 'incident.restored', at: `${day}T10:20:00+08:00`, incident: 'F1' },
  ];
  const inspected = {
    type: 'inspection.ended',
    at: '2025-07-02T10:00:00+08:00',
    inspection: 'I1',
    kind: 'monthly',
    period: '2025-07',
  };

  it('wants each report that was owed in the year, and names the incident and the inspection without one', () => {
    const facts = [...fault('2025-12-31'), inspected, ...ofYear];
    const named = packs(facts)[0]?.items.flatMap(({ document, open }) => (open.length > 0 ? [[document, open]] : []));
    expect(named).toEqual([
      ['fault-records', ['F1']],
      ['inspection-reports', ['I1']],
    ]);
    const reports = [filed('fault-report', 'F1', '2026-01-02'), filed('inspection-report', 'I1', '2025-07-03')];
    expect(states([...facts, ...reports])).toMatchObject({
      'fault-records': 'complete',
      'inspection-reports': 'complete',
    });
    // One document for the whole year says the same.
    expect(states([...facts, filed('fault-records', 'year-1', '2026-01-05')])['fault-records']).toBe('filed');
  });

  it('leaves a fault of the next day to the next year', () => {
    expect(states([...fault('2026-01-01'), ...ofYear])['fault-records']).toBe('none');
  });

  it('is asked of a year from its first day on, and of no contract that names nothing', () => {
    expect(packs([], '2025-12-31T23:59:59+08:00').map(({ year }) => year)).toEqual([1]);
    expect(packs([], '2026-01-01T00:00:00+08:00').map(({ year }) => year)).toEqual([1, 2]);
    expect(packs([], undefined, 'huangpu')).toEqual([]);
  });
});
