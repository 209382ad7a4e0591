import { Controller } from '@nestjs/common';
import { fields } from '@weibao/exchange';
import { roleSchema } from '@weibao/messages';
import { z } from 'zod';
import { unknownAccount } from '../accounts/account.refusals.js';
import { AccountRepository } from '../accounts/account.repository.js';
import { LENGTHS } from '../accounts/password.rules.js';
import { Audit } from '../audit/audit.service.js';
import type { Answered } from '../door/answers.js';
import { Callers } from '../door/caller.service.js';
import { callerOf, Through, type Door } from '../door/door.js';
import { At, route } from '../door/route.js';
import { noFactor, ownFactor } from '../second-factor/second-factor.refusals.js';
import { SecondFactorRepository } from '../second-factor/second-factor.repository.js';
import { AttemptRepository } from '../sessions/attempt.repository.js';
import { SignInPolicyRepository } from './sign-in-policy.repository.js';

const security = { who: ['security-administrator'], sessionOnly: true } as const;
const policy = z.strictObject({
  passwordLength: z.number().int().min(LENGTHS.least).max(LENGTHS.most),
  passwordDays: z
    .number()
    .int()
    .min(0)
    .max(730)
    .default(0)
    .meta({ description: 'Days after which a password has to be replaced; 0: never' }),
  secondFactorRoles: z.array(roleSchema.exclude(['wall', 'wall-internal'])).max(20),
});
const ofAccount = z.object({ account: fields.key });

const getPolicy = route({
  method: 'GET',
  path: '/api/sign-in-policy',
  summaryZh: '登录规则：口令长度与有效天数、哪些角色必须二次验证',
  summaryEn:
    'The rules of signing in: length of passwords, how long they are good, and which roles need a second factor',
  ...security,
  answer: policy,
});
const putPolicy = route({
  method: 'PUT',
  path: '/api/sign-in-policy',
  summaryZh: '修改登录规则；须二次验证而未启用的人，下次操作前须先启用',
  summaryEn: 'Change the rules; whoever now needs a second factor sets it up before doing anything else',
  ...security,
  body: policy,
  answer: policy,
});
const clearFactor = route({
  method: 'DELETE',
  path: '/api/accounts/:account/second-factor',
  summaryZh: '清除一个账号的二次验证（更换或丢失手机）',
  summaryEn: 'Clear the second factor of an account whose telephone is lost',
  ...security,
  params: ofAccount,
  answer: 'nothing',
});
const unlock = route({
  method: 'POST',
  path: '/api/accounts/:account/unlock',
  summaryZh: '解除登录锁定：失败次数归零',
  summaryEn: 'Unlock an account: its failed attempts are forgotten',
  ...security,
  params: ofAccount,
  body: z.strictObject({}),
  answer: 'nothing',
});

/** What the security administrator decides about signing in. */
@Controller()
export class SignInPolicyController {
  constructor(
    private readonly policies: SignInPolicyRepository,
    private readonly accounts: AccountRepository,
    private readonly factors: SecondFactorRepository,
    private readonly attempts: AttemptRepository,
    private readonly callers: Callers,
    private readonly audit: Audit,
  ) {}

  @At(getPolicy)
  async get(): Promise<Answered<unknown>> {
    return { ok: true, value: await this.policies.get() };
  }

  @At(putPolicy)
  async put(@Through() door: Door<typeof putPolicy>): Promise<Answered<unknown>> {
    const before = await this.policies.get();
    const after = { ...door.body, secondFactorRoles: [...new Set(door.body.secondFactorRoles)] };
    await this.policies.put(after);
    this.callers.forgetAll();
    await this.audit.note(door, 'sign-in-policy.changed', { before, after });
    return { ok: true, value: after };
  }

  @At(clearFactor)
  async clearFactor(@Through() door: Door<typeof clearFactor>): Promise<Answered<undefined>> {
    const { account } = door.params;
    if (account === callerOf(door).actor.account) return { ok: false, error: ownFactor() };
    if (!(await this.factors.remove(account))) return { ok: false, error: noFactor(account) };
    this.callers.forgetAll();
    await this.audit.note(door, 'second-factor.cleared', { account });
    return { ok: true, value: undefined };
  }

  @At(unlock)
  async unlock(@Through() door: Door<typeof unlock>): Promise<Answered<undefined>> {
    const { account } = door.params;
    if (!(await this.accounts.find(account))) return { ok: false, error: unknownAccount(account) };
    await this.attempts.forget(account);
    await this.audit.note(door, 'account.unlocked', { account });
    return { ok: true, value: undefined };
  }
}
