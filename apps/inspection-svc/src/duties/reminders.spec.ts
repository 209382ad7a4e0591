import type { DutyView } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { reminders } from './reminders.js';

const duty = (change: Partial<DutyView>): DutyView => ({
  contract: 'bayannur-emr',
  clause: 'BY-V-INSP-M',
  period: '2026-07',
  dueOn: '2026-07-31',
  doneAt: null,
  status: 'overdue',
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

describe('reminders of duties', () => {
  it('come for what is overdue and for nothing else', () => {
    const statuses = ['upcoming', 'due', 'done', 'late', 'not-recorded', 'overdue'] as const;
    const found = reminders(
      statuses.map((status) => duty({ status, period: status })),
      '2026-01-01',
    );
    expect(found.map(({ subject }) => subject)).toEqual(['overdue']);
  });

  it('say what is owed, by whom and since when', () => {
    expect(reminders([duty({})], '2026-01-01')).toEqual([
      {
        clause: 'BY-V-INSP-M',
        subject: '2026-07',
        dueAt: null,
        detail: {
          titleZh: '月度巡检',
          titleEn: 'Monthly inspection',
          owedBy: 'vendor',
          dueOn: '2026-07-31',
          period: '2026-07',
        },
      },
    ]);
  });

  it('do not come for what fell due before the contract came here; that day itself counts', () => {
    const from = (watchedFromDay: string) => reminders([duty({})], watchedFromDay).length;
    expect([from('2026-07-30'), from('2026-07-31'), from('2026-08-01')]).toEqual([1, 1, 0]);
  });

  it('tell two reports of one clause apart by what they are about', () => {
    const report = (subject: string) => duty({ subject, dueAt: '2026-07-20T24:00:00+08:00' });
    const found = reminders([report('V1'), report('V2')], '2026-01-01');
    expect(new Set(found.map(({ subject }) => subject)).size).toBe(2);
  });
});
