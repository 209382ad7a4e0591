import type { Refusal } from '@weibao/messages';

/** A refusal on its way out of the door. Thrown where Nest leaves no other way (guards, filters); services' refusals arrive as values. */
export class RefusedError extends Error {
  constructor(
    readonly refusal: Refusal,
    readonly headers: Record<string, string> = {},
  ) {
    super(refusal.code);
  }
}

const statuses: Record<string, number> = {
  'ACCESS.NOT_SIGNED_IN': 401,
  'ACCESS.WRONG_CREDENTIALS': 401,
  'ACCESS.TOKEN_INVALID': 401,
  'ACCESS.CODE_NEEDED': 401,
  'ACCESS.WRONG_CODE': 401,
  'ACCESS.NOT_YOURS': 404,
  'ACCESS.TOO_MANY_ATTEMPTS': 429,
  'ACCESS.TOO_MANY_REQUESTS': 429,
  'HTTP.BAD_JSON': 400,
  'HTTP.BAD_INPUT': 400,
  'HTTP.BAD_REQUEST': 400,
  'HTTP.NO_ROUTE': 404,
  'HTTP.BODY_TOO_DEEP': 400,
  'HTTP.BODY_TOO_LARGE': 413,
  'HTTP.NOT_JSON': 415,
  'EVIDENCE.TOO_LARGE': 413,
  'EVIDENCE.QUOTA': 413,
  'EVIDENCE.NOT_OCTETS': 415,
  'EVIDENCE.DAMAGED': 500,
  'EVIDENCE.DISK_FULL': 507,
  'IMPORT.FAULTS': 400,
  'IMPORT.NOT_SETTLED': 504,
  'SERVICE.UNAVAILABLE': 503,
  INTERNAL: 500,
};

/** The HTTP status of a refusal. Codes of services are read by their ending, so that a new code of theirs needs no change here. */
export function statusOf(code: string): number {
  const exact = statuses[code];
  if (exact !== undefined) return exact;
  if (code.startsWith('ACCESS.')) return 403;
  if (code.startsWith('SERVICE.')) return 503;
  if (/(^|[._])(INVALID|BAD_BODY|BAD_INPUT|MALFORMED)$/.test(code)) return 400;
  if (/(^|[._])(UNKNOWN|NOT_FOUND|UNKNOWN_[A-Z_]+)$/.test(code)) return 404;
  if (/(^|[._])(TWICE|EXISTS|CONFLICT|TAKEN|ID_REUSED|ALREADY_[A-Z_]+)$/.test(code)) return 409;
  return 422;
}

export const refusals = {
  notSignedIn: {
    code: 'ACCESS.NOT_SIGNED_IN',
    message: '尚未登录，或登录已过期。请重新登录。',
    messageEn: 'Not signed in, or the session has ended. Sign in again.',
  },
  wrongCredentials: {
    code: 'ACCESS.WRONG_CREDENTIALS',
    message: '账号或密码不正确。请核对后重试。',
    messageEn: 'The account or the password is wrong. Check both and try again.',
  },
  badToken: {
    code: 'ACCESS.TOKEN_INVALID',
    message: '访问令牌无效、已过期或已吊销。请向管理员申请新的令牌。',
    messageEn: 'The token is unknown, expired or revoked. Ask an administrator for a new one.',
  },
  sessionOnly: {
    code: 'ACCESS.SESSION_ONLY',
    message: '授权、口令与二次验证须本人登录后在页面上办理，访问令牌不能代办。请登录后办理。',
    messageEn:
      'Rights, passwords and second factors are for people who are signed in; no token is good for them. Sign in.',
  },
  passwordToSet: {
    code: 'ACCESS.PASSWORD_TO_SET',
    message: '您使用的是一次性口令，或口令已过有效天数，须先设置新的口令才能办理其他事项。请先修改口令。',
    messageEn:
      'You signed in with a one-time password, or with one that has grown old. Set a new one of your own before anything else.',
  },
  deviceStays: {
    code: 'ACCESS.DEVICE_STAYS',
    message: '大屏不能自行退出登录。请由系统管理员在“大屏设备”页注销。',
    messageEn: 'A wall does not sign itself out. Have the system administrator revoke it on the page of devices.',
  },
  secondFactorToSet: {
    code: 'ACCESS.SECOND_FACTOR_TO_SET',
    message: '您的角色须启用二次验证后才能办理其他事项。请先启用。',
    messageEn: 'Your role requires a second factor. Set it up before anything else.',
  },
  codeNeeded: {
    code: 'ACCESS.CODE_NEEDED',
    message: '该账号启用了二次验证。请连同账号、口令一起填写手机上的验证码，或一个恢复码。',
    messageEn:
      'This account has a second factor. Send the code of your telephone, or a recovery code, with account and password.',
  },
  wrongSecondFactor: {
    code: 'ACCESS.WRONG_CODE',
    message: '验证码不正确或已经用过。请等待新的验证码后再试，并核对手机时间。',
    messageEn: 'The code is wrong or was used already. Wait for the next one, and check the time of your telephone.',
  },
  crossOrigin: {
    code: 'ACCESS.FOREIGN_ORIGIN',
    message: '该请求来自其他网站，已拒绝。请在本系统页面内操作。',
    messageEn: 'The request came from another site and was refused. Use the pages of this system.',
  },
  notJson: {
    code: 'HTTP.NOT_JSON',
    message: '请求须为 JSON。请设置 Content-Type: application/json。',
    messageEn: 'Requests that change something are JSON. Send Content-Type: application/json.',
  },
  databaseAway: {
    code: 'SERVICE.UNAVAILABLE',
    message: '数据库暂时没有应答，操作未确认。请稍后用同一命令编号重试，不会重复办理。',
    messageEn:
      'The database does not answer just now; nothing was confirmed. Send it again with the same key: it is done once.',
  },
  internal: {
    code: 'INTERNAL',
    message: '系统内部故障，操作未确认。请稍后用同一命令编号重试，并把请求编号告知管理员。',
    messageEn:
      'A fault on our side; nothing was confirmed. Send it again with the same key later, and give an administrator the request id.',
  },
} as const satisfies Record<string, Refusal>;

export const tooManyAttempts = (waitSeconds: number): Refusal => ({
  code: 'ACCESS.TOO_MANY_ATTEMPTS',
  message: `登录尝试过多。请在 ${waitSeconds} 秒后再试。`,
  messageEn: `Too many attempts to sign in. Try again in ${waitSeconds} s.`,
});

export const tooManyRequests = (waitSeconds: number): Refusal => ({
  code: 'ACCESS.TOO_MANY_REQUESTS',
  message: `请求过于频繁，本次未办理。请在 ${waitSeconds} 秒后用同一命令编号重试。`,
  messageEn: `Too many requests; this one was not done. Send it again with the same key in ${waitSeconds} s.`,
});

export const roleNotAllowed = (role: string, allowed: readonly string[]): Refusal => ({
  code: 'ACCESS.ROLE_NOT_ALLOWED',
  message: `您的角色（${role}）不能执行此操作；允许的角色：${allowed.join('、')}。请由有权限的人员操作。`,
  messageEn: `The role ${role} may not do this; allowed: ${allowed.join(', ')}. Ask someone who may.`,
});

export const outOfScope = (what: string): Refusal => ({
  code: 'ACCESS.TOKEN_SCOPE',
  message: `访问令牌的授权范围不包括 ${what}。请使用授权范围足够的令牌。`,
  messageEn: `The token is not good for ${what}. Use one whose scope covers it.`,
});

export const badInput = (faults: { place: string; message: string }[]): Refusal => ({
  code: 'HTTP.BAD_INPUT',
  message: `请求内容有 ${faults.length} 处错误，未保存任何内容。请按 faults 逐项更正后重新提交。`,
  messageEn: `The request has ${faults.length} fault(s) and nothing was stored. Correct what faults lists and send it again.`,
  faults,
});

export const badJson = (fault: { place: string; message: string }): Refusal => ({
  code: 'HTTP.BAD_JSON',
  message: `请求正文不是有效的 JSON（${fault.place}），未保存任何内容。请更正后重新提交。`,
  messageEn: `The body is not JSON (${fault.place}) and nothing was stored. Correct it and send it again.`,
  faults: [fault],
});

export const bodyTooLarge = (limitBytes: number): Refusal => ({
  code: 'HTTP.BODY_TOO_LARGE',
  message: `请求正文超过 ${Math.round(limitBytes / 1024)} KB，未保存任何内容。请缩短内容，或分批提交。`,
  messageEn: `The body is above ${Math.round(limitBytes / 1024)} KB and nothing was stored. Shorten it, or send it in parts.`,
});

export const bodyTooDeep = (deepest: number): Refusal => ({
  code: 'HTTP.BODY_TOO_DEEP',
  message: `请求正文的嵌套超过 ${deepest} 层，未保存任何内容。请减少嵌套后重新提交。`,
  messageEn: `The body is nested deeper than ${deepest} levels and nothing was stored. Send it with fewer.`,
});

export const noRoute = (method: string, path: string): Refusal => ({
  code: 'HTTP.NO_ROUTE',
  message: `没有 ${method} ${path} 这个接口。可用接口见 /api/docs。`,
  messageEn: `There is no ${method} ${path}. /api/docs lists what there is.`,
});
