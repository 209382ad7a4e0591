import type { ClockLine } from '@weibao/engine';
import type { Fact } from '@weibao/exchange';
import { expect, it } from 'vitest';
import { digestClocks } from './digest-clocks.js';

const clock = (subject: string, status: ClockLine['status'], dueAt: string | null, firm = true): ClockLine => ({
  subject,
  clause: 'BY-4.1-L1-REST',
  dueAt,
  metAt: null,
  status,
  lateSeconds: 0,
  firm,
  stage: 'restored',
  titleZh: '恢复',
  titleEn: 'Restored',
  limitZh: '2 小时',
  limitEn: '2 hours',
  strict: true,
  startedAt: null,
});
const demand: Fact = { type: 'demand.filed', at: '2026-11-01T09:00:00+08:00', demand: 'D-1' };
/** Friday the 20th; the working day before is Thursday. */
const of = (...clocks: ClockLine[]) => {
  const { lines, older } = digestClocks(clocks, [demand], { on: '2026-11-20', since: '2026-11-19' });
  return [lines.map(({ subject, status, about }) => `${subject} ${status} ${about}`), older];
};

it('names what was missed since the working day before, met too late or not yet, earliest first', () => {
  expect(
    of(
      clock('I-2', 'late', '2026-11-20T08:00:00+08:00'),
      clock('I-1', 'overdue', '2026-11-19T00:00:00+08:00'),
      clock('I-0', 'late', '2026-11-18T23:59:59+08:00'),
      clock('I-3', 'met', '2026-11-20T08:00:00+08:00'),
    ),
  ).toEqual([['I-1 overdue incident', 'I-2 late incident'], 0]);
});

it('counts what was missed before that and is still open', () => {
  expect(of(clock('I-1', 'overdue', '2026-11-18T23:59:59+08:00'))).toEqual([[], 1]);
});

it('names what runs out on the day, and not what runs longer; a date of a demand is told as a demand’s', () => {
  expect(
    of(
      clock('I-1', 'running', '2026-11-20T23:59:59+08:00'),
      clock('I-2', 'running', '2026-11-21T00:00:00+08:00'),
      clock('D-1', 'running', '2026-11-20T18:00:00+08:00'),
      clock('I-3', 'running', null),
    ),
  ).toEqual([['D-1 running demand', 'I-1 running incident'], 0]);
});

it('leaves best-effort targets out, which are no breach', () => {
  expect(of(clock('I-1', 'overdue', '2026-11-19T10:00:00+08:00', false))).toEqual([[], 0]);
});
