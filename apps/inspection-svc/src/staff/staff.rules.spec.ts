import type { Fact } from '@weibao/exchange';
import type { RecordableFact } from '@weibao/messages';
import { StandingFacts } from '@weibao/service-kit';
import { expect, it } from 'vitest';
import { approvalFaults, shiftFaults } from './staff.rules.js';

const at = '2026-11-20T10:00:00+08:00';
const faults = (fact: RecordableFact, ...facts: Fact[]) => {
  const record = { contract: 'c', facts, heads: {}, registered: null, parties: [], trial: false };
  const recording = { contract: 'c', trial: false, side: 'hospital' as const, nowMs: Date.parse(at), fact, record };
  const full = { ...recording, standing: new StandingFacts(facts) };
  return [...approvalFaults(full), ...shiftFaults(full)].map(({ code, place }) => `${code} ${place}`);
};
const asked: Fact = { type: 'approval.asked', id: 'a', at, approval: 'A-1', kind: 'staff-change', about: 'p-1' };
const given: Fact = { type: 'approval.given', id: 'g', at, approval: 'A-1', kind: 'staff-change', about: 'p-1' };

it('an approval is decided once: what was given is not refused before that is withdrawn, nor the other way round', () => {
  const refuse: RecordableFact = { type: 'approval.refused', approval: 'A-1' };
  const give: RecordableFact = { type: 'approval.given', approval: 'A-1', kind: 'staff-change' };
  const refused: Fact = { type: 'approval.refused', id: 'r', at, approval: 'A-1' };
  expect(faults(refuse, asked)).toEqual([]);
  expect(faults(refuse, asked, given)).toEqual(['RECORD.DECIDED approval']);
  expect(faults(give, asked, refused)).toEqual(['RECORD.DECIDED approval']);
  const withdrawn: Fact = { type: 'fact.withdrawn', id: 'w', at, fact: 'g' };
  expect(faults(refuse, asked, given, withdrawn)).toEqual([]);
});

it('what nobody asked for can be agreed to, and not refused', () => {
  expect(faults({ type: 'approval.given', approval: 'A-2', kind: 'release' })).toEqual([]);
  expect(faults({ type: 'approval.refused', approval: 'A-2' })).toEqual(['RECORD.UNKNOWN approval']);
});

it('LY-A3.1-ROSTER28: the shifts of a roster lie in its month and name a person once a day, every fault at once', () => {
  const roster = (about: string | undefined, ...on: string[]): RecordableFact => ({
    type: 'document.filed',
    document: 'roster',
    ...(about === undefined ? {} : { about }),
    shifts: on.map((day) => ({ on: day, person: 'p-1' })),
  });
  expect(faults(roster('2026-12', '2026-12-05', '2026-12-31'))).toEqual([]);
  expect(faults(roster(undefined, '2026-12-05'))).toEqual(['RECORD.INCOMPLETE about']);
  expect(faults(roster('2026-12', '2026-11-30', '2026-12-05', '2026-12-05', '2027-01-01'))).toEqual([
    'RECORD.OUTSIDE shifts[0].on',
    'RECORD.TWICE shifts[2]',
    'RECORD.OUTSIDE shifts[3].on',
  ]);
});
