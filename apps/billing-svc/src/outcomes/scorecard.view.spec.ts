import type { Terms } from '@weibao/contract-terms';
import { scorecardPeriods, settle } from '@weibao/engine';
import { parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';
import { scorecardView } from './scorecard.view.js';

const terms = readTermsFiles().shipped('huangpu') as Terms;
const registered = {
  type: 'contract.registered',
  at: '2026-01-01T00:00:00+08:00',
  parameters: {
    signedOn: '2026-01-01',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    total: '50000.00',
    annualFee: '50000.00',
    settlement: 'half-year',
    share: '50%',
  },
};
const complaint = (id: string, day: string) => ({
  type: 'complaint.verified',
  at: `${day}T10:00:00+08:00`,
  id,
  complaint: id,
  about: 'D1',
  target: 'department',
});
const note = (id: string, times: number) => ({
  type: 'scorecard.noted',
  at: '2026-07-02T10:00:00+08:00',
  id,
  clause: 'HP-S-2.3',
  period: '2026-H1',
  times,
});

function viewOf(...more: object[]) {
  const input = {
    terms,
    facts: [registered, ...more] as unknown as Fact[],
    asOfMs: parseInstant('2026-07-08T09:00:00+08:00') as number,
  };
  return scorecardView(terms, 'huangpu', scorecardPeriods(input), settle(input));
}
const firstHalf = (...more: object[]) => {
  const period = viewOf(...more).periods.find((one) => one.period === '2026-H1');
  const line = period?.suggested.find(({ clause }) => clause === 'HP-S-2.3');
  return { score: period?.score?.score ?? null, line };
};
const two = [complaint('K1', '2026-03-01'), complaint('K2', '2026-06-30')];

describe('HP-S: the scorecard of a period', () => {
  it('names what the facts suggest before anything was noted, and then has no score: that is not 100', () => {
    // HP-S-2.3 takes 5 points for each verified complaint: two are 10. The third falls into the second half-year.
    expect(firstHalf(...two, complaint('K3', '2026-07-01'))).toEqual({
      score: null,
      line: { clause: 'HP-S-2.3', times: 2, points: '10', noted: 0, refused: 0, open: 2 },
    });
  });

  it('leaves open what was neither noted nor refused; a note of no times refuses one and takes no points', () => {
    const { score, line } = firstHalf(...two, note('N1', 1));
    expect({ score, open: line?.open }).toEqual({ score: '95', open: 1 });
    const decided = firstHalf(...two, note('N1', 1), note('N2', 0));
    expect(decided.score).toBe('95');
    expect(decided.line).toMatchObject({ noted: 1, refused: 1, open: 0 });
  });

  it('has no score from a refusal alone, and a new case is open again', () => {
    const refused = firstHalf(...two, note('N1', 0), note('N2', 0));
    expect(refused).toMatchObject({ score: null, line: { refused: 2, open: 0 } });
    expect(firstHalf(...two, note('N1', 0), note('N2', 0), complaint('K4', '2026-05-01')).line?.open).toBe(1);
  });

  it('stands with the latest period first, the lines of the card and its bands', () => {
    const view = viewOf(...two);
    expect(view.periods.map(({ period }) => period)).toEqual(['2026-H2', '2026-H1']);
    expect(view.lines).toContainEqual({ clause: 'HP-S-2.3', points: '5' });
    expect(view.bands.map(({ outcome }) => outcome)).toEqual(['continue', 'rectify', 'may-terminate']);
  });
});
