import { Controller, Res } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../audit/audit.service.js';
import type { Answered } from '../door/answers.js';
import { Callers } from '../door/caller.service.js';
import { callerOf, Through, type Door, type DoorReply } from '../door/door.js';
import { At, route } from '../door/route.js';
import { cookieName, cookieOptions } from '../sessions/cookie.js';
import { SessionRepository } from '../sessions/session.repository.js';
import { SessionService } from '../sessions/session.service.js';
import { SignInPolicyRepository } from '../sign-in-policy/sign-in-policy.repository.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import { factorActive, noFactor, requiredFactor, wrongCode } from './second-factor.refusals.js';
import { SecondFactor } from './second-factor.service.js';

const own = { who: 'signed-in', sessionOnly: true, beforeReady: true } as const;
const code = z.strictObject({ code: z.string().min(1).max(40) });

const getFactor = route({
  method: 'GET',
  path: '/api/session/second-factor',
  summaryZh: '自己的二次验证是否启用、是否必须、还剩几个恢复码',
  summaryEn: 'Whether your second factor is set up and required, and how many recovery codes are left',
  ...own,
  answer: z.object({ active: z.boolean(), required: z.boolean(), recoveryCodesLeft: z.number() }),
});
const beginFactor = route({
  method: 'POST',
  path: '/api/session/second-factor',
  summaryZh: '开始启用二次验证：得到二维码内容与文字密钥',
  summaryEn: 'Begin to set up a second factor: what the QR code holds, and the key as text',
  ...own,
  body: z.strictObject({}),
  answer: z.object({ secret: z.string(), uri: z.string() }),
});
const confirmFactor = route({
  method: 'PUT',
  path: '/api/session/second-factor',
  summaryZh: '以一个验证码确认启用，得到恢复码（只显示这一次）',
  summaryEn: 'Confirm it with a code; the recovery codes are shown this once',
  ...own,
  body: code,
  answer: z.object({ recoveryCodes: z.array(z.string()) }),
});
const removeFactor = route({
  method: 'POST',
  path: '/api/session/second-factor/removal',
  summaryZh: '以一个验证码停用自己的二次验证；角色要求时不能停用',
  summaryEn: 'Take your second factor away with a code of it, unless your role requires one',
  who: 'signed-in',
  sessionOnly: true,
  body: code,
  answer: 'nothing',
});

/** Everybody's own second factor. */
@Controller()
export class SecondFactorController {
  constructor(
    private readonly factor: SecondFactor,
    private readonly factors: SecondFactorRepository,
    private readonly policy: SignInPolicyRepository,
    private readonly sessions: SessionService,
    private readonly stored: SessionRepository,
    private readonly callers: Callers,
    private readonly audit: Audit,
  ) {}

  @At(getFactor)
  async get(@Through() door: Door<typeof getFactor>): Promise<Answered<unknown>> {
    const { account, role } = callerOf(door).actor;
    const [{ sealed }, { secondFactorRoles }] = [await this.factors.of(account), await this.policy.get()];
    const required = (secondFactorRoles as string[]).includes(role);
    const recoveryCodesLeft = await this.factors.recoveryCodesLeft(account);
    return { ok: true, value: { active: sealed !== null, required, recoveryCodesLeft } };
  }

  @At(beginFactor)
  async begin(@Through() door: Door<typeof beginFactor>): Promise<Answered<unknown>> {
    const { account } = callerOf(door).actor;
    if ((await this.factors.of(account)).sealed !== null) return { ok: false, error: factorActive() };
    return { ok: true, value: await this.factor.begin(account) };
  }

  @At(confirmFactor)
  async confirm(
    @Through() door: Door<typeof confirmFactor>,
    @Res({ passthrough: true }) reply: DoorReply,
  ): Promise<Answered<unknown>> {
    const caller = callerOf(door);
    const { account } = caller.actor;
    const waits = await this.sessions.beginAttempt(account, door.address);
    if (waits) return { ok: false, error: waits.refusal };
    const recoveryCodes = await this.factor.confirm(account, door.body.code);
    if (!recoveryCodes) return { ok: false, error: wrongCode() };
    await this.sessions.attemptSucceeded(account, door.address);
    await this.audit.note(door, 'second-factor.set');
    // The session may do more now than before: it goes on under a new secret.
    if (caller.by.kind === 'session') await this.stored.remove(caller.by.idHash);
    this.callers.forgetAll();
    const opened = await this.sessions.open(account);
    void reply.setCookie(cookieName(door.secure), opened.secret, cookieOptions(door.secure, opened.longestMs));
    return { ok: true, value: { recoveryCodes } };
  }

  @At(removeFactor)
  async remove(@Through() door: Door<typeof removeFactor>): Promise<Answered<undefined>> {
    const { account, role } = callerOf(door).actor;
    const { secondFactorRoles } = await this.policy.get();
    if ((secondFactorRoles as string[]).includes(role)) return { ok: false, error: requiredFactor(role) };
    const waits = await this.sessions.beginAttempt(account, door.address);
    if (waits) return { ok: false, error: waits.refusal };
    if ((await this.factors.of(account)).sealed === null) return { ok: false, error: noFactor(account) };
    if ((await this.factor.spend(account, door.body.code)) === null) return { ok: false, error: wrongCode() };
    await this.sessions.attemptSucceeded(account, door.address);
    await this.factors.remove(account);
    await this.audit.note(door, 'second-factor.removed', { account });
    return { ok: true, value: undefined };
  }
}
