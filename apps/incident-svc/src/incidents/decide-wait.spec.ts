import { parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsLibrary } from '../terms/terms-library.js';
import type { CommandContext, Decision } from './command-context.js';
import { decideWait } from './decide-wait.js';
import { RecordLookup } from '../records/record-lookup.js';

const terms = readTermsLibrary().of({ contract: 'bayannur-emr', registered: null });
const reported: Fact = { type: 'incident.reported', id: 'r1', incident: 'F-1', at: '2026-07-01T09:00:00+08:00' };
const wait = (change: 'started' | 'ended', clock: string, id: string): Fact => ({
  type: `incident.wait-${change}`,
  id,
  incident: 'F-1',
  on: 'hospital',
  at: `2026-07-01T${clock}:00+08:00`,
});

const context = (facts: Fact[]): CommandContext => ({
  contract: 'bayannur-emr',
  terms,
  record: new RecordLookup([reported, ...facts]),
  nowMs: parseInstant('2026-07-01T12:00:00+08:00') as number,
  by: 'hospital',
});
const codes = (decision: Decision): string[] => (decision.ok ? [] : decision.faults.map((fault) => fault.code));
const decide = (facts: Fact[], change: 'started' | 'ended', clock?: string) =>
  decideWait(context(facts), { incident: 'F-1', change, ...(clock ? { at: `2026-07-01T${clock}:00+08:00` } : {}) });

describe('waiting on the hospital', () => {
  it('starts, ends and starts again, each decided on an unmoved head', () => {
    expect(decide([], 'started')).toMatchObject({ ok: true, headUnmoved: true, fact: { on: 'hospital' } });
    expect(decide([wait('started', '09:30', 'w1')], 'ended').ok).toBe(true);
    expect(decide([wait('started', '09:30', 'w1'), wait('ended', '10:00', 'w2')], 'started').ok).toBe(true);
  });

  it('refuses an end without a start', () => {
    expect(codes(decide([], 'ended'))).toEqual(['INCIDENT.WAIT_NOT_STARTED']);
    expect(codes(decide([wait('started', '09:30', 'w1'), wait('ended', '10:00', 'w2')], 'ended'))).toEqual([
      'INCIDENT.WAIT_NOT_STARTED',
    ]);
  });

  it('refuses a second start and names the first', () => {
    const decision = decide([wait('started', '09:30', 'w1')], 'started');
    expect(codes(decision)).toEqual(['INCIDENT.WAIT_RUNNING']);
    expect(decision).toMatchObject({ faults: [{ zh: expect.stringContaining('（记录 w1）') as string }] });
  });

  it('refuses an end a minute before the start and accepts one at it', () => {
    expect(codes(decide([wait('started', '09:30', 'w1')], 'ended', '09:29'))).toEqual([
      'INCIDENT.WAIT_ENDS_BEFORE_START',
    ]);
    expect(codes(decide([wait('started', '09:30', 'w1')], 'ended', '09:30'))).toEqual([]);
  });

  it('refuses a start inside the wait before and accepts one at its end', () => {
    const before = [wait('started', '09:30', 'w1'), wait('ended', '10:00', 'w2')];
    expect(codes(decide(before, 'started', '09:59'))).toEqual(['INCIDENT.WAIT_OVERLAPS']);
    expect(codes(decide(before, 'started', '10:00'))).toEqual([]);
  });
});
