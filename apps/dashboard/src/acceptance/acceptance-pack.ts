import type { ContractView, DocumentView } from '@weibao/messages';

/** What the vendor owed in writing for one service year, and of it what has not come. */
export interface Pack {
  missing: DocumentView[];
  filed: DocumentView[];
}

/**
 * The documents of a service year: those that name it, and those that fell due in it. What is owed and what counts as filed is the register's word;
 * a contract whose first day is blank has only those that name the year.
 */
export function packOf(
  { startsOn }: Pick<ContractView, 'startsOn'>,
  year: number,
  documents: readonly DocumentView[],
): Pack {
  const [from, to] = startsOn === null ? ['', ''] : [anniversary(startsOn, year - 1), anniversary(startsOn, year)];
  const own = documents.filter(({ about, dueOn, dueAt, owedBy }) => {
    if (owedBy === 'hospital') return false;
    if (about !== null && /^year-\d+$/.test(about)) return about === `year-${year}`;
    const due = dueOn ?? dueAt?.slice(0, 10);
    return due !== undefined && due >= from && due < to;
  });
  return {
    missing: own.filter(({ status }) => status === 'due' || status === 'overdue'),
    filed: own.filter(
      ({ status, filings }) => status === 'done' || status === 'late' || (status === null && filings.length > 0),
    ),
  };
}

/** `2025-10-20` and 1: `2026-10-20`, to be compared with other dates only. */
const anniversary = (day: string, years: number): string => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
