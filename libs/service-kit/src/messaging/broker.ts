import { FACTS_STREAM, MAX_MESSAGE_BYTES, SIGNALS_STREAM } from '@weibao/messages';
import {
  connect,
  DiscardPolicy,
  Events,
  nanos,
  NatsError,
  RetentionPolicy,
  StorageType,
  type JetStreamClient,
  type JetStreamManager,
  type NatsConnection,
  type StreamConfig,
} from 'nats';
import type { Logger } from 'pino';

const DAY_MS = 86_400_000;

/** JetStream is transport, not store: a week is plenty for a live stream to resume from, and older facts are read from their owner. */
const streams: (Partial<StreamConfig> & { name: string })[] = [
  { name: FACTS_STREAM, subjects: ['facts.>'] },
  { name: SIGNALS_STREAM, subjects: ['signals.>'] },
].map((stream) => ({
  ...stream,
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.Old,
  max_age: nanos(7 * DAY_MS),
  max_bytes: 2 ** 30,
  max_msg_size: 2 * MAX_MESSAGE_BYTES,
  duplicate_window: nanos(10 * 60_000),
}));

const STREAM_NAME_IN_USE = 10058;

/** The connection of one process. It reconnects for ever, and sees to the two streams again each time. */
export class Broker {
  readonly jetstream: JetStreamClient;
  private manager: JetStreamManager | undefined;
  private readonly reconnected = new Set<() => void>();

  constructor(
    readonly connection: NatsConnection,
    private readonly log: Logger,
  ) {
    this.jetstream = connection.jetstream({ timeout: 5000 });
    void this.watch();
  }

  /** Calls back after each reconnection, when the streams stand again. Returns how to stop. */
  onReconnect(callback: () => void): () => void {
    this.reconnected.add(callback);
    return () => this.reconnected.delete(callback);
  }

  /** Whether the server answers a ping within the time given. */
  async answers(withinMs = 1000): Promise<boolean> {
    if (this.connection.isClosed() || this.connection.isDraining()) return false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), withinMs)));
    const ponged = this.connection.flush().then(
      () => true,
      () => false,
    );
    return Promise.race([ponged, late]).finally(() => clearTimeout(timer));
  }

  async jetstreamManager(): Promise<JetStreamManager> {
    this.manager ??= await this.connection.jetstreamManager({ checkAPI: false, timeout: 5000 });
    return this.manager;
  }

  /** Creates FACTS and SIGNALS where they are missing: at first start, and after the broker lost its folder. */
  async ensureStreams(): Promise<void> {
    const manager = await this.jetstreamManager();
    for (const stream of streams) {
      try {
        await manager.streams.add(stream);
      } catch (error) {
        if (!(error instanceof NatsError) || error.api_error?.err_code !== STREAM_NAME_IN_USE) throw error;
        await manager.streams.update(stream.name, stream);
      }
    }
  }

  /** As ensureStreams, until it succeeds: JetStream answers some 100 ms later than the server does. */
  async untilStreamsStand(): Promise<void> {
    for (let waitMs = 50; !this.connection.isClosed(); waitMs = Math.min(waitMs * 2, 2000)) {
      try {
        return await this.ensureStreams();
      } catch (error) {
        if (waitMs >= 800) this.log.warn({ err: error }, 'JetStream does not answer yet');
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }

  async close(): Promise<void> {
    if (this.connection.isClosed()) return;
    await this.connection.drain().catch(() => this.connection.close());
  }

  private async watch(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === Events.Disconnect) this.log.warn('the broker is away; trying again until it is back');
      if (status.type !== Events.Reconnect) continue;
      this.log.info('the broker is back');
      await this.untilStreamsStand();
      for (const callback of this.reconnected) callback();
    }
  }
}

/** Connects to NATS, waiting for a server that is not up yet, and makes sure of the streams. */
export async function connectBroker(url: string, name: string, log: Logger): Promise<Broker> {
  const connection = await connect({
    servers: url.split(','),
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 100,
    waitOnFirstConnect: true,
    pingInterval: 5000,
    maxPingOut: 2,
  });
  const broker = new Broker(connection, log);
  await broker.untilStreamsStand();
  return broker;
}
