import type { Refusal } from '@weibao/messages';

/** One answer for a link that never was, has expired or was revoked: who tries addresses learns nothing. */
export const unknownLink: Refusal = {
  code: 'SURVEY.LINK_UNKNOWN',
  message:
    '这个链接打不开：地址不完整，或者链接已到期、已撤回。请重新扫描纸上的二维码；仍打不开，请向信息科索取新的链接。',
  messageEn:
    'This link does not open: the address is not complete, or the link has expired or was revoked. Scan the code on the paper again; if it stays, ask the IT department for a new one.',
};

export const answeredAlready: Refusal = {
  code: 'SURVEY.ALREADY_ANSWERED',
  message: '这个链接已经答过，答卷已收到，不能再答。填错了请告诉信息科：撤回后会发新的链接。',
  messageEn:
    'This link was answered already and the answer was received; it is answered once. If something is wrong, tell the IT department: they take it back and give a new link.',
};

export const tooManyTries = (waitSeconds: number): Refusal => ({
  code: 'ACCESS.TOO_MANY_ATTEMPTS',
  message: `打不开的链接试了太多次。请在 ${waitSeconds} 秒后再试。`,
  messageEn: `Too many links that do not open were tried. Try again in ${waitSeconds} s.`,
});

export const unknownForm = (contract: string, form: string): Refusal => ({
  code: 'SURVEY.FORM_UNKNOWN',
  message: `合同 ${contract} 没有“${form}”这张评价表。合同的评价表见“满意度”页。`,
  messageEn: `Contract ${contract} has no form "${form}". The page of surveys lists its forms.`,
});

export const noPeriod = (contract: string): Refusal => ({
  code: 'SURVEY.NO_PERIOD',
  message: `合同 ${contract} 现在没有正在进行的考核期，收回的答卷不会计入任何一期。请核对合同的起止日期。`,
  messageEn: `No period of contract ${contract} runs now, so that no answer would count. Check when the contract starts and ends.`,
});

export const roundIsOpen = (what: string, closesAt: string): Refusal => ({
  code: 'SURVEY.ROUND_EXISTS',
  message: `“${what}”已有一轮正在进行，${closesAt} 截止。请在这一轮中增加科室，或先结束这一轮。`,
  messageEn: `A round of "${what}" is open until ${closesAt}. Add departments to it, or close it first.`,
});

export const unknownRound = (round: string): Refusal => ({
  code: 'SURVEY.ROUND_UNKNOWN',
  message: `该合同没有编号为 ${round} 的评价，请刷新“满意度”页。`,
  messageEn: `The contract has no round ${round}. Load the page of surveys again.`,
});

export const roundIsClosed = (round: string): Refusal => ({
  code: 'SURVEY.ROUND_CLOSED',
  message: `编号 ${round} 的评价已经结束，没有办理。需要时请另开一轮。`,
  messageEn: `Round ${round} is closed; nothing was done. Open another one if it is needed.`,
});

export const departmentsAnswered = (departments: readonly string[]): Refusal => ({
  code: 'SURVEY.DEPARTMENT_ALREADY_ANSWERED',
  message: `这些科室在本轮已经答过：${departments.join('、')}。没有生成任何链接；请去掉这些科室后重试。`,
  messageEn: `These departments have answered in this round: ${departments.join(', ')}. No link was made; leave them out and try again.`,
});

export const tooManyDepartments = (most: number): Refusal => ({
  code: 'SURVEY.TOO_MANY_DEPARTMENTS',
  message: `一轮最多 ${most} 个科室，没有生成任何链接。请分轮发放。`,
  messageEn: `A round has at most ${most} departments; no link was made. Send it out in several rounds.`,
});

export const notRevocable = (link: string): Refusal => ({
  code: 'SURVEY.LINK_NOT_FOUND',
  message: `本轮没有可撤回的链接 ${link}：已答过、已撤回，或编号不对。请刷新“满意度”页。`,
  messageEn: `The round has no link ${link} to revoke: it was answered or revoked, or the id is wrong. Load the page of surveys again.`,
});
