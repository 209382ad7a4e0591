import type { DutyProofKind } from '@weibao/exchange';
import type { DutyView } from '@weibao/messages';
import type { Draft } from '../recording/draft.js';
import { isFormType, type FormType } from '../recording/record-fields.js';

/** A form that would prove the duty, with what is known of it. The first is the usual one. */
export interface ProofForm {
  type: FormType;
  known: Draft;
}

/** The forms for what the server says proves the duty, as far as the pages have one. */
export const proofFormsOf = ({ proof }: DutyView): ProofForm[] =>
  proof.facts.flatMap(({ type, known }) => (isFormType(type) ? [{ type, known: asDraft(known) }] : []));

const asDraft = (known: DutyView['proof']['facts'][number]['known']): Draft =>
  Object.fromEntries(
    Object.entries(known).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  );

export const kindOf = ({ proof }: DutyView): DutyProofKind => proof.kind;
