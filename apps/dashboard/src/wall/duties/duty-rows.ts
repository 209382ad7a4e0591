import type { DutyView } from '@weibao/messages';
import { dateOf, daysBetween, instantMs } from '../../time/moments.js';

/** A duty with the day on which it falls due, `YYYY-MM-DD`. */
export interface DutyRow {
  key: string;
  duty: DutyView;
  dueOn: string;
  daysLate: number; // above 0: past its last day and not done
}

/** What is still owed, overdue first and then by day. What was done, even late, is no longer a duty of this week. */
export function dutyRows(duties: readonly DutyView[], today: string): DutyRow[] {
  return duties
    .filter(({ status }) => status === 'due' || status === 'overdue' || status === 'upcoming')
    .map((duty) => {
      const dueOn = duty.dueOn ?? (duty.dueAt === undefined ? today : dateOf(instantMs(duty.dueAt)));
      const daysLate = duty.status === 'overdue' ? Math.max(daysBetween(dueOn, today), 0) : 0;
      const key = [duty.contract, duty.clause, duty.period, duty.subject, duty.dueAt, dueOn].join(' ');
      return { key, duty, dueOn, daysLate };
    })
    .sort((a, b) => rank(a) - rank(b) || a.dueOn.localeCompare(b.dueOn) || a.key.localeCompare(b.key));
}
const rank = (row: DutyRow) => (row.duty.status === 'overdue' ? 0 : 1);
