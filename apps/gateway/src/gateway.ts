import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { connectBroker, migrate, openDatabase, RequestClient, type Logger } from '@weibao/service-kit';
import type { AddressInfo } from 'node:net';
import { FirstAccounts } from './accounts/first-accounts.service.js';
import { AppModule } from './app.module.js';
import type { Clock, GatewayConfig } from './config.js';
import type { AccessTables } from './database/access.tables.js';
import { migrations } from './database/migrations.js';
import { addPlugins, httpServer } from './http-server.js';

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
  const adapter = httpServer(config, log);
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
  log.info({ host: config.HOST, port }, 'serving');
  return {
    port,
    stop: async () => {
      await app.close();
      client.close();
      await broker.close();
      await database.close();
      log.info('ended');
    },
  };
}
