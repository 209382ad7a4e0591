import type { Refusal } from '@weibao/messages';

export const unknownHandover = (handover: string): Refusal => ({
  code: 'HANDOVER.UNKNOWN',
  message: `本单位没有交接班单 ${handover}。请从交接班页打开。`,
  messageEn: `Your organisation has no handover ${handover}. Open it from the page of handovers.`,
});

export const badUntil = (until: string, now: string): Refusal => ({
  code: 'HANDOVER.UNTIL_INVALID',
  message: `下一班的结束时间 ${until} 须晚于现在（${now}），且不超过四天。请另选时间。`,
  messageEn: `The next shift's end, ${until}, must lie after now (${now}) and within four days. Choose another.`,
});

export const otherUnderSameId = (commandId: string): Refusal => ({
  code: 'COMMAND.ID_REUSED',
  message: `编号 ${commandId} 已用于另一张内容不同的交接班单，本次没有保存。请换一个新编号重新提交。`,
  messageEn: `The command id ${commandId} was used for a handover with other content; nothing was stored. Send this one with a new id.`,
});

export const ownHandover = (handover: string): Refusal => ({
  code: 'HANDOVER.OWN',
  message: `交接班单 ${handover} 由您交班，不能由您自己接班。请由接班人用自己的账号签字。`,
  messageEn: `You handed over ${handover} and cannot take it over yourself. Whoever takes over signs with an account of their own.`,
});

export const takenOverAlready = (handover: string, by: string, at: string): Refusal => ({
  code: 'HANDOVER.ALREADY_TAKEN_OVER',
  message: `交接班单 ${handover} 已由 ${by} 于 ${at} 接班，不能更改。如有变化，请在下一次交班时写明。`,
  messageEn: `${handover} was taken over by ${by} at ${at} and stays as it is. Say what has changed when you hand over next.`,
});

export const takenBackAlready = (handover: string, at: string): Refusal => ({
  code: 'HANDOVER.ALREADY_TAKEN_BACK',
  message: `交接班单 ${handover} 已于 ${at} 由交班人收回。请等待新的交接班单。`,
  messageEn: `${handover} was taken back at ${at} by whoever handed it over. Wait for the new sheet.`,
});

export const notYoursToTakeBack = (handover: string, by: string): Refusal => ({
  code: 'HANDOVER.NOT_YOUR_SHEET',
  message: `交接班单 ${handover} 由 ${by} 交班，只能由本人收回。请联系本人，或接班时在备注中写明。`,
  messageEn: `${handover} was handed over by ${by}, who alone can take it back. Ask them, or say so in your remark when you take over.`,
});
