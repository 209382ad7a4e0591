import type { Heads, Service } from '@weibao/messages';
import { formatSequence, type Sequence } from './sequence.js';

export type StreamName = 'facts' | 'signals';

/** What is told of one message of a stream. `position` stands on facts only. */
export interface EventContent {
  contract: string;
  name: string;
  data: unknown;
  fact?: { service: Service; position: number };
  /** The incident it is about, and for a report where it was reported from. Not told: by these is judged who may hear of it. */
  incident?: string;
  reportedFrom?: { institution: unknown; department: unknown };
}

export interface StreamEvent extends EventContent {
  stream: StreamName;
  number: number; // the message's number in its stream
  at: Sequence; // where a listener stands after this event
  frame: string; // as it goes over the line, made once for all listeners
}

export const sseFrame = (event: string, data: unknown, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * The latest events, so that a listener who was away for a while goes on where it stopped.
 * What lies further back than the ring is not guessed at: the listener is told to start again.
 */
export class EventRing {
  private events: StreamEvent[] = [];
  private latest: Sequence;
  /** Everything after this is in the ring. */
  private forgotten: Sequence;
  private positions = new Map<string, number>();

  constructor(
    private readonly capacity: number,
    start: Sequence,
  ) {
    this.latest = start;
    this.forgotten = start;
  }

  get sequence(): Sequence {
    return this.latest;
  }

  /** Takes the next message of a stream; null when it was here before (a consumer that starts again repeats itself). */
  push(stream: StreamName, number: number, content: EventContent): StreamEvent | null {
    if (number <= this.latest[stream]) return null;
    this.latest = { ...this.latest, [stream]: number };
    const event: StreamEvent = {
      ...content,
      stream,
      number,
      at: this.latest,
      frame: sseFrame(content.name, content.data, formatSequence(this.latest)),
    };
    this.events.push(event);
    if (content.fact) this.positions.set(`${content.fact.service}/${content.contract}`, content.fact.position);
    // Cut in blocks: moving the array for every event would cost more than the events do.
    if (this.events.length >= this.capacity * 2) this.forget(this.events.length - this.capacity);
    return event;
  }

  /** The events after a place, in order; null when the place is of other streams, ahead of us, or too far back. */
  after(place: Sequence): StreamEvent[] | null {
    if (place.epoch !== this.latest.epoch) return null;
    if (place.facts > this.latest.facts || place.signals > this.latest.signals) return null;
    if (place.facts < this.forgotten.facts || place.signals < this.forgotten.signals) return null;
    return this.events.filter((event) => event.number > place[event.stream]);
  }

  /**
   * To which place an answer made of these heads is complete. A fact may have come by here before the service that answered had its copy:
   * the listener then has to start before that fact, or it would never hear of it.
   */
  completeTo(contract: string, heads: Heads, noted: Sequence): Sequence {
    const behind = (service: Service, position: number) => position > (heads[service] ?? 0);
    const services: Service[] = ['incident', 'inspection', 'billing'];
    if (services.every((service) => !behind(service, this.positions.get(`${service}/${contract}`) ?? 0))) return noted;
    const first = this.events.find(
      (event) => event.contract === contract && event.fact && behind(event.fact.service, event.fact.position),
    );
    if (!first || noted.epoch !== first.at.epoch) return noted;
    return { ...noted, facts: Math.min(noted.facts, first.number - 1) };
  }

  private forget(count: number): void {
    const gone = this.events.slice(0, count);
    this.events = this.events.slice(count);
    for (const event of gone) this.forgotten = { ...this.forgotten, [event.stream]: event.number };
  }
}
