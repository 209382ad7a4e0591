import { outcomeLists, type Outcome, type OutcomeList } from '@weibao/exchange';
import { MAX_MESSAGE_BYTES } from '@weibao/messages';

/** Room for what surrounds the outcome in a reply. */
const LARGEST_SHARE_BYTES = MAX_MESSAGE_BYTES - 4096;

/** A part of an outcome; `next` stands in a page and is the `after` of the one that follows, null in the last. */
export type OutcomeShare = Partial<Outcome> & { next?: number | null };

export interface ListSize {
  list: OutcomeList;
  lines: number;
  bytes: number;
}

export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
export const fitsMessage = (share: OutcomeShare): boolean => bytesOf(share) <= LARGEST_SHARE_BYTES;

/** The outcome with these lists only, in its own order; all of them where none are named. */
export function onlyLists(outcome: Outcome, lists: readonly string[] | undefined): OutcomeShare {
  if (lists === undefined) return outcome;
  const left: readonly string[] = outcomeLists.filter((list) => !lists.includes(list));
  return Object.fromEntries(Object.entries(outcome).filter(([name]) => !left.includes(name)));
}

/** The lines of one list after so many, as many as one message holds, at least one: a single line is far smaller than a message. */
export function pageOf(outcome: Outcome, list: OutcomeList, after: number): OutcomeShare {
  const rest: readonly object[] = outcome[list].slice(after);
  let bytes = bytesOf(onlyLists(outcome, []));
  let count = 0;
  for (const line of rest) {
    bytes += bytesOf(line) + 1;
    if (bytes > LARGEST_SHARE_BYTES && count > 0) break;
    count += 1;
  }
  const next = count < rest.length ? after + count : null;
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
