import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { formatInstant, type OutcomeList } from '@weibao/exchange';
import type { Heads } from '@weibao/messages';
import { ContractRecords, LOGGER, Signals, type Logger } from '@weibao/service-kit';
import { ContractWakeups } from '../contract-wakeups.js';
import {
  changedLines,
  changedLists,
  listDigests,
  nothingYet,
  outcomeLists,
  unite,
  withoutGrowth,
  type ChangedLines,
} from './outcome-changes.js';
import { OutcomeMarkRepository, type OutcomeMark } from './outcome-mark.repository.js';
import {
  changesAtMs,
  momentOf,
  newestStoredMs,
  OutcomeService,
  sameHeads,
  settled,
  type Settled,
} from './outcome.service.js';

/** Above this many changed lines a list is named without them: reading it again costs less than the message. */
const MOST_LINES_NAMED = 100;

interface Change {
  lists: OutcomeList[];
  lines: ChangedLines;
  /** Since when the outcome is another: the newest fact was stored, or a moment came. */
  sinceMs: number;
}

/**
 * Keeps the outcome of each contract current: recomputed when a fact of it arrives and at its `changesAt`. Where lists
 * changed, one `outcome.changed` names them. Two instances compute the same at the same heads, and the signal's key (heads
 * and moment) lets it through once.
 */
@Injectable()
export class OutcomeWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly last = new Map<string, Settled>();
  private readonly wakeups: ContractWakeups;

  constructor(
    private readonly records: ContractRecords,
    private readonly outcomes: OutcomeService,
    private readonly marks: OutcomeMarkRepository,
    private readonly signals: Signals,
    @Inject(LOGGER) log: Logger,
  ) {
    this.wakeups = new ContractWakeups((contract) => this.look(contract, Date.now()), log);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.records.onChange((contract) => this.wakeups.wake(contract));
    this.records.onDrop((contract) => {
      this.last.delete(contract);
      this.wakeups.forget(contract);
    });
    for (const contract of await this.records.contracts()) this.wakeups.wake(contract);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.wakeups.stop();
  }

  private async look(contract: string, nowMs: number): Promise<number | null> {
    const record = await this.outcomes.recordOf(contract);
    if (!record || record.trial) return null;
    const before = this.last.get(contract);
    const after = settled(record, momentOf(record, nowMs));
    const change = before ? changeSince(before, after) : changeSinceMark(await this.marks.read(contract), after);
    if (change.lists.length > 0) await this.announce(contract, after, change, nowMs);
    this.last.set(contract, after);
    return changesAtMs(after);
  }

  /** First the signal, then the mark: a crash in between raises it once more under the same key, which lets nothing through twice. */
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
    await this.marks.write(contract, {
      heads,
      changesAtMs: changesAtMs(after),
      digests: listDigests(withoutGrowth(after.outcome)),
    });
  }
}

/** What time changed on the old facts, then what the new facts changed at the same moment: so that what merely grows is never taken for news. */
export function changeSince(before: Settled, after: Settled): Change {
  const changesMs = changesAtMs(before);
  const timeCame = changesMs !== null && changesMs <= after.asOfMs;
  const factsCame = !sameHeads(before.record.heads, after.record.heads);
  const aged = factsCame ? settled(before.record, after.asOfMs) : after;
  const byTime = timeCame ? changedLines(withoutGrowth(before.outcome), withoutGrowth(aged.outcome)) : new Map();
  const byFacts = factsCame ? changedLines(aged.outcome, after.outcome) : new Map();
  const lines = unite(byTime, byFacts);
  return {
    lists: outcomeLists.filter((list) => lines.has(list)),
    lines,
    sinceMs: sinceMs(after, before.record.heads, changesMs),
  };
}

/** After a restart only digests are known of the outcome before; which lines changed is not. */
export function changeSinceMark(mark: OutcomeMark | null, after: Settled): Change {
  const known = mark?.digests ?? listDigests(nothingYet);
  return {
    lists: changedLists(known, listDigests(withoutGrowth(after.outcome))),
    lines: new Map(),
    sinceMs: sinceMs(after, mark?.heads ?? {}, mark?.changesAtMs ?? null),
  };
}

function sinceMs(after: Settled, headsBefore: Heads, changesBeforeMs: number | null): number {
  const storedMs = sameHeads(headsBefore, after.record.heads) ? 0 : newestStoredMs(after.record.facts);
  const cameMs = changesBeforeMs !== null && changesBeforeMs <= after.asOfMs ? changesBeforeMs : 0;
  return Math.max(storedMs, cameMs) || after.asOfMs;
}
