import { Inject, Injectable } from '@nestjs/common';
import { FACTS_STREAM, SIGNALS_STREAM, type Signal, type StoredFact } from '@weibao/messages';
import { Broker, LOGGER, type Logger } from '@weibao/service-kit';
import { consumerOpts, type JetStreamSubscription, type JsMsg, type StreamInfo } from 'nats';
import { createHash } from 'node:crypto';
import { factEvent, signalEvent } from './event-content.js';
import type { EventContent, StreamName } from './event-ring.js';
import { RING_CAPACITY, StreamHub } from './stream-hub.js';

const streams = { facts: FACTS_STREAM, signals: SIGNALS_STREAM } as const;
const WATCH_MS = 5000;

/**
 * Follows FACTS and SIGNALS with one ordered consumer each and hands every message to the hub. An ordered consumer sees gaps and starts again by itself;
 * what it cannot see is that the broker lost its folder and counts from one again, so the streams' birth is looked at every few seconds and after each reconnection.
 */
@Injectable()
export class StreamFollower {
  private subscriptions: JetStreamSubscription[] = [];
  private epoch = '';
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private stopped = false;
  /** Set when the line was cut: what hung on the old one is not trusted. */
  private stale = false;
  private onEvent: (content: EventContent) => void = () => undefined;

  constructor(
    private readonly broker: Broker,
    private readonly hub: StreamHub,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  get isFollowing(): boolean {
    return this.subscriptions.length === 2 && this.subscriptions.every((subscription) => !subscription.isClosed());
  }

  async start(onEvent: (content: EventContent) => void): Promise<void> {
    this.onEvent = onEvent;
    this.broker.onReconnect(() => {
      this.stale = true;
      void this.look();
    });
    this.timer = setInterval(() => void this.look(), WATCH_MS);
    this.timer.unref();
    await this.look();
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.timer);
    this.unsubscribe();
  }

  /** One look at a time; a failing one is repeated by the timer. */
  private async look(): Promise<void> {
    this.looking ??= this.followIfNew()
      .catch((error: unknown) => this.log.warn({ err: error }, 'the streams cannot be looked at just now'))
      .finally(() => (this.looking = undefined));
    await this.looking;
  }

  private async followIfNew(): Promise<void> {
    if (this.stopped) return;
    const manager = await this.broker.jetstreamManager();
    const facts = await manager.streams.info(FACTS_STREAM);
    const signals = await manager.streams.info(SIGNALS_STREAM);
    const epoch = epochOf(facts, signals);
    if (epoch === this.epoch && this.isFollowing && !this.stale) return;
    this.stale = false;
    this.unsubscribe();
    const from = { facts: startOf(facts), signals: startOf(signals) };
    // Of the same streams the ring is kept: it ignores what it has seen.
    if (epoch !== this.epoch) this.hub.begin({ epoch, ...from });
    this.epoch = epoch;
    const { facts: seenFacts, signals: seenSignals } = this.hub.sequence;
    this.subscriptions = [await this.follow('facts', seenFacts + 1), await this.follow('signals', seenSignals + 1)];
    await this.caughtUp({ facts: facts.state.last_seq, signals: signals.state.last_seq });
    this.log.info({ epoch, ...from }, 'following the streams');
  }

  private async follow(stream: StreamName, from: number): Promise<JetStreamSubscription> {
    const options = consumerOpts().orderedConsumer().startSequence(from);
    const subscription = await this.broker.jetstream.subscribe(`${stream}.>`, options.bindStream(streams[stream]));
    void this.read(stream, subscription, this.epoch);
    return subscription;
  }

  private async read(stream: StreamName, subscription: JetStreamSubscription, epoch: string): Promise<void> {
    try {
      for await (const message of subscription) {
        if (epoch !== this.epoch) return; // left over from streams that are gone: its number means nothing now
        this.take(stream, message);
      }
    } catch (error) {
      this.log.warn({ err: error, stream }, 'a consumer ended; it is started again');
    }
  }

  private take(stream: StreamName, message: JsMsg): void {
    try {
      const content = stream === 'facts' ? factEvent(message.json<StoredFact>()) : signalEvent(message.json<Signal>());
      this.hub.publish(stream, message.seq, content);
      this.onEvent(content);
    } catch (error) {
      this.log.error({ err: error, stream, number: message.seq }, 'a message of the stream could not be read');
    }
  }

  /** At start the ring fills before the first list is answered, for a second at most: a late ring is resumed from, an empty one is not. */
  private async caughtUp(last: { facts: number; signals: number }): Promise<void> {
    for (let tries = 0; tries < 100 && !this.stopped; tries += 1) {
      const { facts, signals } = this.hub.sequence;
      if (facts >= last.facts && signals >= last.signals) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  private unsubscribe(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    this.subscriptions = [];
  }
}

/** Names this birth of the two streams; every gateway comes to the same name. */
function epochOf(facts: StreamInfo, signals: StreamInfo): string {
  return createHash('sha256').update(`${facts.created} ${signals.created}`).digest('hex').slice(0, 10);
}

/** The ring begins with what is still in the stream, at most its own size back. */
const startOf = ({ state }: StreamInfo): number => Math.max(state.first_seq - 1, state.last_seq - RING_CAPACITY, 0);
