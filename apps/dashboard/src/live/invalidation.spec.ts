import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Invalidation, keysTouchedBy } from './invalidation.js';

const fact = (service: string, contract = 'huangpu') => ({ event: 'fact', data: { service, contract } });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what an event makes old', () => {
  it('is by contract where a page is about one contract', () => {
    expect(keysTouchedBy(fact('incident'))).toContainEqual(['incident', 'huangpu']);
    expect(keysTouchedBy(fact('incident'))).not.toContainEqual(['contracts']);
    expect(keysTouchedBy(fact('billing'))).toContainEqual(['contracts']);
    expect(keysTouchedBy({ event: 'outcome.changed', data: { contract: 'huangpu' } })).toEqual([
      ['posture'],
      ['outcome', 'huangpu'],
    ]);
    expect(keysTouchedBy({ event: 'clock.missed', data: { contract: 'huangpu' } })).toContainEqual(['incidents']);
    expect(keysTouchedBy({ event: 'handover.changed', data: { handover: 'h-1' } })).toEqual([['handovers']]);
    expect(keysTouchedBy({ event: 'time', data: {} })).toEqual([]);
  });

  it('is asked for once for many events of a moment', () => {
    const client = new QueryClient();
    const asked = vi.spyOn(client, 'invalidateQueries').mockResolvedValue();
    const invalidation = new Invalidation(client);
    for (let event = 0; event < 1_000; event += 1) invalidation.add(fact('incident'));
    expect(asked).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    // incidents, incident huangpu, posture, duties, outcome huangpu
    expect(asked).toHaveBeenCalledTimes(5);
    invalidation.add(fact('incident', 'tacheng-ops'));
    vi.advanceTimersByTime(200);
    expect(asked).toHaveBeenCalledTimes(10);
  });
});
