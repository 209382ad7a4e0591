import type { Refusal } from '@weibao/messages';

export const unknownParty = (name: string): Refusal => ({
  code: 'DRAFT.PARTY_UNKNOWN',
  message: `没有编号或全称为“${name}”的单位。请核对全称；新的单位请系统管理员先登记。`,
  messageEn: `There is no organisation whose id or full name is "${name}". Check it; a new one is entered by the system administrator first.`,
});

export const unfitParties = (faults: { place: string; message: string }[]): Refusal => ({
  code: 'DRAFT.PARTIES_INVALID',
  message: `合同各方有 ${faults.length} 处不对，没有保存：${faults.map(({ place }) => place).join('、')}。供应商一方须是供应商单位，甲方与使用方须是医院、卫健委或机构。`,
  messageEn: `${faults.length} of the parties cannot be what they are named and nothing was saved: ${faults.map(({ place, message }) => `${place}: ${message}`).join('; ')}.`,
  faults,
});
