import type { DutyView } from '@weibao/messages';
import type { Draft } from '../recording/draft.js';
import type { FormType } from '../recording/record-fields.js';

/**
 * Which fact proves a duty, by clause: what the terms files say under `proof`, for prefilling a form. A DutyView does not carry it yet; a clause
 * that is not here gets the forms without a kind, so that a new contract works and only asks one question more.
 */
interface Proof {
  inspection?: string;
  /** A document for the period, or, with `each`, the one that the duty's subject names. */
  document?: string;
  each?: true;
  /** The report for the inspection that is the duty's subject. */
  report?: string;
  work?: string;
  assessment?: true;
  backup?: true;
  /** Nothing to do: it lapses by itself. */
  standing?: true;
}
const report = 'inspection-report';
const each: Proof = { each: true };

const proofs: Readonly<Record<string, Proof>> = {
  'HP-3.3-BKP-RUN': { backup: true },
  'HP-3.3-BKP-RET': { backup: true },
  'HP-6.1.4-INSPQ': { inspection: 'quarterly' },
  'HP-A1-7': { inspection: 'server-remote' },
  'HP-6.2.1-REVIEW6M': { work: 'emergency-review' },
  'HP-6.2.1-DRY': each,
  'HP-6.1.5-MANUALS': each,
  'HP-6.2.1-ARCHIVE': each,
  'HP-6.2.2-UPGPLAN': each,
  'HP-6.2.4-EMBOOK': each,
  'HP-A1-8': each,
  'HP-5.1-ATTACH': each,
  'HP-9.1-ASSESS6M': { assessment: true },
  'HP-9.2-B': { document: 'rectification-report' },
  'JH-1.5.1-INSPY': { inspection: 'onsite' },
  'JH-1.5.1-INSPQ': { inspection: 'online' },
  'JH-1.5.2-RPT5WD': { report },
  'JH-1.6-FULL': { backup: true },
  'JH-1.6-2COPY': { backup: true },
  'JH-1.6-SCHEME': each,
  'JH-1.6-JOINT': { work: 'joint-check' },
  'JH-1.8-DOC15WD': each,
  'JH-1.11-QA': each,
  'JH-1.9.1-SEC': { work: 'risk-assessment', document: 'risk-assessment' },
  'JH-3.2-ASSESSQ': { assessment: true },
  'JH-1.5.2-CONFIRM': { work: 'rectification' },
  'JH-1.7.1-TRAINMGMT': { work: 'management-training' },
  'JH-1.7.2-TRAINUP': { work: 'release-training' },
  'BY-4.4-INSPM': { inspection: 'monthly', report },
  'BY-4.4-INSPH': { inspection: 'holiday', report },
  'BY-4.4-INSPE': { report },
  'BY-4.5-MAINTQ': { work: 'quarterly-maintenance', document: 'risk-plan' },
  'BY-A1-CALLM': { work: 'follow-up-call' },
  'BY-8-MAJ8': { document: 'cure-plan' },
  'BY-5-TRAINPLAN': each,
  'BY-6B-PLAN': each,
  'BY-7-NDA': each,
  'BY-A1-PLAN1': each,
  'BY-A1-PLAN2': each,
  'BY-A1-PLAN3': each,
  'BY-A1-PLAN4': each,
  'BY-6B-ERRDATE': { work: 'error-fix' },
  'BY-A1-TRAINNEW': { work: 'release-training' },
  'BY-A1-SUMMARY': { work: 'joint-review' },
  'BY-A1-MEET': { work: 'meeting' },
  'BY-7-CONF10Y': { standing: true },
  'TC-7.2-RETURN30': { document: 'destruction-confirmation' },
  'TC-8.1-STOP': { document: 'breach-stopped' },
  'TC-3.1.4-IMPROVE': { work: 'improvement' },
  'TC-3.2-BKPHOSP': { work: 'hospital-backup' },
  'LY-4.2.3-PREVQ': { inspection: 'quarterly' },
  'LY-A1.2.5-INSPM': { inspection: 'cloud' },
  'LY-A2.2.1-INSPM': { inspection: 'video' },
  'LY-A3.1-ROSTER28': { document: 'roster' },
  'LY-A1.2.3-PLAN': each,
  'LY-A3.1-STRUCT': each,
  'LY-8.1-FM15WD': { document: 'fm-proof' },
  'LY-6.3-RETURN10': each,
  'LY-5.1-REPAY10': { document: 'repayment-record' },
  'LY-4.1.12-POACH': { standing: true },
  'LY-6.6-CONF1Y': { standing: true },
};

export const dutyKinds = ['inspection', 'backup', 'document', 'work', 'assessment', 'standing', 'other'] as const;
export type DutyKind = (typeof dutyKinds)[number];

const isReport = (duty: DutyView, proof: Proof) => proof.report !== undefined && duty.period === undefined;

export function kindOf(duty: DutyView): DutyKind {
  const proof = proofs[duty.clause];
  if (!proof) return 'other';
  if (proof.backup) return 'backup';
  if (proof.standing) return 'standing';
  if (proof.assessment) return 'assessment';
  if (proof.each || isReport(duty, proof)) return 'document';
  if (proof.inspection !== undefined) return 'inspection';
  return proof.work !== undefined ? 'work' : 'document';
}

/** A form that would prove the duty, with what is known of it. The first is the usual one. */
export interface ProofForm {
  type: FormType;
  known: Draft;
}

export function proofFormsOf(duty: DutyView): ProofForm[] {
  const { period, subject } = duty;
  const proof = proofs[duty.clause];
  const ofPeriod: Draft = period === undefined ? {} : { period };
  const about: Draft = (period ?? subject) === undefined ? {} : { about: (period ?? subject) as string };
  if (!proof)
    return [
      { type: 'duty.done', known: { ...ofPeriod, ...(subject === undefined ? {} : { duty: subject }) } },
      { type: 'document.filed', known: about },
      { type: 'inspection.ended', known: ofPeriod },
    ];
  if (proof.standing) return [];
  if (proof.backup) return [{ type: 'backup.finished', known: period === undefined ? {} : { day: period } }];
  if (proof.assessment) return [{ type: 'assessment.held', known: ofPeriod }];
  if (proof.each)
    return [
      {
        type: 'document.filed',
        known: { ...(subject === undefined ? {} : { document: subject }), ...(period === undefined ? {} : about) },
      },
    ];
  if (isReport(duty, proof)) return [{ type: 'document.filed', known: { document: proof.report ?? report, ...about } }];
  const forms: ProofForm[] = [];
  if (proof.inspection !== undefined)
    forms.push({ type: 'inspection.ended', known: { kind: proof.inspection, ...ofPeriod } });
  if (proof.work !== undefined)
    forms.push({
      type: 'duty.done',
      known: { kind: proof.work, ...ofPeriod, ...(subject === undefined ? {} : { duty: subject }) },
    });
  if (proof.document !== undefined)
    forms.push({ type: 'document.filed', known: { document: proof.document, ...about } });
  return forms;
}
