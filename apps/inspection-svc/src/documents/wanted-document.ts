import type { DutyRule, Terms } from '@weibao/contract-terms';
import type { ClockLine, DutyLine } from '@weibao/engine';
import type { DocumentView } from '@weibao/messages';

/** Which document is wanted: any of these kinds, about this thing (null: the contract itself), with the seal or without. */
export interface Wanted {
  documents: string[];
  about: string | null;
  stamped: boolean;
}

/** The document that a duty asks for, by the rule of its clause; null where something else is its proof. */
export function wantedByDuty(terms: Terms, duty: DutyLine): Wanted | null {
  for (const rule of terms.duties) {
    const wanted = rule.clause === duty.clause ? wantedBy(rule, duty) : null;
    if (wanted) return wanted;
  }
  return null;
}

function wantedBy(rule: DutyRule, { period, subject }: DutyLine): Wanted | null {
  switch (rule.kind) {
    case 'report':
      if (subject === undefined || period !== undefined) return null;
      return { documents: rule.documents, about: subject, stamped: rule.stamped };
    case 'once':
    case 'after-notice': {
      const isNamed = subject !== undefined && rule.documents.includes(subject);
      return isNamed
        ? { documents: [subject], about: null, stamped: false }
        : { documents: rule.documents, about: subject ?? null, stamped: false };
    }
    case 'periodic': {
      const { documents, stamped } = rule.proof;
      if (!documents || period === undefined) return null;
      return { documents: rule.each && subject !== undefined ? [subject] : documents, about: period, stamped };
    }
    default:
      return null;
  }
}

/** The report that a clock of an incident waits for; null for a clock that a stage ends. */
export function wantedByClock(terms: Terms, clock: ClockLine): Wanted | null {
  const target = terms.incidentTargets.find(
    ({ clause, documents, stage }) => clause === clock.clause && documents && stage === undefined,
  );
  if (!target?.documents?.includes(clock.stage)) return null;
  return { documents: target.documents, about: clock.subject, stamped: false };
}

/** What the contract wants such a document to say, part by part; null where it names nothing. */
export function partsOf({ documentParts }: Terms, documents: readonly string[]): DocumentView['wanted'] {
  const found = documentParts.find((one) => one.documents.some((document) => documents.includes(document)));
  return found ? { clause: found.clause, parts: found.parts } : null;
}
