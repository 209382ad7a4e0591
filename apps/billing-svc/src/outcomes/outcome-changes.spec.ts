import type { ClockRecord, MetricRecord, Outcome } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import {
  changedLines,
  changedLists,
  lineKey,
  listDigests,
  nothingYet,
  unite,
  withoutGrowth,
} from './outcome-changes.js';

const clock = (subject: string, change: Partial<ClockRecord> = {}): ClockRecord => ({
  subject,
  clause: 'BY-4.1-L1-RESP',
  dueAt: '2026-11-20T10:10:00+08:00',
  metAt: null,
  status: 'running',
  lateSeconds: 0,
  firm: true,
  ...change,
});

const availability = (change: Partial<MetricRecord> = {}): MetricRecord => ({
  clause: 'BY-V-AVAIL',
  period: 'year-1',
  system: '一体化电子病历系统',
  value: '0.9998',
  threshold: '0.9990',
  final: false,
  usedSeconds: 600,
  allowedSeconds: 31536,
  status: 'met',
  ...change,
});

const outcome = (lists: Partial<Outcome> = {}): Outcome => ({
  asOf: '2026-11-20T10:00:00+08:00',
  changesAt: null,
  versions: { terms: '1', calendar: '1', engine: '1' },
  ...nothingYet,
  ...lists,
});

const changed = (before: Outcome, after: Outcome) => Object.fromEntries(changedLines(before, after));

describe('which lines of an outcome changed', () => {
  it('names a line that is new, one that is gone and one that is another, and no others', () => {
    const before = outcome({ clocks: [clock('I1'), clock('I2'), clock('I3'), clock('I5')] });
    const after = outcome({ clocks: [clock('I1'), clock('I3', { status: 'met' }), clock('I4'), clock('I5')] });
    expect(changed(before, after)).toEqual({
      clocks: ['BY-4.1-L1-RESP I2', 'BY-4.1-L1-RESP I3', 'BY-4.1-L1-RESP I4'],
    });
  });

  it('is empty for two outcomes that say the same, whatever their moment', () => {
    const lists = { clocks: [clock('I1')], metrics: [availability()] };
    expect(changed(outcome(lists), outcome({ ...structuredClone(lists), asOf: '2027-01-01T00:00:00+08:00' }))).toEqual(
      {},
    );
  });

  it('sees that one of two lines with the same key is gone', () => {
    const twice = outcome({ clocks: [clock('I1'), clock('I1')] });
    expect(changed(twice, outcome({ clocks: [clock('I1')] }))).toEqual({ clocks: ['BY-4.1-L1-RESP I1'] });
    expect(changed(outcome({ clocks: [clock('I1')] }), twice)).toEqual({ clocks: ['BY-4.1-L1-RESP I1'] });
  });

  it('sees a change inside a line, in its gates or readings', () => {
    const before = outcome({ clocks: [clock('I1', { readings: ['clock.start'] })] });
    expect(
      changed(before, outcome({ clocks: [clock('I1', { readings: ['clock.start', 'level.effective'] })] })),
    ).toEqual({
      clocks: ['BY-4.1-L1-RESP I1'],
    });
    expect(changed(before, outcome({ clocks: [clock('I1')] }))).toEqual({ clocks: ['BY-4.1-L1-RESP I1'] });
  });

  it('names a payment by its number, a metric by clause, period and system', () => {
    expect(lineKey({ payment: 'P1', clause: 'BY-3-PAY1', status: 'held' })).toBe('P1 BY-3-PAY1');
    expect(lineKey(availability())).toBe('BY-V-AVAIL year-1 一体化电子病历系统');
  });

  it('unites what time and what facts changed, each line once', () => {
    const one = new Map([['clocks', ['a', 'b']]] as const);
    const other = new Map([
      ['clocks', ['b', 'c']],
      ['duties', ['d']],
    ] as const);
    expect(Object.fromEntries(unite(one, other))).toEqual({ clocks: ['a', 'b', 'c'], duties: ['d'] });
  });
});

describe('what merely grows with time', () => {
  it('is no change: seconds late while overdue, seconds used and value while the period runs', () => {
    const at = (lateSeconds: number, usedSeconds: number, value: string) =>
      withoutGrowth(
        outcome({
          clocks: [clock('I1', { status: 'overdue', lateSeconds })],
          metrics: [availability({ usedSeconds, value })],
        }),
      );
    expect(changed(at(1, 600, '0.9998'), at(61, 660, '0.9997'))).toEqual({});
  });

  it('is a change once it stands: late, or final', () => {
    const late = (lateSeconds: number) =>
      withoutGrowth(outcome({ clocks: [clock('I1', { status: 'late', lateSeconds })] }));
    expect(changed(late(1), late(61))).toEqual({ clocks: ['BY-4.1-L1-RESP I1'] });
    const final = (usedSeconds: number) =>
      withoutGrowth(outcome({ metrics: [availability({ final: true, usedSeconds })] }));
    expect(changed(final(600), final(660))).toEqual({ metrics: ['BY-V-AVAIL year-1 一体化电子病历系统'] });
  });
});

describe('digests kept over a restart', () => {
  it('tell which lists changed meanwhile', () => {
    const before = listDigests(outcome({ clocks: [clock('I1')], metrics: [availability()] }));
    const after = listDigests(outcome({ clocks: [clock('I1', { status: 'met' })], metrics: [availability()] }));
    expect(changedLists(before, after)).toEqual(['clocks']);
    expect(changedLists(before, before)).toEqual([]);
  });

  it('of nothing yet make every list that holds a line a changed one', () => {
    expect(changedLists(listDigests(nothingYet), listDigests(outcome({ metrics: [availability()] })))).toEqual([
      'metrics',
    ]);
  });
});
