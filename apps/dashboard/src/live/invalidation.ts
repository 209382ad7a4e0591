import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { StreamMessage } from './live-stream.js';

/**
 * What has to be asked again after an event: the lists over all contracts, and of the contract's own pages only those of this contract.
 * billing-svc keeps its copy of the record a moment later than the owner: `outcome.changed` follows when its figures are ready.
 */
export function keysTouchedBy({ event, data }: StreamMessage): QueryKey[] {
  const contract = String(data['contract'] ?? '');
  if (event === 'outcome.changed') return [['posture'], ['outcome', contract]];
  if (event === 'handover.changed') return [['handovers']];
  if (event === 'duty.reminder' || event === 'digest.ready') return [['duties']];
  if (event.startsWith('clock.')) return [['incidents'], ['incident', contract], ['posture'], ['duties']];
  if (event !== 'fact') return [];
  const figures: QueryKey[] = [['posture'], ['duties'], ['outcome', contract]];
  if (data['service'] === 'inspection') return [...figures, ['incidents'], ['incident', contract]];
  if (data['service'] === 'billing') return [...figures, ['contracts'], ['incidents'], ['incident', contract]];
  return [['incidents'], ['incident', contract], ...figures];
}

/** Gathers the events of a moment, so that an import of a thousand facts asks for a list a few times and not a thousand times. */
export class Invalidation {
  readonly #waiting = new Map<string, QueryKey>();
  #gathering = false;

  constructor(
    private readonly client: QueryClient,
    private readonly gatherMs = 120,
  ) {}

  readonly add = (message: StreamMessage): void => {
    for (const key of keysTouchedBy(message)) this.#waiting.set(JSON.stringify(key), key);
    if (this.#waiting.size === 0 || this.#gathering) return;
    this.#gathering = true;
    setTimeout(() => this.#flush(), this.gatherMs);
  };

  everything(): void {
    void this.client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  }

  #flush(): void {
    this.#gathering = false;
    const keys = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const queryKey of keys) void this.client.invalidateQueries({ queryKey });
  }
}
