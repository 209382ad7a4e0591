import { refuse } from '@weibao/service-kit';

export const unknownContract = (contract: string) =>
  refuse(
    'INSPECTION.UNKNOWN_CONTRACT',
    `没有登记编号为 ${contract} 的合同。请核对编号，或先登记合同。`,
    `No contract ${contract} is registered. Check the id, or register the contract first.`,
  );
