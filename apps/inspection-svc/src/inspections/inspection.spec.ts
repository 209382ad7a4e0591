import type { Fact } from '@weibao/exchange';
import { parseInstant } from '@weibao/exchange';
import { StandingFacts } from '@weibao/service-kit';
import { describe, expect, it } from 'vitest';
import { inspectionsOf } from './inspection.view.js';
import { checklistFaults, findingFaults } from './inspection.rules.js';
import { readTermsFiles } from '../terms/terms-files.js';

const at = (day: string) => `${day}T10:00:00+08:00`;
const nowMs = parseInstant('2026-07-20T09:00:00+08:00') as number;
const started: Fact = { type: 'inspection.started', id: 's', at: at('2026-07-01'), inspection: 'I-1', kind: 'onsite' };
const noted: Fact = {
  type: 'inspection.finding-noted',
  id: 'n',
  at: at('2026-07-01'),
  finding: 'P-1',
  inspection: 'I-1',
  area: 'backups',
  risk: 'high',
  dueOn: '2026-07-15',
  summary: '异地备份未校验',
};
const closed = (day: string): Fact => ({
  type: 'inspection.finding-closed',
  id: `c${day}`,
  at: at(day),
  finding: 'P-1',
});
const verified = (day: string, passed: boolean): Fact => ({
  type: 'inspection.finding-verified',
  id: `v${day}`,
  at: at(day),
  finding: 'P-1',
  passed,
});
const finding = (...facts: Fact[]) =>
  inspectionsOf('c', new StandingFacts([started, noted, ...facts]), [], nowMs)[0]?.findings[0];

describe('a finding of an inspection', () => {
  it('is open until its day has passed, then overdue, until somebody closes it', () => {
    const onDay = (day: string) =>
      inspectionsOf('c', new StandingFacts([started, noted]), [], parseInstant(`${day}T23:59:59+08:00`) as number)[0]
        ?.findings[0]?.status;
    expect([onDay('2026-07-14'), onDay('2026-07-15'), onDay('2026-07-16')]).toEqual(['open', 'open', 'overdue']);
    expect(finding(closed('2026-07-14'))).toMatchObject({ status: 'closed', verifiedAt: null });
  });

  it('is settled by the hospital alone; refused, it is open again until it is closed anew', () => {
    expect(finding(closed('2026-07-14'), verified('2026-07-15', true))?.status).toBe('verified');
    expect(finding(closed('2026-07-14'), verified('2026-07-15', false))).toMatchObject({
      status: 'overdue',
      closedAt: null,
      refusedAt: at('2026-07-15'),
    });
    expect(finding(closed('2026-07-14'), verified('2026-07-15', false), closed('2026-07-16'))?.status).toBe('closed');
  });

  it('counts without what was withdrawn', () => {
    const withdrawn: Fact = { type: 'fact.withdrawn', id: 'w', at: at('2026-07-15'), fact: 'c2026-07-14' };
    expect(finding(closed('2026-07-14'), withdrawn)?.status).toBe('overdue');
  });
});

describe('which inspections are listed', () => {
  it('those since a day, and older ones while a finding is followed', () => {
    const old: Fact = { type: 'inspection.ended', id: 'e', at: at('2025-01-05'), inspection: 'I-0', kind: 'online' };
    const list = (...facts: Fact[]) =>
      inspectionsOf('c', new StandingFacts(facts), [], nowMs, '2026-07-05').map(({ inspection }) => inspection);
    expect(list(old, started, noted)).toEqual(['I-1']);
    expect(list(old, started, noted, closed('2026-07-06'), verified('2026-07-07', true))).toEqual([]);
  });
});

describe('JH-1.5.1-SCOPE: an inspection that was begun', () => {
  const terms = readTermsFiles().shipped('jiahe-icu');
  const faults = (areas: string[] | undefined, facts: Fact[]) => {
    const fact = { type: 'inspection.ended' as const, inspection: 'I-1', kind: 'onsite', period: 'year-1' };
    const standing = new StandingFacts(facts);
    const record = { contract: 'c', facts, heads: {}, registered: null, parties: [], trial: false };
    const given = areas === undefined ? fact : { ...fact, areas };
    return checklistFaults(
      { contract: 'c', trial: false, side: 'hospital', nowMs, fact: given, standing, record },
      terms,
    );
  };
  it('ends when all four areas are answered, and names those that are not', () => {
    expect(faults(['hardware', 'software', 'backups', 'records'], [started])).toEqual([]);
    const [fault] = faults(['hardware', 'software'], [started]);
    expect(fault).toMatchObject({ code: 'RECORD.INCOMPLETE', place: 'areas' });
    expect(fault?.zh).toContain('数据备份完整性、日常运维记录完整性');
    expect(faults(undefined, [started])).toHaveLength(1);
  });
  it('told in one entry without areas is taken as it is', () => {
    expect(faults(undefined, [])).toEqual([]);
  });
});

it('a finding is verified only once it is said to be closed', () => {
  const facts: Fact[] = [started, noted];
  const codes = (known: Fact[]) =>
    findingFaults({
      contract: 'c',
      trial: false,
      side: 'hospital',
      nowMs,
      fact: { type: 'inspection.finding-verified', finding: 'P-1', passed: true },
      standing: new StandingFacts(known),
      record: { contract: 'c', facts: known, heads: {}, registered: null, parties: [], trial: false },
    }).map(({ code }) => code);
  expect(codes(facts)).toEqual(['RECORD.NOT_CLOSED']);
  expect(codes([...facts, closed('2026-07-14')])).toEqual([]);
});
