import type { ContractRecords } from '../facts/contract-records.js';
import type { Logger } from '../runtime/logger.js';

/** setTimeout counts in 32 bits: what lies further away is looked at again after this long. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
const RETRY_MS = 1000;

/** Looks at one contract and says when to look again though no fact arrives, in milliseconds since the epoch; null: not by time. */
export type Visit = (contract: string) => Promise<number | null>;

/**
 * Calls `visit` for a contract when it is woken and at the moment that its last visit named: no polling. One visit at a
 * time for each contract; what wakes it meanwhile leads to one more. A visit that fails is repeated, so that a database
 * that is away costs time and loses nothing.
 */
export class ContractWakeups {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly visiting = new Map<string, Promise<void>>();
  private readonly wokenMeanwhile = new Set<string>();
  private stopped = false;

  constructor(
    private readonly visit: Visit,
    private readonly log: Pick<Logger, 'error'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** Wakes every contract now, and each whenever its record grows. A trial that was dropped is not woken again, and `dropped` is told of it. */
  async follow(
    records: Pick<ContractRecords, 'onChange' | 'onDrop' | 'contracts'>,
    dropped: (contract: string) => void,
  ): Promise<void> {
    records.onChange((contract) => this.wake(contract));
    records.onDrop((contract) => {
      dropped(contract);
      this.wakeAt(contract, null);
    });
    for (const contract of await records.contracts()) this.wake(contract);
  }

  wake(contract: string): void {
    if (this.stopped) return;
    if (this.visiting.has(contract)) {
      this.wokenMeanwhile.add(contract);
      return;
    }
    this.visiting.set(contract, this.visitUntilQuiet(contract));
  }

  /** Wakes the contract at this moment instead of the one set before; null: not by time. */
  private wakeAt(contract: string, atMs: number | null): void {
    clearTimeout(this.timers.get(contract));
    this.timers.delete(contract);
    if (atMs === null || this.stopped) return;
    const waitMs = Math.max(0, Math.min(atMs - this.now(), LONGEST_TIMEOUT_MS));
    this.timers.set(
      contract,
      setTimeout(() => this.wake(contract), waitMs),
    );
  }

  /** No visit begins any more; resolves when those under way have ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const contract of [...this.timers.keys()]) this.wakeAt(contract, null);
    await Promise.all(this.visiting.values());
  }

  private async visitUntilQuiet(contract: string): Promise<void> {
    do {
      this.wokenMeanwhile.delete(contract);
      try {
        this.wakeAt(contract, await this.visit(contract));
      } catch (error) {
        this.log.error({ err: error, contract }, 'a contract could not be looked at; trying again');
        this.wakeAt(contract, this.now() + RETRY_MS);
      }
    } while (this.wokenMeanwhile.has(contract) && !this.stopped);
    this.visiting.delete(contract);
  }
}
