import { formatInstant, type Fact } from '@weibao/exchange';
import type { RandomHistory } from './random-history.js';

const WEEK_MS = 7 * 86_400_000;

/** Every week is like every other one: no holiday moves a deadline. */
export const PLAIN_WEEKS = { 'calendar.source': 'mon–fri-only' };

/** Only what a clock is made of, so that no amendment, label of a period or later entry holds a date that stays. */
const isOfClocks = ({ type }: Fact): boolean => type.startsWith('incident.') || type.startsWith('demand.');

/** What happened to incidents and demands; then the same, with the dates of the contract, a week later. */
export function twoWeeks(history: RandomHistory): [RandomHistory, RandomHistory] {
  const now = { ...history, facts: history.facts.filter(isOfClocks) };
  const { facts, parameters, asOfMs } = now;
  return [now, { ...now, facts: shifted(facts), parameters: shifted(parameters), asOfMs: asOfMs + WEEK_MS }];
}

function shifted<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, held: unknown) => {
    if (typeof held !== 'string') return held;
    if (/^\d{4}-\d\d-\d\dT/.test(held)) return formatInstant(Date.parse(held) + WEEK_MS);
    if (/^\d{4}-\d\d-\d\d$/.test(held))
      return formatInstant(Date.parse(`${held}T00:00:00+08:00`) + WEEK_MS).slice(0, 10);
    return held;
  }) as T;
}
