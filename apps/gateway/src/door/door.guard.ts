import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '@weibao/messages';
import { LOGGER, type Logger } from '@weibao/service-kit';
import { cookieName } from '../sessions/cookie.js';
import { actionAllowed, contractAllowed, isOfThePlatform, type TokenScope } from '../tokens/token.rules.js';
import type { Caller } from './caller.js';
import { Callers } from './caller.service.js';
import type { DoorReply, DoorRequest } from './door.js';
import { readInput } from './input.js';
import { isOwnOrigin } from './origin.js';
import { outOfScope, refusals, RefusedError, roleNotAllowed } from './refusals.js';
import { RequestRates } from './request-rates.js';
import { ROUTE, type AnyRoute } from './route.js';

/** The one place through which every request comes: does it ask too often, who is it, may it, is it from our own pages, is its input right. In that order. */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    private readonly rates: RequestRates,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const spec = this.reflector.get<AnyRoute | undefined>(ROUTE, context.getHandler());
    if (!spec) throw new Error(`${context.getClass().name}.${context.getHandler().name} is not declared as a route`);
    const request = context.switchToHttp().getRequest<DoorRequest>();
    await this.rates.ofAddress(request);
    const caller = await this.callerOf(request);
    const log = this.log.child({ requestId: request.id, ...(caller ? { account: caller.actor.account } : {}) });
    // Set before anything is refused, so that the log says who was.
    request.door = {
      requestId: request.id,
      commandId: '',
      hasOwnCommandId: false,
      address: request.ip,
      secure: request.protocol === 'https',
      caller,
      params: {},
      query: {},
      body: undefined,
      log,
    };
    if (caller) await this.rates.ofAccount(request);
    this.checkCaller(spec, caller);
    if (spec.method !== 'GET' && caller?.by.kind !== 'token') checkOwnPage(request, spec);
    const input = readInput(spec, {
      params: request.params,
      query: request.query,
      body: spec.upload ? undefined : request.body,
      idempotencyKey: request.headers['idempotency-key'],
    });
    if (caller?.by.kind === 'token') this.checkScope(spec, caller.by.scope, request.params);
    Object.assign(request.door, input);
    if (spec.command) context.switchToHttp().getResponse<DoorReply>().header('Command-Id', input.commandId);
    return true;
  }

  private async callerOf(request: DoorRequest): Promise<Caller | null> {
    const bearer = /^Bearer ([\w-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (request.headers.authorization !== undefined) {
      const caller = bearer === undefined ? null : await this.callers.byToken(bearer);
      if (!caller) throw new RefusedError(refusals.badToken);
      return caller;
    }
    const secret = request.cookies[cookieName(request.protocol === 'https')];
    return secret === undefined ? null : this.callers.bySession(secret);
  }

  private checkCaller(spec: AnyRoute, caller: Caller | null): void {
    if (spec.who === 'anyone') return;
    if (!caller) throw new RefusedError(refusals.notSignedIn);
    const role = caller.actor.role as Role; // sessions and tokens are of accounts
    if (spec.who !== 'signed-in' && !spec.who.includes(role) && !spec.trialRoles?.includes(role))
      throw new RefusedError(roleNotAllowed(role, spec.who));
    if (spec.sessionOnly && caller.by.kind === 'token') throw new RefusedError(refusals.sessionOnly);
    if (caller.needs !== null && !spec.beforeReady)
      throw new RefusedError(caller.needs === 'password' ? refusals.passwordToSet : refusals.secondFactorToSet);
  }

  private checkScope(spec: AnyRoute, scope: TokenScope, params: unknown): void {
    if (spec.who === 'anyone') return;
    if (spec.action === undefined || !actionAllowed(scope, spec.action))
      throw new RefusedError(outOfScope(spec.action ?? `${spec.method} ${spec.path}`));
    if (isOfThePlatform(spec.action) && !contractAllowed(scope, '*')) throw new RefusedError(outOfScope(spec.action));
    const contract = (params as { contract?: string }).contract;
    if (contract !== undefined && !contractAllowed(scope, contract)) throw new RefusedError(outOfScope(contract));
  }
}

/** A cookie travels with requests that other sites cause; what changes something must come from our own pages, as JSON or, where a file is taken, as bytes. */
function checkOwnPage(request: DoorRequest, spec: AnyRoute): void {
  const { host, origin } = request.headers;
  const secFetchSite = request.headers['sec-fetch-site'];
  if (!isOwnOrigin({ host, origin, secFetchSite: typeof secFetchSite === 'string' ? secFetchSite : undefined }))
    throw new RefusedError(refusals.crossOrigin);
  const form = spec.upload ? /^application\/octet-stream\b/i : /^application\/json\b/i; // no form of another site can send either
  if (request.method !== 'DELETE' && !form.test(request.headers['content-type'] ?? ''))
    throw new RefusedError(refusals.notJson);
}
