import type { ClockRecord } from '@weibao/exchange';
import { expect, it } from 'vitest';
import { attainmentByMonth } from './attainment.js';

const clock = (dueAt: string | null, status: ClockRecord['status'], firm = true): ClockRecord => ({
  subject: 'F',
  clause: 'XX-3-RESP',
  dueAt,
  metAt: null,
  status,
  lateSeconds: 0,
  firm,
});

it('a limit counts in the month in which it was due: two kept of three in September is 66.6667 per cent', () => {
  expect(
    attainmentByMonth([
      clock('2026-10-01T00:00:00+08:00', 'met'),
      clock('2026-09-30T23:59:59+08:00', 'met'),
      clock('2026-09-02T10:00:00+08:00', 'met'),
      clock('2026-09-03T10:00:00+08:00', 'late'),
      clock('2026-10-03T10:00:00+08:00', 'overdue'),
    ]),
  ).toEqual([
    { month: '2026-09', met: 2, missed: 1, share: '66.6667' },
    { month: '2026-10', met: 1, missed: 1, share: '50' },
  ]);
});

it('what runs, was waived or not owed, binds nobody or has no due moment counts nowhere, and makes no month', () => {
  const at = '2026-09-30T10:00:00+08:00';
  expect(
    attainmentByMonth([
      clock(at, 'running'),
      clock(at, 'waived'),
      clock(at, 'not-owed'),
      clock(at, 'late', false),
      clock(null, 'met'),
    ]),
  ).toEqual([]);
});
