import type { AcceptanceRecord } from '@weibao/exchange';
import type { DocumentView, RecordedFact } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { packOf } from './acceptance-pack.js';
import { nextSteps, stepsOf } from './acceptance-steps.js';

const acceptance = (status: AcceptanceRecord['status']): AcceptanceRecord => ({
  year: 1,
  clause: 'BY-2-ANNUAL',
  applyBy: '2026-11-03',
  holdBy: null,
  criteriaMet: null,
  status,
});
const recorded = (type: string, change: Record<string, unknown> = {}): RecordedFact =>
  ({ id: type, type, at: '2026-10-25T09:00:00+08:00', fact: { type, year: 1, ...change } }) as unknown as RecordedFact;
const next = (status: AcceptanceRecord['status'], records: RecordedFact[] = []) =>
  nextSteps(acceptance(status), stepsOf(acceptance(status), records));

describe('the steps of an annual acceptance', () => {
  it('are the application and the ruling, and three more once it has failed', () => {
    expect(stepsOf(acceptance('applied'), []).map(({ step }) => step)).toEqual([
      'acceptance.applied',
      'acceptance.held',
    ]);
    for (const status of ['failed', 'repassed', 'refailed'] as const)
      expect(stepsOf(acceptance(status), [])).toHaveLength(5);
  });

  it('are those of their own year, the latest record of each, with what was ruled', () => {
    const [applied, held] = stepsOf(acceptance('failed'), [
      recorded('acceptance.held', { passed: false }),
      recorded('acceptance.held', { passed: true, id: 'older' }),
      recorded('acceptance.applied', { year: 2 }),
    ]);
    expect(applied?.record).toBeNull();
    expect(held?.passed).toBe(false);
  });

  it('lead on one after the other: nothing before the year ends or after it is settled', () => {
    expect(next('not-due')).toEqual([]);
    expect(next('due')).toEqual(['acceptance.applied']);
    expect(next('applied')).toEqual(['acceptance.held']);
    expect(next('failed')).toEqual(['acceptance.notified', 'acceptance.reapplied']);
    expect(next('failed', [recorded('acceptance.notified')])).toEqual(['acceptance.reapplied']);
    expect(next('failed', [recorded('acceptance.notified'), recorded('acceptance.reapplied')])).toEqual([
      'acceptance.reheld',
    ]);
    for (const status of ['passed', 'repassed', 'refailed'] as const) expect(next(status)).toEqual([]);
  });
});

describe('the pack of an acceptance', () => {
  const document = (change: Partial<DocumentView>): DocumentView => ({
    contract: 'bayannur-emr',
    documents: ['inspection-report'],
    about: null,
    clause: 'BY-4.4-INSPM',
    titleZh: null,
    titleEn: null,
    owedBy: 'vendor',
    stamped: false,
    wanted: null,
    dueOn: null,
    dueAt: null,
    doneAt: null,
    status: 'due',
    filings: [],
    ...change,
  });
  const contract = { startsOn: '2025-10-20' };
  const missing = (change: Partial<DocumentView>, year = 1) =>
    packOf(contract, year, [document(change)]).missing.length;

  it('holds what fell due from the first day of the service year to its last, and not a day more', () => {
    // Year 1 is 2025-10-20 to 2026-10-19.
    expect(missing({ dueOn: '2025-10-19' })).toBe(0);
    expect(missing({ dueOn: '2025-10-20' })).toBe(1);
    expect(missing({ dueOn: '2026-10-19' })).toBe(1);
    expect(missing({ dueOn: '2026-10-20' })).toBe(0);
    expect(missing({ dueOn: '2026-10-20' }, 2)).toBe(1);
    expect(missing({ dueAt: '2026-10-19T23:59:59+08:00' })).toBe(1);
  });

  it('holds what names the year whenever it is due, and nothing of another year or of the hospital', () => {
    expect(missing({ about: 'year-1', dueOn: '2026-11-30' })).toBe(1);
    expect(missing({ about: 'year-2', dueOn: '2026-01-01' })).toBe(0);
    expect(missing({ about: 'year-1', owedBy: 'hospital' })).toBe(0);
  });

  it('takes as missing what is due or overdue, as filed what came in time or late, and what is not due yet as neither', () => {
    const pack = packOf(
      contract,
      1,
      (['due', 'overdue', 'done', 'late', 'upcoming', 'not-recorded'] as const).map((status) =>
        document({ status, dueOn: '2026-01-31' }),
      ),
    );
    expect(pack.missing.map(({ status }) => status)).toEqual(['due', 'overdue']);
    expect(pack.filed.map(({ status }) => status)).toEqual(['done', 'late']);
  });

  it('of a contract whose first day is blank holds only what names the year', () => {
    const documents = [document({ dueOn: '2026-01-31' }), document({ about: 'year-1' })];
    expect(packOf({ startsOn: null }, 1, documents).missing).toEqual([documents[1]]);
  });
});
