import type { Refusal } from '@weibao/messages';

export const wrongOldPassword = (): Refusal => ({
  code: 'PASSWORD.OLD_WRONG',
  message: '原口令不正确，口令没有修改。请核对后重试；忘记原口令请找系统管理员重置。',
  messageEn: 'The old password is wrong; nothing was changed. Try again, or ask the system administrator for a reset.',
});

export const badPassword = (faults: readonly { zh: string; en: string }[]): Refusal => ({
  code: 'PASSWORD.TOO_WEAK',
  message: `新口令不符合要求：${faults.map(({ zh }) => zh).join('；')}。口令没有修改，请另选一个。`,
  messageEn: `The new password will not do: ${faults.map(({ en }) => en).join('; ')}. Nothing was changed; choose another.`,
  faults: faults.map(({ en }) => ({ place: 'body.new', message: en })),
});

export const noSuchSession = (session: string): Refusal => ({
  code: 'SESSION.UNKNOWN',
  message: `没有会话 ${session}，可能已经结束。现有会话见 GET /api/sessions。`,
  messageEn: `There is no session ${session}; it may have ended. GET /api/sessions lists yours.`,
});
