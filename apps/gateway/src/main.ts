import 'reflect-metadata';
import { ConfigFault, createLogger, onShutdown } from '@weibao/service-kit';
import { readGatewayConfig } from './config.js';
import { startGateway } from './gateway.js';

const log = createLogger('gateway', process.env['LOG_LEVEL'] ?? 'info');
try {
  const config = readGatewayConfig(process.env);
  const starting = startGateway(config, Date.now, log);
  onShutdown(log, async () => (await starting).stop());
  await starting;
} catch (error) {
  if (error instanceof ConfigFault) log.fatal(error.message);
  else log.fatal({ err: error }, 'could not start');
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 100); // what is half open would keep the process
}
