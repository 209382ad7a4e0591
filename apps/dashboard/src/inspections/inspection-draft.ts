/**
 * An inspection while somebody walks through the rooms: kept in this browser until the server has everything, because there is no network in many of
 * them. Each part is sent under a key of its own, so that sending it again can do nothing twice.
 */
export type AreaAnswer = 'ok' | 'finding' | 'none';

export interface DraftFinding {
  finding: string;
  area: string;
  risk: 'high' | 'medium' | 'low';
  summary: string;
  advice: string;
  dueOn: string;
}

export interface InspectionDraft {
  contract: string;
  inspection: string;
  kind: string;
  period: string;
  startedAt: string;
  answers: Record<string, AreaAnswer>;
  findings: DraftFinding[];
}

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const keptAs = (account: string) => `weibao.inspections.${account}`;

export function readDrafts(storage: Kept, account: string): InspectionDraft[] {
  try {
    const read = JSON.parse(storage.getItem(keptAs(account)) ?? '[]') as unknown;
    return Array.isArray(read) ? (read as InspectionDraft[]) : [];
  } catch {
    return [];
  }
}

export function keepDrafts(storage: Kept, account: string, drafts: readonly InspectionDraft[]): void {
  if (drafts.length === 0) storage.removeItem(keptAs(account));
  else storage.setItem(keptAs(account), JSON.stringify(drafts));
}

/** The areas that nobody answered yet, in the contract's order. */
export const unanswered = (draft: InspectionDraft, areas: readonly string[]): string[] =>
  areas.filter((area) => draft.answers[area] === undefined);

/** What the draft says, fact by fact, in the order in which the server can take them: a finding names its inspection. */
export function factsOf(draft: InspectionDraft): Record<string, unknown>[] {
  const { inspection, kind, period, answers, findings } = draft;
  return [
    {
      type: 'inspection.ended',
      inspection,
      kind,
      period,
      areas: Object.keys(answers),
    },
    ...findings.map(({ finding, area, risk, summary, advice, dueOn }) => ({
      type: 'inspection.finding-noted',
      finding,
      inspection,
      risk,
      summary,
      ...(area === '' ? {} : { area }),
      ...(advice === '' ? {} : { note: advice }),
      ...(dueOn === '' ? {} : { dueOn }),
    })),
  ];
}
