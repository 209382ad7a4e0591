import { dateFromDay, dayFromDate } from '@weibao/calendar';
import { dutyKey, type DigestDays, type StrictestDue } from '@weibao/engine';
import type { DigestItem, DigestView, DigestWaiting, DutyView } from '@weibao/messages';
import { dueDay } from '../duties/due-date.js';
import type { DigestClocks } from './digest-clocks.js';
import { leadDays } from './lead-days.js';

/** As many lines of each list as people read in a morning; what is left out is counted. */
const MOST_LINES = 50;

export interface DigestInput {
  contract: string;
  days: Pick<DigestDays, 'on' | 'since'>;
  duties: readonly DutyView[];
  strictest: ReadonlyMap<string, StrictestDue>;
  waiting: readonly DigestWaiting[];
  clocks: DigestClocks;
}

/** What to look at on a day: missed since the working day before, due on it, coming up within its lead time, waiting for the one who asks. */
export function digestView({ contract, days, duties, strictest, waiting, clocks }: DigestInput): DigestView {
  const { on, since } = days;
  const missed: DigestItem[] = [];
  const today: DigestItem[] = [];
  const ahead: DigestItem[] = [];
  let overdue = clocks.older;
  for (const duty of duties) {
    const day = dueDay(duty);
    if (day === null) continue;
    const stricter = strictest.get(dutyKey(duty)) ?? null;
    const item = itemOf(duty, day, stricter);
    if (duty.status === 'overdue') {
      if (day >= since) missed.push(item);
      else overdue += 1;
      continue;
    }
    if (duty.status !== 'due' && duty.status !== 'upcoming') continue;
    const remindOn = stricter !== null && stricter.dueOn < day ? stricter.dueOn : day;
    // Past the stricter reading's day and before the contract's own it is as urgent as on either.
    if (remindOn <= on && on <= day) today.push(item);
    else if (on < remindOn && remindOn <= daysAfter(on, leadDays(duty.period ?? null))) ahead.push(item);
  }
  const lists = [missed, today, ahead].map((list) => list.sort(byDay));
  const shown = <Line>(list: readonly Line[] = []): Line[] => list.slice(0, MOST_LINES);
  return {
    contract,
    on,
    since,
    missed: shown(lists[0]),
    today: shown(lists[1]),
    ahead: shown(lists[2]),
    waiting: shown(waiting),
    clocks: shown(clocks.lines),
    overdue,
    left: [...lists, waiting, clocks.lines].reduce((sum, list) => sum + Math.max(0, list.length - MOST_LINES), 0),
  };
}

const daysAfter = (date: string, days: number): string => dateFromDay((dayFromDate(date) as number) + days);

const itemOf = (duty: DutyView, dueOn: string, stricter: StrictestDue | null): DigestItem => ({
  clause: duty.clause,
  titleZh: duty.titleZh,
  titleEn: duty.titleEn,
  owedBy: duty.owedBy,
  period: duty.period ?? null,
  subject: duty.subject ?? null,
  dueOn,
  stricter,
});

const byDay = (a: DigestItem, b: DigestItem): number => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0);
