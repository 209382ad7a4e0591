import type { DutyStatus } from '@weibao/exchange';
import type { DutyView } from '@weibao/messages';
import { dateOf, instantMs } from '../time/moments.js';

/** A shape beside the word and the colour of each state. */
export const shapes: Record<DutyStatus, string> = {
  overdue: '■',
  due: '○',
  late: '▲',
  done: '✓',
  'not-recorded': '–',
  upcoming: '·',
};

/** What needs a person first. */
const urgency: readonly DutyStatus[] = ['overdue', 'due', 'late', 'upcoming', 'not-recorded', 'done'];

/** The state that stands for several: the one that needs a person most. Null for none. */
export const worstOf = (duties: readonly DutyView[]): DutyStatus | null =>
  urgency.find((status) => duties.some((duty) => duty.status === status)) ?? null;

/** How many a line stands for: alike days of backups come as one. */
export const countOf = (duties: readonly DutyView[]): number =>
  duties.reduce((sum, { alike = 0 }) => sum + 1 + alike, 0);

/** The day on which it falls due, +08:00; null where the contract names none. */
export const dueDay = (duty: Pick<DutyView, 'dueOn' | 'dueAt'>): string | null =>
  duty.dueOn ?? (duty.dueAt === undefined ? null : dateOf(instantMs(duty.dueAt)));

export const keyOf = (duty: DutyView): string =>
  [duty.contract, duty.clause, duty.titleZh, duty.period ?? '', duty.subject ?? '', dueDay(duty) ?? ''].join(' ');

export const isOpen = ({ status }: DutyView): boolean => status === 'overdue' || status === 'due';
