import type { FigureChangeView } from '@weibao/messages';
import { sameValue } from '../figures/figure-typing.js';

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

/** A figure with the places where the same clause says the same again: a share that five rules carry out is typed once. */
export type Twinned<F> = F & { twins: string[] };

/** Figures of one clause, which stand beside its text. */
export interface OfClause<F> {
  clause: string | null;
  figures: Twinned<F>[];
}
export interface Group<F> {
  group: string;
  clauses: OfClause<F>[];
}

export function figuresIn<F extends FigureChangeView>(figures: readonly F[], tab: Tab): Group<F>[] {
  const groups: Group<F>[] = [];
  for (const figure of figures) {
    if ((tabOf[figure.group] ?? 'others') !== tab || figure.kind === 'systems') continue;
    let group = groups.find((known) => known.group === figure.group);
    if (!group) groups.push((group = { group: figure.group, clauses: [] }));
    let of = group.clauses.find(({ clause }) => clause === figure.clause);
    if (!of) group.clauses.push((of = { clause: figure.clause, figures: [] }));
    const twin = figure.clause === null ? undefined : of.figures.find((known) => saysTheSame(known, figure));
    if (twin) twin.twins.push(figure.path);
    else of.figures.push({ ...figure, twins: [] });
  }
  return groups;
}

const saysTheSame = (one: FigureChangeView, other: FigureChangeView): boolean =>
  one.name === other.name &&
  one.kind === other.kind &&
  one.titleZh === other.titleZh &&
  sameValue([one.levels, one.was, one.value], [other.levels, other.was, other.value]);
