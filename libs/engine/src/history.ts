import {
  canonicalJson,
  givenId,
  isFromTheDoor,
  parseInstant,
  type Fact,
  type FactOf,
  type FactType,
} from '@weibao/exchange';

/** A fact with its instants in milliseconds. */
export type Known<F = Fact> = F & { atMs: number; knownMs: number; unconfirmed: boolean };
export type KnownOf<T extends FactType> = Known<FactOf<T>>;

/** Milliseconds of an instant that a fact holds. Throws where it is none. */
export const instantMs = (text: string): number => {
  const ms = parseInstant(text);
  if (ms === null)
    throw new Error(`a fact holds ${text}, which is no instant: facts must be validated before they are computed`);
  return ms;
};

function readFact(fact: Fact): Known {
  const atMs = instantMs(fact.at);
  const knownMs = fact.recordedAt === undefined ? atMs : instantMs(fact.recordedAt);
  const unconfirmed = fact.by === 'vendor' && knownMs > atMs;
  // The fact last: fields added to a copy make it ten times as slow. A field of its own under one of these names is none of the format's.
  const known = { atMs, knownMs, unconfirmed, ...fact } as Known;
  const own = known.atMs !== atMs || known.knownMs !== knownMs || known.unconfirmed !== unconfirmed;
  return own ? { ...known, atMs, knownMs, unconfirmed } : known;
}

/**
 * What is known of a contract at a moment: facts recorded until then, each id once, without what was withdrawn, in an order that does not
 * depend on how they arrived.
 */
export class History {
  private readonly byType = new Map<string, Known[]>();
  private readonly confirmedIds = new Set<string>();

  /** `all` is what was known by then, withdrawn or not, in the order in which it came. */
  constructor(readonly all: readonly Known[]) {
    const facts = all;
    const seen = new Set<string>();
    let count = 0;
    for (const fact of facts) {
      if (fact.id !== undefined) {
        if (seen.has(fact.id)) continue;
        seen.add(fact.id);
      }
      count += 1;
      const list = this.byType.get(fact.type);
      if (list) list.push(fact);
      else this.byType.set(fact.type, [fact]);
    }
    const withdrawals = this.of('fact.withdrawn');
    if (withdrawals.length > 0) {
      const stands = standingOnly(withdrawals, count);
      for (const [type, list] of this.byType) this.byType.set(type, list.filter(stands));
    }
    // G-14: the vendor cannot confirm its own entry, and a confirmation that was withdrawn confirms nothing.
    for (const fact of this.of('fact.confirmed')) if (fact.by !== 'vendor') this.confirmedIds.add(fact.fact);
    // A ruling is the hospital's: the vendor's word alone rules nothing, as it waives nothing.
    const ruled = this.of('breach.ruled');
    if (ruled.some((fact) => fact.by === 'vendor'))
      this.byType.set(
        'breach.ruled',
        ruled.filter((fact) => fact.by !== 'vendor' || this.isConfirmed(fact)),
      );
    for (const list of this.byType.values()) {
      if (this.confirmedIds.size > 0)
        list.forEach((fact, index) => {
          if (fact.unconfirmed && this.isConfirmed(fact)) list[index] = { ...fact, unconfirmed: false };
        });
      putInOrder(list);
    }
  }

  /** Facts of a type, earliest first. */
  of<T extends FactType>(type: T): readonly KnownOf<T>[] {
    return (this.byType.get(type) ?? []) as unknown as readonly KnownOf<T>[];
  }

  private readonly groups = new Map<string, ReadonlyMap<string, readonly Known[]>>();

  /** Facts of a type by what one of their fields names, each group earliest first; made once. */
  grouped<T extends FactType>(type: T, field: keyof FactOf<T> & string): ReadonlyMap<string, readonly KnownOf<T>[]> {
    const name = `${type}|${field}`;
    let groups = this.groups.get(name);
    if (!groups) {
      const made = new Map<string, Known[]>();
      for (const fact of this.byType.get(type) ?? []) {
        const key = (fact as Record<string, unknown>)[field];
        if (typeof key !== 'string') continue;
        const list = made.get(key);
        if (list) list.push(fact);
        else made.set(key, [fact]);
      }
      this.groups.set(name, (groups = made));
    }
    return groups as unknown as ReadonlyMap<string, readonly KnownOf<T>[]>;
  }

  private readonly names = new Map<string, ReadonlyMap<Known, string>>();

  /** What a fact is called in a record: its id, or where whoever recorded it gave none its moment, counted where others of its clause share it. */
  nameOf(
    fact: KnownOf<'breach.ruled'> | KnownOf<'loss.claimed'> | KnownOf<'effort.spent'> | KnownOf<'scorecard.noted'>,
  ) {
    const own = givenId(fact);
    if (own !== undefined) return own;
    let names = this.names.get(fact.type);
    if (!names) this.names.set(fact.type, (names = momentsOf(this.byType.get(fact.type) ?? [])));
    return names.get(fact as Known) ?? fact.at;
  }

  /** The name of the fact that a text calls by the id of the import door; else the text itself. */
  named(text: string): string {
    if (!isFromTheDoor(text)) return text;
    const found =
      this.of('breach.ruled').find(({ id }) => id === text) ?? this.of('loss.claimed').find(({ id }) => id === text);
    return found ? this.nameOf(found) : text;
  }

  /** Whether somebody confirmed this fact. */
  isConfirmed(fact: { id?: string | undefined }): boolean {
    return fact.id !== undefined && this.confirmedIds.has(fact.id);
  }
}

interface Read {
  facts: readonly Fact[];
  known: readonly Known[];
  latestMs: number; // from when on all of it is known
  whole: History;
}

const reads = new WeakMap<readonly Fact[], Read>();
/** By its first fact, the list that was read last: a record grows at its end, and a fact never changes. */
const latest = new WeakMap<Fact, Read>();

/** Reads a list of facts once: it is asked about at many moments, most of which know all of it. */
function readAll(facts: readonly Fact[]): Read {
  const before = reads.get(facts);
  if (before?.facts.length === facts.length && before.facts.every((fact, index) => fact === facts[index]))
    return before;
  const [first] = facts;
  const shorter = first && latest.get(first);
  const known = facts.map((fact, index) =>
    shorter && shorter.facts[index] === fact ? (shorter.known[index] as Known) : readFact(fact),
  );
  const latestMs = known.reduce((ms, fact) => Math.max(ms, fact.knownMs), -Infinity);
  const read = { facts: [...facts], known, latestMs, whole: new History(known) };
  reads.set(facts, read);
  if (first) latest.set(first, read);
  return read;
}

export function historyAt(facts: readonly Fact[], asOfMs: number): History {
  const { known, latestMs, whole } = readAll(facts);
  return latestMs <= asOfMs ? whole : new History(known.filter((fact) => fact.knownMs <= asOfMs));
}

function momentsOf(facts: readonly Known[]): ReadonlyMap<Known, string> {
  const times = new Map<string, number>();
  const names = new Map<Known, string>();
  for (const fact of facts) {
    if (givenId(fact) !== undefined) continue;
    const moment = `${fact.atMs}|${'clause' in fact ? fact.clause : ''}`;
    const count = (times.get(moment) ?? 0) + 1;
    times.set(moment, count);
    names.set(fact, count === 1 ? fact.at : `${fact.at} (${count})`);
  }
  return names;
}

/** A withdrawal that was itself withdrawn takes nothing back. No chain of them is longer than the facts are many. */
function standingOnly(all: readonly KnownOf<'fact.withdrawn'>[], facts: number): (fact: Known) => boolean {
  const withdrawals = new Map<string, Known[]>();
  for (const fact of all) {
    const list = withdrawals.get(fact.fact);
    if (list) list.push(fact);
    else withdrawals.set(fact.fact, [fact]);
  }
  const stands = (fact: Known, depth: number): boolean =>
    fact.id === undefined ||
    depth > facts ||
    !(withdrawals.get(fact.id) ?? []).some((withdrawal) => stands(withdrawal, depth + 1));
  return (fact) => stands(fact, 0);
}

/** By when it happened, then when it became known; equal moments by content, so that any order of the file is one order. */
function inOrder(a: Known, b: Known): number {
  if (a.atMs !== b.atMs) return a.atMs - b.atMs;
  if (a.knownMs !== b.knownMs) return a.knownMs - b.knownMs;
  const [left, right] = [contentOf(a), contentOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

const contents = new WeakMap<Known, string>();

function contentOf(fact: Known): string {
  let text = contents.get(fact);
  if (text === undefined) contents.set(fact, (text = canonicalJson({ ...fact, id: givenId(fact) })));
  return text;
}

/** A record is mostly kept in order, and looking is a tenth of sorting. */
function putInOrder(facts: Known[]): void {
  for (let index = 1; index < facts.length; index += 1)
    if (inOrder(facts[index - 1] as Known, facts[index] as Known) > 0) {
      facts.sort(inOrder);
      return;
    }
}
