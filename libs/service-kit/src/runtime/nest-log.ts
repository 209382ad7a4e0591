import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own lines go where ours go. What it says at start is for debugging only. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Logger) {}

  log(message: unknown): void {
    this.to.debug(String(message));
  }
  error(message: unknown, ...more: unknown[]): void {
    this.to.error({ more }, String(message));
  }
  warn(message: unknown): void {
    this.to.warn(String(message));
  }
}
