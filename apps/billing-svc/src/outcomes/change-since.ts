import { outcomeLists, type OutcomeList } from '@weibao/exchange';
import type { Heads } from '@weibao/messages';
import {
  changedLines,
  changedLists,
  listDigests,
  nothingYet,
  unite,
  withoutGrowth,
  type ChangedLines,
} from './outcome-changes.js';
import type { OutcomeMark } from './outcome-mark.repository.js';
import { changesAtMs, newestStoredMs, sameHeads, settled, type Settled } from './outcome.service.js';

export interface Change {
  lists: OutcomeList[];
  lines: ChangedLines;
  /** Since when the outcome is another: the newest fact was stored, or a moment came. */
  sinceMs: number;
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

/** By the same facts and moments every instance comes to the same instant: it is part of the signal's key. */
function sinceMs(after: Settled, headsBefore: Heads, changesBeforeMs: number | null): number {
  const storedMs = sameHeads(headsBefore, after.record.heads) ? 0 : newestStoredMs(after.record.facts);
  const cameMs = changesBeforeMs !== null && changesBeforeMs <= after.asOfMs ? changesBeforeMs : 0;
  return Math.max(storedMs, cameMs) || after.asOfMs;
}
