import type { JudgedPeriods } from '@weibao/engine';
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
    // What failed is put right by the day that a notice sets.
    case 'acceptance.held':
      return fact.passed === false ? [['rectification-notice', `year-${fact.year}`]] : [];
    case 'assessment.held':
      return [['rectification-notice', fact.period]];
    default:
      return [];
  }
}

/** Every paper of a contract, each once. What people judge has its form before the first fact about it: it is filled in on paper. */
export function* papersIn(standing: StandingFacts, judged: JudgedPeriods): Generator<Named> {
  for (const period of judged.assessed) yield ['acceptance-form', period];
  for (const year of judged.accepted) yield ['acceptance-report', year];
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

/** Whether the fact is about a judged period: its assessment, a note on its scorecard, or a step of its acceptance. */
const judges = (fact: Fact, period: string): boolean =>
  fact.type === 'scorecard.noted' || fact.type === 'assessment.held'
    ? fact.period === period
    : fact.type.startsWith('acceptance.') && `year-${String((fact as { year?: unknown }).year)}` === period;

/** The facts that stand on a paper, oldest first; null when there is no such paper. */
export function factsOn(
  kind: PaperKind,
  subject: string,
  standing: StandingFacts,
  judged: JudgedPeriods,
): Fact[] | null {
  const isPaper = [...papersIn(standing, judged)].some(([one, about]) => one === kind && about === subject);
  if (!isPaper) return null;
  const named = (fact: Fact) =>
    kind === 'backup-slip'
      ? fact.type === 'backup.finished' && (fact.day === subject || fact.day.startsWith(`${subject}-`))
      : judges(fact, subject) ||
        (told.test(fact.type) && subjectFields.some((field) => (fact as Record<string, unknown>)[field] === subject));
  return standing.filter(named).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
