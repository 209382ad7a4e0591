import type { Logger } from 'pino';

const WITHIN_MS = 4500;

/**
 * Ends the process in order when it is told to: SIGTERM, SIGINT, SIGHUP, or the launcher's channel closing, which means that the launcher is gone.
 * `stop` gets what is left of five seconds; a second signal does not wait.
 */
export function onShutdown(log: Logger, stop: () => Promise<void>): void {
  let ending = false;
  const end = (why: string) => {
    if (ending) process.exit(1);
    ending = true;
    log.info({ why }, 'ending');
    const late = setTimeout(() => {
      log.error(`not everything ended within ${WITHIN_MS} ms`);
      process.exit(1);
    }, WITHIN_MS);
    late.unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'ending failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(signal));
  process.on('disconnect', () => end('the launcher is gone'));
}
