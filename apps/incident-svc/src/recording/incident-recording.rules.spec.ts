import type { Terms } from '@weibao/contract-terms';
import type { Fact } from '@weibao/exchange';
import type { RecordableFact, Side } from '@weibao/messages';
import { StandingFacts, type RecordingOf } from '@weibao/service-kit';
import { describe, expect, it } from 'vitest';
import { readTermsLibrary } from '../terms/terms-library.js';
import { examineForIncidents } from './incident-recording.rules.js';

const library = readTermsLibrary();
const termsOf = (contract: string): Terms => library.of({ contract, registered: null });
const listed = termsOf('tacheng-ops'); // this contract lists its systems
const system = listed.systems[0]?.name ?? '';

function examine(fact: RecordableFact, facts: Fact[] = [], side: Side = 'hospital', terms = listed) {
  const record = { contract: 'c', facts, heads: {}, registered: null, parties: [], trial: false };
  const recording: RecordingOf = {
    contract: 'c',
    trial: false,
    side,
    nowMs: 0,
    fact,
    standing: new StandingFacts(facts),
    record,
  };
  const { faults, ...rest } = examineForIncidents(recording, terms);
  return { codes: faults.map(({ code, place }) => `${code} ${place}`), ...rest };
}

const from = '2026-07-01T22:00:00+08:00';
const to = '2026-07-01T23:00:00+08:00';
const at = '2026-06-30T09:00:00+08:00';
const agreed = (more: object = {}): RecordableFact => ({ type: 'maintenance.agreed', system, from, to, ...more });
const stored = (by: Fact['by'], more: object = {}): Fact => ({ ...agreed(more), at, id: `f-${by}`, by }) as Fact;

describe('agreed maintenance', () => {
  it('is the word of one side until the other says the same', () => {
    expect(examine(agreed(), [], 'vendor')).toMatchObject({ codes: [], fact: agreed(), headUnmoved: true });
    expect(examine(agreed(), [stored('vendor')], 'hospital').fact).toEqual(agreed({ by: 'both' }));
  });

  it('is the same by system and instants, however they are written', () => {
    const spaced = agreed({ system: `${system.slice(0, 1)} ${system.slice(1)}`, from: '2026-07-01T14:00:00Z' });
    expect(examine(spaced, [stored('vendor')]).fact?.by).toBe('both');
  });

  it.each([
    ['another end', { to: '2026-07-01T23:00:01+08:00' }],
    ['another start', { from: '2026-07-01T21:59:59+08:00' }],
    ['another system', { system: listed.systems[1]?.name ?? '' }],
  ])('with %s it is another agreement', (_what, more) => {
    expect(examine(agreed(), [stored('vendor', more)]).fact?.by).toBeUndefined();
  });

  it('said twice by one side, or after both have said it, is refused', () => {
    expect(examine(agreed(), [stored('hospital')]).codes).toEqual(['RECORD.TWICE type']);
    expect(examine(agreed(), [stored('vendor'), stored('both')]).codes).toEqual(['RECORD.TWICE type']);
  });

  it('a word that was withdrawn is none', () => {
    const withdrawn: Fact = { type: 'fact.withdrawn', id: 'w', at, fact: 'f-vendor' };
    expect(examine(agreed(), [stored('vendor'), withdrawn]).fact?.by).toBeUndefined();
  });

  it('is no agreement about force majeure', () => {
    const other = { ...stored('vendor'), type: 'force-majeure.agreed' } as Fact;
    expect(examine(agreed(), [other]).fact?.by).toBeUndefined();
  });
});

describe('an outage', () => {
  const outage = (name: string): RecordableFact => ({ type: 'outage.started', outage: 'O-1', system: name });
  it('is of a system of the contract, unless that leaves systems to a ruling', () => {
    expect(examine(outage(system)).codes).toEqual([]);
    expect(examine(outage('停车系统')).codes).toEqual(['RECORD.SYSTEM_OUT_OF_SCOPE system']);
    expect(examine(outage('停车系统'), [], 'hospital', termsOf('huangpu')).codes).toEqual([]);
  });
});

describe('a complaint', () => {
  const complaint: RecordableFact = { type: 'complaint.verified', complaint: 'C-1', about: 'I1', target: 'department' };
  it('is about an incident or a demand that stands', () => {
    expect(examine(complaint).codes).toEqual(['RECORD.UNKNOWN about']);
    expect(examine(complaint, [{ type: 'incident.reported', id: 'r', at, incident: 'I1' }]).codes).toEqual([]);
    expect(examine(complaint, [{ type: 'demand.filed', id: 'r', at, demand: 'I1' }]).codes).toEqual([]);
  });
});
