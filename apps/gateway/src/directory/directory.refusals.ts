import type { Refusal } from '@weibao/messages';

export const unknownContact = (contact: string): Refusal => ({
  code: 'DIRECTORY.CONTACT_UNKNOWN',
  message: `通讯录中没有联系人 ${contact}，或已经删除。请刷新通讯录。`,
  messageEn: `The directory has no contact ${contact}, or it was erased. Load the directory again.`,
});

export const unknownHotline = (hotline: string): Refusal => ({
  code: 'DIRECTORY.HOTLINE_UNKNOWN',
  message: `该合同没有热线 ${hotline}，或已经删除。请刷新通讯录。`,
  messageEn: `The contract has no hotline ${hotline}, or it was removed. Load the directory again.`,
});
