import { faultsOf } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { recordableFactSchema } from './recordable-fact.js';

const faults = (fact: unknown): string[] => {
  const parsed = recordableFactSchema.safeParse(fact);
  return parsed.success ? [] : faultsOf(parsed.error).map(({ place, message }) => `${place}: ${message}`);
};

describe('a fact as a person records it', () => {
  it('needs no time, id or moment of recording: these are the server’s', () => {
    expect(faults({ type: 'demand.accepted', demand: 'D-1' })).toEqual([]);
    for (const own of ['id', 'recordedAt', 'storedAt'])
      expect(faults({ type: 'demand.accepted', demand: 'D-1', [own]: '2026-07-01T09:00:00+08:00' }).join()).toContain(
        own,
      );
  });

  it('may say when it happened, as an instant with an offset', () => {
    expect(faults({ type: 'demand.accepted', demand: 'D-1', at: '2026-07-01T09:00:00+08:00' })).toEqual([]);
    expect(faults({ type: 'demand.accepted', demand: 'D-1', at: 'yesterday' })).toHaveLength(1);
  });

  it('says a misspelt field instead of losing it', () => {
    expect(faults({ type: 'demand.filed', demand: 'D-1', clas: 'ordinary' }).join()).toContain('clas');
  });

  it.each([
    ['acceptance.held', { year: 1 }, 'passed'],
    ['invoice.received', { payment: 'P1' }, 'amount'],
    ['payment.made', { payment: 'P1' }, 'amount'],
    ['deduction.decided', { clause: 'BY-8-GEN' }, 'outcome'],
    ['maintenance.agreed', { system: 'HIS', from: '2026-07-01T09:00:00+08:00' }, 'to'],
    ['backup.finished', { day: '2026-07-01', kind: 'full' }, 'ok'],
    ['security-task.ordered', { task: 'T-1' }, 'dueOn'],
    ['demand.agreed', { demand: 'D-1' }, 'deliverBy'],
  ])('%s needs %o and %s', (type, given, missing) => {
    const found = faults({ type, ...given });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(missing);
  });

  it('names every fault at once', () => {
    const found = faults({ type: 'invoice.received', payment: '', amount: '1,000', at: 'x' });
    expect(found.map((fault) => fault.split(':')[0]).sort()).toEqual(['amount', 'at', 'payment']);
  });

  it('points from what has a command of its own to that command', () => {
    expect(faults({ type: 'incident.responded', incident: 'I1' })[0]).toContain('incident.stage');
    expect(faults({ type: 'fact.withdrawn', fact: 'f-1' })[0]).toContain('fact.withdraw');
    expect(faults({ type: 'ghost.seen' })[0]).toContain('expected a known type of fact, got "ghost.seen"');
    expect(faults({})[0]).toContain('got nothing');
  });
});
