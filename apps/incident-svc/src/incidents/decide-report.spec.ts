import { parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsLibrary } from '../terms/terms-library.js';
import type { CommandContext, Decision } from './command-context.js';
import { decideReport } from './decide-report.js';
import { RecordLookup } from '../records/record-lookup.js';

const library = readTermsLibrary();
const NOW = '2026-07-01T09:00:00+08:00';

function context(contract: string, facts: Fact[] = [], by: 'hospital' | 'vendor' = 'hospital'): CommandContext {
  return {
    contract,
    terms: library.of({ contract, registered: null }),
    record: new RecordLookup(facts),
    nowMs: parseInstant(NOW) as number,
    by,
  };
}

const codes = (decision: Decision): string[] => (decision.ok ? [] : decision.faults.map((fault) => fault.code));

const inScope = library.of({ contract: 'bayannur-emr', registered: null }).systems[0]?.name as string;

describe('reporting an incident', () => {
  it('numbers it when the desk gives no number, and says nothing that the desk did not say', () => {
    const decision = decideReport(context('bayannur-emr'), { system: inScope, level: '1' });
    expect(decision).toEqual({
      ok: true,
      fact: { type: 'incident.reported', by: 'hospital', incident: 'F-2026-0001', system: inScope, level: '1' },
      result: { incident: 'F-2026-0001' },
      headUnmoved: false,
    });
  });

  it('counts the number in the year of the report, not of its entry', () => {
    const decision = decideReport(context('bayannur-emr'), { system: inScope, at: '2025-12-31T23:00:00+08:00' });
    expect(decision).toMatchObject({ ok: true, fact: { incident: 'F-2025-0001', at: '2025-12-31T23:00:00+08:00' } });
  });

  it('accepts a report at this very moment and refuses one a millisecond ahead', () => {
    expect(codes(decideReport(context('bayannur-emr'), { system: inScope, at: NOW }))).toEqual([]);
    const ahead = '2026-07-01T09:00:00.001+08:00';
    expect(codes(decideReport(context('bayannur-emr'), { system: inScope, at: ahead }))).toEqual([
      'INCIDENT.FUTURE_INSTANT',
    ]);
  });

  it('refuses a system outside the list where the contract lists its systems', () => {
    const closed = library.of({ contract: 'tacheng-ops', registered: null });
    expect(closed.scope).toBe('listed');
    const decision = decideReport(context('tacheng-ops'), { system: '食堂订餐' });
    expect(codes(decision)).toEqual(['INCIDENT.SYSTEM_OUT_OF_SCOPE']);
    expect(decision).toMatchObject({
      faults: [{ place: 'system', zh: expect.stringContaining('食堂订餐') as string }],
    });
  });

  it('names a level that the contract does not know, with those it knows', () => {
    const terms = library.of({ contract: 'bayannur-emr', registered: null });
    const known = terms.levels.map((level) => level.level);
    expect(known).toEqual(['1', '2', '3', '4']);
    const three = { ...context('bayannur-emr'), terms: { ...terms, levels: terms.levels.slice(0, 3) } };
    const decision = decideReport(three, { system: inScope, level: '4' });
    expect(codes(decision)).toEqual(['INCIDENT.LEVEL_UNKNOWN']);
    expect(decision).toMatchObject({ faults: [{ zh: expect.stringContaining('1（紧急）、2（严重）') as string }] });
    const none = decideReport({ ...three, terms: { ...terms, levels: [] } }, { system: inScope, level: '1' });
    expect(none).toMatchObject({ faults: [{ zh: expect.stringContaining('不分级别') as string }] });
  });

  it('refuses a number that is taken, and says when and by which fact', () => {
    const taken: Fact = { type: 'incident.reported', id: 'r1', incident: 'F-7', at: '2026-06-30T08:00:00+08:00' };
    const decision = decideReport(context('bayannur-emr', [taken]), { system: inScope, incident: 'F-7' });
    expect(codes(decision)).toEqual(['INCIDENT.EXISTS']);
    expect(decision).toMatchObject({
      faults: [{ zh: expect.stringContaining('2026-06-30 08:00:00 报告过（记录 r1）') as string }],
    });
  });

  it('takes a number again whose report was withdrawn, but never gives it by itself', () => {
    const facts: Fact[] = [
      { type: 'incident.reported', id: 'r1', incident: 'F-2026-0001', at: '2026-06-30T08:00:00+08:00' },
      { type: 'fact.withdrawn', id: 'w1', fact: 'r1', at: '2026-06-30T08:05:00+08:00' },
    ];
    expect(decideReport(context('bayannur-emr', facts), { system: inScope, incident: 'F-2026-0001' }).ok).toBe(true);
    expect(decideReport(context('bayannur-emr', facts), { system: inScope })).toMatchObject({
      fact: { incident: 'F-2026-0002' },
    });
  });

  it('names all faults at once', () => {
    const body = {
      system: '食堂订餐',
      at: '2026-07-01T10:00:00+08:00',
      occurredAt: '2026-07-01T11:00:00+08:00',
      follows: 'GHOST',
    };
    expect(codes(decideReport(context('tacheng-ops'), body))).toEqual([
      'INCIDENT.FUTURE_INSTANT',
      'INCIDENT.FUTURE_INSTANT',
      'INCIDENT.SYSTEM_OUT_OF_SCOPE',
      'INCIDENT.UNKNOWN',
    ]);
  });

  it('refuses a fault that occurred after its report', () => {
    const body = { system: inScope, at: '2026-07-01T08:00:00+08:00', occurredAt: '2026-07-01T08:00:01+08:00' };
    expect(codes(decideReport(context('bayannur-emr'), body))).toEqual(['INCIDENT.OCCURRED_AFTER_REPORT']);
    expect(decideReport(context('bayannur-emr'), { ...body, occurredAt: body.at }).ok).toBe(true);
  });
});
