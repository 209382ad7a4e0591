import type { DeductionRecord } from '@weibao/exchange';
import type { BillingRecording } from './billing-recording.js';

const DAY_MS = 86_400_000;
type Named = Pick<DeductionRecord, 'clause' | 'subject' | 'period' | 'breach' | 'computed'>;

const isSame = (one: Named, other: Named): boolean =>
  one.clause === other.clause &&
  one.subject === other.subject &&
  one.period === other.period &&
  one.breach === other.breach &&
  one.computed === other.computed;

/**
 * Whether the vendor may still reply before a line is confirmed, by the house's own rule: the line, with this sum, did not stand yet so many days ago. None of
 * the five contracts has such a period. A vendor that has disputed has replied.
 */
export function replyIsOpen(recording: BillingRecording, line: DeductionRecord, disputed: boolean): boolean {
  const { replyDays } = recording.house;
  if (replyDays === 0 || disputed || line.payer !== 'vendor') return false;
  const then = recording.outcomeAt(recording.nowMs - replyDays * DAY_MS);
  return !then.deductions.some((old) => isSame(old, line));
}
