import type { Fact } from '@weibao/exchange';
import type { RecordableFact, Side } from '@weibao/messages';
import { StandingFacts, type RecordingOf } from '@weibao/service-kit';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';
import { examineForInspections } from './inspection-recording.rules.js';

function codes(fact: RecordableFact, facts: Fact[] = [], side: Side = 'hospital', pattern?: string): string[] {
  const record = { contract: 'c', facts, heads: {}, registered: null, parties: [], trial: false };
  const standing = new StandingFacts(facts);
  const recording: RecordingOf = { contract: 'c', trial: false, side, nowMs: 0, fact, standing, record };
  const { faults } = examineForInspections(
    recording,
    pattern === undefined ? undefined : readTermsFiles().shipped(pattern),
  );
  return faults.map(({ code, place }) => `${code} ${place}`);
}
const inspection = (period: string, kind = 'monthly'): RecordableFact => ({
  type: 'inspection.ended',
  inspection: 'X',
  kind,
  period,
});

describe('the period of an inspection', () => {
  it.each([
    '2026',
    '2026-01',
    '2026-12',
    '2026-Q1',
    '2026-Q4',
    '2026-H2',
    'year-1',
    'year-3-Q2',
    'year-1-H1',
    '2026-07-01',
  ])('%s is one', (period) => expect(codes(inspection(period))).toEqual([]));
  it.each(['2026-00', '2026-13', '2026-Q0', '2026-Q5', '2026-H3', 'year-0', 'year-1-Q5', 'July', '26-07'])(
    '%s is none',
    (period) => expect(codes(inspection(period))).toEqual(['RECORD.PERIOD_UNKNOWN period']),
  );
  it('of a holiday or an event is the name of the occasion', () => {
    expect(codes(inspection('国庆节', 'holiday'))).toEqual([]);
  });
});

describe('the slip of a backup', () => {
  const backup = (confirmed?: boolean): RecordableFact => ({
    type: 'backup.finished',
    day: '2026-07-01',
    kind: 'full',
    ok: true,
    ...(confirmed === undefined ? {} : { confirmed }),
  });
  it('is said to be signed by the hospital only', () => {
    expect(codes(backup(true), [], 'vendor')).toEqual(['RECORD.HOSPITAL_ONLY confirmed']);
    expect(codes(backup(true))).toEqual([]);
    expect(codes(backup(false), [], 'vendor')).toEqual([]);
    expect(codes(backup(), [], 'vendor')).toEqual([]);
  });
});

describe('a document', () => {
  const at = '2026-07-01T09:00:00+08:00';
  const filed: Fact = { type: 'document.filed', id: 'f1', at, document: 'annual-report', about: 'year-1' };
  const confirm: RecordableFact = { type: 'document.confirmed', document: 'annual-report', about: 'year-1' };
  it('is confirmed once it was filed, the same one', () => {
    expect(codes(confirm, [filed])).toEqual([]);
    expect(codes(confirm)).toEqual(['RECORD.UNKNOWN document']);
    expect(codes({ ...confirm, about: 'year-2' } as RecordableFact, [filed])).toEqual(['RECORD.UNKNOWN document']);
  });
  it('is not confirmed when its filing was withdrawn', () => {
    const withdrawn: Fact = { type: 'fact.withdrawn', id: 'w1', at, fact: 'f1', note: 'wrong file' };
    expect(codes(confirm, [filed, withdrawn])).toEqual(['RECORD.UNKNOWN document']);
  });
});

it('an effort without person-days and without a count says nothing', () => {
  expect(codes({ type: 'effort.spent', kind: 'interface-dev' })).toEqual(['RECORD.INCOMPLETE personDays']);
  expect(codes({ type: 'effort.spent', kind: 'interface-dev', personDays: 0 })).toEqual([]);
  expect(codes({ type: 'effort.spent', kind: 'new-report', count: 1 })).toEqual([]);
});

it('JH-1.5.2-CONTENT: the parts that a report states are called as the contract calls them, each fault at once', () => {
  const filed = (...parts: string[]): RecordableFact => ({
    type: 'document.filed',
    document: 'inspection-report',
    parts,
  });
  expect(codes(filed('content', 'time-limit'), [], 'vendor', 'jiahe-icu')).toEqual([]);
  expect(codes(filed('content', 'limit', 'risks'), [], 'vendor', 'jiahe-icu')).toEqual([
    'RECORD.PART_UNKNOWN parts',
    'RECORD.PART_UNKNOWN parts',
  ]);
  // Tacheng names no part of any document.
  expect(codes(filed('content'), [], 'vendor', 'tacheng-ops')).toEqual(['RECORD.PART_UNKNOWN parts']);
});
