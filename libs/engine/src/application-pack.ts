import { formatInstant } from '@weibao/exchange';
import { endsAt, startsAt, type Period } from './periods.js';
import { stateOf } from './contract-end.js';
import type { State, Input } from './state.js';

/**
 * One document that belongs to an application for acceptance. filed: handed in for the year. complete: what was owed of it one by one in the year has
 * all come. none: nothing of it was owed. missing: not there, or `open` names the incidents and inspections whose report has not come.
 */
export interface PackItem {
  document: string;
  titleZh: string;
  titleEn: string;
  filedAt: string | null;
  open: string[];
  status: 'filed' | 'complete' | 'none' | 'missing';
}

export interface ApplicationPack {
  year: number;
  clause: string;
  items: PackItem[];
}

/** BY-V-APPLY10WD: what comes with the application for the acceptance of each service year that has begun; none where the contract names nothing. */
export function applicationPacks(input: Input): ApplicationPack[] {
  const state = stateOf(input);
  return state.book
    .periods('year')
    .flatMap((period, index) =>
      state.book.moment.reached(startsAt(period)) ? (packOf(state, period, index + 1) ?? []) : [],
    );
}

function packOf(state: State, period: Period, year: number): ApplicationPack | null {
  const own = state.on(period.firstDay);
  const rule = own.book.terms.acceptance;
  if (!rule || year > rule.years || rule.apply.pack.length === 0) return null;
  const filings = own.book.history.of('document.filed').filter(({ about }) => about === period.label);
  const inYear = (ms: number) => startsAt(period) <= ms && ms < endsAt(period);
  /** What such documents were owed for in the year, and whether each came. */
  const owed = (kinds: readonly string[]) => [
    ...state.clocks
      .filter(({ stage, fromMs, record }) => kinds.includes(stage) && inYear(fromMs) && record.status !== 'not-owed')
      .map(({ subject, record }) => ({ subject, open: record.status === 'running' || record.status === 'overdue' })),
    ...state.duties
      .filter(({ rule: duty, beginsMs }) => duty.kind === 'report' && meets(duty.documents, kinds) && inYear(beginsMs))
      .filter(({ record }) => record.status !== 'not-recorded')
      .map(({ record, key }) => ({ subject: record.subject ?? key, open: record.doneAt === null })),
  ];
  return {
    year,
    clause: rule.apply.clause,
    items: rule.apply.pack.map(({ document, titleZh, titleEn, each }): PackItem => {
      const filed = filings.find((fact) => fact.document === document);
      const single = owed(each);
      const open = [...new Set(single.filter((one) => one.open).map(({ subject }) => subject))].sort();
      const item = { document, titleZh, titleEn, filedAt: filed ? formatInstant(filed.atMs) : null };
      if (filed) return { ...item, open: [], status: 'filed' };
      if (each.length === 0 || open.length > 0) return { ...item, open, status: 'missing' };
      return { ...item, open, status: single.length === 0 ? 'none' : 'complete' };
    }),
  };
}

const meets = (documents: readonly string[], kinds: readonly string[]): boolean =>
  documents.some((document) => kinds.includes(document));
