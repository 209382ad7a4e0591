import type { Refusal } from '@weibao/messages';

export const wrongCode = (): Refusal => ({
  code: 'SECOND_FACTOR.WRONG_CODE',
  message: '验证码不正确或已经用过。请等待手机上出现新的验证码后再试，并核对手机时间。',
  messageEn: 'The code is wrong or was used already. Wait for the next one on your telephone, and check its time.',
});

/** Else whoever has a session of somebody's for a minute would put a telephone of their own in the place of theirs. */
export const factorActive = (): Refusal => ({
  code: 'SECOND_FACTOR.ACTIVE',
  message: '二次验证已经启用。更换手机请先以验证码停用，或请安全管理员清除后重新启用。',
  messageEn:
    'A second factor is set up already. For a new telephone take it away with a code first, or ask the security administrator to clear it.',
});

export const noFactor = (account: string): Refusal => ({
  code: 'SECOND_FACTOR.NOT_SET',
  message: `账号 ${account} 没有启用二次验证。`,
  messageEn: `The account ${account} has no second factor.`,
});

export const requiredFactor = (role: string): Refusal => ({
  code: 'SECOND_FACTOR.REQUIRED',
  message: `角色 ${role} 必须使用二次验证，不能停用。更换手机请由安全管理员清除后重新启用。`,
  messageEn: `The role ${role} requires a second factor. For a new telephone ask the security administrator to clear it, then set it up again.`,
});

export const ownFactor = (): Refusal => ({
  code: 'SECOND_FACTOR.OWN',
  message: '自己的二次验证不能由自己清除。请在“我的账号”中以验证码停用，或请另一名安全管理员办理。',
  messageEn:
    'Nobody clears their own second factor. Take it away under “My account” with a code, or ask another security administrator.',
});
