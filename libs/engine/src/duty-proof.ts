import { formatInstant, type DutyProof, type DutyProofKind, type ProvingFact } from '@weibao/exchange';
import type { Book } from './book.js';
import type { Known } from './history.js';
import { signingsOf, type Duty } from './owed-duty.js';
import { slipOf } from './sealed-papers.js';

type Fields = ProvingFact['known'];

/** Which facts would prove a duty and who has signed what did: the terms' own `proof`, said of one duty. */
export function proofOf(book: Book, duty: Duty): DutyProof {
  const facts = provingFacts(duty);
  return { kind: kindOf(duty, facts), facts, signatures: signaturesOf(book, duty) };
}

/** After a failed acceptance the vendor rectifies and applies again, and the hospital looks again. */
export const proofOfRectification = (owedBy: 'vendor' | 'hospital', year: number): DutyProof => ({
  kind: 'acceptance',
  facts: [{ type: owedBy === 'vendor' ? 'acceptance.reapplied' : 'acceptance.reheld', known: { year } }],
  signatures: { asked: false, hospitalAt: null, vendorAt: null },
});

function kindOf({ rule }: Duty, facts: readonly ProvingFact[]): DutyProofKind {
  if (rule.kind === 'standing') return 'standing';
  const kinds: Partial<Record<ProvingFact['type'], DutyProofKind>> = {
    'inspection.ended': 'inspection',
    'backup.finished': 'backup',
    'duty.done': 'work',
    'assessment.held': 'assessment',
  };
  return kinds[facts[0]?.type ?? 'document.filed'] ?? 'document';
}

function provingFacts({ rule, record, breach }: Duty): ProvingFact[] {
  const { period, subject } = record;
  const ofPeriod: Fields = period === undefined ? {} : { period };
  switch (rule.kind) {
    case 'periodic': {
      const { inspection, duty, documents = [], assessment, stamped } = rule.proof;
      return [
        ...(inspection === undefined ? [] : [inspected(inspection, ofPeriod)]),
        ...(duty === undefined ? [] : [done({ kind: duty, ...ofPeriod })]),
        ...(rule.each && subject !== undefined ? [subject] : documents).map((document) =>
          filed(document, period, stamped),
        ),
        ...(assessment ? [{ type: 'assessment.held', known: ofPeriod } as const] : []),
      ];
    }
    case 'holiday':
      return [inspected(rule.proof.inspection ?? 'holiday', ofPeriod)];
    case 'report':
      return rule.documents.map((document) => filed(document, subject, rule.stamped));
    case 'once':
      return [filed(breach, subject === breach ? undefined : subject)];
    case 'after-notice':
      return rule.documents.map((document) => filed(document, subject));
    case 'planned':
      return [
        ...(rule.inspection === undefined ? [] : [inspected(rule.inspection, { inspection: subject ?? '' })]),
        done({ kind: breach, duty: subject ?? '' }),
        ...(rule.calledForBy.some(({ fact }) => fact === 'inspection.finding-noted')
          ? [{ type: 'inspection.finding-closed', known: { finding: subject ?? '' } } as const]
          : []),
      ];
    case 'backup':
      return [
        {
          type: 'backup.finished',
          known: {
            ...(period === undefined ? {} : { day: period }),
            ...(rule.backup === 'full' ? { kind: 'full' } : {}),
            ...(rule.locations.length > 0 ? { locations: rule.locations } : {}),
          },
        },
      ];
    case 'retention':
      return [{ type: 'backup.finished', known: period === undefined ? {} : { day: period } }];
    case 'standing':
      return [];
  }
}

const inspected = (kind: string, known: Fields): ProvingFact => ({
  type: 'inspection.ended',
  known: { kind, ...known },
});
const done = (known: Fields): ProvingFact => ({ type: 'duty.done', known });
const filed = (document: string, about: string | undefined, stamped = false): ProvingFact => ({
  type: 'document.filed',
  known: { document, ...(about === undefined ? {} : { about }), ...(stamped ? { stamped } : {}) },
});

/**
 * Signing is asked for by a metric that counts only what is signed: planned work (BY-V-OBJ3), backup slips (HP-9.1-M4). Work and inspections are
 * signed by their own key, a document is confirmed, a backup's slip says so itself or is filed with the hospital's seal.
 */
function signaturesOf(book: Book, duty: Duty): DutyProof['signatures'] {
  const asked = book
    .on(duty.onDay)
    .terms.metrics.some(
      (metric) =>
        (metric.kind === 'planned-duties' && (duty.planned || metric.clause === duty.clause)) ||
        (metric.kind === 'backups' && metric.duty === duty.clause),
    );
  const signings = duty.rule.kind === 'backup' ? slipsOf(book, duty) : duty.proof ? signingsOf(book, duty.proof) : [];
  return {
    asked,
    hospitalAt: firstAt(signings.filter(({ by }) => by !== 'vendor')),
    vendorAt: firstAt([...signings, ...(duty.proof ? [duty.proof] : [])].filter(({ by }) => by === 'vendor')),
  };
}

const slipsOf = ({ history }: Book, { key }: Duty): Known[] =>
  (history.grouped('backup.finished', 'day').get(key) ?? []).flatMap((fact) => {
    const slip = fact.ok === false ? null : slipOf(history, fact);
    return slip ? [slip] : [];
  });

const firstAt = (facts: readonly Known[]): string | null =>
  facts.length === 0 ? null : formatInstant(Math.min(...facts.map(({ atMs }) => atMs)));
