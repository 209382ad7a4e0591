import type { Fault } from '@weibao/exchange';
import type { FindingView, Reply } from '@weibao/messages';
import { refuse } from '@weibao/service-kit';

const places = (faults: readonly Fault[]): string => faults.map(({ place }) => place).join('、');
const lines = (faults: readonly Fault[]): string =>
  faults.map(({ place, message }) => `${place}: ${message}`).join('; ');

/** The same for a draft of others and for one that does not exist: nobody learns which exist. */
export const noSuchDraft = (draft: string): Reply<never> =>
  refuse(
    'BILLING.DRAFT_UNKNOWN',
    `没有合同草稿 ${draft}。可能已登记后删除或被放弃；请从草稿列表中选择。`,
    `There is no draft ${draft}. It may have been discarded; choose one from the list.`,
  );

export const noSuchPattern = (basedOn: string, known: readonly string[]): Reply<never> =>
  refuse(
    'BILLING.PATTERN_UNKNOWN',
    `没有可作范本的合同“${basedOn}”，没有建立草稿；有：${known.join('、')}。请选择其一。`,
    `There are no terms "${basedOn}" to begin with, and no draft was made; there are ${known.join(', ')}. Choose one of them.`,
    [{ place: 'basedOn', message: `expected one of ${known.join(', ')}` }],
  );

export const badTermsFile = (faults: readonly Fault[]): Reply<never> =>
  refuse(
    'BILLING.TERMS_FILE_INVALID',
    `条款文件有 ${faults.length} 处不对，没有建立草稿：${places(faults)}。请按所列位置改正后重新载入。`,
    `The file of terms has ${faults.length} fault(s) and no draft was made: ${lines(faults)}. Correct them and load it again.`,
    [...faults],
  );

export const badDraft = (faults: readonly Fault[]): Reply<never> =>
  refuse(
    'BILLING.DRAFT_INVALID',
    `草稿有 ${faults.length} 处不对，没有保存：${places(faults)}。请改正后再保存，先前保存的内容不变。`,
    `The draft has ${faults.length} fault(s) and was not saved: ${lines(faults)}. Correct them; what was saved before stays.`,
    [...faults],
  );

export const draftMoved = (draft: string, by: string): Reply<never> =>
  refuse(
    'BILLING.DRAFT_CONFLICT',
    `草稿 ${draft} 刚刚被 ${by} 修改，本次没有保存。请刷新后在最新内容上修改。`,
    `Draft ${draft} was changed by ${by} a moment ago; nothing was saved. Reload it and change what stands there now.`,
  );

export const draftRegistered = (draft: string, contract: string): Reply<never> =>
  refuse(
    'BILLING.DRAFT_TWICE',
    `草稿 ${draft} 已登记为合同 ${contract}，不能再改。变更请在该合同上录入补充协议。`,
    `Draft ${draft} is registered as contract ${contract} and does not change any more. Record an amendment of that contract.`,
  );

export const noSuchFindings = (keys: readonly string[]): Reply<never> =>
  refuse(
    'BILLING.FINDING_UNKNOWN',
    `有 ${keys.length} 项检查结果已不存在或内容已变，没有接受任何一项。请刷新后重新核对。`,
    `${keys.length} of these findings are gone or say something else by now; none was accepted. Reload and look again.`,
    keys.map((key) => ({ place: 'findings', message: `"${key}" is no finding of this draft` })),
  );

export const notSettled = (findings: readonly FindingView[]): Reply<never> =>
  refuse(
    'BILLING.DRAFT_NOT_SETTLED',
    `还有 ${findings.length} 项检查结果未处理，合同没有登记：${findings.map(({ clause }) => clause).join('、')}。请改正，或写明理由逐项接受。`,
    `${findings.length} finding(s) are neither mended nor accepted, and the contract was not registered: ${findings.map(({ clause, finding }) => `${clause} ${finding}`).join(', ')}. Mend them, or accept each with a reason.`,
    findings.map(({ clause, en }) => ({ place: clause, message: en })),
  );
