import type { Fault } from '@weibao/exchange';
import { TRIAL_PREFIX, type Reply } from '@weibao/messages';
import { refuse } from '@weibao/service-kit';

export const noSuchContract = (contract: string): Reply<never> =>
  refuse(
    'BILLING.UNKNOWN_CONTRACT',
    `没有登记编号为 ${contract} 的合同。请核对编号，或先登记合同。`,
    `No contract ${contract} is registered. Check the id, or register the contract first.`,
  );

export const noSuchReading = (contract: string, reading: string): Reply<never> =>
  refuse(
    'BILLING.READING_UNKNOWN',
    `合同 ${contract} 没有可选读法“${reading}”。请在歧义清单中选择。`,
    `Contract ${contract} has no reading "${reading}". Choose one of its list.`,
  );

export const badAmendment = (contract: string, faults: readonly Fault[]): Reply<never> =>
  refuse(
    'BILLING.AMENDMENT_INVALID',
    `合同 ${contract} 的变更有 ${faults.length} 处不对，没有试算：${faults.map(({ place }) => place).join('、')}。请改正。`,
    `The amendment of contract ${contract} has ${faults.length} fault(s) and was not tried out: ${faults.map(({ place, message }) => `${place}: ${message}`).join('; ')}. Correct them.`,
    [...faults],
  );

export const badRegistration = (contract: string, faults: readonly Fault[]): Reply<never> =>
  refuse(
    'BILLING.BAD_REGISTRATION',
    `合同 ${contract} 未登记，有 ${faults.length} 处不对：${faults.map(({ place }) => place).join('、')}。请改正后重新提交，尚未保存任何内容。`,
    `Contract ${contract} was not registered: ${faults.map(({ place, message }) => `${place}: ${message}`).join('; ')}. Nothing was stored; correct it and send it again.`,
    [...faults],
  );

export const contractExists = (contract: string): Reply<never> =>
  refuse(
    'BILLING.CONTRACT_EXISTS',
    `合同 ${contract} 已经登记，不能再次登记。条款变更请导入 contract.amended；另一份合同请换一个编号。`,
    `Contract ${contract} is registered already. Import contract.amended for a change of terms, or choose another id for another contract.`,
  );

export const notATrial = (contract: string): Reply<never> =>
  refuse(
    'BILLING.NOT_A_TRIAL',
    `合同 ${contract} 不是试算合同，其记录只增不删。只有编号以 ${TRIAL_PREFIX} 开头的试算合同可以删除；录错的事实请撤回。`,
    `Contract ${contract} is no trial: its record is append-only. Only a trial (${TRIAL_PREFIX}…) can be dropped; withdraw a fact that is wrong.`,
  );
