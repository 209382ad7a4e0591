import type { CommandFault, Examined } from '@weibao/service-kit';
import { hasReason, reasonNeeded, type BillingRecording, type FactOfType } from './billing-recording.js';

type Step = FactOfType<
  'acceptance.applied' | 'acceptance.held' | 'acceptance.notified' | 'acceptance.reapplied' | 'acceptance.reheld'
>;

/** Steps of an acceptance: of a year that the contract has, in their order, and a ruling against the computed criteria only with a reason. */
export function examineAcceptance(recording: BillingRecording, fact: Step): Examined {
  const acceptance = recording.outcome.acceptances.find(({ year }) => year === fact.year);
  if (!acceptance) return { faults: [noSuchYear(recording, fact.year)] };
  const faults: CommandFault[] = [];
  if (isAfterFailure(fact)) {
    const held = recording.standing.find((known) => known.type === 'acceptance.held' && known.year === fact.year);
    if (held?.type !== 'acceptance.held' || held.passed !== false) faults.push(tooEarly(fact, held !== undefined));
  }
  const ruling = fact.type === 'acceptance.held' || fact.type === 'acceptance.reheld' ? fact.passed : undefined;
  if (ruling === true && acceptance.criteriaMet === false && !hasReason(fact))
    faults.push(
      reasonNeeded({
        zh: `第 ${fact.year} 年的验收指标计算为未达标，而裁定为通过`,
        en: `The criteria of year ${fact.year} are computed as missed and the ruling says passed`,
      }),
    );
  if (ruling === false && acceptance.criteriaMet === true && !hasReason(fact))
    faults.push(
      reasonNeeded({
        zh: `第 ${fact.year} 年的验收指标计算为达标，而裁定为未通过`,
        en: `The criteria of year ${fact.year} are computed as met and the ruling says failed`,
      }),
    );
  return { faults, ...(isApplication(fact) ? { told: told(recording, fact.year) } : {}) };
}

/**
 * BY-V-APPLY10WD: the application comes with its documents. The contract has no application refused for lack of one, and a fact says what happened: it is
 * stored, and the answer names what is missing, so that nobody takes it for complete.
 */
function told(recording: BillingRecording, year: number): { missing: readonly unknown[] } {
  const items = recording.packs().find((pack) => pack.year === year)?.items ?? [];
  return {
    missing: items
      .filter(({ status }) => status === 'missing')
      .map(({ document, titleZh, titleEn, open }) => ({ document, titleZh, titleEn, open })),
  };
}

const isApplication = ({ type }: Step): boolean => type === 'acceptance.applied' || type === 'acceptance.reapplied';

const isAfterFailure = ({ type }: Step): boolean =>
  type === 'acceptance.notified' || type === 'acceptance.reapplied' || type === 'acceptance.reheld';

const tooEarly = (fact: Step, passed: boolean): CommandFault => ({
  code: 'RECORD.TOO_EARLY',
  place: 'type',
  zh: `“${fact.type}”在验收未通过之后进行，而第 ${fact.year} 年的验收${passed ? '没有记录为未通过' : '尚未记录'}。请先记录 acceptance.held 的结果。`,
  en: `"${fact.type}" follows a failed acceptance, and that of year ${fact.year} ${passed ? 'is not recorded as failed' : 'is not recorded'}. Record the result of acceptance.held first.`,
});

const noSuchYear = ({ contract, outcome }: BillingRecording, year: number): CommandFault => {
  const years = outcome.acceptances.map((acceptance) => acceptance.year);
  return {
    code: 'BILLING.YEAR_UNKNOWN',
    place: 'year',
    zh:
      years.length === 0
        ? `合同 ${contract} 没有年度验收。`
        : `合同 ${contract} 没有第 ${year} 年的验收；有第 ${years.join('、')} 年。请核对。`,
    en:
      years.length === 0
        ? `Contract ${contract} has no annual acceptance.`
        : `Contract ${contract} has no acceptance of year ${year}; it has ${years.join(', ')}. Check the year.`,
  };
};
