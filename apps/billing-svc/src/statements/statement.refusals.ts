import type { Reply } from '@weibao/messages';
import { refuse } from '@weibao/service-kit';

export const noSuchStatement = (contract: string, statement: string): Reply<never> =>
  refuse(
    'BILLING.STATEMENT_UNKNOWN',
    `合同 ${contract} 没有结算单 ${statement}。请核对编号，或从结算单列表中选择。`,
    `Contract ${contract} has no statement ${statement}. Check the number, or choose one from the list.`,
  );

export const noSuchPayment = (contract: string, payment: string, known: readonly string[]): Reply<never> =>
  refuse(
    'BILLING.PAYMENT_UNKNOWN',
    `合同 ${contract} 没有付款“${payment}”，没有生成结算单；有：${known.join('、')}。请核对。`,
    `Contract ${contract} has no payment "${payment}" and no statement was issued; it has ${known.join(', ')}. Check it.`,
    [{ place: 'payment', message: `expected one of ${known.join(', ')}` }],
  );

export const noSuchPeriod = (contract: string, period: string, begun: readonly string[]): Reply<never> =>
  refuse(
    'BILLING.PERIOD_UNKNOWN',
    begun.length === 0
      ? `合同 ${contract} 没有可以结算的期间：合同期还没有开始，或起止日期尚未填写。没有生成结算单。`
      : `合同 ${contract} 没有已开始的期间“${period}”，没有生成结算单；有：${begun.join('、')}。请核对。`,
    begun.length === 0
      ? `Contract ${contract} has no period to settle: its term has not begun, or its dates are blank. No statement was issued.`
      : `Contract ${contract} has no period "${period}" that has begun and no statement was issued; it has ${begun.join(', ')}. Check it.`,
    [{ place: 'period', message: `expected one of ${begun.join(', ')}` }],
  );

export const noStatementOfTrial = (contract: string): Reply<never> =>
  refuse(
    'BILLING.STATEMENT_OF_TRIAL',
    `${contract} 是试算合同，不出具结算单。请在正式合同上生成。`,
    `${contract} is a trial and gets no statement. Issue it for the contract itself.`,
  );

export const recordBent = (contract: string, service: string, position: number): Reply<never> =>
  refuse(
    'BILLING.RECORD_BENT',
    `合同 ${contract} 的记录在 ${service} 第 ${position} 条处不衔接，没有生成结算单。请由审计管理员导出记录并核验。`,
    `The record of ${contract} does not hold at ${service} ${position}, and no statement was issued. Have the record exported and verified.`,
  );

export const statementsBusy = (contract: string): Reply<never> =>
  refuse(
    'BILLING.STATEMENT_BUSY',
    `合同 ${contract} 正有多人同时出具结算单，本次没有生成。请用同一命令编号重试，不会重复出具。`,
    `Several statements of ${contract} are being issued at once; this one was not. Try again with the same command id: it is issued once.`,
  );

export const commandReused = (commandId: string): Reply<never> =>
  refuse(
    'COMMAND.ID_REUSED',
    `编号 ${commandId} 已用于另一条内容不同的命令，没有生成结算单。请换一个新编号重新提交。`,
    `The command id ${commandId} was used for another command with other content; no statement was issued. Send this one with a new id.`,
  );

export const partBeyondEnd = (): Reply<never> =>
  refuse(
    'BILLING.PART_UNKNOWN',
    'after 超出了结算单的长度。请从 0 起，按 next 逐段取。',
    'The value of "after" lies beyond the statement. Begin with 0 and go on with what next says.',
  );
