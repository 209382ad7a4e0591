import type { DutyView } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { foldDays } from './fold-days.js';

const backup = (
  period: string,
  status: DutyView['status'],
  dueOn = period,
  change: Partial<DutyView> = {},
): DutyView => ({
  contract: 'huangpu',
  clause: 'HP-3.3-BKP-RUN',
  titleZh: 'T+1 本地备份',
  titleEn: 'T+1 local backup',
  owedBy: 'vendor',
  period,
  dueOn,
  doneAt: null,
  status,
  proof: { kind: 'backup', facts: [], signatures: { asked: true, hospitalAt: null, vendorAt: null } },
  ...change,
});
const shown = (...duties: DutyView[]) =>
  foldDays(duties).map(({ period, status, alike }) => `${period} ${status} ${alike ?? '-'}`);

describe('daily backups in a list', () => {
  it('that were made are one line a month, the last of them with how many more there are; months are those in which they fall due', () => {
    // Due on the day after: that of 31 July falls due in August.
    expect(
      shown(
        backup('2026-07-29', 'done', '2026-07-30'),
        backup('2026-07-30', 'done', '2026-07-31'),
        backup('2026-07-31', 'done', '2026-08-01'),
        backup('2026-08-01', 'done', '2026-08-02'),
        backup('2026-08-02', 'done', '2026-08-03'),
      ),
    ).toEqual(['2026-07-30 done 1', '2026-08-02 done 2']);
  });

  it('that need somebody stand each for itself, and one alone is as it was', () => {
    expect(
      shown(
        backup('2026-07-01', 'done'),
        backup('2026-07-02', 'overdue'),
        backup('2026-07-03', 'overdue'),
        backup('2026-07-04', 'late'),
        backup('2026-07-05', 'due'),
      ),
    ).toEqual([
      '2026-07-01 done -',
      '2026-07-02 overdue -',
      '2026-07-03 overdue -',
      '2026-07-04 late -',
      '2026-07-05 due -',
    ]);
  });

  it('of another clause, or what is no daily backup, are not counted with them', () => {
    const copies = backup('2026-07-02', 'done', '2026-07-02', { clause: 'JH-1.6-2COPY' });
    const monthly = backup('2026-07', 'done', '2026-07-31');
    const inspection = backup('2026-07-03', 'done', '2026-07-03', {
      proof: { ...copies.proof, kind: 'inspection' },
    });
    expect(shown(backup('2026-07-01', 'done'), copies, monthly, inspection)).toEqual([
      '2026-07-01 done -',
      '2026-07-02 done -',
      '2026-07 done -',
      '2026-07-03 done -',
    ]);
  });
});
