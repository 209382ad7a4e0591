import type { FigureView } from '@weibao/messages';

/** The tabs of the form, and the parts of the terms that stand in each; a part that has no tab of its own stands in the last. */
export const tabs = ['basics', 'targets', 'money', 'duties', 'others'] as const;
export type Tab = (typeof tabs)[number];
const tabOf: Record<string, Tab> = {
  name: 'basics',
  systems: 'basics',
  term: 'basics',
  workingTime: 'basics',
  incidentTargets: 'targets',
  demandTargets: 'targets',
  metrics: 'targets',
  bases: 'money',
  payments: 'money',
  penalties: 'money',
  caps: 'money',
  duties: 'duties',
  notices: 'duties',
  acceptance: 'duties',
};

/** Figures of one clause, which stand below its text. */
export interface OfClause<F> {
  clause: string | null;
  figures: F[];
}
export interface Group<F> {
  group: string;
  clauses: OfClause<F>[];
}

export const figuresIn = <F extends FigureView>(figures: readonly F[], tab: Tab): Group<F>[] => {
  const groups: Group<F>[] = [];
  for (const figure of figures) {
    if ((tabOf[figure.group] ?? 'others') !== tab || figure.kind === 'systems') continue;
    let group = groups.find((known) => known.group === figure.group);
    if (!group) groups.push((group = { group: figure.group, clauses: [] }));
    const last = group.clauses.at(-1);
    if (last && last.clause === figure.clause) last.figures.push(figure);
    else group.clauses.push({ clause: figure.clause, figures: [figure] });
  }
  return groups;
};
