import { describe, expect, it } from 'vitest';
import { EventRing, sseFrame, type EventContent } from './event-ring.js';
import { earlier, formatSequence, parseSequence } from './sequence.js';

const start = { epoch: 'e1', facts: 10, signals: 4 };
const fact = (contract: string, position: number): EventContent => ({
  contract,
  name: 'fact',
  data: { contract, position },
  fact: { service: 'incident', position },
});
const signal = (contract: string): EventContent => ({ contract, name: 'clock.missed', data: { contract } });

describe('the place in the stream', () => {
  it('comes back as it was given out', () => {
    expect(parseSequence(formatSequence(start))).toEqual(start);
  });
  it.each(['', '10', 'e1.10', 'e1.10.4.1', 'e1.-1.4', 'E1.1.1', 'e1.1.x', 'e1.1.1234567890123456'])(
    'is refused when no gateway can have given out "%s"',
    (text) => expect(parseSequence(text)).toBeNull(),
  );
  it('of two answers is the earlier in each stream', () => {
    // facts: min(12, 11) = 11; signals: min(3, 9) = 3
    expect(earlier({ epoch: 'e', facts: 12, signals: 3 }, { epoch: 'e', facts: 11, signals: 9 })).toEqual({
      epoch: 'e',
      facts: 11,
      signals: 3,
    });
  });
});

describe('the ring of recent events', () => {
  it('gives a listener what came after its place, in order, of both streams', () => {
    const ring = new EventRing(100, start);
    ring.push('facts', 11, fact('a', 1));
    ring.push('signals', 5, signal('a'));
    ring.push('facts', 12, fact('b', 1));
    expect(ring.after(start)?.map((event) => formatSequence(event.at))).toEqual(['e1.11.4', 'e1.11.5', 'e1.12.5']);
    expect(ring.after({ epoch: 'e1', facts: 11, signals: 5 })?.map((event) => event.number)).toEqual([12]);
    expect(ring.after(ring.sequence)).toEqual([]);
  });

  it('tells a listener of other streams, or ahead of us, to start again', () => {
    const ring = new EventRing(100, start);
    expect(ring.after({ ...start, epoch: 'e2' })).toBeNull();
    expect(ring.after({ ...start, facts: 11 })).toBeNull();
    expect(ring.after({ ...start, signals: 5 })).toBeNull();
  });

  it('knows just before, at and just after the edge of what it has forgotten', () => {
    // capacity 2: the fourth event cuts the ring to the last two, 13 and 14; what was forgotten ends with 12
    const ring = new EventRing(2, start);
    for (const number of [11, 12, 13, 14]) ring.push('facts', number, fact('a', number));
    expect(ring.after({ epoch: 'e1', facts: 11, signals: 4 })).toBeNull();
    expect(ring.after({ epoch: 'e1', facts: 12, signals: 4 })?.map((event) => event.number)).toEqual([13, 14]);
    expect(ring.after({ epoch: 'e1', facts: 13, signals: 4 })?.map((event) => event.number)).toEqual([14]);
  });

  it('takes a repeated message once', () => {
    const ring = new EventRing(100, start);
    expect(ring.push('facts', 11, fact('a', 1))).not.toBeNull();
    expect(ring.push('facts', 11, fact('a', 1))).toBeNull();
    expect(ring.push('facts', 10, fact('a', 1))).toBeNull();
    expect(ring.after(start)).toHaveLength(1);
  });

  it('writes an event as one frame that a browser resumes from', () => {
    const ring = new EventRing(100, start);
    expect(ring.push('facts', 11, fact('a', 1))?.frame).toBe(
      'id: e1.11.4\nevent: fact\ndata: {"contract":"a","position":1}\n\n',
    );
    expect(sseFrame('time', { now: 'x' })).toBe('event: time\ndata: {"now":"x"}\n\n');
  });
});

describe('how far an answer is complete', () => {
  const ring = new EventRing(100, start);
  ring.push('facts', 11, fact('a', 1));
  ring.push('facts', 12, fact('b', 1));
  ring.push('facts', 13, fact('a', 2));
  const noted = ring.sequence;

  it('is the place noted before asking when the service had every fact that came by here', () => {
    expect(ring.completeTo('a', { incident: 2 }, noted)).toEqual(noted);
    expect(ring.completeTo('a', { incident: 3 }, noted)).toEqual(noted);
    expect(ring.completeTo('elsewhere', {}, noted)).toEqual(noted);
  });
  it('is just before the first fact that the service did not have yet', () => {
    // position 2 came by as number 13, so the listener starts at 12
    expect(ring.completeTo('a', { incident: 1 }, noted)).toEqual({ ...noted, facts: 12 });
    // position 1 came by as number 11, so the listener starts at 10
    expect(ring.completeTo('a', {}, noted)).toEqual({ ...noted, facts: 10 });
  });
});
