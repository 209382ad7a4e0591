import { FACTS_STREAM, type Service, type StoredFact } from '@weibao/messages';
import { AckPolicy, DeliverPolicy, nanos, type ConsumerMessages, type JsMsg } from 'nats';
import type { Logger } from 'pino';
import type { Broker } from '../messaging/broker.js';

const IN_FLIGHT = 512;

/**
 * A durable consumer on the facts of one other service, shared by the instances of ours. Messages are handed on in batches, as many as have
 * arrived, and acknowledged when the batch is applied. It is made anew whenever it is gone: the broker may have lost its folder.
 */
export class FactConsumer {
  private arrived: JsMsg[] = [];
  private pumping: Promise<void> | undefined;
  private messages: ConsumerMessages | undefined;
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly broker: Broker,
    private readonly owner: Service,
    private readonly consumer: Service,
    private readonly apply: (facts: StoredFact[]) => Promise<void>,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.running = this.run();
    this.broker.onReconnect(() => this.messages?.stop());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.messages?.stop();
    await this.running;
    await this.pumping;
  }

  private async run(): Promise<void> {
    const name = `${this.consumer}-svc-from-${this.owner}`;
    while (!this.stopped) {
      try {
        const manager = await this.broker.jetstreamManager();
        await manager.consumers.add(FACTS_STREAM, {
          durable_name: name,
          filter_subject: `facts.${this.owner}.*`,
          ack_policy: AckPolicy.Explicit,
          ack_wait: nanos(30_000),
          max_ack_pending: 4 * IN_FLIGHT,
          deliver_policy: DeliverPolicy.All,
        });
        const consumer = await this.broker.jetstream.consumers.get(FACTS_STREAM, name);
        this.messages = await consumer.consume({
          max_messages: IN_FLIGHT,
          expires: 10_000,
          abort_on_missing_resource: true,
          callback: (message) => {
            this.arrived.push(message);
            this.pumping ??= this.pump().finally(() => (this.pumping = undefined));
          },
        });
        if (this.stopped) this.messages.stop();
        const ended = await this.messages.closed();
        if (ended instanceof Error) throw ended;
      } catch (error) {
        if (this.stopped) return;
        this.log.warn({ err: error, consumer: name }, 'the consumer of facts ended; starting it again');
        await new Promise((resolve) => setTimeout(resolve, 300));
        if (!this.broker.connection.isClosed()) await this.broker.ensureStreams().catch(() => undefined);
      }
    }
  }

  private async pump(): Promise<void> {
    while (this.arrived.length > 0) {
      const batch = this.arrived;
      this.arrived = [];
      try {
        await this.apply(batch.map((message) => message.json<StoredFact>()));
        for (const message of batch) message.ack();
      } catch (error) {
        this.log.error({ err: error, owner: this.owner }, 'facts could not be copied; they come again');
        for (const message of batch) message.nak(2000);
      }
    }
  }
}
