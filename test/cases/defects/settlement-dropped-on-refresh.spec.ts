import { parseCase, type Outcome } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { replayed, textOf, type CaseFile } from '../case-check.js';

/** The first half-year of 2026 at Huangpu: one S1 noted (75 points, 5,000 yuan), assessed, invoiced less the fine, paid. */
const firstHalf = [
  { type: 'scorecard.noted', at: '2026-03-02T18:00:00+08:00', clause: 'HP-S-2.2-S1', period: '2026-H1' },
  { type: 'assessment.held', at: '2026-07-06T10:00:00+08:00', period: '2026-H1' },
  { type: 'document.filed', at: '2026-07-06T11:00:00+08:00', document: 'purchase-record', about: 'P1' },
  { type: 'document.filed', at: '2026-07-06T11:00:00+08:00', document: 'contract', about: 'P1' },
  { type: 'document.filed', at: '2026-07-06T11:00:00+08:00', document: 'acceptance-form', about: 'P1' },
  { type: 'invoice.received', at: '2026-07-07T10:00:00+08:00', payment: 'P1', amount: '20000.00' },
  { type: 'payment.application-filed', at: '2026-07-20T10:00:00+08:00', payment: 'P1' },
];
const secondHalf = [
  { type: 'incident.reported', at: '2026-08-03T09:00:00+08:00', incident: 'I1', level: '1' },
  { type: 'incident.responded', at: '2026-08-03T09:30:00+08:00', incident: 'I1' },
  { type: 'scorecard.noted', at: '2026-09-02T18:00:00+08:00', clause: 'HP-S-2.2-S1', period: '2026-H2' },
];

function outcomeAt(asOf: string, facts: readonly object[]): Outcome {
  const content: CaseFile = {
    name: 'settled, and looked at again',
    contract: 'huangpu',
    parameters: {
      signedOn: '2026-01-01',
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
      total: '50000.00',
      annualFee: '50000.00',
      settlement: 'half-year',
      share: '50%',
    },
    asOf,
    facts,
  };
  expect(parseCase(textOf(content), 'case.json').ok).toBe(true);
  return JSON.parse(replayed(content).out) as Outcome;
}

const firstHalfOf = ({ deductions, scores, payments }: Outcome) => ({
  deductions: deductions.filter(({ period }) => period === '2026-H1'),
  scores: scores.filter(({ period }) => period === '2026-H1'),
  payment: payments.find(({ payment }) => payment === 'P1'),
});

describe('settlement dropped on refresh', () => {
  it('what was settled stands when it is looked at again half a year later, with facts of the next period beside it', () => {
    const settled = firstHalfOf(outcomeAt('2026-07-21T09:00:00+08:00', firstHalf));
    // 25,000 less 5 points below 80 at 1,000.
    expect(settled.deductions).toMatchObject([{ clause: 'HP-9.2-B', payable: '5000.00', payment: 'P1' }]);
    expect(settled.payment).toMatchObject({ gross: '25000.00', deducted: '5000.00', net: '20000.00', status: 'paid' });
    const again = firstHalfOf(outcomeAt('2026-12-01T09:00:00+08:00', [...firstHalf, ...secondHalf]));
    expect(again).toEqual(settled);
  });
});
