import type { Fact } from '@weibao/exchange';
import type { RecordedFact } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { acceptanceSlips } from './acceptance-slips.js';
import { ledgerRows } from './ledger-rows.js';

let count = 0;
const said = (fact: object, by: RecordedFact['by'] = 'hospital', change: Partial<RecordedFact> = {}): RecordedFact => {
  const whole = { at: `2026-11-20T09:00:${String((count += 1)).padStart(2, '0')}+08:00`, ...fact } as Fact;
  return {
    id: `f-${count}`,
    type: whole.type,
    at: whole.at,
    recordedAt: whole.at,
    by,
    account: null,
    organisation: null,
    role: null,
    withdrawn: false,
    confirmed: false,
    fact: whole,
    ...change,
  };
};
const demand = (step: string, more: object = {}) => said({ type: `demand.${step}`, demand: 'D-1', ...more });

describe('the ledger of demands', () => {
  it.each([
    [['filed'], 'filed', 'demand.answered'],
    [['filed', 'answered'], 'answered', 'demand.agreed'],
    [['filed', 'answered', 'agreed'], 'agreed', 'demand.delivered'],
    [['filed', 'answered', 'agreed', 'changed'], 'agreed', 'demand.delivered'],
    [['filed', 'answered', 'agreed', 'delivered'], 'delivered', 'demand.accepted'],
    [['filed', 'answered', 'agreed', 'delivered', 'accepted'], 'accepted', undefined],
    [['filed', 'refused'], 'declined', undefined],
  ])('after %j stands as %s, and the usual next step is %s', (steps, state, next) => {
    const [row] = ledgerRows('demands', steps.map((step) => demand(step)).reverse());
    expect([row?.state, row?.next[0]]).toEqual([state, next]);
  });

  it('BY-A1-DEMSTAT: the acceptance slip with the hospital’s seal accepts it; without the seal, withdrawn, or of the vendor alone it does not', () => {
    const steps = ['filed', 'answered', 'agreed', 'delivered'].map((step) => demand(step));
    const slip = (by: RecordedFact['by'], more: object = {}, change: Partial<RecordedFact> = {}) =>
      said({ type: 'document.filed', document: 'demand-acceptance', about: 'D-1', stamped: true, ...more }, by, change);
    const stateWith = (...documents: RecordedFact[]) => {
      const rows = ledgerRows('demands', [...steps, ...acceptanceSlips(steps, documents)]);
      return rows.map(({ key, state }) => `${key} ${state}`);
    };
    expect(stateWith(slip('hospital'))).toEqual(['D-1 accepted']);
    expect(stateWith(slip('hospital', { stamped: false }))).toEqual(['D-1 delivered']);
    expect(stateWith(slip('hospital', {}, { withdrawn: true }))).toEqual(['D-1 delivered']);
    expect(stateWith(slip('hospital', { about: 'D-2' }))).toEqual(['D-1 delivered']);
    expect(stateWith(slip('vendor'))).toEqual(['D-1 delivered']);
    const confirmed = said({ type: 'document.confirmed', document: 'demand-acceptance', about: 'D-1' });
    expect(stateWith(confirmed, slip('vendor'))).toEqual(['D-1 delivered']); // confirmed before it was filed
    expect(stateWith(slip('vendor'), { ...confirmed, at: '2026-11-21T09:00:00+08:00' })).toEqual(['D-1 accepted']);
  });

  it('shows the date agreed last, and keeps the one before it where a change named none', () => {
    const agreed = demand('agreed', { deliverBy: '2026-12-01T18:00:00+08:00' });
    const moved = demand('changed', { deliverBy: '2026-12-08T18:00:00+08:00' });
    expect(ledgerRows('demands', [demand('filed'), agreed, moved])[0]?.deliverBy).toBe('2026-12-08T18:00:00+08:00');
    expect(ledgerRows('demands', [demand('filed'), agreed, demand('changed')])[0]?.deliverBy).toBe(
      '2026-12-01T18:00:00+08:00',
    );
  });

  it('takes a withdrawn step for never recorded', () => {
    const answered = { ...demand('answered'), withdrawn: true };
    expect(ledgerRows('demands', [demand('filed'), answered])[0]?.state).toBe('filed');
  });
});

describe('the ledger of windows', () => {
  const window = {
    type: 'maintenance.agreed',
    system: 'HIS',
    from: '2026-12-01T22:00:00+08:00',
    to: '2026-12-02T02:00:00+08:00',
  };

  it('waits for the other side, and holds once it has said the same', () => {
    expect(ledgerRows('windows', [said(window, 'vendor')])).toMatchObject([
      { state: 'proposed', agreedBy: ['vendor'] },
    ]);
    expect(ledgerRows('windows', [said(window, 'vendor'), said(window, 'both')])).toMatchObject([
      { state: 'agreed', agreedBy: ['hospital', 'vendor'], next: [] },
    ]);
  });

  it('does not take two sides with other times for an agreement', () => {
    const later = { ...window, to: '2026-12-02T03:00:00+08:00' };
    const rows = ledgerRows('windows', [said(window, 'vendor'), said(later, 'hospital')]);
    expect(rows.map(({ state }) => state)).toEqual(['proposed', 'proposed']);
  });
});

describe('the other ledgers', () => {
  it('close what was closed and offer the next step of what is open', () => {
    const one = ledgerRows('outages', [said({ type: 'outage.started', outage: 'O-1', system: 'HIS' })])[0];
    expect([one?.state, one?.next, one?.about]).toEqual(['open', ['outage.ended'], ['HIS']]);
    const task = { task: 'S-1', dueOn: '2026-12-01' };
    const refused = [
      said({ type: 'security-task.ordered', ...task }),
      said({ type: 'security-task.refused', task: 'S-1' }),
    ];
    expect(ledgerRows('security-tasks', refused)[0]).toMatchObject({ state: 'failed', dueOn: '2026-12-01' });
    expect(ledgerRows('defects', [said({ type: 'defect.confirmed', defect: 'B-1' })])[0]?.next).toEqual([
      'defect.closed',
    ]);
  });
});
