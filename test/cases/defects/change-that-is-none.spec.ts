import { parseCase, type Outcome } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { replayed, textOf, type CaseFile } from '../case-check.js';

/** Tacheng has no scorecard: the first day of its second year, added by a supplement, is no day on which a score begins. */
const prolonged = (asOf: string): Outcome => {
  const content: CaseFile = {
    name: 'prolonged by a year',
    contract: 'tacheng-ops',
    asOf,
    facts: [
      {
        type: 'contract.amended',
        at: '2025-01-14T00:00:00+08:00',
        effectiveOn: '2025-01-14',
        changes: { parameters: { endsOn: '2026-11-17' } },
        document: 'supplement-1',
      },
    ],
  };
  expect(parseCase(textOf(content), 'case.json').ok).toBe(true);
  return JSON.parse(replayed(content).out) as Outcome;
};

describe('a change that is none', () => {
  it('TC-1-RENEW3M: a contract prolonged to 2026-11-17 changes next when the enquiry opens three months before, not when its second year begins', () => {
    expect(prolonged('2025-11-17T10:00:00+08:00').changesAt).toBe('2026-08-17T00:00:00+08:00');
    expect(prolonged('2026-08-17T00:00:00+08:00').notices).toMatchObject([{ clause: 'TC-1-RENEW3M', status: 'due' }]);
  });
});
