import type { ClockLine } from '@weibao/engine';
import { formatInstant, parseInstant } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { keyText, planSignals, type RaisedSignal, type WatchInput } from './planned-signals.js';

const at = (clock: string): number => parseInstant(`2026-07-01T${clock}+08:00`) as number;

/** BY-4.1-L1-RESP: reported at 09:00:00, `<10 min`, so due at 09:10:00 and announced two minutes before. */
const response = (change: Partial<ClockLine> = {}): ClockLine => ({
  subject: 'F-1',
  clause: 'BY-4.1-L1-RESP',
  dueAt: '2026-07-01T09:10:00+08:00',
  metAt: null,
  status: 'running',
  lateSeconds: 0,
  firm: true,
  stage: 'responded',
  titleZh: '响应',
  titleEn: 'response',
  limitZh: '<10 分',
  limitEn: '<10 min',
  strict: true,
  startedAt: '2026-07-01T09:00:00+08:00',
  ...change,
});

const missed: RaisedSignal = {
  kind: 'clock.missed.v1',
  clause: 'BY-4.1-L1-RESP',
  subject: 'F-1',
  dueAt: '2026-07-01T09:10:00+08:00',
  missedAt: '2026-07-01T09:10:00+08:00',
};

function plan(clocks: ClockLine[], clock: string, change: Partial<WatchInput> & { standing?: RaisedSignal[] } = {}) {
  const { standing = [], ...input } = change;
  const planned = planSignals({
    clocks,
    lookedAt: () => true,
    raised: new Map(standing.map((signal) => [keyText(signal), signal])),
    nowMs: at(clock),
    lead: { share: 0.2, leastMs: 120_000, mostMs: 3_600_000 },
    pushedBack: new Set(),
    wasOpenAt: () => false,
    ...input,
  });
  const againMs = planned.lookAgainAtMs.get('F-1');
  return {
    kinds: planned.signals.map((signal) => signal.kind),
    signals: planned.signals,
    again: againMs === undefined ? null : formatInstant(againMs).slice(11, -6),
  };
}

describe('what a running clock calls for', () => {
  it('nothing before it is due soon; look again then', () => {
    expect(plan([response()], '09:07:59.999')).toEqual({ kinds: [], signals: [], again: '09:08:00' });
  });

  it('due-soon at that moment and until it stands; look again when it is missed', () => {
    expect(plan([response()], '09:08:00')).toMatchObject({ kinds: ['clock.due-soon.v1'], again: '09:10:00' });
    const { signals } = plan([response()], '09:08:00');
    const standing = signals.map((signal) => ({ ...signal, missedAt: null }));
    expect(plan([response()], '09:08:01', { standing }).kinds).toEqual([]);
  });

  it('looks again at the first whole second after a `≤` target is due', () => {
    expect(plan([response({ strict: false })], '09:09:00').again).toBe('09:10:01');
  });

  it('looks at the one of its clocks that comes first', () => {
    const restoration = response({ clause: 'BY-4.1-L1-REST', dueAt: '2026-07-01T09:30:00+08:00' });
    expect(plan([restoration, response()], '09:00:00').again).toBe('09:08:00');
    expect(plan([restoration, response({ status: 'met' })], '09:00:00').again).toBe('09:24:00'); // a fifth of 30 min before
  });

  it('nothing while a wait on the hospital pushes its due moment back', () => {
    const clock = response();
    expect(plan([clock], '09:09:00', { pushedBack: new Set([clock]) })).toEqual({
      kinds: [],
      signals: [],
      again: null,
    });
  });

  it('nothing for a target without a limit', () => {
    expect(plan([response({ dueAt: null })], '09:09:00')).toEqual({ kinds: [], signals: [], again: null });
  });
});

describe('what a missed clock calls for', () => {
  it('one missed, with the moment of the miss', () => {
    const planned = plan([response({ status: 'overdue' })], '09:10:00');
    expect(planned.signals).toMatchObject([
      { kind: 'clock.missed.v1', subject: 'F-1', detail: { missedAt: missed.missedAt } },
    ]);
    expect(plan([response({ status: 'overdue' })], '09:10:00', { standing: [missed] }).kinds).toEqual([]);
  });

  it('stands when it is done too late', () => {
    const late = response({ status: 'late', metAt: '2026-07-01T09:12:00+08:00', lateSeconds: 120 });
    expect(plan([late], '09:12:00', { standing: [missed] }).kinds).toEqual([]);
  });

  it('raised afterwards when it was missed and done while nobody watched, but not for imported history', () => {
    const late = response({ status: 'late', metAt: '2026-07-01T09:12:00+08:00', lateSeconds: 120 });
    expect(plan([late], '09:30:00', { wasOpenAt: () => true }).kinds).toEqual(['clock.missed.v1']);
    expect(plan([late], '09:30:00', { wasOpenAt: () => false }).kinds).toEqual([]);
  });
});

describe('what takes a miss back', () => {
  const cleared = (clocks: ClockLine[]) => plan(clocks, '09:12:00', { standing: [missed] }).signals[0];

  it('an entry that shows it was met in time: phoned at 09:08, typed at 09:12', () => {
    expect(cleared([response({ status: 'met', metAt: '2026-07-01T09:08:00+08:00' })])).toMatchObject({
      kind: 'clock.cleared.v1',
      dueAt: '2026-07-01T09:10:00+08:00',
      detail: { reason: 'met', metAt: '2026-07-01T09:08:00+08:00', missedAt: '2026-07-01T09:10:00+08:00' },
    });
  });

  it('a withdrawn report, a merger, another level: there is no such clock', () => {
    expect(cleared([])).toMatchObject({ kind: 'clock.cleared.v1', detail: { reason: 'gone', metAt: null } });
  });

  it('a target that is no longer owed', () => {
    expect(cleared([response({ status: 'not-owed' })])).toMatchObject({ detail: { reason: 'not-owed' } });
  });

  it('another due moment, which is named', () => {
    const moved = response({ dueAt: '2026-07-01T09:40:00+08:00' });
    expect(cleared([moved])).toMatchObject({ detail: { reason: 'due-moved', dueAtNow: '2026-07-01T09:40:00+08:00' } });
  });

  it('is not judged of a subject that was not looked at', () => {
    expect(plan([], '09:13:00', { standing: [missed], lookedAt: (subject) => subject === 'F-2' }).kinds).toEqual([]);
  });

  it('happens once', () => {
    const standing: RaisedSignal[] = [missed, { ...missed, kind: 'clock.cleared.v1', missedAt: null }];
    expect(plan([], '09:13:00', { standing }).kinds).toEqual([]);
  });
});
