import type { FactType } from './facts.js';

/** What kind of thing shows that a duty was done; `standing` lapses by itself. */
export const dutyProofKinds = [
  'inspection',
  'backup',
  'document',
  'work',
  'assessment',
  'acceptance',
  'standing',
] as const;
export type DutyProofKind = (typeof dutyProofKinds)[number];

/** A fact that would prove a duty, with the fields that follow from the duty itself. */
export interface ProvingFact {
  type: FactType;
  known: Record<string, string | number | boolean | string[]>;
}

/** How both sides stand to what proves a duty; null: not yet. The vendor signs by recording it, the hospital by a signature of its own. */
export interface DutySignatures {
  /** Whether the contract counts the duty as done only once the hospital has signed. */
  asked: boolean;
  hospitalAt: string | null; // instants, +08:00
  vendorAt: string | null;
}

export interface DutyProof {
  kind: DutyProofKind;
  /** Any one of them proves it, the usual one first; none where it lapses by itself. */
  facts: ProvingFact[];
  signatures: DutySignatures;
}
