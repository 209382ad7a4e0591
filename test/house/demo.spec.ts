import { factSchema, referenceFaults, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { demoPlan } from '../../apps/launcher/src/demo/plan.mjs';

// A working morning, a night, the last day of a month, and 29 February: the story is told from each.
const moments = [
  '2026-11-20T10:00:00+08:00',
  '2027-01-01T00:00:30+08:00',
  '2026-08-31T23:59:00+08:00',
  '2028-02-29T12:00:00+08:00',
];

describe.each(moments)('the demo told at %s', (moment) => {
  const nowMs = Date.parse(moment);
  const plan = demoPlan(nowMs);

  it('has all five contracts, each with the demo customer and a vendor of its own', () => {
    expect(plan.map((demo) => demo.contract)).toEqual([
      'bayannur-emr',
      'huangpu',
      'jiahe-icu',
      'tacheng-ops',
      'liyang-smart-health',
    ]);
    expect(new Set(plan.map((demo) => demo.parties.find((party) => party.part === 'vendor')?.organisation)).size).toBe(
      5,
    );
    expect(
      new Set(plan.map((demo) => demo.parties.find((party) => party.part === 'customer')?.organisation)).size,
    ).toBe(1);
  });

  it.each(plan.map((demo) => [demo.contract, demo] as const))(
    'says facts of the exchange format for %s, none of the future, each with an id',
    (_contract, demo) => {
      const facts: Fact[] = demo.facts.map((fact) => factSchema.parse(fact));
      expect(referenceFaults(facts)).toEqual([]);
      expect(facts.filter((fact) => Date.parse(fact.at) > nowMs)).toEqual([]);
      expect(new Set(facts.map((fact) => fact.id)).size).toBe(facts.length);
    },
  );

  it('has an incident of each level running in Bayannur, the first less than ten minutes old', () => {
    const facts = plan[0]?.facts ?? [];
    const closed = new Set(
      facts
        .filter((fact) => fact.type === 'incident.restored' || fact.type === 'incident.closed')
        .map((fact) => fact.incident),
    );
    const open = facts.filter((fact) => fact.type === 'incident.reported' && !closed.has(fact.incident));
    expect(new Set(open.map((fact) => fact.level))).toEqual(new Set(['1', '2', '3', '4']));
    const level1 = open.filter((fact) => fact.level === '1').map((fact) => nowMs - Date.parse(fact.at));
    expect(Math.min(...level1)).toBeLessThan(10 * 60_000);
  });

  it('starts Bayannur 13 months before, Huangpu 8, Jiahe 2', () => {
    const monthsBefore = (date: unknown) => {
      const [year = 0, month = 0] = String(date).split('-').map(Number);
      const [nowYear = 0, nowMonth = 0] = moment.split('-').map(Number);
      return (nowYear - year) * 12 + nowMonth - month;
    };
    expect(plan.slice(0, 3).map((demo) => monthsBefore(demo.parameters['signedOn']))).toEqual([13, 8, 2]);
  });
});

it('the demo told twice at one moment is the same word for word', () => {
  const nowMs = Date.parse('2026-11-20T10:00:00+08:00');
  expect(demoPlan(nowMs)).toEqual(demoPlan(nowMs));
});
