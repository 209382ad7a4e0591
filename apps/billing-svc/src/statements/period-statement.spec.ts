import { settlePeriod, statementPeriods } from '@weibao/engine';
import { parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';

const files = readTermsFiles();
const huangpu = {
  signedOn: '2025-01-01',
  startsOn: '2025-01-01',
  endsOn: '2025-12-31',
  total: '50000.00',
  annualFee: '50000.00',
  settlement: 'half-year',
  share: '50%',
};

function input(pattern: string, parameters: object, facts: readonly object[], asOf: string) {
  const terms = files.shipped(pattern);
  if (!terms) throw new Error(`no terms ${pattern}`);
  const registered = { type: 'contract.registered', at: '1970-01-01T00:00:00+08:00', pattern, parameters };
  const all = [registered, ...facts].map((fact, index) => ({ id: `f${index}`, ...fact }) as Fact);
  return { terms, facts: all, asOfMs: parseInstant(asOf) ?? 0 };
}
const figuresOf = (given: ReturnType<typeof input>, period: string) => {
  const { figures } = settlePeriod(given, period);
  if (!figures) throw new Error(`no period ${period}`);
  return figures;
};

describe('the settlement of a period', () => {
  const noted = (clause: string, at: string) => ({ type: 'scorecard.noted', at, clause, period: '2025-H1' });
  const year = [
    noted('HP-S-2.2-S2', '2025-03-02T18:00:00+08:00'), // 15
    noted('HP-S-2.3', '2025-04-02T18:00:00+08:00'), // 5
    noted('HP-S-4.1', '2025-06-30T18:00:00+08:00'), // 1
    { type: 'assessment.held', at: '2025-07-06T10:00:00+08:00', period: '2025-H1' },
    { type: 'invoice.received', at: '2025-06-30T23:59:59+08:00', payment: 'P1', amount: '20000.00' },
    { type: 'invoice.received', at: '2025-07-01T00:00:00+08:00', payment: 'P1', amount: '4000.00' },
    { type: 'payment.made', at: '2025-08-01T10:00:00+08:00', payment: 'P1', amount: '24000.00' },
  ];

  it('HP-9.2-B: has the payment of its milestone, and the fine of its score though the assessment is held later', () => {
    const { payments, sums, deductions, scores } = figuresOf(
      input('huangpu', huangpu, year, '2026-01-10T09:00:00+08:00'),
      '2025-H1',
    );
    expect(payments.map(({ payment }) => payment)).toEqual(['P1']);
    // 100 - 21 = 79, one point below 80: 1,000.00 off the half of 50,000.00, which nobody has decided; what was paid was paid in August.
    expect(sums).toEqual({
      gross: '25000.00',
      deducted: '1000.00',
      net: '24000.00',
      undecided: '1000.00',
      paid: '0.00',
      vendorOwes: '0.00',
      hospitalOwes: '0.00',
    });
    expect(deductions.map(({ clause, period, payment }) => [clause, period, payment])).toEqual([
      ['HP-9.2-B', '2025-H1', 'P1'],
    ]);
    expect(scores.map(({ score }) => score)).toEqual(['79']);
  });

  it('takes an invoice at the last second of the period, and leaves the next second and the money paid to the next one', () => {
    const given = input('huangpu', huangpu, year, '2026-01-10T09:00:00+08:00');
    const entries = (period: string) =>
      figuresOf(given, period).entries.map(({ type, payment, amount }) => [type, payment, amount]);
    expect(entries('2025-H1')).toEqual([['invoice.received', 'P1', '20000.00']]);
    expect(entries('2025-H2')).toEqual([
      ['invoice.received', 'P1', '4000.00'],
      ['payment.made', 'P1', '24000.00'],
    ]);
    expect(figuresOf(given, '2025-H2')).toMatchObject({ deductions: [], scores: [], sums: { paid: '24000.00' } });
  });

  it('of the whole term is the sum of its halves', () => {
    const given = input('huangpu', huangpu, year, '2026-01-10T09:00:00+08:00');
    // 25,000.00 + 25,000.00, less 1,000.00
    expect(figuresOf(given, 'term').sums).toMatchObject({ gross: '50000.00', net: '49000.00', paid: '24000.00' });
  });

  it('is of a period that has begun: not a second before its first day, and not over before its last one is', () => {
    const at = (asOf: string) => input('huangpu', huangpu, [], asOf);
    const named = (asOf: string) => statementPeriods(at(asOf)).map(({ period, ended }) => `${period} ${ended}`);
    expect(named('2025-06-30T23:59:59+08:00')).toContain('2025-H1 false');
    expect(named('2025-06-30T23:59:59+08:00').join()).not.toContain('2025-H2');
    expect(settlePeriod(at('2025-06-30T23:59:59+08:00'), '2025-H2').figures).toBeNull();
    expect(named('2025-07-01T00:00:00+08:00')).toEqual(expect.arrayContaining(['2025-H1 true', '2025-H2 false']));
    expect(settlePeriod(at('2025-07-01T00:00:00+08:00'), '2025-H2').figures?.period).toEqual({
      period: '2025-H2',
      firstOn: '2025-07-01',
      lastOn: '2025-12-31',
      ended: false,
    });
    expect(settlePeriod(at('2026-07-01T00:00:00+08:00'), '2027-H1').figures).toBeNull();
  });

  it('sums up to what nobody can tell where an amount is blank, and knows no period while the term is blank', () => {
    const { total: _total, ...blank } = huangpu;
    const given = input('huangpu', blank, [], '2026-01-10T09:00:00+08:00');
    expect(figuresOf(given, '2025-H1').sums).toMatchObject({ gross: null, net: null, paid: '0.00' });
    expect(statementPeriods(input('huangpu', {}, [], '2026-01-10T09:00:00+08:00'))).toEqual([]);
  });

  it('BY-8-GEN: counts an overtime in the service year in which it happened, as owed beside the payments', () => {
    const late = (incident: string, day: string) => [
      { type: 'incident.reported', at: `${day}T10:00:00+08:00`, incident, level: '1', system: '一体化电子病历系统' },
      { type: 'incident.responded', at: `${day}T10:10:00+08:00`, incident }, // <10 minutes: ten sharp is late
      { type: 'incident.restored', at: `${day}T10:20:00+08:00`, incident },
    ];
    const parameters = { signedOn: '2025-01-01', startsOn: '2025-01-01', endsOn: '2027-12-31' };
    const given = input(
      'bayannur-emr',
      parameters,
      [...late('LAST-DAY', '2025-12-31'), ...late('FIRST-DAY', '2026-01-01')],
      '2026-02-01T09:00:00+08:00',
    );
    const responses = (period: string) =>
      figuresOf(given, period).receivables.flatMap(({ subject, breach, payable }) =>
        breach === 'responded' ? [[subject, payable]] : [],
      );
    // A thousandth of 4,168,000.00.
    expect(responses('year-1')).toEqual([['LAST-DAY', '4168.00']]);
    expect(responses('year-2')).toEqual([['FIRST-DAY', '4168.00']]);
    expect(figuresOf(given, 'year-1').payments.map(({ payment }) => payment)).toEqual(['P1']);
    expect(figuresOf(given, 'year-1').acceptances.map(({ year: one }) => one)).toEqual([1]);
  });
});
