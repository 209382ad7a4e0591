import { parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsLibrary } from '../terms/terms-library.js';
import type { CommandContext, Decision } from './command-context.js';
import { decideMerge } from './decide-merge.js';
import { RecordLookup } from '../records/record-lookup.js';

const terms = readTermsLibrary().of({ contract: 'bayannur-emr', registered: null });
const report = (incident: string, drill = false): Fact => ({
  type: 'incident.reported',
  id: `r-${incident}`,
  incident,
  drill,
  at: '2026-07-01T09:00:00+08:00',
});
const merged = (incident: string, into: string): Fact => ({
  type: 'incident.merged',
  id: `m-${incident}`,
  incident,
  into,
  at: '2026-07-01T09:30:00+08:00',
});

const decide = (facts: Fact[], incident: string, into: string): Decision => {
  const nowMs = parseInstant('2026-07-01T12:00:00+08:00') as number;
  const context: CommandContext = {
    contract: 'bayannur-emr',
    terms,
    record: new RecordLookup(facts),
    nowMs,
    by: 'hospital',
  };
  return decideMerge(context, { incident, into });
};
const codes = (decision: Decision): string[] =>
  decision.ok ? [] : decision.faults.map((fault) => `${fault.place} ${fault.code}`);

describe('merging incidents', () => {
  const three = [report('A'), report('B'), report('C')];

  it('takes one into the other, on an unmoved head', () => {
    expect(decide(three, 'A', 'B')).toMatchObject({ ok: true, headUnmoved: true, fact: { incident: 'A', into: 'B' } });
  });

  it('refuses an incident into itself', () => {
    expect(codes(decide(three, 'A', 'A'))).toEqual(['into INCIDENT.MERGE_SELF']);
  });

  it('refuses unknown ones, each at its place', () => {
    expect(codes(decide(three, 'GHOST', 'B'))).toEqual(['incident INCIDENT.UNKNOWN']);
    expect(codes(decide(three, 'A', 'GHOST'))).toEqual(['into INCIDENT.UNKNOWN']);
  });

  it('refuses into a merged one, so that merges never form a circle', () => {
    expect(codes(decide([...three, merged('B', 'A')], 'A', 'B'))).toEqual(['into INCIDENT.MERGED']);
  });

  it('refuses to merge an incident a second time', () => {
    expect(codes(decide([...three, merged('A', 'B')], 'A', 'C'))).toEqual(['incident INCIDENT.MERGED']);
  });

  it('lets an incident that took others in be merged on', () => {
    expect(decide([...three, merged('A', 'B')], 'B', 'C').ok).toBe(true);
  });

  it('does not mix a drill with the real thing', () => {
    expect(codes(decide([report('A', true), report('B')], 'A', 'B'))).toEqual(['into INCIDENT.MERGE_DRILL']);
  });
});
