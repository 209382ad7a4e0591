import type { Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { bytesOf, commandIdOf, factsById, ownerOfFact, splitImport, withIds, type Placed } from './split.js';

const at = '2026-07-01T09:00:00+08:00';
const reported = (incident: string): Fact => ({ type: 'incident.reported', at, id: `r-${incident}`, incident });
const responded = (incident: string): Fact => ({ type: 'incident.responded', at, id: `p-${incident}`, incident });
const backup: Fact = { type: 'backup.finished', at, id: 'b-1', day: '2026-07-01' };
const invoice: Fact = { type: 'invoice.received', at, id: 'i-1', payment: 'P1' };
const withdrawn = (fact: string, id = `w-${fact}`): Fact => ({ type: 'fact.withdrawn', at, id, fact });

describe('who owns an imported fact', () => {
  const facts = [reported('I1'), backup, invoice, withdrawn('b-1'), withdrawn('w-b-1'), withdrawn('loop', 'loop')];
  const of = (fact: Fact) => ownerOfFact(fact, factsById(facts));
  it('follows from its type', () => {
    expect([reported('I1'), backup, invoice].map(of)).toEqual(['incident', 'inspection', 'billing']);
  });
  it('is, for a withdrawal, the owner of what is withdrawn', () => {
    expect([withdrawn('r-I1'), withdrawn('b-1'), withdrawn('w-b-1')].map(of)).toEqual([
      'incident',
      'inspection',
      'inspection',
    ]);
  });
  it('is nobody where the named fact is unknown, or names itself', () => {
    expect([withdrawn('elsewhere'), withdrawn('loop')].map(of)).toEqual([null, null]);
  });
});

describe('an import cut into messages', () => {
  const placed = (facts: Fact[]): Placed[] =>
    facts.map((fact, index) => ({ fact, index, service: ownerOfFact(fact, factsById(facts)) ?? 'billing' }));
  const ids = (facts: Fact[], limits?: { bytes: number; facts: number }) =>
    splitImport(placed(facts), 'c1', limits).map(({ commandId, items }) => [
      commandId,
      ...items.map(({ fact }) => fact.id),
    ]);

  it('goes to each owner, and to billing last, since a decision may name an incident', () => {
    expect(ids([invoice, backup, reported('I1'), reported('I2')])).toEqual([
      ['c1.incident.1', 'r-I1', 'r-I2'],
      ['c1.inspection.1', 'b-1'],
      ['c1.billing.1', 'i-1'],
    ]);
  });
  it('puts a report before its stages and a withdrawal after what it withdraws, in whatever order they came', () => {
    expect(ids([withdrawn('w-p-I1'), withdrawn('p-I1'), responded('I1'), reported('I1')])).toEqual([
      ['c1.incident.1', 'r-I1', 'p-I1', 'w-p-I1', 'w-w-p-I1'],
    ]);
  });
  it('remembers where each fact stood', () => {
    const [chunk] = splitImport(placed([responded('I1'), reported('I1')]), 'c1');
    expect(chunk?.items.map(({ index }) => index)).toEqual([1, 0]);
  });
  it('keeps each message within the bytes: just full, and one byte less', () => {
    const facts = ['I1', 'I2', 'I3', 'I4', 'I5'].map(reported); // equally long
    const size = bytesOf(reported('I1'));
    const cut = (bytes: number) => ids(facts, { bytes, facts: 500 }).map((chunk) => chunk.length - 1);
    expect(cut(2 * size)).toEqual([2, 2, 1]);
    expect(cut(2 * size - 1)).toEqual([1, 1, 1, 1, 1]);
  });
  it('keeps each message within the number of facts', () => {
    const cut = ids(['I1', 'I2', 'I3'].map(reported), { bytes: 1e6, facts: 2 });
    expect(cut.map((chunk) => chunk.length - 1)).toEqual([2, 1]);
  });
});

describe('facts without an id', () => {
  const test: Fact = { type: 'restore.tested', at, ok: true };
  it('get the same one whenever they are imported, and two that say the same stay two', () => {
    const [first, second] = withIds([test, test]);
    expect(withIds([test])[0]?.id).toBe(first?.id);
    expect(second?.id).not.toBe(first?.id);
    expect(first?.id).toMatch(/^import-[0-9a-f]{24}-1$/);
  });
  it('leave those alone that have one', () => expect(withIds([invoice])).toEqual([invoice]));
  it('make an import the same command whenever it is sent to the same contract', () => {
    expect(commandIdOf('a', [test])).toBe(commandIdOf('a', [{ ok: true, at, type: 'restore.tested' }]));
    expect(commandIdOf('a', [test])).not.toBe(commandIdOf('b', [test]));
    expect(commandIdOf('a', [test])).not.toBe(commandIdOf('a', [test, test]));
  });
});
