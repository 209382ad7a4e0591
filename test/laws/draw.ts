import type { Fact } from '@weibao/exchange';
import { formatInstant } from '@weibao/exchange';
import type { World } from './worlds.js';

/** What a random history is drawn with: the same seed gives the same draws. */
export interface Draw {
  world: World;
  facts: Fact[];
  whole: (below: number) => number;
  pick: <T>(list: readonly T[]) => T;
  chance: (share: number) => boolean;
  someTime: () => number;
  later: (ms: number, hours: number) => number;
  at: (ms: number) => { at: string };
  date: (ms: number) => string;
  /** Under an id of its own, at times by the vendor or recorded later. */
  add: (fact: Fact) => Fact;
}

export const DAY = 86_400_000;

export function drawFrom(world: World, seed: number, facts: Fact[]): Draw {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (below: number): number => Math.floor(random() * below);
  const chance = (share: number): boolean => random() < share;
  const later = (ms: number, hours: number): number => ms + whole(hours * 3600) * 1000;
  return {
    world,
    facts,
    whole,
    chance,
    later,
    pick: <T>(list: readonly T[]): T => list[whole(list.length)] as T,
    someTime: () => world.from + whole(world.days * 86_400) * 1000,
    at: (ms) => ({ at: formatInstant(ms) }),
    date: (ms) => formatInstant(ms).slice(0, 10),
    add: (fact) => {
      const by = chance(0.15) ? { by: 'vendor' as const } : {};
      const recordedAt = chance(0.15) ? { recordedAt: formatInstant(later(Date.parse(fact.at), 72)) } : {};
      const full = { id: `f${facts.length + 1}`, ...by, ...recordedAt, ...fact } as Fact;
      facts.push(full);
      return full;
    },
  };
}
