import { Controller, Inject, Req, Res } from '@nestjs/common';
import { formatInstant } from '@weibao/exchange';
import { z } from 'zod';
import { CLOCK, CONFIG, type Clock, type GatewayConfig } from '../config.js';
import type { Answered } from '../door/answers.js';
import { callerOf, Through, type Door, type DoorReply, type DoorRequest } from '../door/door.js';
import { refusals, RefusedError } from '../door/refusals.js';
import { At, route } from '../door/route.js';
import { sessionView } from './session.answer.js';
import { StreamHub } from '../stream/stream-hub.js';
import { COOKIE_MS } from '../devices/device.rules.js';
import { cookieName, cookieOptions } from './cookie.js';
import { SessionService } from './session.service.js';
import { viewOfSession } from './session.view.js';

const signIn = route({
  method: 'POST',
  path: '/api/session',
  summaryZh: '登录',
  summaryEn: 'Sign in',
  who: 'anyone',
  body: z.strictObject({
    account: z.string().min(1).max(200),
    password: z.string().min(1).max(1000),
    code: z.string().min(1).max(40).optional(),
  }),
  answer: sessionView,
});
const getSession = route({
  method: 'GET',
  path: '/api/session',
  summaryZh: '当前登录的账号',
  summaryEn: 'Who is signed in',
  who: 'signed-in',
  action: 'session.read',
  beforeReady: true,
  answer: sessionView,
});
const signOut = route({
  method: 'DELETE',
  path: '/api/session',
  summaryZh: '退出登录',
  summaryEn: 'Sign out',
  who: 'signed-in',
  sessionOnly: true,
  beforeReady: true,
  answer: 'nothing',
});
const getTime = route({
  method: 'GET',
  path: '/api/time',
  summaryZh: '服务器时间，精确到毫秒；并说明是否为演示环境',
  summaryEn: 'Server time to the millisecond, and whether this is a demonstration',
  who: 'anyone',
  answer: z.object({ now: z.string(), nowMs: z.number(), demo: z.boolean() }),
});

@Controller()
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly hub: StreamHub,
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(signIn)
  async signIn(
    @Through() door: Door<typeof signIn>,
    @Req() request: DoorRequest,
    @Res({ passthrough: true }) reply: DoorReply,
  ): Promise<Answered<unknown>> {
    const { address, requestId, secure } = door;
    const before = request.cookies[cookieName(secure)];
    const signed = await this.sessions.signIn(door.body, { address, requestId }, before);
    if (!signed.ok) {
      const wait: Record<string, string> =
        signed.waitSeconds === undefined ? {} : { 'Retry-After': String(signed.waitSeconds) };
      throw new RefusedError(signed.refusal, wait);
    }
    void reply.setCookie(cookieName(secure), signed.secret, cookieOptions(secure, signed.longestMs));
    return { ok: true, value: viewOfSession(signed.caller, this.clock()) };
  }

  @At(getSession)
  get(
    @Through() door: Door<typeof getSession>,
    @Req() request: DoorRequest,
    @Res({ passthrough: true }) reply: DoorReply,
  ): Answered<unknown> {
    const { by } = callerOf(door);
    const secret = request.cookies[cookieName(door.secure)];
    // A wall stays signed in for as long as it is used: its cookie is set anew whenever its page is loaded or finds the line again.
    if (by.kind === 'session' && by.device !== undefined && secret !== undefined)
      void reply.setCookie(cookieName(door.secure), secret, cookieOptions(door.secure, COOKIE_MS));
    return { ok: true, value: viewOfSession(callerOf(door), this.clock()) };
  }

  @At(signOut)
  async signOut(
    @Through() door: Door<typeof signOut>,
    @Res({ passthrough: true }) reply: DoorReply,
  ): Promise<Answered<undefined>> {
    const caller = callerOf(door);
    if (caller.by.kind !== 'session') return { ok: false, error: refusals.badToken };
    if (caller.by.device !== undefined) return { ok: false, error: refusals.deviceStays };
    const { address, requestId, secure } = door;
    await this.sessions.signOut(caller, { address, requestId });
    this.hub.signOut(caller);
    void reply.clearCookie(cookieName(secure), { path: '/', secure });
    return { ok: true, value: undefined };
  }

  @At(getTime)
  time(): Answered<{ now: string; nowMs: number; demo: boolean }> {
    const nowMs = this.clock();
    return { ok: true, value: { now: formatInstant(nowMs), nowMs, demo: this.config.DEMO === '1' } };
  }
}
