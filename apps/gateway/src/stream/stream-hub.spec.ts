import { describe, expect, it } from 'vitest';
import type { Caller } from '../door/caller.js';
import type { EventContent } from './event-ring.js';
import { StreamHub, type Listener } from './stream-hub.js';

const caller = (session: string): Caller => ({
  actor: { account: session, organisation: 'h', role: 'duty-desk' },
  ...{ nameZh: '', nameEn: '', organisationNameZh: '', organisationNameEn: '' },
  demo: false,
  endsAtMs: 0,
  needs: null,
  by: { kind: 'session', idHash: session },
});

function listener(session: string, ...contracts: string[]): Listener & { heard: string[]; closed: boolean } {
  const heard: string[] = [];
  const self = {
    caller: caller(session),
    sees: ({ contract }: EventContent) => contracts.includes(contract),
    heard,
    closed: false,
    send: (frame: string) => void heard.push(/event: (\S+)/.exec(frame)?.[1] + (/"n":\d+/.exec(frame)?.[0] ?? '')),
    close: () => void (self.closed = true),
  };
  return self;
}

const event = (contract: string, n: number): EventContent => ({ contract, name: 'fact', data: { n } });
const begun = () => {
  const hub = new StreamHub();
  hub.begin({ epoch: 'e', facts: 0, signals: 0 });
  return hub;
};

describe('who hears what', () => {
  it('is also what no stream carries, told to those whom it concerns, once and not to who comes back', () => {
    const hub = begun();
    const [one, other] = [listener('1', 'a'), listener('2', 'a')];
    hub.join(one, undefined);
    hub.join(other, undefined);
    const before = hub.sequence;
    hub.tell(({ actor }) => actor.account === '2', 'handover.changed', { n: 7 });
    hub.tellSession('1', 'session.changed');
    expect([one.heard, other.heard]).toEqual([['session.changed'], ['handover.changed"n":7']]);
    expect([one.closed, hub.sequence]).toEqual([false, before]);
    const back = listener('2', 'a');
    hub.join(back, 'e.0.0');
    expect(back.heard).toEqual([]);
  });

  it('is each only what happens in its own contracts, live and when it comes back', () => {
    const hub = begun();
    hub.publish('facts', 1, event('a', 1));
    hub.publish('facts', 2, event('b', 2));
    const [one, both] = [listener('1', 'a'), listener('2', 'a', 'b')];
    hub.join(one, 'e.0.0');
    hub.join(both, 'e.1.0');
    hub.publish('facts', 3, event('b', 3));
    hub.publish('signals', 1, event('a', 4));
    expect(one.heard).toEqual(['fact"n":1', 'fact"n":4']);
    expect(both.heard).toEqual(['fact"n":2', 'fact"n":3', 'fact"n":4']);
  });

  it('is from now on for who names no place, and a reset for who names one that we do not know', () => {
    const hub = begun();
    hub.publish('facts', 1, event('a', 1));
    const [fresh, foreign, nonsense] = [listener('1', 'a'), listener('2', 'a'), listener('3', 'a')];
    hub.join(fresh, undefined);
    hub.join(foreign, 'other.1.0');
    hub.join(nonsense, 'nonsense');
    expect([fresh.heard, foreign.heard, nonsense.heard]).toEqual([[], ['reset'], ['reset']]);
  });

  it('begins again for all when the broker has lost its folder', () => {
    const hub = begun();
    const one = listener('1', 'a');
    hub.join(one, undefined);
    hub.begin({ epoch: 'f', facts: 0, signals: 0 });
    hub.publish('facts', 1, event('a', 1));
    expect(one.heard).toEqual(['reset', 'fact"n":1']);
  });

  it('grows with a new contract, of which the page is told to fetch its lists', async () => {
    const hub = begun();
    const [gains, keeps] = [listener('1', 'a'), listener('2', 'a')];
    hub.join(gains, undefined);
    hub.join(keeps, undefined);
    await hub.renew(async (who) => (contract) => contract === 'a' || who.actor.account === '1', 'b');
    hub.publish('facts', 1, event('b', 1));
    expect([gains.heard, keeps.heard]).toEqual([['reset', 'fact"n":1'], []]);
  });
});

describe('a listener whose session has ended', () => {
  it('is told and shown out, with all its pages, and nobody else', async () => {
    const hub = begun();
    const [page, otherPage, stranger] = [listener('1', 'a'), listener('1', 'a'), listener('2', 'a')];
    for (const one of [page, otherPage, stranger]) hub.join(one, undefined);
    const asked: string[] = [];
    await hub.checkCallers(async ({ actor }) => {
      asked.push(actor.account);
      return actor.account !== '1';
    });
    hub.publish('facts', 1, event('a', 1));
    expect(asked).toEqual(['1', '2']);
    expect([page, otherPage, stranger].map((one) => [one.closed, one.heard])).toEqual([
      [true, ['signed-out']],
      [true, ['signed-out']],
      [false, ['fact"n":1']],
    ]);
  });

  it('is shown out at once when it signs out', () => {
    const hub = begun();
    const page = listener('1', 'a');
    hub.join(page, undefined);
    hub.signOut(caller('1'));
    expect([page.closed, page.heard, hub.count]).toEqual([true, ['signed-out'], 0]);
  });
});
