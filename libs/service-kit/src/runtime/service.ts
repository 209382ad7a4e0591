import type { DynamicModule, INestMicroservice, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Service } from '@weibao/messages';
import type { OnceKeyOf } from '../facts/fact-import.js';
import { Guard } from '../messaging/guard.js';
import { RequestServer } from '../messaging/request-server.js';
import { builtIns } from './built-ins.js';
import { ConfigFault, readConfig, serviceConfigSchema, type ServiceConfig } from './config.js';
import { serveHealth, type HealthDoor, type Readiness } from './health.js';
import { openKit, startKit, stopKit, type Kit } from './kit.js';
import { FaultFilter, serviceModule } from './kit-module.js';
import { createLogger, type Logger } from './logger.js';
import type { Migration } from './migrate.js';
import { NestLog } from './nest-log.js';
import { onShutdown } from './shutdown.js';

export interface ServiceOptions {
  service: Service;
  module: Type | DynamicModule;
  /** The service's own tables, after the kit's. */
  migrations?: readonly Migration[];
  /** Which facts must not come twice, for imports. */
  onceKeyOf?: OnceKeyOf;
}

export interface RunningService {
  kit: Kit;
  app: INestMicroservice;
  healthPort: number; // 0: no health door
  stop(): Promise<void>;
}

/** Starts a service in this process without touching the process itself. */
export async function startService(
  options: ServiceOptions,
  config: ServiceConfig,
  log: Logger = createLogger(`${options.service}-svc`, config.LOG_LEVEL),
): Promise<RunningService> {
  const kit = await openKit(options.service, config, options.migrations ?? [], log);
  try {
    return await serve(kit, options, config);
  } catch (error) {
    await stopKit(kit);
    throw error;
  }
}

async function serve(kit: Kit, options: ServiceOptions, config: ServiceConfig): Promise<RunningService> {
  const { service, log } = kit;
  const server = new RequestServer(
    kit.broker,
    service,
    builtIns(kit, options.onceKeyOf ?? (() => null)),
    new Guard(kit.records, kit.copies),
    kit.store,
    log,
    kit.metrics,
  );
  const app = await NestFactory.createMicroservice(serviceModule(kit, options.module), {
    strategy: server,
    logger: new NestLog(log),
    abortOnError: false,
  });
  app.useGlobalFilters(new FaultFilter());
  startKit(kit);
  await app.listen();
  const state = { ending: false };
  const door = config.HEALTH_PORT > 0 ? await openHealth(kit, config, state) : null;
  log.info({ healthPort: door?.port ?? 0 }, 'serving');
  return {
    kit,
    app,
    healthPort: door?.port ?? 0,
    stop: async () => {
      state.ending = true;
      await end(app, kit, door);
      log.info('ended');
    },
  };
}

/** Starts a service as this process: environment, signals, and a clear word when it cannot start. */
export async function runService(options: ServiceOptions): Promise<void> {
  const log = createLogger(`${options.service}-svc`, process.env['LOG_LEVEL'] ?? 'info');
  try {
    const config = readConfig(serviceConfigSchema, process.env);
    const starting = startService(options, config, log);
    onShutdown(log, async () => (await starting).stop());
    await starting;
  } catch (error) {
    if (error instanceof ConfigFault) log.fatal(error.message);
    else log.fatal({ err: error }, 'could not start');
    process.exitCode = 1;
    setTimeout(() => process.exit(1), 100); // what is half open would keep the process
  }
}

function openHealth(kit: Kit, config: ServiceConfig, state: { ending: boolean }): Promise<HealthDoor> {
  const { copies, metrics, service } = kit;
  metrics.watchProcess();
  metrics.gauge('weibao_relay_lag_facts', 'Facts stored and not yet published, of the contract furthest behind', () =>
    relayLagOf(kit),
  );
  metrics.gauge('weibao_copies_behind_facts', 'Facts of other services not yet copied', () => copies.behind());
  metrics.gauge(
    'weibao_copies_refused_contracts',
    'Contracts whose facts of another service do not fit the chain',
    () => copies.refused().length,
  );
  const address = { host: config.HOST, port: config.HEALTH_PORT };
  return serveHealth(address, `${service}-svc`, () => readiness(kit, state.ending), metrics);
}

/** Requests first, so that nothing new begins; then Nest's own hooks; then the parts. */
async function end(app: INestMicroservice, kit: Kit, door: HealthDoor | null): Promise<void> {
  await app.close();
  await stopKit(kit);
  await door?.close();
}

/** Ready means that a command can be stored and answered. How far relay and copies are behind is told, and does not make it unready. */
async function readiness(kit: Kit, ending: boolean): Promise<Readiness> {
  const [database, broker] = await Promise.all([kit.database.answers(), kit.broker.answers()]);
  const relayLag = database ? await relayLagOf(kit) : null;
  return {
    ready: database && broker && !ending,
    parts: { database, broker, relayLag, copiesBehind: kit.copies.behind(), copiesRefused: kit.copies.refused() },
  };
}

async function relayLagOf(kit: Kit): Promise<number> {
  const found = await kit.database.pool.query<{ lag: number }>(
    `select coalesce(max(position - relayed), 0) as lag from ${kit.database.schema}.head`,
  );
  return found.rows[0]?.lag ?? 0;
}
