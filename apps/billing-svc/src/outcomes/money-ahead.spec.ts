import type { Terms } from '@weibao/contract-terms';
import { forecastEntries, forecastSums, nextMisses } from '@weibao/engine';
import { parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';

const files = readTermsFiles();
const input = (contract: string, asOf: string, parameters: object, facts: object[]) => ({
  terms: files.shipped(contract) as Terms,
  facts: [{ type: 'contract.registered', at: '2024-10-01T00:00:00+08:00', parameters }, ...facts] as Fact[],
  asOfMs: parseInstant(asOf) as number,
});
const bayannur = {
  signedOn: '2024-10-01',
  startsOn: '2024-10-01',
  endsOn: '2027-09-30',
  workingHours: [['09:00', '18:00']],
  coreSystems: ['一体化电子病历系统'],
};
/** Level 1, answered after 20 minutes: 10 were allowed; restored after 25: 30 were. */
const late = (day: string, incident: string) => [
  { type: 'incident.reported', at: `${day}T10:00:00+08:00`, incident, level: '1' },
  { type: 'incident.responded', at: `${day}T10:20:00+08:00`, incident },
  { type: 'incident.restored', at: `${day}T10:25:00+08:00`, incident },
  { type: 'document.filed', at: `${day}T12:00:00+08:00`, document: 'rca-report', about: incident },
];
const missOf = (given: ReturnType<typeof input>, clause: string) => {
  const miss = [...nextMisses(given)].find((one) => one.clause === clause);
  if (!miss) throw new Error(`no target ${clause}`);
  return miss;
};

describe('what the next miss would cost', () => {
  const asOf = '2025-03-03T10:00:00+08:00'; // a Monday

  it('BY-8-MAJ1: after four level 1 overtimes of the year the next one is the fifth, and lets the hospital terminate', () => {
    const four = ['2025-01-06', '2025-01-13', '2025-02-10', '2025-02-17'].flatMap((day, n) => late(day, `I${n}`));
    const miss = missOf(input('bayannur-emr', asOf, bayannur, four), 'BY-4.1-L1-RESP');
    // 1/1000 of 4,168,000.00; answered by 10:10.
    expect(miss).toMatchObject({ level: '1', dueAt: '2025-03-03T10:10:00+08:00', amount: '4168.00' });
    expect(miss.counters).toContainEqual({
      clause: 'BY-8-MAJ1',
      period: 'year-1',
      count: 5,
      limit: 5,
      reached: true,
    });
    expect(miss.rights).toContainEqual({ clause: 'BY-8-TERM', right: 'terminate', holder: 'hospital' });
  });

  it('BY-8-MAJ1: after three the next one is the fourth, and gives no right', () => {
    const three = ['2025-01-06', '2025-01-13', '2025-02-10'].flatMap((day, n) => late(day, `I${n}`));
    const miss = missOf(input('bayannur-emr', asOf, bayannur, three), 'BY-4.1-L1-RESP');
    expect(miss.counters).toMatchObject([{ clause: 'BY-8-MAJ1', count: 4, limit: 5, reached: false }]);
    expect(miss.rights).toEqual([]);
  });

  it('BY-8-MAJ1: what runs now is taken as kept: an incident that is open is not counted beside the miss', () => {
    const running = { type: 'incident.reported', at: '2025-03-03T09:55:00+08:00', incident: 'OPEN', level: '1' };
    const miss = missOf(input('bayannur-emr', asOf, bayannur, [running]), 'BY-4.1-L1-RESP');
    expect(miss).toMatchObject({ amount: '4168.00', counters: [{ clause: 'BY-8-MAJ1', count: 1, limit: 5 }] });
  });

  it('HP-3.2-ARRLATE: an hour late on site is a thousandth of the total, and a point of the scorecard', () => {
    const huangpu = {
      signedOn: '2025-01-01',
      startsOn: '2025-01-01',
      endsOn: '2025-12-31',
      total: '50000.00',
      annualFee: '50000.00',
      settlement: 'half-year',
      share: '50%',
    };
    const given = input('huangpu', asOf, huangpu, []);
    // 1 completed hour x 0.1 % of 50,000.00
    expect(missOf(given, 'HP-3.1-T1-ARR')).toMatchObject({
      amount: '50.00',
      lines: [{ clause: 'HP-3.2-ARRLATE', breach: 'arrived', payable: '50.00' }],
      dueAt: '2025-03-03T12:00:00+08:00',
    });
    // A phone confirmation alone costs no money: a point, and one of two misses in a row.
    expect(missOf(given, 'HP-3.1-T1-RESP')).toMatchObject({
      amount: '0.00',
      counters: [{ clause: 'HP-7.3-REPL', count: 1, limit: 2, reached: false }],
      points: [{ clause: 'HP-S-2.1a', points: '1' }],
    });
  });

  it('leaves out what is measured only, and what would not be owed', () => {
    const jiahe = [...nextMisses(input('jiahe-icu', asOf, { signedOn: '2025-01-01' }, []))];
    expect(jiahe.map(({ clause }) => clause)).toEqual(['JH-2.2-OTH2H']);
  });
});

describe('the cash forecast', () => {
  const accepted = [
    { type: 'acceptance.applied', at: '2025-10-15T10:00:00+08:00', year: 1 },
    { type: 'acceptance.held', at: '2025-11-10T10:00:00+08:00', year: 1, passed: true },
    { type: 'document.filed', at: '2025-10-15T10:00:00+08:00', document: 'annual-report', about: 'year-1' },
    { type: 'document.confirmed', at: '2025-11-10T10:00:00+08:00', document: 'annual-report', about: 'year-1' },
    { type: 'invoice.received', at: '2025-11-12T10:00:00+08:00', payment: 'P1', amount: '833600.00' },
  ];
  const paid = { type: 'payment.made', at: '2025-12-05T10:00:00+08:00', payment: 'P1', amount: '833600.00' };
  const at = (asOf: string, ...facts: object[]) => forecastEntries(input('bayannur-emr', asOf, bayannur, facts));

  it('BY-3-PAY1: a fifth of 4,168,000 on the sixtieth day after acceptance, the others when they can come at the earliest', () => {
    const entries = at('2025-12-01T09:00:00+08:00', ...accepted);
    expect(entries[0]).toMatchObject({
      payment: 'P1',
      state: 'eligible',
      on: '2026-01-09',
      fixed: true,
      amount: '833600.00',
    });
    // P2: six months after acceptance, 2026-05-10, + 60 days: 21 + 30 + 9, a Thursday. P3: the year ends on 2026-09-30, + 60 days: 2026-11-29, a Sunday.
    expect(entries.slice(1, 3)).toMatchObject([
      { payment: 'P2', state: 'not-yet', on: '2026-07-09', fixed: true, amount: '833600.00' },
      { payment: 'P3', state: 'not-yet', on: '2026-11-30', fixed: false, amount: '833600.00' },
    ]);
    const { months, undated } = forecastSums(entries);
    expect(months.find(({ month }) => month === '2026-01')).toMatchObject({
      amounts: { eligible: '833600.00', paid: '0.00' },
      total: '833600.00',
      unknown: 0,
    });
    expect(undated.total).toBe('0.00');
  });

  it('a payment that is held is taken at the last day that it would have, were it accepted today', () => {
    // 2025-12-01 + 60 days: 30 in December, 30 in January: 2026-01-30, a Friday
    const [first] = at('2025-12-01T09:00:00+08:00', ...accepted.slice(0, 1));
    expect(first).toMatchObject({ state: 'held', on: '2026-01-30', fixed: false });
  });

  it('what was paid stands in the month in which it left; a part payment leaves the rest', () => {
    expect(at('2025-12-31T09:00:00+08:00', ...accepted, paid)[0]).toMatchObject({ state: 'paid', on: '2025-12-05' });
    const part = at('2025-12-31T09:00:00+08:00', ...accepted, { ...paid, amount: '800000.00' });
    expect(part.slice(0, 2)).toMatchObject([
      { state: 'paid', on: '2025-12-05', amount: '800000.00' },
      { state: 'eligible', on: '2026-01-09', amount: '33600.00' },
    ]);
  });

  it('overdue it counts today, not in a month that has passed', () => {
    expect(at('2026-02-02T09:00:00+08:00', ...accepted)[0]).toMatchObject({ state: 'overdue', on: '2026-02-02' });
  });

  it('of unknown amount it is counted as unknown, never as nothing', () => {
    const entries = forecastEntries(
      input(
        'huangpu',
        '2025-03-03T10:00:00+08:00',
        { startsOn: '2025-01-01', endsOn: '2025-12-31', settlement: 'half-year' },
        [],
      ),
    );
    expect(entries.map(({ amount }) => amount)).toEqual([null, null]);
    const { months } = forecastSums(entries);
    expect(months.reduce((count, { unknown }) => count + unknown, 0)).toBe(2);
  });
});
