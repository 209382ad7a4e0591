import type { DigestItem, DigestView, DigestWaiting } from '@weibao/messages';

export type DigestLine = { contract: string } & ({ item: DigestItem } | { waiting: DigestWaiting });
export interface DigestPart {
  part: 'missed' | 'waiting' | 'today' | 'ahead';
  lines: DigestLine[];
}

/** The lists of all contracts under each heading, the most urgent heading first; what waits for the reader comes before what is not late. */
export function partsOf(digests: readonly DigestView[]): DigestPart[] {
  const items = (part: 'missed' | 'today' | 'ahead') =>
    digests
      .flatMap(({ contract, [part]: list }) => list.map((item) => ({ contract, item })))
      .sort((a, b) => (a.item.dueOn < b.item.dueOn ? -1 : a.item.dueOn > b.item.dueOn ? 1 : 0));
  const waiting = digests.flatMap(({ contract, waiting: list }) => list.map((one) => ({ contract, waiting: one })));
  return [
    { part: 'missed', lines: items('missed') },
    { part: 'waiting', lines: waiting },
    { part: 'today', lines: items('today') },
    { part: 'ahead', lines: items('ahead') },
  ];
}

/** Since when something counts as missed in a digest: the earliest working day before, over the contracts. */
export const sinceOf = (digests: readonly DigestView[]): string =>
  digests.reduce((earliest, { since }) => (since < earliest ? since : earliest), digests[0]?.since ?? '');

export const sumOf = (digests: readonly DigestView[], of: 'overdue' | 'left'): number =>
  digests.reduce((sum, digest) => sum + digest[of], 0);
