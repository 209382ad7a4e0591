import type { Refusal } from '@weibao/messages';

export const unknownCode = (code: string): Refusal => ({
  code: 'DEVICE.CODE_UNKNOWN',
  message: `没有等待配对的大屏显示 ${code}，或配对码已过期（10 分钟）。请核对大屏上当前的配对码后重新输入。`,
  messageEn: `No wall shows ${code}, or the code has expired (10 minutes). Type the code that the wall shows now.`,
});

export const unknownDevice = (device: string): Refusal => ({
  code: 'DEVICE.UNKNOWN',
  message: `没有设备 ${device}，或已经注销。现有设备见“大屏设备”页。`,
  messageEn: `There is no device ${device}, or it is revoked already. The page of devices lists all.`,
});

export const noWallThere = (organisation: string): Refusal => ({
  code: 'DEVICE.ORGANISATION_INVALID',
  message: `大屏不能属于 ${organisation}：须是已登记的医院、委员会或机构。请另选单位。`,
  messageEn: `A wall cannot belong to ${organisation}: a registered hospital, commission or institution is needed. Choose another.`,
});

export const tooManyCodes = (waitSeconds: number): Refusal => ({
  code: 'ACCESS.TOO_MANY_ATTEMPTS',
  message: `配对尝试过多。请在 ${waitSeconds} 秒后再试。`,
  messageEn: `Too many attempts to pair. Try again in ${waitSeconds} s.`,
});
