import { parseInstant, type Fact, type Outcome } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { settle } from './settle.js';
import { wholeContract } from './whole-contract.fixture.js';

const terms = wholeContract();
const at = (text: string) => `${text}+08:00`;
const settled = (asOf: string, facts: readonly object[]): Outcome =>
  settle({ terms, facts: facts as Fact[], asOfMs: parseInstant(at(asOf)) as number });

const reported = (incident: string, when: string, answered: string) => [
  { type: 'incident.reported', incident, at: at(when), level: '1', system: '影像系统' },
  { type: 'incident.responded', incident, at: at(answered) },
];
const noted = (clause: string) => ({
  type: 'scorecard.noted',
  at: at('2026-06-01T09:00:00'),
  clause,
  period: '2026-H1',
});
const held = { type: 'assessment.held', at: at('2026-07-06T10:00:00'), period: '2026-H1' };
const halfYear = [
  ...reported('A', '2026-02-02T09:00:00', '2026-02-02T09:20:01'), // a second late
  ...reported('B', '2026-03-09T23:50:00', '2026-03-12T00:10:00'), // ten minutes, force majeure, ten minutes
  {
    ...{ type: 'force-majeure.agreed', at: at('2026-03-10T08:00:00'), id: 'FM', system: '影像系统', by: 'both' },
    ...{ from: at('2026-03-10T00:00:00'), to: at('2026-03-12T00:00:00') },
  },
  { type: 'notice.served', at: at('2026-03-11T09:00:00'), notice: 'force-majeure', channel: 'hand' },
  { type: 'inspection.ended', at: at('2026-04-02T15:00:00'), inspection: 'V1', kind: 'quarterly', period: '2026-Q1' },
  { type: 'backup.finished', at: at('2026-01-01T23:00:00'), day: '2026-01-01', kind: 'full', ok: true },
  { type: 'document.filed', at: at('2026-01-15T17:00:00'), document: 'operation-manual' },
  { type: 'survey.returned', at: at('2026-06-10T09:00:00'), form: 'clinical', department: 'ICU', scores: [90, 80] },
  noted('XX-8-DOWN'),
  noted('XX-8-LATE'),
  held,
];

describe('a sixth contract, whole, at the first settlement', () => {
  const outcome = settled('2026-07-20T09:00:00', [
    ...halfYear,
    { type: 'invoice.received', at: at('2026-07-08T10:00:00'), payment: 'P1', amount: '40000.00' },
  ]);
  const duty = (clause: string, period?: string) =>
    outcome.duties.find((one) => one.clause === clause && (period === undefined || one.period === period));

  it('XX-3-RESP, XX-12-FM: twenty minutes stand still for the two days of force majeure', () =>
    expect(outcome.clocks).toMatchObject([
      { subject: 'A', status: 'late', lateSeconds: 1 },
      { subject: 'B', dueAt: at('2026-03-12T00:10:00'), status: 'met' },
    ]));

  it('XX-6: inspections, their report, backups and the manual are owed by their days', () => {
    expect(duty('XX-6-INSPQ', '2026-Q1')).toMatchObject({ dueOn: '2026-04-02', status: 'done' }); // 03-31 and two days
    expect(duty('XX-6-INSPQ', '2026-Q2')).toMatchObject({ dueOn: '2026-06-30', status: 'overdue' });
    // After Thursday 04-02: 04-03, and from 04-07 on, 04-06 being a holiday; the fifth is 04-10.
    expect(duty('XX-6-REPORT')).toMatchObject({ subject: 'V1', dueOn: '2026-04-10', status: 'overdue' });
    expect(duty('XX-6-BACKUP', '2026-01-01')).toMatchObject({ status: 'done' });
    expect(duty('XX-6-BACKUP', '2026-01-02')).toMatchObject({ dueOn: '2026-01-02', status: 'overdue' });
    // Sunday 01-04 is worked: 01-04 to 01-09 are six, 01-12 to 01-15 four.
    expect(duty('XX-6-MANUAL')).toMatchObject({ dueOn: '2026-01-15', status: 'done' });
  });

  it('XX-7: one response of two in time is missed against 90 %, a form of 85 points is met', () => {
    const figures = outcome.metrics.map(({ clause, period, value, threshold, status }) =>
      [clause, period, value, threshold, status].join(' '),
    );
    expect(figures).toContain('XX-7-ONTIME 2026-H1 50 90 missed');
    expect(figures).toContain('XX-7-SURVEY year-1 85 85 met');
  });

  it('XX-8: 25 and 2 points leave 73, in the middle band', () =>
    expect(outcome.scores).toMatchObject([{ period: '2026-H1', score: '73', outcome: 'rectify' }]));

  // 1 % of 100,000 is 1,000 for A. 85 - 73 = 12 points at 500 are 6,000; of the cap of 5,000 there are 4,000 left.
  it('XX-4-CAP: what comes off is cut to the cap, the earlier event first', () => {
    expect(
      outcome.deductions.map(({ clause, computed, payable, payment }) => [clause, computed, payable, payment]),
    ).toEqual([
      ['XX-4-FINE', '1000.00', '1000.00', 'P1'],
      ['XX-6-FINE', '500.00', '500.00', 'P2'], // missed with the end of 06-30
      ['XX-8-B', '6000.00', '4000.00', 'P1'],
    ]);
    expect(outcome.caps).toMatchObject([{ clause: 'XX-4-CAP', limit: '5000.00', used: '5000.00' }]);
  });

  // 45,000 less 5,000 are 40,000, as invoiced on 07-08; thirty days on is Friday 08-07.
  it('XX-5-PAY: the settlement is paid net once it is assessed and invoiced', () =>
    expect(outcome.payments).toMatchObject([
      { payment: 'P1', gross: '45000.00', net: '40000.00', dueOn: '2026-08-07', status: 'eligible' },
      { payment: 'P2', gross: '45000.00', net: '44500.00', status: 'not-yet' },
      { payment: 'LAST', gross: '10000.00', net: '10000.00', status: 'not-yet' },
    ]));

  it('XX-11-RENEW, XX-12-FM: notices have their days, three days after 03-10 and thirty before the end', () =>
    expect(outcome.notices).toMatchObject([
      { clause: 'XX-11-RENEW', dueOn: '2026-12-01', status: 'due' },
      { clause: 'XX-12-FM', dueOn: '2026-03-13', status: 'done' },
    ]));

  it('X-1: read as a receivable the fine comes off no payment', () => {
    const read = { type: 'reading.chosen', at: at('2026-07-01T09:00:00'), reading: 'xx.setoff', value: 'receivable' };
    const fine = settled('2026-07-20T09:00:00', [...halfYear, read]).deductions[0];
    expect(fine).toMatchObject({ clause: 'XX-4-FINE', payable: '1000.00', payment: null, readings: ['xx.setoff'] });
  });
});

describe('a sixth contract, whole, at its end', () => {
  const steps = [
    { type: 'acceptance.applied', at: at('2027-01-12T10:00:00'), year: 1 },
    { type: 'acceptance.held', at: at('2027-01-20T10:00:00'), year: 1, passed: true },
  ];

  // No list is published for 2027: Monday to Friday, 01-01 too. Ten days after 12-31 end on 01-14; thirty after 01-20 on Friday 02-19.
  it('XX-9: accepted with its criterion met, the last tenth is due in thirty days', () => {
    const outcome = settled('2027-02-01T09:00:00', [...halfYear, ...steps]);
    expect(outcome.acceptances).toMatchObject([
      { year: 1, applyBy: '2027-01-14', criteriaMet: true, status: 'passed', provisional: true },
    ]);
    expect(outcome.payments.at(-1)).toMatchObject({ payment: 'LAST', dueOn: '2027-02-19', status: 'eligible' });
  });

  it('XX-9: not held, the gate is shut and nothing falls due', () =>
    expect(settled('2027-02-01T09:00:00', [...halfYear, ...steps.slice(0, 1)]).payments.at(-1)).toMatchObject({
      status: 'held',
      dueOn: null,
      gates: [{ gate: 'acceptance', open: null }],
    }));

  // Twice 25 points leave 50: the right is of the assessment on 07-06.
  it('XX-8-C: below 70 it may be terminated, and nothing is owed of what begins later', () => {
    const exercised = { type: 'right.exercised', at: at('2026-07-10T10:00:00'), right: 'terminate', by: 'hospital' };
    const outcome = settled('2026-12-20T09:00:00', [
      { ...noted('XX-8-DOWN'), times: 2 },
      held,
      exercised,
      ...reported('C', '2026-07-11T09:00:00', '2026-07-11T10:00:00'),
    ]);
    expect(outcome.rights).toMatchObject([
      { right: 'terminate', since: at('2026-07-06T10:00:00'), exercisedAt: at('2026-07-10T10:00:00') },
    ]);
    expect(outcome.clocks).toEqual([]);
    expect(outcome.duties.filter(({ clause }) => clause === 'XX-6-INSPQ').map(({ period }) => period)).toEqual([
      '2026-Q1',
      '2026-Q2',
    ]);
  });
});
