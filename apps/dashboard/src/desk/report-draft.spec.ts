import { expect, it } from 'vitest';
import { contract, msOf } from '../testing/given.js';
import { contractOf, coveringContracts, emptyDraft, type Draft } from './report-draft.js';

const old = contract({ contract: 'old', startsOn: '2024-11-21', endsOn: '2026-11-20' });
const next = contract({ contract: 'next', startsOn: '2026-11-21', endsOn: null });
const choice = { key: 'k', system: 'HIS', subsystem: null, contracts: [old, next], outsideList: false, forms: [] };
const covering = (now: number, change: Partial<Draft> = {}) =>
  coveringContracts({ ...emptyDraft, choice, ...change }, now).map((each) => each.contract);
const atMidnight = msOf('00:00:00', '2026-11-21');

it('the contract follows from the system and the day: the old one to the end of its last day, the new one from its first', () => {
  expect(covering(atMidnight - 1)).toEqual(['old']);
  expect(covering(atMidnight)).toEqual(['next']);
  expect(contractOf({ ...emptyDraft, choice }, atMidnight)?.contract).toBe('next');
});

it('the day is that on which the vendor was told, when that time is typed', () => {
  expect(covering(atMidnight + 600_000, { calledAt: '23:50' })).toEqual(['old']);
});

it('where two are in term a person is asked, and where none is all are offered', () => {
  const both = { ...choice, contracts: [old, contract({ contract: 'beside' })] };
  expect(covering(atMidnight - 1, { choice: both })).toEqual(['old', 'beside']);
  expect(contractOf({ ...emptyDraft, choice: both }, atMidnight - 1)).toBeNull();
  const ended = { ...choice, contracts: [old] };
  expect(covering(atMidnight, { choice: ended })).toEqual(['old']);
});
