import { describe, expect, it } from 'vitest';
import { at, clock, incident, msOf } from '../../testing/given.js';
import type { IncidentView } from '@weibao/messages';
import { inOrder, parted } from './incident-order.js';

const named = (name: string, nextDueAt: string | null, change = {}) =>
  incident({ incident: name, nextDueAt, ...change });

const missedLevel1 = (one: IncidentView, nowMs: number) => parted(inOrder([one]), nowMs).pinned.length === 1;

describe('the order of the wall', () => {
  it('is by time left: overdue longest first, no due moment last', () => {
    const list = [
      named('settled', null),
      named('later', at('16:00:00')),
      named('overdue', at('12:00:00')),
      named('next', at('14:30:00')),
    ];
    expect(inOrder(list).map((entry) => entry.incident.incident)).toEqual(['overdue', 'next', 'later', 'settled']);
  });

  it('pins a level 1 from the moment at which it misses a binding limit', () => {
    expect(missedLevel1(incident(), msOf('14:10:00') - 1)).toBe(false);
    expect(missedLevel1(incident(), msOf('14:10:00'))).toBe(true);
  });

  it('keeps a level 1 pinned that responded too late, although its other clocks run in time', () => {
    const late = clock({ status: 'late', metAt: at('14:10:00') });
    const running = clock({ stage: 'restored', dueAt: at('14:30:00') });
    expect(missedLevel1(incident({ clocks: [late, running] }), msOf('14:11:00'))).toBe(true);
  });

  it('pins neither another level nor a best-effort target', () => {
    expect(missedLevel1(incident({ level: '2' }), msOf('15:00:00'))).toBe(false);
    expect(missedLevel1(incident({ clocks: [clock({ firm: false })] }), msOf('15:00:00'))).toBe(false);
  });

  it('leaves out drills and what is closed', () => {
    const { pinned, others } = parted(
      inOrder([
        named('drill', at('14:30:00'), { drill: true }),
        named('closed', null, { open: false }),
        named('real', at('14:10:00')),
      ]),
      msOf('14:05:00'),
    );
    expect([...pinned, ...others].map((entry) => entry.incident)).toEqual(['real']);
  });
});
