import type { Fact } from '@weibao/exchange';
import type { RecordableFact, Role, Side } from '@weibao/messages';
import { StandingFacts } from '@weibao/service-kit';
import { expect, it } from 'vitest';
import { signingBy } from './report-signing.rules.js';

const at = '2026-07-08T16:00:00+08:00';
const ended: Fact = { type: 'inspection.ended', id: 'e1', at, inspection: 'I-7', kind: 'monthly', period: '2026-07' };
const report = (change: object = {}) =>
  ({
    type: 'document.filed',
    document: 'inspection-report',
    about: 'I-7',
    stamped: true,
    ...change,
  }) as RecordableFact;

function signing(fact: RecordableFact, facts: Fact[] = [ended], role: Role = 'inspector', side: Side = 'hospital') {
  const record = { contract: 'c', facts, heads: {}, registered: null, parties: [], trial: false };
  const recording = { contract: 'c', trial: false, side, nowMs: 0, fact, standing: new StandingFacts(facts), record };
  const { facts: made, faults } = signingBy(recording, role);
  return { made, codes: faults.map(({ code, place }) => `${code} ${place}`) };
}

it('BY-V-OBJ3: the sealed report signs the inspection that it is about, at the moment at which it was', () => {
  expect(signing(report())).toEqual({ made: [{ type: 'duty.signed', duty: 'I-7' }], codes: [] });
  expect(signing(report({ at }))).toEqual({ made: [{ type: 'duty.signed', duty: 'I-7', at }], codes: [] });
});

it('what is signed already is not signed twice; a signature that was withdrawn is none', () => {
  const signed: Fact = { type: 'duty.signed', id: 's1', at, duty: 'I-7', by: 'hospital' };
  expect(signing(report(), [ended, signed])).toEqual({ made: [], codes: [] });
  const withdrawn: Fact = { type: 'fact.withdrawn', id: 'w1', at, fact: 's1', note: 'wrong inspection' };
  expect(signing(report(), [ended, signed, withdrawn]).made).toHaveLength(1);
});

it.each([
  ['without the seal', report({ stamped: false })],
  ['of no inspection', report({ about: undefined })],
  ['another document', report({ document: 'fault-report' })],
  ['no document', { type: 'duty.done', duty: 'I-7', kind: 'inspection' } as RecordableFact],
])('%s signs nothing and is refused', (_what, fact) => {
  expect(signing(fact)).toEqual({ made: [], codes: ['RECORD.SIGNS_NOTHING signed'] });
});

it('the vendor, and a role of the hospital that signs no work, file the report and do not sign by it', () => {
  expect(signing(report(), [ended], 'vendor', 'vendor').codes).toEqual(['RECORD.SIGNS_NOTHING signed']);
  expect(signing(report(), [ended], 'duty-desk').codes).toEqual(['RECORD.SIGNS_NOTHING signed']);
  expect(signing(report(), [ended], 'it-head').codes).toEqual([]);
});

it('an inspection that nobody ended, or whose end was withdrawn, is unknown', () => {
  expect(signing(report(), []).codes).toEqual(['RECORD.UNKNOWN about']);
  const withdrawn: Fact = { type: 'fact.withdrawn', id: 'w1', at, fact: 'e1', note: 'twice' };
  expect(signing(report(), [ended, withdrawn]).codes).toEqual(['RECORD.UNKNOWN about']);
});
