import { parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsLibrary } from '../terms/terms-library.js';
import type { CommandContext, Decision } from './command-context.js';
import { decideConfirm, decideWithdraw } from './decide-correction.js';
import { RecordLookup } from '../records/record-lookup.js';

const terms = readTermsLibrary().of({ contract: 'bayannur-emr', registered: null });
const at = '2026-07-01T09:10:00+08:00';
const facts: Fact[] = [
  { type: 'incident.reported', id: 'r1', incident: 'F-1', by: 'hospital', at },
  { type: 'incident.responded', id: 's1', incident: 'F-1', by: 'vendor', at },
  { type: 'inspection.ended', id: 'i1', inspection: 'I-1', by: 'vendor', at },
];
const withdrawnOf = (fact: string): Fact => ({ type: 'fact.withdrawn', id: `w-${fact}`, fact, at });
const confirmedOf = (fact: string): Fact => ({ type: 'fact.confirmed', id: `c-${fact}`, fact, at });

const context = (more: Fact[]): CommandContext => ({
  contract: 'bayannur-emr',
  terms,
  record: new RecordLookup([...facts, ...more]),
  nowMs: parseInstant('2026-07-01T12:00:00+08:00') as number,
  by: 'hospital',
});
const codes = (decision: Decision): string[] => (decision.ok ? [] : decision.faults.map((fault) => fault.code));
const withdraw = (fact: string, ...more: Fact[]) => decideWithdraw(context(more), { fact, note: '误录' });
const confirm = (fact: string, ...more: Fact[]) => decideConfirm(context(more), { fact });

describe('withdrawing a fact', () => {
  it('is a fact of its own, with the reason', () => {
    expect(withdraw('s1')).toMatchObject({
      fact: { type: 'fact.withdrawn', fact: 's1', note: '误录', by: 'hospital' },
    });
  });
  it('refuses an unknown fact', () => {
    expect(codes(withdraw('GHOST'))).toEqual(['INCIDENT.FACT_UNKNOWN']);
  });
  it('refuses a fact that is withdrawn already', () => {
    expect(codes(withdraw('s1', withdrawnOf('s1')))).toEqual(['INCIDENT.WITHDRAWN_ALREADY']);
  });
  it('refuses to withdraw a withdrawal, and takes back a confirmation', () => {
    expect(codes(withdraw('w-s1', withdrawnOf('s1')))).toEqual(['INCIDENT.NOT_WITHDRAWABLE']);
    expect(codes(withdraw('c-s1', confirmedOf('s1')))).toEqual([]);
  });
  it("refuses another service's fact, and a confirmation of one", () => {
    expect(codes(withdraw('i1'))).toEqual(['INCIDENT.FACT_ELSEWHERE']);
    expect(codes(withdraw('c-i1', confirmedOf('i1')))).toEqual(['INCIDENT.FACT_ELSEWHERE']);
  });
});

describe("confirming a vendor's entry", () => {
  it('is a fact of its own', () => {
    expect(confirm('s1')).toMatchObject({ fact: { type: 'fact.confirmed', fact: 's1', by: 'hospital' } });
  });
  it("refuses the hospital's own entries", () => {
    expect(codes(confirm('r1'))).toEqual(['INCIDENT.NOTHING_TO_CONFIRM']);
  });
  it('refuses a second confirmation, and takes one again after the first was withdrawn', () => {
    expect(codes(confirm('s1', confirmedOf('s1')))).toEqual(['INCIDENT.CONFIRMED_ALREADY']);
    expect(codes(confirm('s1', confirmedOf('s1'), withdrawnOf('c-s1')))).toEqual([]);
  });
  it('refuses a withdrawn entry', () => {
    expect(codes(confirm('s1', withdrawnOf('s1')))).toEqual(['INCIDENT.WITHDRAWN_ALREADY']);
  });
});
