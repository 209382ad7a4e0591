import { Injectable } from '@nestjs/common';
import { formatInstant } from '@weibao/exchange';
import type { Heads } from '@weibao/messages';
import type { Caller } from '../door/caller.js';
import { EventRing, sseFrame, type EventContent, type StreamName } from './event-ring.js';
import { formatSequence, parseSequence, type Sequence } from './sequence.js';

/** How many events of both streams are kept for listeners who come back. A week of a busy house is some ten thousand. */
export const RING_CAPACITY = 10_000;

/** Whether somebody may hear of an event. */
export type Sees = (event: EventContent) => boolean;

export interface Listener {
  caller: Caller;
  sees: Sees;
  send: (frame: string) => void;
  close: () => void;
}

/** All who listen at this gateway, and what they may hear. One consumer feeds it, however many listen. */
@Injectable()
export class StreamHub {
  private ring = new EventRing(RING_CAPACITY, { epoch: '0', facts: 0, signals: 0 });
  private readonly listeners = new Set<Listener>();

  get sequence(): Sequence {
    return this.ring.sequence;
  }

  get count(): number {
    return this.listeners.size;
  }

  completeTo(contract: string, heads: Heads, noted: Sequence): Sequence {
    return this.ring.completeTo(contract, heads, noted);
  }

  /** The streams are new to us: at start, and after the broker lost its folder. What listeners hold is then worth nothing. */
  begin(at: Sequence): void {
    this.ring = new EventRing(RING_CAPACITY, at);
    for (const listener of this.listeners) listener.send(this.resetFrame());
  }

  publish(stream: StreamName, number: number, content: EventContent): void {
    const event = this.ring.push(stream, number, content);
    if (!event) return;
    for (const listener of this.listeners) if (listener.sees(event)) listener.send(event.frame);
  }

  /** Takes in a listener and gives it what it has missed, in one breath: no event can come between. */
  join(listener: Listener, after: string | undefined): () => void {
    if (after !== undefined) {
      const place = parseSequence(after);
      const missed = place && this.ring.after(place);
      if (!missed) listener.send(this.resetFrame());
      else for (const event of missed) if (listener.sees(event)) listener.send(event.frame);
    }
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  heartbeat(nowMs: number): void {
    const frame = timeFrame(nowMs);
    for (const listener of this.listeners) listener.send(frame);
  }

  /** Asks of each caller once, however many pages it has open, and shows out those whose session or token has ended. */
  async checkCallers(isStillWelcome: (caller: Caller) => Promise<boolean>): Promise<void> {
    const byKey = new Map<string, Listener[]>();
    for (const listener of this.listeners) {
      const key = keyOf(listener.caller);
      byKey.set(key, [...(byKey.get(key) ?? []), listener]);
    }
    for (const group of byKey.values()) {
      const [first] = group;
      if (first && !(await isStillWelcome(first.caller))) for (const listener of group) this.showOut(listener);
    }
  }

  signOut(caller: Caller): void {
    const key = keyOf(caller);
    for (const listener of this.listeners) if (keyOf(listener.caller) === key) this.showOut(listener);
  }

  /** Also called with the hash alone: whoever ends somebody else's session has no more of it. */
  signOutSession(idHash: string): void {
    for (const listener of this.listeners) if (keyOf(listener.caller) === `session ${idHash}`) this.showOut(listener);
  }

  /** What a session may see has changed: its pages begin anew. Not kept for who is away, since whoever comes back begins anew. */
  tellSession(idHash: string, name: 'session.changed'): void {
    this.tell(({ by }) => by.kind === 'session' && by.idHash === idHash, name, {});
  }

  /** Says something that no stream carries to those whom it concerns; it has no place in the sequence and is not repeated. */
  tell(concerns: (caller: Caller) => boolean, name: string, data: unknown): void {
    const frame = sseFrame(name, data);
    for (const listener of this.listeners) if (concerns(listener.caller)) listener.send(frame);
  }

  /** What somebody may hear has changed, such as by a new contract: those concerned fetch their lists again. */
  async renew(seesNow: (caller: Caller) => Promise<Sees | null>, event: EventContent): Promise<void> {
    for (const listener of [...this.listeners]) {
      const sees = await seesNow(listener.caller);
      if (!sees) continue; // could not be found out just now: what it hears stays as it was
      const gained = sees(event) && !listener.sees(event);
      listener.sees = sees;
      if (gained) listener.send(this.resetFrame());
    }
  }

  closeAll(): void {
    for (const listener of this.listeners) listener.close();
    this.listeners.clear();
  }

  private showOut(listener: Listener): void {
    this.listeners.delete(listener);
    listener.send(sseFrame('signed-out', {}));
    listener.close();
  }

  private resetFrame(): string {
    const sequence = formatSequence(this.ring.sequence);
    return sseFrame('reset', { sequence }, sequence);
  }
}

export const timeFrame = (nowMs: number): string => sseFrame('time', { now: formatInstant(nowMs), nowMs });

const keyOf = ({ by }: Caller): string => (by.kind === 'session' ? `session ${by.idHash}` : `token ${by.id}`);
