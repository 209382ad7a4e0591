import { Controller, Inject, Res } from '@nestjs/common';
import { fields, formatInstant } from '@weibao/exchange';
import { z } from 'zod';
import { AccountRepository } from '../accounts/account.repository.js';
import { passwordFaults } from '../accounts/password.rules.js';
import { hashPassword, passwordMatches } from '../accounts/password.js';
import { Audit } from '../audit/audit.service.js';
import { CLOCK, type Clock } from '../config.js';
import type { Answered } from '../door/answers.js';
import { Callers } from '../door/caller.service.js';
import { callerOf, Through, type Door, type DoorReply } from '../door/door.js';
import { refusals } from '../door/refusals.js';
import { At, route } from '../door/route.js';
import { instant } from '../openapi/answers.js';
import { sessionView } from './session.answer.js';
import { SignInPolicyRepository } from '../sign-in-policy/sign-in-policy.repository.js';
import { StreamHub } from '../stream/stream-hub.js';
import { cookieName, cookieOptions } from './cookie.js';
import { badPassword, noSuchSession, wrongOldPassword } from './own-account.refusals.js';
import { SessionRepository } from './session.repository.js';
import { SessionService } from './session.service.js';
import { viewOfSession } from './session.view.js';

const own = { who: 'signed-in', sessionOnly: true } as const;
const changePassword = route({
  method: 'POST',
  path: '/api/session/password',
  summaryZh: '修改自己的口令；其他会话随即结束，本会话换发',
  summaryEn: 'Change your own password; other sessions end, this one gets a new secret',
  ...own,
  beforeReady: true,
  body: z.strictObject({ old: z.string().min(1).max(1000), new: z.string().min(1).max(1000) }),
  answer: sessionView,
});
const listSessions = route({
  method: 'GET',
  path: '/api/sessions',
  summaryZh: '自己的会话',
  summaryEn: 'Your own sessions',
  ...own,
  answer: z.object({
    sessions: z.array(z.object({ id: z.string(), startedAt: instant, usedAt: instant, current: z.boolean() })),
  }),
});
const endSession = route({
  method: 'DELETE',
  path: '/api/sessions/:session',
  summaryZh: '结束自己的一个会话',
  summaryEn: 'End one of your own sessions',
  ...own,
  params: z.object({ session: fields.key }),
  answer: 'nothing',
});

/** A session is named by the beginning of its hash: enough to tell one's own apart, of no use for coming in. */
const nameOf = (idHash: string): string => idHash.slice(0, 12);

/** What everybody does with their own account. */
@Controller()
export class OwnAccountController {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly service: SessionService,
    private readonly policy: SignInPolicyRepository,
    private readonly callers: Callers,
    private readonly hub: StreamHub,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(changePassword)
  async changePassword(
    @Through() door: Door<typeof changePassword>,
    @Res({ passthrough: true }) reply: DoorReply,
  ): Promise<Answered<unknown>> {
    const { account: name } = callerOf(door).actor;
    const { old, new: wanted } = door.body;
    const visitor = { address: door.address, requestId: door.requestId };
    const waits = await this.service.beginAttempt(name, visitor.address);
    if (waits) return { ok: false, error: waits.refusal };
    const account = await this.accounts.find(name);
    if (!account?.passwordHash || !(await passwordMatches(account.passwordHash, old))) {
      await this.audit.note(door, 'password.change-refused');
      return { ok: false, error: wrongOldPassword() };
    }
    await this.service.attemptSucceeded(name, visitor.address);
    const faults = passwordFaults(wanted, { account: name, leastLength: (await this.policy.get()).passwordLength });
    if (old === wanted) faults.push({ zh: '不能与原口令相同', en: 'must differ from the old one' });
    if (faults.length > 0) return { ok: false, error: badPassword(faults) };
    await this.accounts.setPassword(name, await hashPassword(wanted), null, this.clock());
    this.callers.forgetAll();
    await this.audit.note(door, 'password.changed');
    const opened = await this.service.open(name);
    void reply.setCookie(cookieName(door.secure), opened.secret, cookieOptions(door.secure, opened.longestMs));
    return { ok: true, value: viewOfSession(opened.caller, this.clock()) };
  }

  @At(listSessions)
  async list(@Through() door: Door<typeof listSessions>): Promise<Answered<unknown>> {
    const caller = callerOf(door);
    const sessions = await this.sessions.listOf(caller.actor.account);
    const value = sessions.map(({ idHash, startedAtMs, usedAtMs }) => ({
      id: nameOf(idHash),
      startedAt: formatInstant(startedAtMs),
      usedAt: formatInstant(usedAtMs),
      current: caller.by.kind === 'session' && caller.by.idHash === idHash,
    }));
    return { ok: true, value: { sessions: value } };
  }

  @At(endSession)
  async end(@Through() door: Door<typeof endSession>): Promise<Answered<undefined>> {
    const caller = callerOf(door);
    if (caller.by.kind !== 'session') return { ok: false, error: refusals.sessionOnly };
    const { session } = door.params;
    const found = (await this.sessions.listOf(caller.actor.account)).find(({ idHash }) => nameOf(idHash) === session);
    if (!found) return { ok: false, error: noSuchSession(session) };
    await this.sessions.remove(found.idHash);
    this.callers.forgetAll();
    this.hub.signOut({ ...caller, by: { kind: 'session', idHash: found.idHash } });
    await this.audit.note(door, 'session.ended', { session });
    return { ok: true, value: undefined };
  }
}
