import type { Parameters } from '@weibao/exchange';
import type { TermsData } from '../schema.js';

export type ParameterName = Exclude<keyof Parameters, 'readings'>;

/** What the contract leaves blank, so that its parameters have to say it; each with the clause that does. */
export function askedParameters(terms: TermsData): { name: ParameterName; clause: string }[] {
  const { term, bases, settlement, workingTime, metrics } = terms;
  const asked = new Map<ParameterName, string>();
  const ask = (name: ParameterName, clause: string) => {
    if (!asked.has(name)) asked.set(name, clause);
  };
  if (term.startsOn === undefined) for (const name of term.startParameters) ask(name, term.clause);
  if (term.endParameter && term.endsOn === undefined) ask('endsOn', term.clause);
  for (const { parameter, shareParameter, clause } of Object.values(bases)) {
    if (parameter !== undefined) ask(parameter, clause);
    if (shareParameter) ask('share', clause);
  }
  if (settlement) ask('settlement', settlement.clause);
  if (workingTime?.parameter && workingTime.windows === undefined) ask('workingHours', workingTime.clause);
  const availability = metrics.find(({ kind }) => kind === 'availability');
  if (availability) ask('coreSystems', availability.clause);
  return [...asked].map(([name, clause]) => ({ name, clause }));
}
