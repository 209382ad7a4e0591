import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { formatInstant } from '@weibao/exchange';
import { ContractRecords, ContractWakeups, LOGGER, Signals, type Logger } from '@weibao/service-kit';
import { changeSince, changeSinceMark, type Change } from './change-since.js';
import { listDigests, withoutGrowth } from './outcome-changes.js';
import { OutcomeMarkRepository } from './outcome-mark.repository.js';
import { changesAtMs, OutcomeService, type Settled } from './outcome.service.js';

/** Digests of a year's lists take longer than one of its facts: in a burst of facts they are taken once. */
const MARK_AFTER_MS = 1000;
/** Above this many changed lines a list is named without them: reading it again costs less than the message. */
const MOST_LINES_NAMED = 100;

/**
 * Keeps the outcome of each contract current: recomputed when a fact of it arrives and at its `changesAt`. Where lists
 * changed, one `outcome.changed` names them. Two instances compute the same at the same heads, and the signal's key (heads
 * and moment) lets it through once.
 */
@Injectable()
export class OutcomeWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly last = new Map<string, Settled>();
  private readonly wakeups: ContractWakeups;
  private readonly unmarked = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly records: ContractRecords,
    private readonly outcomes: OutcomeService,
    private readonly marks: OutcomeMarkRepository,
    private readonly signals: Signals,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.wakeups = new ContractWakeups((contract) => this.look(contract, Date.now()), log);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.wakeups.follow(this.records, (contract) => this.last.delete(contract));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.wakeups.stop();
    await Promise.all([...this.unmarked.keys()].map((contract) => this.mark(contract)));
  }

  private async look(contract: string, nowMs: number): Promise<number | null> {
    const record = await this.outcomes.recordOf(contract);
    if (!record || record.trial) return null;
    const before = this.last.get(contract);
    const after = this.outcomes.current(record, nowMs);
    const change = before ? changeSince(before, after) : changeSinceMark(await this.marks.read(contract), after);
    if (change.lists.length > 0) await this.announce(contract, after, change, nowMs);
    this.last.set(contract, after);
    return changesAtMs(after);
  }

  private async announce(contract: string, after: Settled, change: Change, nowMs: number): Promise<void> {
    const { heads } = after.record;
    const lines = [...change.lines].filter(([, keys]) => keys.length <= MOST_LINES_NAMED);
    await this.signals.raise({
      contract,
      kind: 'outcome.changed.v1',
      clause: '',
      subject: '',
      dueAt: formatInstant(change.sinceMs),
      raisedAt: formatInstant(nowMs),
      detail: { lists: change.lists, lines: Object.fromEntries(lines), heads, asOf: after.outcome.asOf },
      heads,
    });
    if (!this.unmarked.has(contract))
      this.unmarked.set(
        contract,
        setTimeout(() => void this.mark(contract), MARK_AFTER_MS),
      );
  }

  /** A crash before the mark raises the signal once more under the same key, which lets nothing through twice. */
  private async mark(contract: string): Promise<void> {
    clearTimeout(this.unmarked.get(contract));
    this.unmarked.delete(contract);
    const made = this.last.get(contract);
    if (!made) return;
    try {
      await this.marks.write(contract, {
        heads: made.record.heads,
        changesAtMs: changesAtMs(made),
        digests: listDigests(withoutGrowth(made.outcome)),
      });
    } catch (error) {
      this.log.warn(
        { err: error, contract },
        'the outcome made known could not be noted; the next change is noted again',
      );
    }
  }
}
