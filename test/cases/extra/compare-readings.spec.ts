import { compareReadings, settle, type ReadingDifference } from '@weibao/engine';
import { parseInstant } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { loadCase } from '../../../apps/cli/src/case-file.js';
import { withCaseFile, type CaseFile } from '../case-check.js';

/** Reported 08:00 at level 2, on site due 12:00, arrived 14:40: 2 h 40 min late; responded and restored in time. */
const late: CaseFile = {
  name: 'two hours and forty minutes late on site',
  contract: 'huangpu',
  parameters: {
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    total: '600000.00',
    annualFee: '600000.00',
    settlement: 'half-year',
    share: '50%',
  },
  asOf: '2026-03-05T12:00:00+08:00',
  facts: [
    { type: 'incident.reported', incident: 'I1', level: '2', at: '2026-03-02T08:00:00+08:00' },
    { type: 'incident.responded', incident: 'I1', at: '2026-03-02T08:10:00+08:00' },
    { type: 'incident.remote-failed', incident: 'I1', at: '2026-03-02T08:30:00+08:00' },
    { type: 'incident.arrived', incident: 'I1', at: '2026-03-02T14:40:00+08:00' },
    { type: 'incident.restored', incident: 'I1', at: '2026-03-02T15:00:00+08:00' },
    { type: 'incident.resolved', incident: 'I1', at: '2026-03-02T15:30:00+08:00' },
  ],
};

function compared(content: CaseFile): { plain: string; again: string; differences: ReadingDifference[] } {
  return withCaseFile(content, (path) => {
    const loaded = loadCase(path);
    if (!loaded.ok) throw new Error(loaded.faults.map((fault) => `${fault.place}: ${fault.message}`).join('\n'));
    const {
      case: { asOf },
      terms,
      facts,
    } = loaded.value;
    const input = { terms, facts, asOfMs: parseInstant(asOf) as number };
    const plain = JSON.stringify(settle(input));
    const differences = compareReadings(input);
    return { plain, again: JSON.stringify(settle(input)), differences };
  });
}

const ofLate = (differences: readonly ReadingDifference[]) =>
  differences
    .filter((difference) => difference.record['clause'] === 'HP-3.2-ARRLATE' && difference.reading === 'hp.arrlate')
    .map(({ value, default: inForce, field, here, there }) => ({ value, inForce, field, here, there }));

describe('compareReadings', () => {
  // 0.1 % of 600,000 = 600 an hour. 2 h 40 min: 2 completed hours 1,200; 3 started hours 1,800; pro rata 2⅔ h × 600 = 1,600.
  it('HP-3.2-ARRLATE: shows what started and part hours would cost beside the completed ones', () => {
    expect(ofLate(compared(late).differences)).toEqual([
      { value: 'started', inForce: 'completed', field: 'payable', here: '1200.00', there: '1800.00' },
      { value: 'pro-rata-hours', inForce: 'completed', field: 'payable', here: '1200.00', there: '1600.00' },
    ]);
  });

  it('compares with the reading in force, not with the default', () => {
    const parameters = { ...(late['parameters'] as object), readings: { 'hp.arrlate': 'started' } };
    expect(ofLate(compared({ ...late, parameters }).differences)).toEqual([
      { value: 'completed', inForce: 'started', field: 'payable', here: '1800.00', there: '1200.00' },
      { value: 'pro-rata-hours', inForce: 'started', field: 'payable', here: '1800.00', there: '1600.00' },
    ]);
  });

  it('names a deduction that exists under the other reading only', () => {
    // HP-7.2: response and restoration late, arrival never owed (nobody said that remote failed): not late by default, so no 3 %.
    // Ignoring the stage that never applied, both others are late: 3 % of 600,000 = 18,000.
    const remote: CaseFile = {
      ...late,
      facts: [
        { type: 'incident.reported', incident: 'I1', level: '2', at: '2026-03-02T08:00:00+08:00' },
        { type: 'incident.responded', incident: 'I1', at: '2026-03-02T08:31:00+08:00' },
        { type: 'incident.restored', incident: 'I1', at: '2026-03-02T16:01:00+08:00' },
      ],
    };
    const found = compared(remote).differences.filter((difference) => difference.record['clause'] === 'HP-7.2-COMP2');
    expect(found).toEqual([
      expect.objectContaining({
        reading: 'hp.all_three_na',
        value: 'ignore-it-and-test-the-rest',
        here: null,
        there: '18000.00',
      }),
    ]);
  });

  it('leaves the outcome itself as it was', () => {
    const { plain, again } = compared(late);
    expect(again).toBe(plain);
  });
});
