import type { Outcome, OutcomeList } from '@weibao/exchange';
import { MAX_MESSAGE_BYTES } from '@weibao/messages';
import { isOutcomeList, outcomeLists } from './outcome-changes.js';

/** Room for what surrounds the outcome in a reply. */
const LARGEST_SHARE_BYTES = MAX_MESSAGE_BYTES - 4096;

/** A part of an outcome; `next` stands in a page and asks for the one after it, null after the last. */
export type OutcomeShare = Partial<Outcome> & { next?: string | null };

export interface ListSize {
  list: OutcomeList;
  lines: number;
  bytes: number;
}

export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
export const fitsMessage = (share: OutcomeShare): boolean => bytesOf(share) <= LARGEST_SHARE_BYTES;

/** `clocks@400`: the list from its 400th line on, counted from 0. Null for anything else. */
export function pageAsked(name: string): { list: OutcomeList; from: number } | null {
  const [list = '', from = '', ...more] = name.split('@');
  return isOutcomeList(list) && /^\d{1,9}$/.test(from) && more.length === 0 ? { list, from: Number(from) } : null;
}

/** The outcome with these lists only, in its own order; all of them where none are named. */
export function onlyLists(outcome: Outcome, lists: readonly string[] | undefined): OutcomeShare {
  if (lists === undefined) return outcome;
  const left: readonly string[] = outcomeLists.filter((list) => !lists.includes(list));
  return Object.fromEntries(Object.entries(outcome).filter(([name]) => !left.includes(name)));
}

/** As many lines of one list as one message holds, at least one: a single line is far smaller than a message. */
export function pageOf(outcome: Outcome, { list, from }: { list: OutcomeList; from: number }): OutcomeShare {
  const rest: readonly object[] = outcome[list].slice(from);
  let bytes = bytesOf(onlyLists(outcome, []));
  let count = 0;
  for (const line of rest) {
    bytes += bytesOf(line) + 1;
    if (bytes > LARGEST_SHARE_BYTES && count > 0) break;
    count += 1;
  }
  const next = count < rest.length ? `${list}@${from + count}` : null;
  return { ...onlyLists(outcome, []), [list]: rest.slice(0, count), next };
}

/** How large each list is that holds a line. */
export function listSizes(share: OutcomeShare): ListSize[] {
  return outcomeLists.flatMap((list) => {
    const lines = share[list]?.length ?? 0;
    return lines === 0 ? [] : [{ list, lines, bytes: bytesOf(share[list]) }];
  });
}

export const isTooLarge = ({ bytes }: ListSize): boolean => bytes > LARGEST_SHARE_BYTES;
