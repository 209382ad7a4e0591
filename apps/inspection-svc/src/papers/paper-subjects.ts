import type { Fact } from '@weibao/exchange';
import type { PaperKind } from '@weibao/messages';
import type { StandingFacts } from '@weibao/service-kit';

type Named = readonly [PaperKind, string];

/** The papers that a fact lets be printed: a thing on record has the papers about it. */
function papersOf(fact: Fact): Named[] {
  switch (fact.type) {
    case 'inspection.ended':
      return [
        ['inspection-report', fact.inspection],
        ['rectification-notice', fact.inspection],
      ];
    case 'incident.reported':
      return [
        ['fault-report', fact.incident],
        ['rectification-notice', fact.incident],
      ];
    case 'demand.filed':
      return [
        ['demand-acceptance', fact.demand],
        ['rectification-notice', fact.demand],
      ];
    case 'backup.finished':
      return [
        ['backup-slip', fact.day],
        ['backup-slip', fact.day.slice(0, 7)],
      ];
    case 'defect.confirmed':
      return [['rectification-notice', fact.defect]];
    case 'security-task.ordered':
      return [['rectification-notice', fact.task]];
    default:
      return [];
  }
}

/** Every paper of a contract, each once. */
export function* papersIn(standing: StandingFacts): Generator<Named> {
  const seen = new Set<string>();
  for (const fact of standing)
    for (const named of papersOf(fact)) {
      const key = named.join('\n');
      if (seen.has(key)) continue;
      seen.add(key);
      yield named;
    }
}

const subjectFields = ['inspection', 'incident', 'demand', 'defect', 'task'] as const;
/** What a paper tells of its subject. Facts about money stand on no paper of these. */
const told = /^(inspection\.ended|incident\.|demand\.|defect\.|security-task\.|backup\.finished)/;

/** The facts that stand on a paper, oldest first; none when there is no such paper. */
export function factsOn(kind: PaperKind, subject: string, standing: StandingFacts): Fact[] {
  const isPaper = [...papersIn(standing)].some(([one, about]) => one === kind && about === subject);
  if (!isPaper) return [];
  const named = (fact: Fact) =>
    kind === 'backup-slip'
      ? fact.type === 'backup.finished' && (fact.day === subject || fact.day.startsWith(`${subject}-`))
      : told.test(fact.type) && subjectFields.some((field) => (fact as Record<string, unknown>)[field] === subject);
  return standing.filter(named).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
