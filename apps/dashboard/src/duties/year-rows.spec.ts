import type { DutyView } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { duty } from './given-duty.js';
import { inOrder } from './duty-list.js';
import { matches, noFilter } from './duty-filters.js';
import { yearRows } from './year-rows.js';

describe('the year of duties', () => {
  it('is a row for each duty and a cell for each month in which it falls due; the worst state stands for several', () => {
    const rows = yearRows(
      [
        duty({ dueOn: '2026-10-31', period: '2026-10', status: 'done' }),
        duty({ dueOn: '2026-11-30', period: '2026-11', status: 'due' }),
        duty({ titleZh: '巡检报告', period: undefined, subject: 'I-1', dueOn: '2026-11-05', status: 'late' }),
        duty({ titleZh: '巡检报告', period: undefined, subject: 'I-2', dueOn: '2026-11-09', status: 'overdue' }),
      ],
      '2026',
    );
    const worst = rows.map(({ titleZh, cells }) => [titleZh, ...cells.slice(9).map((cell) => cell.worst)]);
    expect(worst).toEqual([
      ['巡检报告', null, 'overdue', null],
      ['月度综合巡检', 'done', 'due', null],
    ]);
  });

  it('counts a moment by its day in the contract’s zone: the last second of a month is that month', () => {
    const at = (dueAt: string) => yearRows([duty({ dueOn: undefined, dueAt })], '2026')[0]?.cells;
    expect(at('2026-10-31T23:59:59+08:00')?.[9]?.duties).toHaveLength(1);
    expect(at('2026-11-01T00:00:00+08:00')?.[10]?.duties).toHaveLength(1);
    expect(at('2026-10-31T16:00:00Z')?.[10]?.duties).toHaveLength(1);
  });

  it('keeps what is owed without a day apart', () => {
    const [row] = yearRows([duty({ dueOn: undefined, subject: 'backup-scheme' })], '2026');
    expect(row?.undated).toHaveLength(1);
    expect(row?.cells.every((cell) => cell.duties.length === 0)).toBe(true);
  });
});

describe('the list of duties', () => {
  it('puts overdue first, then what is due by day, and what is done last', () => {
    const list = [
      duty({ dueOn: '2026-11-01', status: 'done' }),
      duty({ dueOn: '2026-12-31', status: 'upcoming' }),
      duty({ dueOn: '2026-11-30', status: 'due' }),
      duty({ dueOn: '2026-11-10', status: 'overdue' }),
      duty({ dueOn: '2026-11-25', status: 'due' }),
    ];
    expect(inOrder(list).map(({ dueOn }) => dueOn)).toEqual([
      '2026-11-10',
      '2026-11-25',
      '2026-11-30',
      '2026-12-31',
      '2026-11-01',
    ]);
  });

  it('is filtered by contract, kind, state and who owes it; what fell due before the record is not open', () => {
    const passes = (change: Partial<DutyView>, filter: object) => matches(duty(change), { ...noFilter, ...filter });
    expect(passes({}, { contract: 'huangpu' })).toBe(false);
    expect(passes({}, { kind: 'inspection' })).toBe(true);
    expect(passes({ proof: { ...duty().proof, kind: 'document' } }, { kind: 'inspection' })).toBe(false);
    expect(passes({ owedBy: 'hospital' }, { owedBy: 'vendor' })).toBe(false);
    expect(passes({ status: 'overdue' }, { state: 'open' })).toBe(true);
    expect(passes({ status: 'not-recorded' }, { state: 'open' })).toBe(false);
    expect(passes({ dueOn: '2026-11-30' }, { month: '2026-11' })).toBe(true);
  });
});
