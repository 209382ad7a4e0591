import type { DutyView } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { dutyRows } from './duty-rows.js';

const duty = (change: Partial<DutyView>): DutyView => ({
  contract: 'bayannur-emr',
  clause: 'BY-4.4-INSPM',
  period: '2026-10',
  dueOn: '2026-11-20',
  doneAt: null,
  status: 'due',
  titleZh: '月度巡检',
  titleEn: 'Monthly inspection',
  owedBy: 'vendor',
  proof: {
    kind: 'inspection',
    facts: [{ type: 'inspection.ended', known: { kind: 'monthly', period: '2026-11' } }],
    signatures: { asked: true, hospitalAt: null, vendorAt: null },
  },
  ...change,
});

describe('duties of the week', () => {
  it('put what is overdue first, with its days, and then go by day', () => {
    const rows = dutyRows(
      [
        duty({ dueOn: '2026-11-23', status: 'upcoming' }),
        duty({}),
        duty({ dueOn: '2026-11-18', status: 'overdue' }),
        duty({ dueOn: undefined, dueAt: '2026-11-21T00:30:00+08:00' }),
      ],
      '2026-11-20',
    );
    expect(rows.map(({ dueOn, daysLate }) => [dueOn, daysLate])).toEqual([
      ['2026-11-18', 2],
      ['2026-11-20', 0],
      ['2026-11-21', 0],
      ['2026-11-23', 0],
    ]);
  });

  it('leave out what is done, done late or was never on record', () => {
    const settled = (['done', 'late', 'not-recorded'] as const).map((status) => duty({ status }));
    expect(dutyRows(settled, '2026-11-20')).toEqual([]);
  });
});
