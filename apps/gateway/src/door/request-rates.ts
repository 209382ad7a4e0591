import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CONFIG, type GatewayConfig } from '../config.js';
import type { DoorRequest } from './door.js';
import { RefusedError, tooManyRequests } from './refusals.js';

const WINDOW = '1 minute';
type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

/**
 * How many requests of a minute one address and one account may make: so many that nobody who works notices, so few that one program in a
 * loop takes the door from nobody else. Counted in this process: two gateways let through twice as many.
 */
@Injectable()
export class RequestRates {
  private limiters: { address: Limiter; account: Limiter } | null = null;

  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** Before anything is looked up. @throws RefusedError ACCESS.TOO_MANY_REQUESTS */
  async ofAddress(request: DoorRequest): Promise<void> {
    await this.hold('address', request);
  }

  /** Once it is known who asks (`request.door`). @throws RefusedError ACCESS.TOO_MANY_REQUESTS */
  async ofAccount(request: DoorRequest): Promise<void> {
    await this.hold('account', request);
  }

  private async hold(what: 'address' | 'account', request: DoorRequest): Promise<void> {
    this.limiters ??= this.newLimiters();
    const found = await this.limiters[what](request as unknown as FastifyRequest);
    if (found.isAllowed || !found.isExceeded) return;
    throw new RefusedError(tooManyRequests(found.ttlInSeconds), { 'Retry-After': String(found.ttlInSeconds) });
  }

  /** Made with the first request: the plugin is there once the server is. */
  private newLimiters() {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    const { ADDRESS_REQUESTS_PER_MINUTE, ACCOUNT_REQUESTS_PER_MINUTE } = this.config;
    return {
      address: server.createRateLimit({
        max: ADDRESS_REQUESTS_PER_MINUTE,
        timeWindow: WINDOW,
        keyGenerator: ({ ip }) => `address ${ip}`,
      }),
      account: server.createRateLimit({
        max: ACCOUNT_REQUESTS_PER_MINUTE,
        timeWindow: WINDOW,
        keyGenerator: (request) => `account ${(request as unknown as DoorRequest).door?.caller?.actor.account ?? ''}`,
      }),
    };
  }
}
