import { parseInstant } from '@weibao/exchange';
import { sameName } from '@weibao/contract-terms';
import type { IncidentView } from '@weibao/messages';

/** Half a shift: whoever is told of a fault earlier than that has told the wards, too. No contract says how far apart two reports of one fault may lie. */
export const SIMILAR_WITHIN_MS = 4 * 60 * 60_000;

/**
 * Open incidents that may be the same fault: the same system, not two different parts of it, reported within four hours (exactly four are inside), and
 * both a drill or neither. Nearest in time first. A person decides; nothing is merged by itself.
 */
export function similarTo(incident: string, open: readonly IncidentView[]): IncidentView[] {
  const subject = open.find((view) => view.incident === incident);
  if (!subject) return [];
  const apart = (view: IncidentView) =>
    Math.abs((parseInstant(view.reportedAt) ?? 0) - (parseInstant(subject.reportedAt) ?? 0));
  return open
    .filter(
      (view) =>
        view !== subject &&
        view.drill === subject.drill &&
        isSame(view.system, subject.system) &&
        (view.subsystem === null || subject.subsystem === null || isSame(view.subsystem, subject.subsystem)) &&
        apart(view) <= SIMILAR_WITHIN_MS,
    )
    .sort((a, b) => apart(a) - apart(b));
}

const isSame = (a: string | null, b: string | null): boolean => a !== null && b !== null && sameName(a, b);
