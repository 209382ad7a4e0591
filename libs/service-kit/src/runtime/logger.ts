import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Injection token of the service's logger. */
export const LOGGER = Symbol('logger');

/** JSON lines on standard output. A request's own logger is `log.child({ requestId })`. */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Connection strings reach the log by way of errors only; their passwords never should.
    redact: { paths: ['*.password', '*.connectionString', 'err.config'], remove: true },
  });
}
