import type { DutyView } from '@weibao/messages';
import { dueDay } from './due-date.js';

const A_DAY = /^\d{4}-\d{2}-\d{2}$/;
/** What needs nobody: a year of backups that were made is twelve lines, and each that was missed, late or not due yet is its own. */
const quiet: ReadonlySet<DutyView['status']> = new Set(['done', 'upcoming', 'not-recorded']);

/**
 * Daily backups of one clause that fall due in one month and stand alike as one line: the last of them, with how many more there are. In the order of
 * the list; everything else is left as it is.
 */
export function foldDays(duties: readonly DutyView[]): DutyView[] {
  const groups = new Map<string, { last: DutyView; alike: number }>();
  const keys = duties.map((duty) => {
    const key = keyOf(duty);
    if (key === null) return null;
    const group = groups.get(key);
    if (group) Object.assign(group, { last: duty, alike: group.alike + 1 });
    else groups.set(key, { last: duty, alike: 0 });
    return key;
  });
  return duties.flatMap((duty, place) => {
    const key = keys[place] ?? null;
    if (key === null) return [duty];
    const group = groups.get(key);
    if (group?.last !== duty) return [];
    return [group.alike === 0 ? duty : { ...duty, alike: group.alike }];
  });
}

function keyOf(duty: DutyView): string | null {
  const { clause, titleZh, period, status, proof } = duty;
  if (proof.kind !== 'backup' || period === undefined || !A_DAY.test(period) || !quiet.has(status)) return null;
  return [clause, titleZh, status, dueDay(duty)?.slice(0, 7) ?? ''].join('\n');
}
