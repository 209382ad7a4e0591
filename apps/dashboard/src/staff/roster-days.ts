import type { RosterView } from '@weibao/messages';
import { dayAfter } from '../time/moments.js';

/** A cell of the month's picture: a day, with what the roster says of it where it is a rest day; null before the first and after the last. */
export type RosterCell = { on: string; rest: RosterView['days'][number] | null } | null;

/** The weeks of a roster's month, Monday first. */
export function weeksOf({ period, days }: Pick<RosterView, 'period' | 'days'>): RosterCell[][] {
  const first = `${period}-01`;
  const rest = new Map(days.map((day) => [day.on, day]));
  const cells: RosterCell[] = Array.from({ length: mondayFirst(first) }, () => null);
  for (let on = first; on.startsWith(period); on = dayAfter(on, 1)) cells.push({ on, rest: rest.get(on) ?? null });
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

const mondayFirst = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** Several people on one day, as they were typed. */
export const peopleIn = (typed: string): string[] => [...new Set(typed.split(/[\s,，、;；]+/).filter(Boolean))];

/** The fact of a roster as it was filled in; a day left empty names nobody. */
export function rosterFact(roster: Pick<RosterView, 'document' | 'period' | 'days'>, typed: Record<string, string>) {
  const shifts = roster.days.flatMap(({ on }) => peopleIn(typed[on] ?? '').map((person) => ({ on, person })));
  return { type: 'document.filed', document: roster.document, about: roster.period, shifts };
}

/** The days of its month alone: `5、6、13`. */
export const dayNumbers = (days: readonly string[]): string =>
  days.map((day) => String(Number(day.slice(8)))).join('、');
