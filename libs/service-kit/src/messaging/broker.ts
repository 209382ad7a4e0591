import { FACTS_STREAM, MAX_MESSAGE_BYTES, services, SIGNALS_STREAM } from '@weibao/messages';
import {
  connect,
  DiscardPolicy,
  Events,
  headers,
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
import { SharedInbox } from './shared-inbox.js';

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

/** One of the broker's users makes the streams and may change them; the others wait until they stand. Who signs in as nobody in particular may do everything. */
const STREAM_KEEPER = 'billing-svc';
const waitsForStreams = (user: string | undefined): boolean =>
  user !== STREAM_KEEPER && ['gateway', ...services.map((service) => `${service}-svc`)].includes(user ?? '');

/** JetStream did not acknowledge: the broker went away, was late, or refused. What was published may be there all the same. */
export class PublishFault extends Error {}

const ACK_MS = 5000;
/** Short, since a question put to JetStream while it starts is lost, and put again. */
const MANAGE_MS = 1500;

/** The connection of one process. It reconnects for ever, and sees to the two streams again each time. */
export class Broker {
  readonly jetstream: JetStreamClient;
  readonly inbox: SharedInbox;
  private manager: JetStreamManager | undefined;
  private readonly reconnected = new Set<() => void>();

  constructor(
    readonly connection: NatsConnection,
    private readonly log: Logger,
    private readonly user: { user?: string; inboxPrefix?: string } = {},
  ) {
    this.jetstream = connection.jetstream({ timeout: 5000 });
    this.inbox = new SharedInbox(connection, user.inboxPrefix);
    void this.watch();
  }

  /** Calls back after each reconnection, when the streams stand again. Returns how to stop. */
  onReconnect(callback: () => void): () => void {
    this.reconnected.add(callback);
    return () => this.reconnected.delete(callback);
  }

  /** Publishes to a stream and waits for its acknowledgement. The stream keeps one message for each id. Throws PublishFault. */
  async publish(subject: string, payload: string, messageId: string): Promise<void> {
    const withId = headers();
    withId.set('Nats-Msg-Id', messageId);
    const message = await this.inbox.request(subject, payload, Date.now() + ACK_MS, withId);
    if (message === 'again' || message === 'late')
      throw new PublishFault(`${subject}: no acknowledgement (${message})`);
    const { error } = message.json<{ error?: { description: string } }>();
    if (error) throw new PublishFault(`${subject}: ${error.description}`);
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
    this.manager ??= await this.connection.jetstreamManager({ checkAPI: false, timeout: MANAGE_MS });
    return this.manager;
  }

  /** Creates FACTS and SIGNALS where they are missing: at first start, and after the broker lost its folder. Throws for who may not, while they are. */
  async ensureStreams(): Promise<void> {
    const manager = await this.jetstreamManager();
    for (const stream of streams) {
      if (waitsForStreams(this.user.user)) {
        await manager.streams.info(stream.name);
        continue;
      }
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
    const atMostMs = waitsForStreams(this.user.user) ? 400 : 2000; // its keeper is starting, too
    for (let waitMs = 50, tries = 1; !this.connection.isClosed(); waitMs = Math.min(waitMs * 2, atMostMs), tries += 1) {
      try {
        return await this.ensureStreams();
      } catch (error) {
        if (tries % 10 === 5) this.log.warn({ err: error }, 'the streams do not stand yet');
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }

  async close(): Promise<void> {
    this.inbox.close();
    if (this.connection.isClosed()) return;
    await this.connection.drain().catch(() => this.connection.close());
  }

  private async watch(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === Events.Disconnect) this.log.warn('the broker is away; trying again until it is back');
      if (status.type !== Events.Reconnect) continue;
      this.log.info('the broker is back');
      await this.untilStreamsStand();
      this.inbox.sendAgain();
      for (const callback of this.reconnected) callback();
    }
  }
}

/** Whom a NATS URL names: name and password, and inboxes of its own, since others may not listen to them. Nobody: the server's default. */
export function brokerUserOf(urls: string): { user?: string; pass?: string; inboxPrefix?: string } {
  const { username, password } = new URL((urls.split(',')[0] as string).trim());
  if (username === '') return {};
  const user = decodeURIComponent(username);
  return { user, pass: decodeURIComponent(password), inboxPrefix: `_INBOX.${user}` };
}

/** Connects to NATS as the user that the URL names, waiting for a server that is not up yet, and makes sure of the streams. */
export async function connectBroker(url: string, name: string, log: Logger): Promise<Broker> {
  const user = brokerUserOf(url);
  const connection = await connect({
    servers: url.split(',').map((each) => each.trim().replace(/^(\w+:\/\/)[^@/]*@/, '$1')),
    ...user,
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 100,
    waitOnFirstConnect: true,
    pingInterval: 5000,
    maxPingOut: 2,
  });
  const broker = new Broker(connection, log, user);
  await broker.untilStreamsStand();
  return broker;
}
