import type { DutyView } from '@weibao/messages';
import { dueDay } from './due-date.js';

export interface Reminder {
  clause: string;
  subject: string;
  dueAt: string | null;
  detail: Record<string, unknown>;
}

/**
 * One reminder for each duty that is overdue. What fell due before the day on which the contract came to Weibao was never
 * watched here: taking a contract over must not bring a hundred reminders of things long past.
 */
export function reminders(duties: readonly DutyView[], watchedFromDay: string): Reminder[] {
  return duties
    .filter((duty) => duty.status === 'overdue' && (dueDay(duty) ?? '') >= watchedFromDay)
    .map(({ clause, period, subject, dueOn, dueAt, titleZh, titleEn, owedBy }) => ({
      clause,
      subject: [subject, period].filter((part) => part !== undefined).join(' '),
      dueAt: dueAt ?? null,
      detail: {
        titleZh,
        titleEn,
        owedBy,
        ...(dueOn === undefined ? {} : { dueOn }),
        ...(period === undefined ? {} : { period }),
        ...(subject === undefined ? {} : { subject }),
      },
    }));
}
