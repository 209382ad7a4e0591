import type { Book } from './book.js';
import type { Known, KnownOf } from './history.js';

/** What was asked of the hospital, and what it decided. Asked by nobody: it was given on the telephone, say. */
export interface Approval {
  approval: string;
  kind: string | null;
  about: string | null;
  askedMs: number | null;
  askedBy: string | null;
  status: 'asked' | 'given' | 'refused';
  decidedMs: number | null;
  fact: string | null; // the decision, or what asked for it
}

type Step = KnownOf<'approval.asked'> | KnownOf<'approval.given'> | KnownOf<'approval.refused'>;

/** Every approval, the earliest first. A vendor cannot say that the hospital agreed; of two decisions the later stands. */
export function approvalsOf({ history }: Book): Approval[] {
  const counts = (fact: Known) => fact.by !== 'vendor' || history.isConfirmed(fact);
  const decisions: Step[] = [...history.of('approval.given'), ...history.of('approval.refused')].filter(counts);
  const steps = new Map<string, { asked: Step | null; decided: Step | null }>();
  for (const asked of history.of('approval.asked'))
    if (!steps.has(asked.approval)) steps.set(asked.approval, { asked, decided: null });
  for (const decided of decisions.sort((a, b) => a.atMs - b.atMs))
    steps.set(decided.approval, { asked: steps.get(decided.approval)?.asked ?? null, decided });
  return [...steps]
    .map(([approval, { asked, decided }]): Approval => ({
      approval,
      kind: decided?.kind ?? asked?.kind ?? null,
      about: decided?.about ?? asked?.about ?? null,
      askedMs: asked?.atMs ?? null,
      askedBy: asked?.by ?? null,
      status: decided === null ? 'asked' : decided.type === 'approval.given' ? 'given' : 'refused',
      decidedMs: decided?.atMs ?? null,
      fact: (decided ?? asked)?.id ?? null,
    }))
    .sort((a, b) => lastMs(a) - lastMs(b) || (a.approval < b.approval ? -1 : 1));
}

export const lastMs = ({ decidedMs, askedMs }: Approval): number => decidedMs ?? askedMs ?? 0;
