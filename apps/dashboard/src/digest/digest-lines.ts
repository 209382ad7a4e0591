import type { DigestClock, DigestItem, DigestView, DigestWaiting, WaitingDecisions } from '@weibao/messages';

export type DigestLine = { contract: string } & (
  | { item: DigestItem }
  | { waiting: DigestWaiting }
  | { clock: DigestClock }
  | { decision: WaitingDecisions['lines'][number] }
);
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
  const clocks = (isMissed: boolean) =>
    digests
      .flatMap(({ contract, clocks: list }) => list.map((clock) => ({ contract, clock })))
      .filter(({ clock }) => (clock.status !== 'running') === isMissed)
      .sort((a, b) => (a.clock.dueAt < b.clock.dueAt ? -1 : a.clock.dueAt > b.clock.dueAt ? 1 : 0));
  const decisions = digests.flatMap(({ contract, decisions: found }) =>
    (found?.lines ?? []).map((decision) => ({ contract, decision })),
  );
  const waiting = digests.flatMap(({ contract, waiting: list }) => list.map((one) => ({ contract, waiting: one })));
  return [
    { part: 'missed', lines: [...clocks(true), ...items('missed')] },
    { part: 'waiting', lines: [...waiting, ...decisions] },
    { part: 'today', lines: [...clocks(false), ...items('today')] },
    { part: 'ahead', lines: items('ahead') },
  ];
}

/** Since when something counts as missed in a digest: the earliest working day before, over the contracts. */
export const sinceOf = (digests: readonly DigestView[]): string =>
  digests.reduce((earliest, { since }) => (since < earliest ? since : earliest), digests[0]?.since ?? '');

/** Lines that stand nowhere, those of decisions too. */
export const leftOf = (digests: readonly DigestView[]): number =>
  digests.reduce((sum, { left, decisions }) => sum + left + (decisions?.left ?? 0), 0);

export const overdueOf = (digests: readonly DigestView[]): number =>
  digests.reduce((sum, { overdue }) => sum + overdue, 0);
