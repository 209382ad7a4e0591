import type { DutyStatus } from '@weibao/exchange';
import type { DutyView } from '@weibao/messages';
import { dueDay, worstOf } from './duty-face.js';

export const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const;

export interface MonthCell {
  month: string; // 2026-07
  duties: DutyView[];
  worst: DutyStatus | null;
}
/** One recurring duty of one contract through a year. */
export interface YearRow {
  key: string;
  contract: string;
  clause: string;
  titleZh: string;
  titleEn: string;
  cells: MonthCell[];
  /** Owed in this contract without a day. */
  undated: DutyView[];
}

/** A row for each duty of each contract, a cell for each month in which it falls due; by contract and clause. */
export function yearRows(duties: readonly DutyView[], year: string): YearRow[] {
  const groups = new Map<string, DutyView[]>();
  for (const duty of duties) {
    const key = [duty.contract, duty.clause, duty.titleZh].join(' ');
    const group = groups.get(key);
    if (group) group.push(duty);
    else groups.set(key, [duty]);
  }
  return [...groups]
    .map(([key, group]) => {
      const [first] = group as [DutyView];
      const { contract, clause, titleZh, titleEn } = first;
      const cells = months.map((number): MonthCell => {
        const month = `${year}-${number}`;
        const due = group.filter((duty) => dueDay(duty)?.startsWith(month));
        return { month, duties: due, worst: worstOf(due) };
      });
      return { key, contract, clause, titleZh, titleEn, cells, undated: group.filter((duty) => dueDay(duty) === null) };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
