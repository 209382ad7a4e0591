import { parseInstant } from '@weibao/exchange';
import type { Service, Signal } from '@weibao/messages';
import type { Logger } from 'pino';
import { ContractRecords } from '../facts/contract-records.js';
import { FactCopies } from '../facts/fact-copies.js';
import { FactReader } from '../facts/fact-reader.js';
import { FactStore } from '../facts/fact-store.js';
import { kitMigrations } from '../facts/fact-store.migration.js';
import { Relay } from '../facts/relay.js';
import { connectBroker, type Broker } from '../messaging/broker.js';
import { RequestClient } from '../messaging/request-client.js';
import { Leases } from '../signals/leases.js';
import { Signals } from '../signals/signals.js';
import type { ServiceConfig } from './config.js';
import { openDatabase, type Database } from './database.js';
import { migrate, type Migration } from './migrate.js';
import { ProcessMetrics } from './process-metrics.js';

/** The parts of one running service. */
export interface Kit {
  service: Service;
  log: Logger;
  database: Database;
  broker: Broker;
  client: RequestClient;
  store: FactStore;
  reader: FactReader;
  records: ContractRecords;
  copies: FactCopies;
  relay: Relay;
  signals: Signals;
  leases: Leases;
  metrics: ProcessMetrics;
}

const nudge = (service: Service, contract: string): string => `nudge.${service}.${contract}`;
const signalNudge = (service: Service): string => `nudge-signals.${service}`;
const forget = (service: Service, contract: string): string => `forget.${service}.${contract}`;

/** Opens database and broker, brings the schema up to date and joins the parts. Nothing runs before startKit. */
export async function openKit(
  service: Service,
  config: Pick<ServiceConfig, 'DATABASE_URL' | 'NATS_URL'>,
  migrations: readonly Migration[],
  log: Logger,
): Promise<Kit> {
  const database = openDatabase(config.DATABASE_URL, service, { log });
  const broker = await migrate(database, kitMigrations, migrations)
    .then(() => connectBroker(config.NATS_URL, `${service}-svc`, log))
    .catch(async (error: unknown) => {
      await database.close();
      throw error;
    });
  const client = new RequestClient(broker);
  return {
    service,
    log,
    database,
    broker,
    client,
    store: new FactStore(database, service),
    reader: new FactReader(database, service),
    records: new ContractRecords(database, service),
    copies: new FactCopies(database, broker, client, service, log),
    relay: new Relay(database, broker, service, log),
    signals: new Signals(database, service),
    leases: new Leases(database),
    metrics: new ProcessMetrics(`${service}-svc`),
  };
}

/**
 * Starts relay and copies, and the nudges by which the instances of a service tell each other that a contract's record has grown: the relay may
 * run in another instance, and a watch here wants to know what was stored or copied there.
 */
export function startKit(kit: Kit): void {
  const { service, broker, records, relay } = kit;
  const instance = kit.leases.holder;
  const grown = (contract: string) => {
    records.changed(contract);
    if (!broker.connection.isClosed()) broker.connection.publish(nudge(service, contract), instance);
  };
  kit.store.onAppend((contract) => {
    relay.wake(contract);
    grown(contract);
  });
  kit.copies.onCopied(grown);
  kit.signals.onRaised((signal) => {
    if (signal.kind === 'clock.missed.v1') noticeLateness(kit, signal);
    relay.wakeForSignals();
    if (!broker.connection.isClosed()) broker.connection.publish(signalNudge(service), instance);
  });
  broker.connection.subscribe(signalNudge(service), { callback: () => relay.wakeForSignals() });
  broker.connection.subscribe(nudge(service, '*'), {
    callback: (_error, message) => {
      if (message.string() === instance) return;
      const contract = message.subject.slice(message.subject.lastIndexOf('.') + 1);
      relay.wake(contract);
      records.changed(contract);
    },
  });
  broker.connection.subscribe(forget(service, '*'), {
    callback: (_error, message) => {
      const contract = message.subject.slice(message.subject.lastIndexOf('.') + 1);
      forgetHere(kit, contract, message.string() === 'trial' ? 'trial' : 'text');
    },
  });
  relay.start();
  kit.copies.start();
}

function noticeLateness({ metrics }: Kit, { dueAt, raisedAt }: Signal): void {
  const dueAtMs = dueAt === null ? null : parseInstant(dueAt);
  const raisedAtMs = parseInstant(raisedAt);
  if (dueAtMs !== null && raisedAtMs !== null) metrics.missedNoticed((raisedAtMs - dueAtMs) / 1000);
}

/** A trial was dropped, or a text erased: what is kept in memory of the contract goes, here at once and in the other instances. */
export function forgetContract(kit: Kit, contract: string, what: 'trial' | 'text'): void {
  forgetHere(kit, contract, what);
  kit.broker.connection.publish(forget(kit.service, contract), what);
}

function forgetHere(kit: Kit, contract: string, what: 'trial' | 'text'): void {
  if (what === 'text') {
    kit.records.forget(contract);
    return;
  }
  kit.relay.forget(contract);
  kit.records.dropped(contract);
}

/** The other way round: what takes in first, then what sends out, then the connections. */
export async function stopKit(kit: Kit): Promise<void> {
  kit.client.close(); // nobody waits for another service any more
  await kit.copies.stop();
  await kit.relay.stop();
  await kit.broker.close();
  await kit.database.close();
}
