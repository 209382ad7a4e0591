import type { Refusal } from '@weibao/messages';

/** The same code as a service gives for a contract of others: nobody learns which contracts exist. */
export const noSuchRecord = (contract: string): Refusal => ({
  code: 'ACCESS.NOT_YOURS',
  message: `没有合同 ${contract},或贵单位不是该合同的当事方。请核对合同编号。`,
  messageEn: `There is no contract ${contract}, or your organisation has no part in it. Check the contract's id.`,
});
