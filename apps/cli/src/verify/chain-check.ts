import { createHash } from 'node:crypto';

/** One stored fact as it hangs in its service's chain. */
export interface Link {
  position: number;
  hash: string; // hex sha256(previous hash as bytes ‖ body)
  body: string;
}

/** A place through which the chain has to pass, and who keeps it. */
export interface Anchor {
  position: number;
  hash: string;
  keptBy: string;
}

/**
 * bent: the fact does not follow from the one before it. missing: a position is not there. inserted: a fact stands there that the chain does not
 * know. reordered: two facts stand the wrong way round. cut: the chain ends before a head that somebody keeps. rewritten: it holds in itself, and
 * yet does not lead to what somebody keeps: this fact or one before it was changed and the chain made anew.
 */
export type ChainFaultKind = 'bent' | 'missing' | 'inserted' | 'reordered' | 'cut' | 'rewritten';

export interface ChainFault {
  kind: ChainFaultKind;
  position: number;
  fact: string | null; // its id; null where the fact is not there or cannot be read
  keptBy?: string; // whose head speaks against the chain
}

export function chainHash(previousHex: string, body: string): string {
  return createHash('sha256').update(Buffer.from(previousHex, 'hex')).update(body, 'utf8').digest('hex');
}

/**
 * Follows one service's chain fact by fact and finds the first place where it does not hold. A fact that does not follow is held until the next one
 * has come: only both together tell a changed fact from an inserted or a swapped one. Nothing else is kept, so that a chain may be of any length.
 */
export class ChainCheck {
  private last: { position: number; hash: string } = { position: 0, hash: '' };
  private held: Link | null = null;
  private found: ChainFault | null = null;

  /** `head` is what the file itself says of the chain's end; `anchors` are what others keep of it. */
  constructor(
    private readonly head: { position: number; hash: string },
    private readonly anchors: readonly Anchor[],
  ) {}

  take(link: Link): void {
    if (this.found) return this.turnedUpLater(link);
    if (this.held) {
      this.found = faultOf(this.last, this.held, link);
      return this.turnedUpLater(link);
    }
    if (!isNext(this.last, link)) {
      this.held = link;
      return;
    }
    this.last = { position: link.position, hash: link.hash };
    const against = this.anchors.find(({ position, hash }) => position === link.position && hash !== link.hash);
    if (against)
      this.found = { kind: 'rewritten', position: link.position, fact: idOf(link.body), keptBy: against.keptBy };
  }

  /** After the last fact: where the chain stands as far as it holds, and its first fault or null. */
  end(): { position: number; hash: string; fault: ChainFault | null } {
    if (this.held && !this.found) this.found = faultOf(this.last, this.held, null);
    return { ...this.last, fault: this.found ?? this.faultAtTheEnd() };
  }

  private faultAtTheEnd(): ChainFault | null {
    const { position, hash } = this.last;
    const beyond = this.anchors.find((anchor) => anchor.position > position);
    if (this.head.position > position || beyond)
      return {
        kind: 'cut',
        position: position + 1,
        fact: null,
        ...(this.head.position <= position && beyond ? { keptBy: beyond.keptBy } : {}),
      };
    if (this.head.position < position) return { kind: 'inserted', position: this.head.position + 1, fact: null };
    return this.head.hash === hash ? null : { kind: 'rewritten', position, fact: null, keptBy: 'head' };
  }

  /** What seemed missing and comes further on was moved, not taken out. */
  private turnedUpLater(link: Link): void {
    if (this.found?.kind !== 'missing' || !isNext(this.last, link)) return;
    this.found = { kind: 'reordered', position: link.position, fact: idOf(link.body) };
  }
}

const follows = (before: string, link: Link): boolean => chainHash(before, link.body) === link.hash;

const isNext = (last: { position: number; hash: string }, link: Link): boolean =>
  link.position === last.position + 1 && follows(last.hash, link);

/** What is wrong with a fact that does not follow the last one, seen together with the fact after it. */
function faultOf(last: { position: number; hash: string }, held: Link, next: Link | null): ChainFault {
  const { position } = held;
  const fact = idOf(held.body);
  if (next && follows(last.hash, next))
    return { kind: follows(next.hash, held) ? 'reordered' : 'inserted', position, fact };
  if (position > last.position + 1) return { kind: 'missing', position: last.position + 1, fact: null };
  if (position <= last.position) return { kind: 'inserted', position, fact };
  return { kind: 'bent', position, fact };
}

export function idOf(body: string): string | null {
  try {
    const { id } = JSON.parse(body) as { id?: unknown };
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}
