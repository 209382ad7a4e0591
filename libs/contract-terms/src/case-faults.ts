import { parseInstant, type Fact, type FactOf, type Fault, type Parameters } from '@weibao/exchange';
import { namedFaults } from './named-faults.js';
import { Readings } from './readings.js';
import { amendTerms, type Terms } from './terms.js';

/** What in a case does not fit the contract: readings it does not know, clauses, payments, years and scores it does not have. */
export function caseFaults(
  terms: Terms,
  parameters: Parameters,
  facts: readonly (Fact | null)[],
  place: (index: number) => string = (index) => `facts[${index}]`,
): Fault[] {
  const faults: Fault[] = [];
  const readings = new Readings(terms.registry);
  const take = (at: string, option: string, value: string) => {
    const wrong = readings.choose(option, value);
    if (wrong !== null) faults.push({ place: at, message: wrong });
  };
  const known = (name: string) => terms.registry.some((entry) => entry.option === name || entry.id === name);
  for (const [option, value] of Object.entries(parameters.readings ?? {}))
    take(`parameters.readings.${option}`, option, value);
  facts.forEach((fact, index) => {
    if (fact === null) return;
    if (fact.type === 'reading.chosen' && !known(fact.reading))
      faults.push({
        place: `${place(index)}.reading`,
        message: `"${fact.reading}" is not the name of a reading of ${terms.contract}`,
      });
    else if (fact.type === 'reading.chosen' && fact.value !== undefined)
      take(`${place(index)}.value`, fact.reading, fact.value);
    if (fact.type === 'contract.amended' && fact.changes) {
      const { parameters: changed } = fact.changes as { parameters?: Parameters };
      for (const [option, value] of Object.entries(changed?.readings ?? {}))
        if (value !== null) take(`${place(index)}.changes.parameters.readings.${option}`, option, value);
    }
    if ('clause' in fact && typeof fact.clause === 'string' && !terms.clauses.has(fact.clause))
      faults.push({ place: `${place(index)}.clause`, message: `"${fact.clause}" is no clause of ${terms.contract}` });
  });
  return [
    ...faults,
    ...namedFaults(terms, facts, place),
    ...amendmentFaults(terms, facts, place),
    ...amendedTermFaults(terms, parameters, facts, place),
  ];
}

type Amendment = FactOf<'contract.amended'>;
const dated = ({ effectiveOn, at }: Amendment) => `${effectiveOn} ${parseInstant(at) ?? 0}`;

/** The term that an amendment leaves must not end before it begins. */
function amendedTermFaults(
  terms: Terms,
  parameters: Parameters,
  facts: readonly (Fact | null)[],
  place: (index: number) => string,
): Fault[] {
  const amendments = facts.flatMap((fact, index) =>
    fact?.type === 'contract.amended' && fact.changes?.['parameters'] ? [{ fact, index }] : [],
  );
  let startsOn = terms.term.startsOn ?? parameters.startsOn;
  let endsOn = terms.term.endsOn ?? parameters.endsOn;
  return amendments
    .sort((a, b) => (dated(a.fact) < dated(b.fact) ? -1 : dated(a.fact) > dated(b.fact) ? 1 : 0))
    .flatMap(({ fact, index }) => {
      const changed = fact.changes?.['parameters'] as Partial<Record<'startsOn' | 'endsOn', string | null>>;
      if (changed.startsOn !== undefined) startsOn = changed.startsOn ?? undefined;
      if (changed.endsOn !== undefined) endsOn = changed.endsOn ?? undefined;
      if (startsOn === undefined || endsOn === undefined || endsOn >= startsOn) return [];
      const field = changed.endsOn ? 'endsOn' : 'startsOn';
      if (changed[field] === undefined) return [];
      return [
        {
          place: `${place(index)}.changes.parameters.${field}`,
          message: `expected a term that ends on or after its first day, got ${startsOn} to ${endsOn}`,
        },
      ];
    });
}

/** Each amendment must fit the terms as signed, and the terms as the amendments before it leave them. */
function amendmentFaults(terms: Terms, facts: readonly (Fact | null)[], place: (index: number) => string): Fault[] {
  const amendments = facts.flatMap((fact, index) => {
    const patch = fact?.type === 'contract.amended' ? fact.changes?.['terms'] : undefined;
    return patch === undefined ? [] : [{ fact: fact as Amendment, index, patch }];
  });
  amendments.sort((a, b) => (dated(a.fact) < dated(b.fact) ? -1 : dated(a.fact) > dated(b.fact) ? 1 : 0));
  let before = terms;
  return amendments.flatMap(({ index, patch }) => {
    const alone = amendTerms(terms, patch);
    const amended = alone.ok ? amendTerms(before, patch) : alone;
    if (amended.ok) before = amended.value;
    return amended.ok
      ? []
      : amended.faults.map((fault) => ({
          place: `${place(index)}.changes.terms.${fault.place}`,
          message: fault.message,
        }));
  });
}
