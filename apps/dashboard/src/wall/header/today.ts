import type { DayView, PostureView } from '@weibao/messages';

/** Today as all contracts of the screen have it together. */
export interface Today {
  kind: DayView['kind'];
  provisional: boolean;
  hours: string[]; // each different set of working hours once: `09:00–12:00 14:00–18:00`
  inHours: boolean | null; // whether working time runs for any contract; null: no contract states its hours
  onDuty: string[]; // empty: no roster says
}

/** @param on the server's date; null when no contract was read for that day */
export function todayOf(postures: readonly PostureView[], on: string): Today | null {
  const days = postures.map(({ today }) => today).filter((day) => day.on === on);
  const [first] = days;
  if (!first) return null;
  const stated = days.filter(({ windows }) => windows !== null);
  const duty = days.flatMap(({ onDuty }) => onDuty ?? []).map(({ post, person }) => [post, person]);
  return {
    kind: first.kind,
    provisional: days.some(({ provisional }) => provisional),
    hours: [...new Set(stated.map(({ windows }) => (windows ?? []).map((window) => window.join('–')).join(' ')))],
    inHours: stated.length === 0 ? null : stated.some(({ inHours }) => inHours === true),
    onDuty: [...new Set(duty.map((parts) => parts.filter(Boolean).join(' ')))],
  };
}
