import type { Terms } from '@weibao/contract-terms';
import type { FactOf } from '@weibao/exchange';
import type { ContractView } from '@weibao/messages';

type Registered = FactOf<'contract.registered'>;

/** What everybody with a part in the contract may know of it: its names, dates, systems and levels. No money. */
export function contractView(contract: string, registered: Registered, terms: Terms): ContractView {
  const { startsOn, endsOn } = termOf(registered, terms);
  return {
    contract,
    pattern: terms.contract,
    nameZh: registered.name ?? terms.nameZh,
    nameEn: registered.name ?? terms.nameEn,
    trial: registered.trial ?? false,
    parties: (registered.parties ?? []).map(({ organisation, part }) => ({ organisation, part })),
    startsOn,
    endsOn,
    systems: terms.systems.map(({ name, subsystems, core }) => ({
      name,
      subsystems: [...subsystems],
      core: core || (registered.parameters?.coreSystems ?? []).includes(name),
    })),
    levels: terms.levels.map(({ level, nameZh, nameEn, definitionZh, definitionEn, clause }) => ({
      level,
      nameZh,
      nameEn,
      definitionZh,
      definitionEn,
      clause,
    })),
    workingHours: terms.workingTime?.windows ?? registered.parameters?.workingHours ?? null,
    scope: terms.scope,
  };
}

/** What the contract states comes first: parameters fill its blanks and override nothing. A date that nobody gave is null, never worked out here. */
function termOf(registered: Registered, terms: Terms): Pick<ContractView, 'startsOn' | 'endsOn'> {
  const parameters = registered.parameters ?? {};
  const given = terms.term.startParameters.map((name) => parameters[name]).find((date) => date !== undefined);
  return {
    startsOn: terms.term.startsOn ?? given ?? parameters.startsOn ?? null,
    endsOn: terms.term.endsOn ?? parameters.endsOn ?? null,
  };
}
