import type { Terms } from '@weibao/contract-terms';
import type { ApplicationPack } from '@weibao/engine';
import type { Outcome } from '@weibao/exchange';
import type { RecordableFact } from '@weibao/messages';
import type { HouseRules } from '../config.js';
import type { CommandFault, RecordingOf } from '@weibao/service-kit';

/** A recording, with the contract's terms and its outcome at this moment: what may be decided is what the outcome has. */
export interface BillingRecording extends RecordingOf {
  terms: Terms;
  outcome: Outcome;
  /** The outcome of the same facts as of another moment. */
  outcomeAt(asOfMs: number): Outcome;
  house: HouseRules;
  /** What comes with the applications for acceptance, as far as it stands on record. */
  packs(): readonly ApplicationPack[];
}

export type FactOfType<T extends RecordableFact['type']> = Extract<RecordableFact, { type: T }>;

/** A reason is given in words: blanks are none. */
export const hasReason = (fact: { note?: string | undefined }): boolean => (fact.note ?? '').trim() !== '';

export const reasonNeeded = (because: { zh: string; en: string }): CommandFault => ({
  code: 'BILLING.REASON_NEEDED',
  place: 'note',
  zh: `${because.zh}，须写明理由（note）。请填写理由后重新提交。`,
  en: `${because.en}: a reason (note) is required. Give it and send the record again.`,
});

/** Cents, exact; null for what is no amount. Amounts are compared here, never added. */
function cents(amount: string | null | undefined): bigint | null {
  const parts = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount ?? '');
  if (!parts) return null;
  return BigInt(`${parts[1]}${parts[2]}${(parts[3] ?? '').padEnd(2, '0')}`);
}

export const sameAmount = (one: string | null | undefined, other: string | null | undefined): boolean =>
  cents(one) !== null && cents(one) === cents(other);
