import { parseAllTerms, type Terms } from '@weibao/contract-terms';
import type { Fact } from '@weibao/exchange';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readingEffects } from './compare-readings.js';

const huangpu = parseAllTerms((name) =>
  readFileSync(new URL(`../../contract-terms/terms/${name}.json`, import.meta.url), 'utf8'),
).get('huangpu') as Terms;

/** A level 1 fault told at 09:00 is to be attended by 11:00; the vendor came at 13:40, two hours and forty minutes late. */
const facts = [
  {
    id: 'r',
    type: 'contract.registered',
    at: '2026-01-01T00:00:00+08:00',
    parameters: { startsOn: '2026-01-01', endsOn: '2026-12-31', total: '500000.00' },
  },
  { id: '1', type: 'incident.reported', incident: 'I', level: '1', at: '2026-03-02T09:00:00+08:00' },
  { id: '2', type: 'incident.responded', incident: 'I', at: '2026-03-02T09:05:00+08:00' },
  { id: '3', type: 'incident.arrived', incident: 'I', at: '2026-03-02T13:40:00+08:00' },
] as Fact[];
const input = { terms: huangpu, facts, asOfMs: Date.parse('2026-03-03T09:00:00+08:00') };
const effectOf = (value: string) => readingEffects(input, 'hp.arrlate').find((effect) => effect.value === value);

describe('HP-3.2-ARRLATE: what another reading would come to', () => {
  it('hours begun are three instead of two: 0.3 % of 500,000.00 instead of 0.2 %, 500.00 more', () => {
    expect(effectOf('started')).toMatchObject({
      inForce: 'completed',
      more: { vendor: '500.00', hospital: '0.00' },
      differences: [
        {
          list: 'deductions',
          record: { clause: 'HP-3.2-ARRLATE' },
          field: 'payable',
          here: '1000.00',
          there: '1500.00',
        },
      ],
    });
  });

  it('hours by the minute are 2 2/3: 500,000.00 × 0.1 % × 8 ÷ 3 is 1,333.33, so 333.33 more', () => {
    expect(effectOf('pro-rata-hours')?.more.vendor).toBe('333.33');
  });

  it('of the annual fee, which nobody gave, cannot be told: nothing is put in the place of what is unknown', () => {
    expect(effectOf('annual')?.more).toEqual({ vendor: null, hospital: '0.00' });
  });

  it('lists no value that is in force, and nothing for a name that is no reading', () => {
    expect(effectOf('completed')).toBeUndefined();
    expect(readingEffects(input, 'no.such')).toEqual([]);
  });
});
