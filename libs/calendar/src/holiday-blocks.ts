import type { DayTable } from './day-table.js';
import { dayFromCivil } from './days.js';
import type { YearLists } from './year-lists.js';

/** Consecutive days off that contain a statutory holiday; weekend days that touch it belong to it. */
export interface HolidayBlock {
  /** In Chinese, such as 国庆节、中秋节; null where only imported lists speak, since they name days and no feasts. */
  name: string | null;
  firstDay: number;
  lastDay: number;
}

export function findHolidayBlocks(table: DayTable, lists: YearLists, fromDay: number, toDay: number): HolidayBlock[] {
  const years = [...lists.yearsNamed()];
  // A block can begin with the last weekend before the first year named; no block begins after the last one.
  const first = Math.max(fromDay, dayFromCivil(Math.min(...years), 1, 1) - 2);
  const last = Math.min(toDay, dayFromCivil(Math.max(...years) + 1, 1, 1) - 1);
  const blocks: HolidayBlock[] = [];
  let day = first;
  // Days off that began before the range are a block of that time.
  if (!table.isWorkingDay(day - 1)) while (!table.isWorkingDay(day)) day++;
  for (; day <= last; day++) {
    if (table.isWorkingDay(day)) continue;
    const firstDay = day;
    const names = new Set<string>();
    let holds = false;
    for (; !table.isWorkingDay(day); day++) {
      if (table.kindOf(day) !== 'holiday') continue;
      holds = true;
      const name = lists.nameOf(day);
      if (name !== undefined) names.add(name);
    }
    if (holds) blocks.push({ name: names.size > 0 ? [...names].join('、') : null, firstDay, lastDay: day - 1 });
  }
  return blocks;
}
