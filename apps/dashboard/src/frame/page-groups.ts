import type { PageName } from '../session/session.js';

/** Parts of the navigation: what happens now, what is owed, money, and what all of it rests on. */
export type PageGroup = 'now' | 'service' | 'money' | 'base';

const groups: Readonly<Record<Exclude<PageGroup, 'base'>, readonly string[]>> = {
  now: ['vendor', 'desk', 'handover', 'overview', 'wall'],
  service: ['duties', 'inspections', 'surveys', 'documents', 'staff', 'ledgers'],
  money: ['payments', 'forecast', 'statements', 'assessments', 'acceptance'],
};

const groupOf = (page: PageName): PageGroup =>
  (Object.keys(groups) as (keyof typeof groups)[]).find((group) => groups[group].includes(page)) ?? 'base';

/** The pages of a role by part: the part of its first page first, and within a part the role's own order. */
export function grouped(pages: readonly PageName[]): { group: PageGroup; pages: PageName[] }[] {
  const found = new Map<PageGroup, PageName[]>();
  for (const page of pages) found.set(groupOf(page), [...(found.get(groupOf(page)) ?? []), page]);
  return [...found].map(([group, ofGroup]) => ({ group, pages: ofGroup }));
}
