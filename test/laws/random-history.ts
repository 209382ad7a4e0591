import type { Pattern } from '@weibao/contract-terms';
import type { Fact, Parameters } from '@weibao/exchange';
import { DAY, drawFrom } from './draw.js';
import { randomDemands } from './random-demands.js';
import { furtherFacts } from './random-further.js';
import { randomIncidents } from './random-incidents.js';
import { randomRecords, randomRulings } from './random-records.js';
import { worlds } from './worlds.js';

/** A history that nobody would write by hand: valid facts of every kind a contract can meet, in and around its term. */
export interface RandomHistory {
  contract: Pattern;
  parameters: Parameters;
  facts: Fact[];
  asOfMs: number;
}

export function randomHistory(contract: Pattern, seed: number): RandomHistory {
  const world = worlds[contract];
  const facts: Fact[] = [];
  const draw = drawFrom(world, seed, facts);
  const { whole, pick, chance, someTime, at, date, add } = draw;
  randomIncidents(draw);
  randomDemands(draw);
  randomRecords(draw);
  randomRulings(draw);
  const asOfMs = someTime() + whole(60) * DAY;
  for (let i = chance(0.3) ? 1 + whole(2) : 0; i > 0; i -= 1) {
    const signed = someTime();
    add({
      type: 'contract.amended',
      effectiveOn: date(signed + whole(120) * DAY),
      changes: pick(world.amended),
      ...at(signed),
    });
  }
  // Drawn apart, so that a seed that once broke a law keeps its history.
  furtherFacts(drawFrom(world, seed ^ 0x5bd1e995, facts));
  return { contract, parameters: world.parameters, facts, asOfMs };
}
