import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  connectBroker,
  migrate,
  openDatabase,
  ProcessMetrics,
  RequestClient,
  serveHealth,
  type HealthDoor,
  type Logger,
} from '@weibao/service-kit';
import type { AddressInfo } from 'node:net';
import { FirstAccounts } from './accounts/first-accounts.service.js';
import { AppModule } from './app.module.js';
import type { Clock, GatewayConfig } from './config.js';
import type { AccessTables } from './database/access.tables.js';
import { migrations } from './database/migrations.js';
import { HealthController } from './health/health.controller.js';
import { addPlugins, httpServer } from './http-server.js';
import { StreamFollower } from './stream/stream-follower.js';
import { StreamHub } from './stream/stream-hub.js';

export interface RunningGateway {
  port: number; // as bound: PORT=0 asks for a free one
  stop(): Promise<void>;
}

/** Starts the gateway in this process without touching the process itself. */
export async function startGateway(config: GatewayConfig, clock: Clock, log: Logger): Promise<RunningGateway> {
  const database = openDatabase<AccessTables>(config.DATABASE_URL, 'access', { log });
  await migrate(database, migrations);
  const broker = await connectBroker(config.NATS_URL, 'gateway', log);
  const client = new RequestClient(broker);
  const metrics = new ProcessMetrics('gateway');
  const adapter = httpServer(config, log, metrics);
  await addPlugins(adapter);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.in({ config, clock, log, database, broker, client }),
    adapter,
    { logger: false, bodyParser: false, abortOnError: false },
  );
  await app.init();
  await app.get(FirstAccounts).ensure();
  await app.listen(config.PORT, config.HOST);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const inner = await innerDoor(config, app, metrics);
  log.info({ host: config.HOST, port, healthPort: inner?.port ?? 0 }, 'serving');
  return {
    port,
    stop: async () => {
      await app.close();
      client.close();
      await broker.close();
      await database.close();
      await inner?.close();
      log.info('ended');
    },
  };
}

/** For whoever runs the machine, on loopback alone: what it tells is nobody's on the network, whatever HOST opens. */
async function innerDoor(
  config: GatewayConfig,
  app: NestFastifyApplication,
  metrics: ProcessMetrics,
): Promise<HealthDoor | null> {
  if (config.HEALTH_PORT === 0) return null;
  const health = app.get(HealthController);
  const hub = app.get(StreamHub);
  const follower = app.get(StreamFollower);
  metrics.gauge('weibao_live_streams', 'Pages and walls that follow the live stream', () => hub.count);
  metrics.gauge('weibao_stream_followed', '1: the gateway hears of new facts', () => Number(follower.isFollowing));
  metrics.watchProcess();
  return serveHealth({ host: '127.0.0.1', port: config.HEALTH_PORT }, 'gateway', () => health.readiness(), metrics);
}
